using Crosscheck.Models;
using Crosscheck.Text;

namespace Crosscheck.Claims;

/// <summary>The claims of one incident so far, in text order.</summary>
internal sealed class IncidentDraft
{
    public List<int> Claims { get; } = [];

    /// <summary>Hashes of the names and long words of the sentences that hold its claims.</summary>
    public HashSet<uint> Words { get; } = [];
    public HashSet<uint> Places { get; } = [];
    public int LastSentence { get; set; } = -1;

    public int Last => Claims[^1];
}

/// <summary>Features of "this claim belongs to that incident" for the ranking model. Reused from claim to claim; not thread-safe.</summary>
internal sealed class IncidentFeatures
{
    /// <summary>No claim is compared with more incidents than this: the first and the most recent ones.</summary>
    public const int MaxCandidates = 12;

    private readonly IncidentText _context;
    private readonly IReadOnlyList<ClaimMention> _claims;
    private readonly List<uint> _base = [];
    private readonly List<uint> _out = [];
    private readonly int[] _dateOfSentence;

    public IncidentFeatures(IncidentText context, IReadOnlyList<ClaimMention> claims)
    {
        _context = context;
        _claims = claims;
        _dateOfSentence = new int[Math.Max(1, context.Text.Sentences.Length)];
        Array.Fill(_dateOfSentence, -1);
        for (var i = claims.Count - 1; i >= 0; i--)
        {
            if (claims[i].Attribute == ClaimAttribute.Date)
                _dateOfSentence[SentenceOf(i)] = i;
        }
    }

    public int SentenceOf(int claim) => _context.SentenceOf[_claims[claim].Tokens.First];

    private int ParagraphOf(int claim) => _context.Text.Sentences[SentenceOf(claim)].Paragraph;

    /// <summary>Adds a claim to an incident and what later claims are compared with.</summary>
    public void Add(IncidentDraft draft, int claim)
    {
        var sentence = SentenceOf(claim);
        if (draft.LastSentence != sentence)
        {
            var tokens = _context.Text.Sentences[sentence];
            for (var t = tokens.First; t < Math.Min(tokens.End, tokens.First + 200); t++)
            {
                if (_context.Content[t])
                    draft.Words.Add(_context.Word[t]);
            }
            draft.LastSentence = sentence;
        }
        if (_claims[claim].Attribute is ClaimAttribute.Place or ClaimAttribute.Target)
        {
            for (var t = _claims[claim].Tokens.First; t < _claims[claim].Tokens.End; t++)
            {
                if (_context.Content[t])
                    draft.Places.Add(_context.Word[t]);
            }
        }
        draft.Claims.Add(claim);
    }

    /// <summary>Computes what does not depend on the incident. Call before <see cref="Of"/>.</summary>
    public void Begin(int i)
    {
        _base.Clear();
        var claim = _claims[i];
        var attribute = (uint)claim.Attribute;
        int at = claim.Tokens.First, end = Math.Max(at + 1, claim.Tokens.End);
        var sentence = _context.Text.Sentences[_context.SentenceOf[at]];
        _base.Add(1);
        _base.Add(Feature.Of(1, attribute));
        AddWindow(at, end, attribute);
        AddSentence(i, sentence, at, end);
        AddTimes(i, sentence, attribute);
    }

    private void AddWindow(int at, int end, uint attribute)
    {
        for (var k = 1; k <= 4; k++)
        {
            if (at - k >= 0)
            {
                _base.Add(Feature.Of(2, _context.Shape[at - k], (uint)k));
                _base.Add(Feature.Of(3, _context.Shape[at - k], attribute));
            }
            if (end + k - 1 < _context.Shape.Length && k < 4)
                _base.Add(Feature.Of(4, _context.Shape[end + k - 1], (uint)k));
        }
        if (at >= 2)
            _base.Add(Feature.Of(5, _context.Shape[at - 2], _context.Shape[at - 1]));
        for (var t = at; t < Math.Min(end, at + 6); t++)
            _base.Add(Feature.Of(6, _context.Shape[t], attribute));
    }

