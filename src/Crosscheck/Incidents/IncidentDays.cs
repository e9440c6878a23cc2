using System.Collections.Immutable;
using Crosscheck.Claims;
using Crosscheck.Ledger;

namespace Crosscheck.Incidents;

/// <summary>
/// The days on which an incident happened, for formats that hold a row a day. Two days by two sources are a difference and not
/// two days; an incident lasted several days only where one account tells them in one breath ("on Monday and Tuesday"), where
/// an editor accepted claims of several days, or corrected one to "2031-05-14/2031-05-16".
/// </summary>
public static class IncidentDays
{
    /// <summary>The most characters between two days told in one breath: " through " has nine.</summary>
    private const int Breath = 9;

    /// <summary>Days further apart are rather two incidents.</summary>
    private const int Longest = 31;

    /// <summary>The days, ascending; one or none where the incident is dated to a day, or not to one.</summary>
    public static ImmutableArray<DateOnly> Of(Incident incident)
    {
        if (DayRange.Of(incident.Date) is not { IsDay: true } day)
            return [];
        var days = new SortedSet<int> { day.First };
        var told = incident.Claims.Where(c => c.Claim.Attribute == ClaimAttribute.Date && c.Standing)
            .Select(c => (Claim: c, Days: DayRange.Parse(c.Claim.Value.Text))).Where(c => c.Days is { Days: <= Longest }).Select(c => (c.Claim, Days: c.Days!.Value)).ToList();
        var accepted = incident.Decisions.Where(d => d.Kind is DecisionKind.Accept or DecisionKind.Correct).Select(d => d.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var (claim, range) in told.Where(t => t.Claim.Decisions.Any(accepted.Contains)))
            Add(days, range, day);
        foreach (var a in told.Where(t => t.Days == day))
        {
            foreach (var b in told.Where(t => t.Days.IsDay && InOneBreath(a.Claim, t.Claim)))
                Add(days, b.Days, day);
        }
        return [.. days.Select(DateOnly.FromDayNumber)];
    }

    private static void Add(SortedSet<int> days, DayRange range, DayRange day)
    {
        for (var d = range.First; d <= range.Last; d++)
        {
            if (Math.Abs(d - day.First) < Longest)
                days.Add(d);
        }
    }

    private static bool InOneBreath(IncidentClaim a, IncidentClaim b)
    {
        var gap = Math.Max(a.Claim.Evidence.Start, b.Claim.Evidence.Start) - Math.Min(a.Claim.Evidence.End, b.Claim.Evidence.End);
        return a.Document == b.Document && a.Speaker == b.Speaker && gap is > 0 and <= Breath;
    }
}
