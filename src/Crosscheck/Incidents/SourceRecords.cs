using System.Collections.Immutable;
using Crosscheck.Claims;

namespace Crosscheck.Incidents;

/// <summary>Where a source's first figure lay beside what was told later: inside the range, below it, above it; Alone where nobody told later.</summary>
public enum FirstFigure : byte { Inside, Below, Above, Alone }

/// <summary>
/// One source's figures of one attribute of one incident. First is its word of its first day, Last of its last; Later is the
/// range of all that others told on later days (null bounds are open), null where nobody did.
/// </summary>
public sealed record SourceCase(
    string Incident, string Title, ClaimAttribute Attribute, string? FirstSaid, ClaimValue First, string? LastSaid, ClaimValue Last, ClaimValue? Later, FirstFigure Outcome, int Words)
{
    /// <summary>How the source's own figure moved from its first to its last word: 1 up, -1 down, 0 not at all.</summary>
    public int Moved => Words < 2 ? 0 : Math.Sign((Last.N ?? Last.Low ?? Last.High ?? 0) - (First.N ?? First.Low ?? First.High ?? 0));
}

/// <summary>
/// How the figures of one source stood beside those that came later, over all incidents: counts, never a verdict. Key is the
/// speaker's over all reports, Name the speaker for people. Cases are ordered by incident and attribute.
/// </summary>
public sealed record SourceRecord(string Key, string Name, ImmutableArray<SourceCase> Cases)
{
    public int Incidents => Cases.Select(c => c.Incident).Distinct(StringComparer.Ordinal).Count();

    /// <summary>How many first figures had that outcome.</summary>
    public int Count(FirstFigure outcome) => Cases.Count(c => c.Outcome == outcome);

    /// <summary>Cases in which the source spoke on more than one day.</summary>
    public int Revised => Cases.Count(c => c.Words > 1);

    public int MovedUp => Cases.Count(c => c.Moved > 0);

    public int MovedDown => Cases.Count(c => c.Moved < 0);
}

/// <summary>The track records of the sources of some incidents. A pure function of the incidents, which must hold their claims.</summary>
public static class SourceRecords
{
    /// <summary>The counts whose first figures are compared.</summary>
    public static readonly ImmutableArray<ClaimAttribute> Compared = [ClaimAttribute.Killed, ClaimAttribute.Injured];

    /// <summary>Every source with a dated figure; those on most incidents first, then by name.</summary>
    public static ImmutableArray<SourceRecord> Of(IEnumerable<Incident> incidents)
    {
        var cases = incidents.SelectMany(CasesOf).ToList();
        return [.. cases.GroupBy(c => c.Key, StringComparer.Ordinal)
            .Select(g => new SourceRecord(g.Key, g.GroupBy(c => c.Name, StringComparer.Ordinal).OrderByDescending(n => n.Count()).ThenBy(n => n.Key, StringComparer.Ordinal).First().Key,
                [.. g.Select(c => c.Case).OrderBy(c => c.Incident, StringComparer.Ordinal).ThenBy(c => c.Attribute)]))
            .OrderByDescending(r => r.Incidents).ThenBy(r => r.Name, StringComparer.Ordinal).ThenBy(r => r.Key, StringComparer.Ordinal)];
    }

    private static IEnumerable<(string Key, string Name, SourceCase Case)> CasesOf(Incident incident)
    {
        foreach (var attribute in Compared)
        {
            var told = incident.Claims.Where(c => c.Claim.Attribute == attribute && c.Said is not null && Tolls.HasNumber(c.Claim.Value)
                && (c.Claim.Status is ClaimStatus.Asserted or ClaimStatus.Confirmed or ClaimStatus.Preliminary) && !IsNobody(c)).ToList();
            foreach (var source in told.GroupBy(c => c.Speaker, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
                yield return (source.Key, source.Min(c => c.SpeakerName)!, CaseOf(incident, attribute, [.. source], told));
        }
    }

    /// <summary>A report in its own voice that names no publisher: there is no source to keep a record of.</summary>
    private static bool IsNobody(IncidentClaim c) => c.SpeakerName == IncidentBuilder.Short(c.Document);

    private static SourceCase CaseOf(Incident incident, ClaimAttribute attribute, List<IncidentClaim> own, List<IncidentClaim> told)
    {
        var days = own.Select(c => c.Said!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var first = TollOn(own, days[0], attribute);
        var last = TollOn(own, days[^1], attribute);
        var later = told.Where(c => c.Speaker != own[0].Speaker && string.CompareOrdinal(c.Said, days[0]) > 0).ToList();
        var range = later.Count == 0 ? null : RangeOf(Tolls.Of(later.Select(Open), attribute));
        return new SourceCase(incident.Id, incident.Title, attribute, days[0], ValueOf(first), days[^1], ValueOf(last), range, Outcome(first, range), days.Count);
    }

    /// <summary>What the source counted in all on that day; the highest of its reports.</summary>
    private static Toll TollOn(List<IncidentClaim> own, string day, ClaimAttribute attribute) =>
        Tolls.Of(own.Where(c => c.Said == day).Select(Open), attribute).MaxBy(t => (t.Number ?? 0, t.Claims[0].Id))!;

    /// <summary>A figure that was replaced later was told all the same.</summary>
    private static IncidentClaim Open(IncidentClaim claim) => claim with { Standing = true };

    private static ClaimValue ValueOf(Toll toll) => new() { Low = toll.Low, N = toll.N, High = toll.High, Approximate = toll.Approximate };

    private static ClaimValue RangeOf(ImmutableArray<Toll> tolls)
    {
        var high = tolls.Any(t => t.High is null && t.N is null) ? null : tolls.Max(t => t.High ?? t.N);
        return new ClaimValue { Low = tolls.Min(t => t.Low ?? t.N ?? 0), High = high };
    }

    private static FirstFigure Outcome(Toll first, ClaimValue? later)
    {
        if (later is null)
            return FirstFigure.Alone;
        var (low, high) = first.Bounds();
        return high < later.Low ? FirstFigure.Below : later.High is { } most && low > most ? FirstFigure.Above : FirstFigure.Inside;
    }
}
