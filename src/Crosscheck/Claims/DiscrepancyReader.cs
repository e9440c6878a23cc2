using System.Collections.Immutable;

namespace Crosscheck.Claims;

/// <summary>
/// Standing claims of one incident that cannot all be true, and why they differ where that can be told. A total and its
/// breakdown, and counts of different groups, never stand against each other.
/// </summary>
public static class DiscrepancyReader
{
    /// <summary>The discrepancies of a reading, by incident and attribute. Pure; the order of the claims does not matter but for the order of the ids.</summary>
    public static ImmutableArray<Discrepancy> Read(ImmutableArray<Claim> claims)
    {
        var found = ImmutableArray.CreateBuilder<Discrepancy>();
        foreach (var incident in claims.GroupBy(c => c.Incident, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            Claim[] standing = [.. incident.Where(c => c.Status is not (ClaimStatus.Unknown or ClaimStatus.Retracted))];
            for (var attribute = ClaimAttribute.Killed; attribute <= ClaimAttribute.Munitions; attribute++)
                Add(found, incident.Key, attribute, [.. standing.Where(c => c.Attribute == attribute)], CountConflict.Of);
            Add(found, incident.Key, ClaimAttribute.Perpetrator, [.. standing.Where(c => c.Attribute == ClaimAttribute.Perpetrator)], ActorConflict);
            Add(found, incident.Key, ClaimAttribute.Responsibility, [.. standing.Where(c => c.Attribute == ClaimAttribute.Responsibility)], ActorConflict);
            Add(found, incident.Key, ClaimAttribute.Date, [.. standing.Where(c => c.Attribute == ClaimAttribute.Date)], DateConflict);
        }
        return found.ToImmutable();
    }

    /// <summary>Joins the pairs that conflict for one reason of one kind to one discrepancy.</summary>
    private static void Add(ImmutableArray<Discrepancy>.Builder found, string incident, ClaimAttribute attribute, Claim[] claims, Func<Claim, Claim, Conflict?> conflict)
    {
        var kinds = new SortedDictionary<Conflict, SortedSet<int>>();
        for (var a = 0; a < claims.Length; a++)
        {
            for (var b = a + 1; b < claims.Length; b++)
            {
                if (conflict(claims[a], claims[b]) is not { } why)
                    continue;
                if (!kinds.TryGetValue(why, out var members))
                    kinds[why] = members = [];
                members.Add(a);
                members.Add(b);
            }
        }
        foreach (var (why, members) in kinds)
            found.Add(new Discrepancy(incident, attribute, why.Kind, [.. members.Select(m => claims[m].Id)], why.Because));
    }

    private static Conflict? ActorConflict(Claim a, Claim b)
    {
        var (x, y) = (a.Value.Text ?? "", b.Value.Text ?? "");
        if (x.Length == 0 || y.Length == 0 || x is "none" || y is "none")
            return null;
        var same = ClaimWords.Similar(x, y);
        var denied = (a.Status == ClaimStatus.Denied) != (b.Status == ClaimStatus.Denied);
        if (same && denied)
            return new Conflict("denial", "contradiction");
        // Two groups may both claim an attack: that is no attribution by others.
        return same || denied || a.Attribute == ClaimAttribute.Responsibility || a.Status == ClaimStatus.Denied || ClaimWords.Similar(a.Source.Name, b.Source.Name) || !ClaimWords.IsActor(x) || !ClaimWords.IsActor(y)
            ? null
            : new Conflict("attribution", ClaimWords.Because(a, b));
    }

    /// <summary>Two days by two sources; a month or a year stands against nothing finer.</summary>
    private static Conflict? DateConflict(Claim a, Claim b) =>
        a.Value.Text is { Length: 10 } x && b.Value.Text is { Length: 10 } y && x != y && !ClaimWords.Similar(a.Source.Name, b.Source.Name)
            && a.Source.Name.Length > 0 && b.Source.Name.Length > 0
            ? new Conflict("time", ClaimWords.Because(a, b))
            : null;
}

/// <summary>The kind of a conflict and its reason, in the contract's words.</summary>
internal readonly record struct Conflict(string Kind, string Because) : IComparable<Conflict>
{
    public int CompareTo(Conflict other) =>
        string.CompareOrdinal(Kind, other.Kind) is not 0 and var c ? c : string.CompareOrdinal(Because, other.Because);
}
