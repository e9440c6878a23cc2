namespace Crosscheck.Claims;

/// <summary>When two counts of one attribute of one incident stand against each other.</summary>
internal static class CountConflict
{
    /// <summary>An approximate count stands for this share of itself on either side.</summary>
    private const double Tolerance = 0.2;

    public static Conflict? Of(Claim a, Claim b)
    {
        var (x, y) = (Range(a.Value), Range(b.Value));
        if (x is null || y is null)
            return null;
        var sameSource = ClaimWords.Similar(a.Source.Name, b.Source.Name);
        if (IsZero(a) != IsZero(b))
            return sameSource || x.Value.High == 0 && y.Value.Low <= 0 ? null : new Conflict(a.Status == ClaimStatus.Denied || b.Status == ClaimStatus.Denied ? "denial" : "number", "contradiction");
        if (x.Value.High >= y.Value.Low && y.Value.High >= x.Value.Low)
            return null;
        var scope = Scope(a, b, x.Value, y.Value);
        if (scope == GroupRelation.Different)
            return null;
        if (scope == GroupRelation.PartExceedsWhole)
            return sameSource ? null : new Conflict("number", "scope");
        if (!sameSource)
            return new Conflict("number", ClaimWords.Because(a, b));
        return a.Status != b.Status || a.Said != b.Said || a.Value.Who == b.Value.Who && a.Source.Name.Length > 0 ? new Conflict("number", "update") : null;
    }

    private enum GroupRelation { Same, Different, PartExceedsWhole }

    /// <summary>A part smaller than its whole is no discrepancy; the same group, or two wholes, may be one.</summary>
    private static GroupRelation Scope(Claim a, Claim b, (double Low, double High) x, (double Low, double High) y)
    {
        var (wholeA, wholeB) = (ClaimWords.IsWhole(a.Value.Who), ClaimWords.IsWhole(b.Value.Who));
        if (ClaimWords.IsRest(a.Value.Who) || ClaimWords.IsRest(b.Value.Who))
            return GroupRelation.Different;
        if (wholeA == wholeB)
            return wholeA || ClaimWords.Similar(a.Value.Who ?? "", b.Value.Who ?? "") ? GroupRelation.Same : GroupRelation.Different;
        var partExceeds = wholeA ? y.Low > x.High : x.Low > y.High;
        return partExceeds ? GroupRelation.PartExceedsWhole : GroupRelation.Different;
    }

    private static bool IsZero(Claim claim) => claim.Value is { N: 0 } or { High: 0 };

    private static (double Low, double High)? Range(ClaimValue value)
    {
        if (value is { N: null, Low: null, High: null })
            return null;
        double low = value.N ?? value.Low ?? 0, high = value.N ?? value.High ?? double.PositiveInfinity;
        return value.Approximate ? (low * (1 - Tolerance), high * (1 + Tolerance)) : (low, high);
    }
}
