using System.Collections.Immutable;

namespace Crosscheck.Claims;

/// <summary>
/// Links between the incidents of a report where its words tie them: response, part, repeat at the same place. Rules over the
/// lexicon of link cues: gold has too few links to learn from (130), and the words that make one are few.
/// </summary>
internal sealed class IncidentLinks
{
    /// <summary>No more incidents than this are linked.</summary>
    private const int MaxIncidents = 14;

    private readonly IncidentText _context;
    private readonly IReadOnlyList<ClaimMention> _claims;
    private readonly int[] _of;
    private readonly ImmutableArray<Telling> _tellings;
    private readonly LinkEvidence _evidence;
    private readonly List<IncidentLink>[] _links;

    private IncidentLinks(IncidentText context, IReadOnlyList<ClaimMention> claims, int[] of, List<int>[] members, ImmutableArray<Telling> tellings)
    {
        (_context, _claims, _of, _tellings) = (context, claims, of, tellings);
        _evidence = new LinkEvidence(context, claims, members, tellings);
        _links = [.. tellings.Select(_ => new List<IncidentLink>())];
    }

    public static ImmutableArray<Telling> Add(IncidentText context, IReadOnlyList<ClaimMention> claims, int[] of, List<int>[] members, ImmutableArray<Telling> tellings)
    {
        if (tellings.Length is < 2 or > MaxIncidents)
            return tellings;
        var links = new IncidentLinks(context, claims, of, members, tellings);
        links.AddByCue();
        links.AddRepeats();
        return [.. tellings.Select((t, k) => t with { Links = [.. links._links[k]] })];
    }

    private void AddByCue()
    {
        var last = -1;
        foreach (var sentence in _claims.Select(c => _context.SentenceOf[c.Tokens.First]))
        {
            if (sentence == last)
                continue;
            last = sentence;
            var range = _context.Text.Sentences[sentence];
            for (var t = range.First; t < range.End; t++)
            {
                var kind = LinkCues.Of(_context, t);
                if (kind == 0 && !LinkCues.IsUnreal(_context, t))
                    AddResponse(t, range);
                else if (kind == 1 && IsFollowedByOf(t, range))
                    AddPart(t, range);
            }
        }
    }

    /// <summary>"A struck, in response to B": the cause stands behind the cue. "B. A responded": it was told before.</summary>
    private void AddResponse(int t, Text.Sentence sentence)
    {
        int responder, cause;
        if (t + 1 < sentence.End && _context.Text.Form(t + 1) is "to" or "for" or "after")
        {
            responder = Before(t, sentence.First, -1);
            cause = After(t, sentence.End, responder);
            if (responder < 0 && cause >= 0)
                responder = After(t, sentence.End, cause);
        }
        else
        {
            responder = After(t, sentence.End, -1) is >= 0 and var after ? after : Before(t, sentence.First, -1);
            cause = -1;
        }
        if (responder < 0)
            return;
        if (cause < 0)
            cause = Before(t, 0, responder);
        if (cause < 0)
            cause = After(t, int.MaxValue, responder);
        Link(responder, cause, 0, t);
    }

    /// <summary>"part of", "one of", "a wave of": the wider attack stands behind it.</summary>
    private void AddPart(int t, Text.Sentence sentence)
    {
        var part = Before(t, sentence.First, -1);
        if (part < 0)
            part = Before(t, 0, -1);
        Link(part, After(t, sentence.End, part), 1, t);
    }

    private bool IsFollowedByOf(int t, Text.Sentence sentence) => t + 1 < sentence.End && _context.Text.Form(t + 1) is "of";

    /// <summary>The incident of the nearest claim before a token, another than the one named; -1 where there is none.</summary>
    private int Before(int t, int from, int not)
    {
        for (var i = _claims.Count - 1; i >= 0; i--)
        {
            if (_claims[i].Tokens.First < t && _claims[i].Tokens.First >= from && _of[i] != not)
                return _of[i];
        }
        return -1;
    }

    private int After(int t, int end, int not)
    {
        for (var i = 0; i < _claims.Count; i++)
        {
            if (_claims[i].Tokens.First > t && _claims[i].Tokens.First < end && _of[i] != not)
                return _of[i];
        }
        return -1;
    }

    private void Link(int from, int to, int kind, int cue)
    {
        if (from < 0 || to < 0 || from == to || _links[from].Any(l => l.Kind == LinkCues.Kinds[kind]) || _links[to].Any(l => l.To == _tellings[from].Id))
            return;
        _links[from].Add(new IncidentLink(_tellings[to].Id, LinkCues.Kinds[kind], Evidence.Of(_context.Text.Body, _context.Text.Tokens[cue].Span)));
    }

    /// <summary>A main incident and an earlier one at its place, where the earlier one's sentence says so ("the same base", "again").</summary>
    private void AddRepeats()
    {
        for (var a = 0; a < _tellings.Length; a++)
        {
            if (_tellings[a].Role != "main")
                continue;
            for (var b = 0; b < _tellings.Length; b++)
            {
                if (a != b && _tellings[b].Role != "main" && _evidence.RepeatCue(a, b) is >= 0 and var cue)
                    Link(a, b, 2, cue);
            }
        }
    }
}
