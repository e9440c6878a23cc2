using Crosscheck.Text;

namespace Crosscheck.Claims;

/// <summary>
/// What is known of a claim when the whole text has been read: how well it is stated, what else the text states of the
/// same attribute, from whom, and how values, places and dates fit together. Dense features for boosted trees; NaN where
/// a feature has no meaning.
/// </summary>
internal sealed class DecisionFeatures
{
    private static readonly int Attributes = Enum.GetValues<ClaimAttribute>().Length;
    private readonly ClaimContext _context;
    private readonly IReadOnlyList<ClaimGroup> _groups;
    private readonly double[,] _bySentence;
    private readonly Place? _topPlace;
    private readonly string? _topDate;

    public DecisionFeatures(ClaimContext context, IReadOnlyList<ClaimGroup> groups)
    {
        _context = context;
        _groups = groups;
        _bySentence = new double[context.Text.Sentences.Length, Attributes];
        foreach (var group in groups)
        {
            foreach (var mention in group.Mentions)
            {
                ref var best = ref _bySentence[context.Hashes.Sentence[mention.Tokens.First], (int)mention.Attribute];
                best = Math.Max(best, mention.Score);
            }
        }
        _topPlace = groups.Where(g => g.Attribute == ClaimAttribute.Place).OrderByDescending(g => g.Best.Score)
            .Select(g => g.Best.Place?.Resolved).FirstOrDefault(p => p is { Precision: <= PlacePrecision.District });
        _topDate = groups.Where(g => g.Attribute == ClaimAttribute.Date).OrderByDescending(g => g.Best.Score).FirstOrDefault()?.Best.Value.Text;
    }

    public static int Count => 10 + 20 + 10 + 12 + 8 + 6 + 16;

    public float[] Row(int index)
    {
        var row = new float[Count];
        Array.Fill(row, float.NaN);
        var at = 0;
        var group = _groups[index];
        var best = group.Best;
        for (var a = 0; a < Attributes; a++)
            row[at++] = a == (int)group.Attribute ? 1 : 0;
        Stated(row, ref at, group);
        at = 30;
        Beside(row, ref at, group);
        at = 40;
        Numbers(row, at, group);
        at = 52;
        Places(row, at, best);
        at = 60;
        Dates(row, at, best);
        at = 66;
        Head(row, at, group);
        return row;
    }

    private void Stated(float[] row, ref int at, ClaimGroup group)
    {
        var text = _context.Text;
        var best = group.Best;
        var sentence = _context.Hashes.Sentence[best.Tokens.First];
        var same = _groups.Where(g => g.Attribute == group.Attribute).ToArray();
        row[at++] = Logit(best.Score);
        row[at++] = Logit(group.Mentions.Average(m => m.Score));
        row[at++] = group.Mentions.Length;
        row[at++] = sentence;
        row[at++] = (float)sentence / text.Sentences.Length;
        row[at++] = text.Sentences[sentence].Paragraph;
        row[at++] = best.Tokens.Length;
        row[at++] = same.Count(g => g.Best.Score > best.Score);
        row[at++] = (float)same.Sum(g => g.Best.Score);
        row[at++] = Logit(same.Max(g => g.Best.Score));
        row[at++] = group.Attribution.Source.Name.Length == 0 ? 1 : 0;
        row[at++] = (float)group.Attribution.Score;
        row[at++] = (int)group.Attribution.Status;
        row[at++] = _context.QuoteDepth[best.Tokens.First] ? 1 : 0;
        row[at++] = _context.Occurrence[best.Tokens.End - 1];
        row[at++] = _context.TitleWords.Count == 0 ? float.NaN : InTitle(best);
        // The same value told by another source, and before this one.
        var twins = same.Where(g => g != group && SameValue.Holds(g.Best.Value, best.Value)).ToArray();
        row[at++] = twins.Length;
        row[at++] = twins.Length == 0 ? float.NaN : Logit(twins.Max(g => g.Best.Score));
        row[at++] = twins.Length == 0 ? float.NaN : twins.Min(g => g.First.First) < group.First.First ? 1 : 0;
        row[at++] = same.Count(g => g.Attribution.Source.Name == group.Attribution.Source.Name && g.Best.Score > best.Score);
    }

    /// <summary>The best chances of each attribute in the same sentence.</summary>
    private void Beside(float[] row, ref int at, ClaimGroup group)
    {
        var sentence = _context.Hashes.Sentence[group.Best.Tokens.First];
        for (var a = 0; a < Attributes; a++)
            row[at++] = a == (int)group.Attribute ? float.NaN : (float)_bySentence[sentence, a];
    }