    private void AddSentence(int i, Sentence sentence, int at, int end)
    {
        var previousEnd = i > 0 ? _claims[i - 1].Tokens.End : 0;
        var from = Math.Max(sentence.First, at - 60);
        for (var t = from; t < Math.Min(sentence.End, at + 60); t++)
        {
            if (t < at)
            {
                _base.Add(Feature.Of(t >= previousEnd ? 10 : 11, _context.Shape[t]));
                if (t > sentence.First && t >= previousEnd)
                    _base.Add(Feature.Of(12, _context.Shape[t - 1], _context.Shape[t]));
            }
            else
            {
                _base.Add(Feature.Of(13, _context.Shape[t]));
            }
            if (t > sentence.First)
                _base.Add(Feature.Of(14, _context.Shape[t - 1], _context.Shape[t]));
        }
        for (var k = 0; k < 3 && sentence.First + k < sentence.End; k++)
            _base.Add(Feature.Of(15, _context.Shape[sentence.First + k], (uint)k));
        var segment = _context.Segment[at];
        for (var t = at - 1; t >= Math.Max(sentence.First, at - 25) && _context.Segment[t] == segment; t--)
            _base.Add(Feature.Of(16, _context.Shape[t]));
        for (var t = end; t < Math.Min(sentence.End, end + 25) && _context.Segment[t] == segment; t++)
            _base.Add(Feature.Of(17, _context.Shape[t]));
    }

    private void AddTimes(int i, Sentence sentence, uint attribute)
    {
        var kinds = 0u;
        for (var t = sentence.First; t < sentence.End; t++)
        {
            if (_context.TimeClass[t] > 0)
                kinds |= 1u << _context.TimeClass[t];
        }
        _base.Add(Feature.Of(20, kinds));
        _base.Add(Feature.Of(21, kinds, attribute));
        var date = _dateOfSentence[SentenceOf(i)];
        _base.Add(Feature.Of(22, date < 0 ? 0 : Age(_claims[date].Value.Text), attribute == (uint)ClaimAttribute.Date ? 1u : 0u));
        _base.Add(Feature.Of(23, i == 0 ? 9u : (uint)Math.Min(8, SentenceOf(i) - SentenceOf(i - 1))));
        _base.Add(Feature.Of(24, i == 0 ? 9u : ParagraphOf(i) == ParagraphOf(i - 1) ? 1u : 0u));
        _base.Add(Feature.Of(25, (uint)Math.Min(5, i)));
    }

    /// <summary>How long before publication a date lies, in classes.</summary>
    private uint Age(string? date)
    {
        if (date is null || _context.Text.Published is not { } published)
            return 1;
        if (date.Length < 10 || !DateOnly.TryParseExact(date, "yyyy-MM-dd", out var day))
            return (uint)(2 + Math.Min(date.Length, 9)) + (date.Length >= 4 && string.CompareOrdinal(date[..4], published.Year.ToString("0000", System.Globalization.CultureInfo.InvariantCulture)) < 0 ? 20u : 0u);
        var days = published.DayNumber - day.DayNumber;
        return days < 0 ? 12u : days <= 1 ? 13u : days <= 3 ? 14u : days <= 8 ? 15u : days <= 31 ? 16u : days <= 370 ? 17u : 18u;
    }

