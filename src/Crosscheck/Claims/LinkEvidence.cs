using System.Globalization;

namespace Crosscheck.Claims;

/// <summary>What two incidents of a report share: place, time, and the words that tie them.</summary>
internal sealed class LinkEvidence
{
    private const double SamePlaceKilometres = 3;

    private readonly IncidentText _context;
    private readonly IReadOnlyList<ClaimMention> _claims;
    private readonly List<int>[] _members;
    private readonly IReadOnlyList<Telling> _tellings;
    private readonly IncidentDraft[] _drafts;

    public LinkEvidence(IncidentText context, IReadOnlyList<ClaimMention> claims, List<int>[] members, IReadOnlyList<Telling> tellings)
    {
        (_context, _claims, _members, _tellings) = (context, claims, members, tellings);
        var join = new JoinContext(context, claims);
        _drafts = [.. members.Select(m =>
        {
            var draft = new IncidentDraft();
            foreach (var i in m)
                join.Add(draft, i);
            return draft;
        })];
    }

    /// <summary>The token that tells of an earlier attack at the same place, -1 where the two are not told as such.</summary>
    public int RepeatCue(int a, int b)
    {
        if (Days(a, b) is <= 0 || !SamePlace(a, b))
            return -1;
        foreach (var i in _members[b])
        {
            var sentence = _context.Text.Sentences[_context.SentenceOf[_claims[i].Tokens.First]];
            for (var t = sentence.First; t < sentence.End; t++)
            {
                if (LinkCues.Of(_context, t) == 2)
                    return t;
            }
        }
        return -1;
    }

    /// <summary>Days from b to a; null where either date is not known to the month.</summary>
    private int? Days(int a, int b) => Day(a) is { } x && Day(b) is { } y ? x - y : null;

    private int? Day(int k)
    {
        if (_tellings[k].Date?.Value is not { Length: 4 or 7 or 10 } date)
            return null;
        var text = date.Length == 4 ? date + "-01-01" : date.Length == 7 ? date + "-01" : date;
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day.DayNumber : null;
    }

    private bool SamePlace(int a, int b)
    {
        foreach (var (lat, lon) in _drafts[a].Points)
        {
            foreach (var (lat2, lon2) in _drafts[b].Points)
            {
                if (Text.Geo.Kilometres(lat, lon, lat2, lon2) < SamePlaceKilometres)
                    return true;
            }
        }
        return Shared(a, ClaimAttribute.Place, b, ClaimAttribute.Place) || Shared(a, ClaimAttribute.Target, b, ClaimAttribute.Target)
            || Shared(a, ClaimAttribute.Place, b, ClaimAttribute.Target) || Shared(a, ClaimAttribute.Target, b, ClaimAttribute.Place);
    }

    private bool Shared(int a, ClaimAttribute x, int b, ClaimAttribute y) =>
        _drafts[a].Values[(int)x] is { } left && _drafts[b].Values[(int)y] is { } right && left.Overlaps(right);
}
