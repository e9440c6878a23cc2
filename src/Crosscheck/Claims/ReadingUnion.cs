using System.Collections.Immutable;
using System.Globalization;

namespace Crosscheck.Claims;

/// <summary>
/// Two readings of one document as one: tellings that are of one incident are joined, claims that both hold are there once. Of
/// what both hold, the first reading's form stays. Pure; ids of the first reading stay, those of the second are numbered on.
/// </summary>
public static class ReadingUnion
{
    /// <summary>What two tellings must have in common to be one.</summary>
    private const double SameTelling = 2;

    /// <summary>Two parts of one reader's reading, the second a later one of the text.</summary>
    public static Reading OfParts(Reading first, Reading second) => Join(first, second, readers: false) with { Reader = first.Reader };

    /// <summary>Two readers' readings: each claim says who found it, and in what the other differs.</summary>
    public static Reading OfReaders(Reading first, Reading second)
    {
        var joined = Join(first, second, readers: true);
        return joined with { Reader = $"{first.Reader} + {second.Reader}" };
    }

    private static Reading Join(Reading first, Reading second, bool readers)
    {
        var partner = Partners(first, second);
        var ids = NewIds(first, second, partner);
        var claims = Claims(first, second, ids, readers);
        return first with
        {
            Incidents = Tellings(first, second, partner, ids),
            Claims = claims,
            Omissions = [.. first.Omissions, .. second.Omissions.Select(o => o with { Incident = ids[o.Incident] })
                .Where(o => !first.Omissions.Any(f => f.Attribute == o.Attribute && f.Evidence.Span.Overlaps(o.Evidence.Span)))],
            Statements = [.. first.Statements, .. second.Statements.Select(s => s with { Incident = s.Incident is { } i ? ids[i] : null })
                .Where(s => !first.Statements.Any(f => f.Evidence.Span.Overlaps(s.Evidence.Span)))],
            Discrepancies = DiscrepancyReader.Read(claims),
            Diagnostics = [.. first.Diagnostics, .. second.Diagnostics],
        };
    }

    /// <summary>For each telling of the second reading the number of the one of the first that is the same incident; -1 for none.</summary>
    private static int[] Partners(Reading first, Reading second)
    {
        var scored = new List<(double Score, int A, int B)>();
        for (var a = 0; a < first.Incidents.Length; a++)
        {
            for (var b = 0; b < second.Incidents.Length; b++)
            {
                if (Likeness(first, first.Incidents[a], second, second.Incidents[b]) is >= SameTelling and var score)
                    scored.Add((-score, a, b));
            }
        }
        scored.Sort();
        var partner = Enumerable.Repeat(-1, second.Incidents.Length).ToArray();
        foreach (var (_, a, b) in scored)
        {
            if (partner[b] < 0 && !partner.Contains(a))
                partner[b] = a;
        }
        return partner;
    }

    private static double Likeness(Reading first, Telling a, Reading second, Telling b)
    {
        if (a.Date is { Precision: "day" } x && b.Date is { Precision: "day" } y && x.Value != y.Value)
            return 0;
        var mine = first.Claims.Where(c => c.Incident == a.Id).ToList();
        var score = 2.0 * second.Claims.Count(c => c.Incident == b.Id && mine.Exists(m => SameWords(m, c)));
        score += a.Trigger is { } t && b.Trigger is { } u && t.Span.Overlaps(u.Span) ? 2 : 0;
        score += a.Type == b.Type ? 0.75 : 0;
        score += a.Date is { } p && b.Date is { } q && p.Value == q.Value ? 0.75 : 0;
        score += a.Place is { } k && b.Place is { } l && SameValue.Words(k.Name, l.Name) ? 0.75 : 0;
        return score + (a.Role == b.Role ? 0.25 : 0);
    }