    /// <summary>The features of claim <paramref name="i"/> with one incident, or with a new one where it is null.</summary>
    public ReadOnlySpan<uint> Of(int i, IncidentDraft? draft, IReadOnlyList<IncidentDraft> drafts, IncidentDraft? recent)
    {
        _out.Clear();
        var kind = draft is null ? 0u : draft == recent ? (draft == drafts[0] ? 4u : 1u) : draft == drafts[0] ? 2u : 3u;
        foreach (var f in _base)
            _out.Add(Feature.Of(100, f, kind));
        if (draft is null)
            AddNew(i, drafts);
        else
            AddPair(i, draft, kind, drafts.Count);
        return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_out);
    }

    private void AddNew(int i, IReadOnlyList<IncidentDraft> drafts)
    {
        _out.Add(Feature.Of(101, (uint)Math.Min(6, drafts.Count)));
        uint best = 0;
        foreach (var draft in drafts)
            best = Math.Max(best, DateMatch(i, draft));
        _out.Add(Feature.Of(102, best, (uint)_claims[i].Attribute));
    }

    private void AddPair(int i, IncidentDraft draft, uint kind, int count)
    {
        var claim = _claims[i];
        var attribute = (uint)claim.Attribute;
        var sentences = (uint)Math.Min(6, SentenceOf(i) - SentenceOf(draft.Last));
        var sameSegment = _context.Segment[claim.Tokens.First] == _context.Segment[_claims[draft.Last].Tokens.First] ? 1u : 0u;
        var sameParagraph = ParagraphOf(i) == ParagraphOf(draft.Last) ? 1u : 0u;
        _out.Add(Feature.Of(110, sentences, kind, sameSegment));
        _out.Add(Feature.Of(111, sameParagraph, sentences, kind));
        _out.Add(Feature.Of(112, (uint)Math.Min(8, draft.Claims.Count), kind, (uint)Math.Min(4, count)));
        _out.Add(Feature.Of(113, sentences, attribute, kind));
        _out.Add(Feature.Of(114, attribute, (uint)_claims[draft.Last].Attribute, sentences == 0 ? sameSegment + 1 : 0));
        var date = DateMatch(i, draft);
        _out.Add(Feature.Of(115, date, kind));
        _out.Add(Feature.Of(116, date, attribute));
        var value = ValueMatch(i, draft);
        _out.Add(Feature.Of(117, value, attribute, kind));
        _out.Add(Feature.Of(118, value, attribute, sentences == 0 ? 1u : 0u));
        AddOverlap(i, draft, kind);
    }

    private void AddOverlap(int i, IncidentDraft draft, uint kind)
    {
        var sentence = _context.Text.Sentences[SentenceOf(i)];
        int words = 0, shared = 0, places = 0, claimWords = 0, claimShared = 0;
        for (var t = sentence.First; t < Math.Min(sentence.End, sentence.First + 80); t++)
        {
            if (!_context.Content[t])
                continue;
            words++;
            if (draft.Words.Contains(_context.Word[t]))
                shared++;
            if (draft.Places.Contains(_context.Word[t]))
                places++;
        }
        for (var t = _claims[i].Tokens.First; t < _claims[i].Tokens.End; t++)
        {
            if (!_context.Content[t])
                continue;
            claimWords++;
            if (draft.Words.Contains(_context.Word[t]))
                claimShared++;
        }
        var same = SentenceOf(i) == draft.LastSentence ? 1u : 0u;
        _out.Add(Feature.Of(120, words == 0 ? 9u : (uint)(shared * 4 / words), kind, same));
        _out.Add(Feature.Of(121, (uint)Math.Min(shared, 5), kind, same));
        _out.Add(Feature.Of(122, (uint)Math.Min(places, 2), kind, same));
        _out.Add(Feature.Of(123, claimWords == 0 ? 9u : (uint)(claimShared * 2 / claimWords), (uint)_claims[i].Attribute, same));
    }

    /// <summary>0 nothing to compare, 1 conflict, 2 compatible, 3 equal: the date told in the claim's sentence and the incident's.</summary>
    private uint DateMatch(int i, IncidentDraft draft)
    {
        var mine = _claims[i].Attribute == ClaimAttribute.Date ? i : _dateOfSentence[SentenceOf(i)];
        if (mine < 0 || _claims[mine].Value.Text is not { } date)
            return 0;
        uint best = 0;
        foreach (var c in draft.Claims)
        {
            if (_claims[c].Attribute != ClaimAttribute.Date || _claims[c].Value.Text is not { } other || c == mine)
                continue;
            var match = date == other ? 3u : date.StartsWith(other, StringComparison.Ordinal) || other.StartsWith(date, StringComparison.Ordinal) ? 2u : 1u;
            best = Math.Max(best, match);
        }
        return best;
    }

    /// <summary>0 the incident has no such claim, 1 it has others, 2 one alike, 3 the same.</summary>
    private uint ValueMatch(int i, IncidentDraft draft)
    {
        uint best = 0;
        foreach (var c in draft.Claims)
        {
            if (_claims[c].Attribute == _claims[i].Attribute)
                best = Math.Max(best, Alike(i, c));
        }
        return best;
    }

    private uint Alike(int i, int c)
    {
        var (a, b) = (_claims[i], _claims[c]);
        if (a.Value.Text is null)
            return a.Value.N == b.Value.N && a.Value.Low == b.Value.Low && a.Value.High == b.Value.High ? 3u : 1u;
        if (string.Equals(a.Value.Text, b.Value.Text, StringComparison.OrdinalIgnoreCase))
            return 3;
        for (var t = a.Tokens.First; t < a.Tokens.End; t++)
        {
            for (var u = b.Tokens.First; u < b.Tokens.End; u++)
            {
                if (_context.Word[t] == _context.Word[u] && _context.Content[t])
                    return 2;
            }
        }
        return 1;
    }
}
