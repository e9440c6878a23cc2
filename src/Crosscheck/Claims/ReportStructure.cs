using Crosscheck.Text;

namespace Crosscheck.Claims;

/// <summary>
/// How a report is laid out: one incident told through all of its paragraphs, or one incident a paragraph, as in round-ups.
/// Shares are in 0..1, over the paragraphs that hold claims.
/// </summary>
internal sealed class ReportStructure
{
    private readonly JoinContext _context;
    private readonly Dictionary<uint, int> _firstParagraph = [];
    private readonly List<int> _paragraphs = [];
    private readonly Dictionary<int, Paragraph> _of = [];

    /// <summary>A paragraph with claims: its tokens, its claims (half-open), and what is new in it.</summary>
    public sealed class Paragraph
    {
        public int First { get; init; }
        public int End { get; set; }
        public int FirstClaim { get; init; }
        public int EndClaim { get; set; }
        public int Places { get; set; }

        /// <summary>Place claims of which no name stands in an earlier paragraph.</summary>
        public int NewPlaces { get; set; }
        public int Tolls { get; set; }

        /// <summary>Tolls of a number that no earlier paragraph has.</summary>
        public int NewTolls { get; set; }

        /// <summary>The share of its names and long words that stand in earlier paragraphs, 0 in the first.</summary>
        public float Known { get; set; }

        /// <summary>0 plain, 1 a mark or number, 2 a date, 3 "in", "at" or "near" and a place, 4 a place.</summary>
        public int Opening { get; set; }
    }

    public ReportStructure(JoinContext context)
    {
        _context = context;
        AddParagraphs();
        AddWords();
        var tolls = new HashSet<(ClaimAttribute, int?, int?)>();
        foreach (var p in _paragraphs)
            Describe(_of[p], p, tolls);
        var all = _paragraphs.Select(p => _of[p]).ToArray();
        var n = Math.Max(1, all.Length);
        Count = all.Length;
        Own = (float)all.Count(p => p.NewPlaces > 0 && p.NewTolls > 0) / n;
        WithPlace = (float)all.Count(p => p.NewPlaces > 0) / n;
        Known = all.Skip(1).Select(p => p.Known).DefaultIfEmpty(float.NaN).Average();
        Listed = (float)all.Count(p => p.Opening > 0) / n;
        Dated = (float)all.Count(p => p.Opening == 2) / n;
        PlaceShare = all.Sum(p => p.Places) is > 0 and var places ? (float)all.Sum(p => p.NewPlaces) / places : float.NaN;
        TollShare = all.Sum(p => p.Tolls) is > 0 and var told ? (float)all.Sum(p => p.NewTolls) / told : float.NaN;
        ClaimsEach = (float)context.Claims.Count / n;
    }

    public int Count { get; }

    /// <summary>Paragraphs with a place and a toll of their own.</summary>
    public float Own { get; }
    public float WithPlace { get; }

    /// <summary>How much of a later paragraph's names and long words stood before, on the average.</summary>
    public float Known { get; }

    /// <summary>Paragraphs that a mark, a date or a place opens; and those that a date opens.</summary>
    public float Listed { get; }
    public float Dated { get; }

    /// <summary>Of the place claims, and of the tolls, those that are new in their paragraph.</summary>
    public float PlaceShare { get; }
    public float TollShare { get; }
    public float ClaimsEach { get; }

    /// <summary>
    /// Does a claim open a paragraph with a place and a toll of its own, in a report whose paragraphs mostly have them?
    /// Of three paragraphs all must, of more this share.
    /// </summary>
    public bool OpensAnother(int claim)
    {
        const float most = 0.6f;
        var paragraph = Of(claim);
        return Count >= 3 && Own >= (Count == 3 ? 1 : most) && claim == paragraph.FirstClaim && paragraph is { NewPlaces: > 0, NewTolls: > 0 };
    }

    public Paragraph Of(int claim) => _of[_context.ParagraphOf(claim)];

    /// <summary>Is no name of a claim told in an earlier paragraph than its own?</summary>
    public bool IsNew(int claim)
    {
        var paragraph = _context.ParagraphOf(claim);
        var tokens = _context.Claims[claim].Tokens;
        var names = 0;
        for (var t = tokens.First; t < Math.Min(tokens.End, tokens.First + 12); t++)
        {
            if (!_context.Text.Content[t])
                continue;
            names++;
            if (_firstParagraph.TryGetValue(_context.Text.Word[t], out var first) && first < paragraph)
                return false;
        }
        return names > 0;
    }

    private void AddParagraphs()
    {
        for (var i = 0; i < _context.Claims.Count; i++)
        {
            var p = _context.ParagraphOf(i);
            if (!_of.TryGetValue(p, out var paragraph))
            {
                var s = _context.SentenceOf(i);
                while (s > 0 && _context.Text.Text.Sentences[s - 1].Paragraph == p)
                    s--;
                _of[p] = paragraph = new Paragraph { First = _context.Text.Text.Sentences[s].First, FirstClaim = i };
                _paragraphs.Add(p);
            }
            paragraph.End = _context.Text.Text.Sentences[_context.SentenceOf(i)].End;
            paragraph.EndClaim = i + 1;
        }
    }

    private void AddWords()
    {
        for (var t = 0; t < _context.Text.Word.Length; t++)
        {
            if (_context.Text.Content[t])
                _firstParagraph.TryAdd(_context.Text.Word[t], _context.Text.Text.Sentences[_context.Text.SentenceOf[t]].Paragraph);
        }
    }

    private void Describe(Paragraph paragraph, int number, HashSet<(ClaimAttribute, int?, int?)> tolls)
    {
        for (var i = paragraph.FirstClaim; i < paragraph.EndClaim; i++)
        {
            var claim = _context.Claims[i];
            if (claim.Attribute == ClaimAttribute.Place)
            {
                paragraph.Places++;
                paragraph.NewPlaces += IsNew(i) ? 1 : 0;
            }
            else if (claim.Attribute is ClaimAttribute.Killed or ClaimAttribute.Injured or ClaimAttribute.Abducted)
            {
                paragraph.Tolls++;
                paragraph.NewTolls += tolls.Add((claim.Attribute, claim.Value.N, claim.Value.N ?? claim.Value.Low)) ? 1 : 0;
            }
        }
        int words = 0, known = 0;
        for (var t = paragraph.First; t < paragraph.End; t++)
        {
            if (!_context.Text.Content[t])
                continue;
            words++;
            known += _firstParagraph[_context.Text.Word[t]] < number ? 1 : 0;
        }
        paragraph.Known = words == 0 ? 0 : (float)known / words;
        paragraph.Opening = Opening(paragraph.First);
    }

    private int Opening(int first)
    {
        var text = _context.Text.Text;
        var form = text.Form(first);
        var day = form is "On" ? first + 1 : first;
        if (text.Times.Any(x => x.Tokens.Contains(day)))
            return 2;
        if (!char.IsLetter(form[0]) && form is not ("\"" or "“" or "'" or "‘"))
            return 1;
        if (text.Places.Any(p => p.Tokens.Contains(first)))
            return 4;
        return form is "In" or "At" or "Near" or "To" or "Outside" or "Around" && text.Places.Any(p => p.Tokens.First > first && p.Tokens.First < first + 6) ? 3 : 0;
    }
}