    private void Numbers(float[] row, int at, ClaimGroup group)
    {
        var value = group.Best.Value;
        if (value.Text is not null)
            return;
        var n = value.N ?? value.Low ?? value.High ?? 0;
        row[at++] = MathF.Log(n + 1);
        row[at++] = value.N is null ? 1 : 0;
        row[at++] = value.Approximate ? 1 : 0;
        row[at++] = string.IsNullOrEmpty(value.Who) ? 1 : 0;
        row[at++] = group.Best.By.EndsWith("plural", StringComparison.Ordinal) || group.Best.By.EndsWith("singular", StringComparison.Ordinal) ? 1 : 0;
        var others = _groups.Where(g => g != group && g.Attribute == group.Attribute && g.Best.Score > 0.3).Select(g => g.Best.Value.N ?? g.Best.Value.Low ?? 0).ToArray();
        row[at++] = others.Length == 0 ? float.NaN : others.Max() > n ? 1 : others.Max() == n ? 0 : -1;
        row[at++] = others.Count(o => o == n);
        row[at++] = _groups.Where(g => g != group && g.Best.Tokens.Overlaps(group.Best.Tokens) && g.Best.Value.Text is null).Select(g => Logit(g.Best.Score)).DefaultIfEmpty(float.NaN).Max();
        row[at++] = _groups.Where(g => g.Attribute == group.Attribute && _context.Hashes.Sentence[g.Best.Tokens.First] == _context.Hashes.Sentence[group.Best.Tokens.First]).Count();
    }

    private void Places(float[] row, int at, ClaimCandidate best)
    {
        if (best.Attribute != ClaimAttribute.Place)
            return;
        var place = best.Place?.Resolved;
        row[at++] = best.Place is null ? 1 : 0;
        row[at++] = place is null ? 1 : 0;
        row[at++] = place is null ? float.NaN : (int)place.Precision;
        row[at++] = best.Place?.Relative == true ? 1 : 0;
        if (place is null || _topPlace is null)
            return;
        row[at++] = (float)Kilometres(place, _topPlace);
        row[at++] = place.Country == _topPlace.Country ? 1 : 0;
        row[at++] = place.Name == _topPlace.Name ? 1 : 0;
    }

    /// <summary>What kind of word stands at the head of the claim's words, and where it stands in its sentence.</summary>
    private void Head(float[] row, int at, ClaimGroup group)
    {
        var best = group.Best;
        var text = _context.Text;
        var head = best.Quantity is { } q ? QuantityFeatures.Head(_context, q) : best.Tokens.End - 1;
        row[at++] = _context.Outcome[head];
        row[at++] = (int)text.Tags[head].Upos;
        row[at++] = best.Quantity is { } quantity ? (int)quantity.Kind : float.NaN;
        row[at++] = _context.NameAt[head] < 0 ? -1 : (int)text.Names[_context.NameAt[head]].Type;
        row[at++] = best.Attribute is ClaimAttribute.Killed or ClaimAttribute.Injured && best.Value.Who is { Length: > 0 } ? 1 : 0;
        if (!text.Tree.IsEmpty)
        {
            var verb = _context.VerbAbove[head];
            row[at++] = verb < 0 ? -1 : _context.Outcome[verb];
            row[at++] = verb < 0 ? -1 : verb - head;
            row[at++] = text.Tree[head].Head < 0 ? -1 : _context.Outcome[text.Tree[head].Head];
        }
        else
        {
            at += 3;
        }
        var sentence = _context.Hashes.Sentence[head];
        row[at++] = head - text.Sentences[sentence].First;
        row[at++] = text.Sentences[sentence].End - text.Sentences[sentence].First;
        row[at++] = _context.OutcomeMask[sentence] & 0x7F;
        row[at++] = text.Places.Length;
        row[at++] = Logit(best.Linear);
        row[at++] = Logit(best.Network);
        row[at++] = text.Sentences.Length;
    }

    private void Dates(float[] row, int at, ClaimCandidate best)
    {
        if (best.Attribute != ClaimAttribute.Date)
            return;
        row[at++] = best.Value.Text!.Length;
        row[at++] = best.Value.Text == _topDate ? 1 : 0;
        if (_context.Text.Published is { } published && best.Value.Text.Length == 10
            && DateOnly.TryParseExact(best.Value.Text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var date))
            row[at++] = Math.Clamp(published.DayNumber - date.DayNumber, -30, 4000);
    }

    private float InTitle(ClaimCandidate best)
    {
        for (var t = best.Tokens.First; t < best.Tokens.End; t++)
        {
            if (_context.Text.Tags[t].Upos is Upos.NOUN or Upos.PROPN or Upos.NUM or Upos.ADJ && _context.TitleWords.Contains(_context.Hashes.Word[t]))
                return 1;
        }
        return 0;
    }

    private static float Logit(double p) => (float)Math.Log((p + 1e-4) / (1 - p + 1e-4));

    private static double Kilometres(Place a, Place b)
    {
        var x = (a.Longitude - b.Longitude) * Math.Cos(double.DegreesToRadians((a.Latitude + b.Latitude) / 2));
        var y = a.Latitude - b.Latitude;
        return 111.2 * Math.Sqrt(x * x + y * y);
    }
}