    private static Dictionary<string, string> NewIds(Reading first, Reading second, int[] partner)
    {
        var next = first.Incidents.Length;
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var b = 0; b < partner.Length; b++)
            ids[second.Incidents[b].Id] = partner[b] >= 0 ? first.Incidents[partner[b]].Id : "i" + (++next).ToString(CultureInfo.InvariantCulture);
        return ids;
    }

    private static ImmutableArray<Telling> Tellings(Reading first, Reading second, int[] partner, Dictionary<string, string> ids)
    {
        var all = first.Incidents.ToBuilder();
        for (var b = 0; b < partner.Length; b++)
        {
            var other = second.Incidents[b] with
            {
                Id = ids[second.Incidents[b].Id],
                Links = [.. second.Incidents[b].Links.Select(l => l with { To = ids[l.To] }).Where(l => l.To != ids[second.Incidents[b].Id])],
            };
            if (partner[b] < 0)
            {
                all.Add(other);
                continue;
            }
            var mine = all[partner[b]];
            all[partner[b]] = mine with
            {
                Date = mine.Date ?? other.Date,
                Place = mine.Place ?? other.Place,
                Trigger = mine.Trigger ?? other.Trigger,
                Links = [.. mine.Links, .. other.Links.Where(l => !mine.Links.Any(m => m.To == l.To && m.Kind == l.Kind))],
            };
        }
        return all.ToImmutable();
    }

    private static ImmutableArray<Claim> Claims(Reading first, Reading second, Dictionary<string, string> ids, bool readers)
    {
        var all = first.Claims.Select(c => readers && c.FoundBy.IsEmpty ? c with { FoundBy = [first.Reader] } : c).ToList();
        var taken = new bool[all.Count];
        foreach (var claim in second.Claims.Select(c => c with { Incident = ids[c.Incident] }))
        {
            var at = Enumerable.Range(0, taken.Length).Where(i => !taken[i] && Same(all[i], claim))
                .OrderByDescending(i => all[i].Incident == claim.Incident).ThenByDescending(i => ClaimWords.Similar(all[i].Source.Name, claim.Source.Name)).ThenBy(i => i)
                .Select(i => (int?)i).FirstOrDefault();
            if (at is { } same)
            {
                taken[same] = true;
                all[same] = readers ? Both(all[same], claim, second.Reader) : all[same];
                continue;
            }
            all.Add(claim with { Id = "c" + (all.Count + 1).ToString(CultureInfo.InvariantCulture), FoundBy = readers ? [second.Reader] : claim.FoundBy });
        }
        return [.. all];
    }

    private static Claim Both(Claim mine, Claim other, string reader)
    {
        var differs = mine.Differs.ToBuilder();
        if (!ClaimWords.Similar(mine.Source.Name, other.Source.Name))
            differs.Add("source: " + other.Source.Name);
        if (mine.Status != other.Status)
            differs.Add("status: " + other.Status.ToString().ToLowerInvariant());
        if (mine.Incident != other.Incident)
            differs.Add("incident");
        return mine with { FoundBy = mine.FoundBy.Add(reader), Differs = differs.ToImmutable() };
    }

    /// <summary>One value in the same words; or, of one incident, one value of one source.</summary>
    private static bool Same(Claim a, Claim b) =>
        SameWords(a, b) || (a.Incident == b.Incident && a.Attribute == b.Attribute && SameNumbers(a.Value, b.Value) && ClaimWords.Similar(a.Source.Name, b.Source.Name));

    private static bool SameWords(Claim a, Claim b) =>
        a.Attribute == b.Attribute && a.Evidence.Span.Overlaps(b.Evidence.Span) && SameNumbers(a.Value, b.Value);

    private static bool SameNumbers(ClaimValue a, ClaimValue b) => a.Text is null && b.Text is null
        ? (a.Low ?? a.N, a.N, a.High ?? a.N) == (b.Low ?? b.N, b.N, b.High ?? b.N)
        : SameValue.Holds(a, b);
}
