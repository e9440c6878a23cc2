using System.Collections.Immutable;
using Crosscheck.Claims;

namespace Crosscheck.Incidents;

/// <summary>
/// The rules by which datasets turn claims into one figure. Each is a pure function of the standing tolls;
/// docs/policies.md tells them for people.
/// </summary>
public static class Policies
{
    public const string Range = "range";
    public const string Acled = "acled";
    public const string Ucdp = "ucdp";
    public const string Ibc = "ibc";
    public const string Latest = "latest";

    public static readonly ImmutableArray<string> All = [Range, Acled, Ucdp, Ibc, Latest];

    public static readonly ImmutableArray<ClaimAttribute> Counted = [ClaimAttribute.Killed, ClaimAttribute.Injured, ClaimAttribute.Abducted, ClaimAttribute.Munitions];

    /// <summary>The figure of one attribute; null where the policy gives none.</summary>
    public static Figure? Apply(string policy, ClaimAttribute attribute, ImmutableArray<Toll> tolls)
    {
        if (tolls.IsEmpty)
            return null;
        return policy switch
        {
            Acled => attribute == ClaimAttribute.Killed ? Lowest(tolls) : null,
            Ucdp => attribute == ClaimAttribute.Killed ? Credible(tolls) : null,
            Ibc => attribute == ClaimAttribute.Killed || attribute == ClaimAttribute.Injured ? Documented(tolls) : null,
            Latest => Newest(tolls),
            _ => LowestToHighest(tolls),
        };
    }

    /// <summary>Lowest to highest standing claim; best is the value with most independent origins, then the newest, then the highest.</summary>
    private static Figure LowestToHighest(ImmutableArray<Toll> tolls)
    {
        var low = tolls.Where(t => Bottom(t) is not null).MinBy(t => (Bottom(t), t.Claims[0].Id));
        var high = tolls.Where(t => Top(t) is not null).MaxBy(t => (Top(t), t.Claims[0].Id));
        var best = Best(tolls);
        return Make(low is null ? null : Bottom(low), best.Number, high is null ? null : Top(high), [low, best, high], tolls);
    }

    /// <summary>ACLED: the lowest reported; "dozens" 12, "hundreds" 100, "several" and "many" 3.</summary>
    private static Figure Lowest(ImmutableArray<Toll> tolls)
    {
        var lowest = tolls.Where(t => AcledNumber(t) is not null).MinBy(t => (AcledNumber(t), t.Claims[0].Id));
        if (lowest is null)
            return Make(0, 0, 0, [], tolls);
        var n = AcledNumber(lowest);
        return Make(n, n, n, [lowest], tolls);
    }

    private static int? AcledNumber(Toll toll)
    {
        if (toll.N is { } n)
            return n;
        return toll.Low is { } low ? AcledWord(toll.Claims[0].Claim.Evidence.Text) ?? low : toll.High;
    }

    private static int? AcledWord(string words)
    {
        if (words.Contains("dozen", StringComparison.OrdinalIgnoreCase))
            return 12;
        if (words.Contains("hundreds", StringComparison.OrdinalIgnoreCase))
            return 100;
        foreach (var word in (ReadOnlySpan<string>)["several", "many", "few"])
        {
            if (words.Contains(word, StringComparison.OrdinalIgnoreCase))
                return 3;
        }
        return null;
    }

    /// <summary>UCDP: best is the value with most origins that is neither preliminary nor from a party that gains by it alone; low and high the extremes told by two origins or more, else all.</summary>
    private static Figure Credible(ImmutableArray<Toll> tolls)
    {
        var firm = tolls.Where(t => !t.Preliminary).ToImmutableArray();
        if (firm.IsEmpty)
            firm = tolls;
        var best = Best(firm);
        var low = firm.Where(t => Bottom(t) is not null && Bottom(t) <= best.Number).MinBy(t => (Bottom(t), t.Claims[0].Id)) ?? best;
        var high = firm.Where(t => Top(t) is not null && Top(t) >= best.Number).MaxBy(t => (Top(t), t.Claims[0].Id)) ?? best;
        return Make(Bottom(low) ?? best.Number, best.Number, Top(high) ?? best.Number, [low, best, high], tolls);
    }

    /// <summary>Iraq Body Count: minimum to maximum of what is told exactly or as a bound, provisional below two origins.</summary>
    private static Figure Documented(ImmutableArray<Toll> tolls)
    {
        var min = tolls.Where(t => t.Number is not null).MinBy(t => (t.Number, t.Claims[0].Id))!;
        var max = tolls.Where(t => t.Number is not null).MaxBy(t => (t.Number, t.Claims[0].Id))!;
        var figure = Make(min.Number, null, max.Number, [min, max], tolls);
        return figure with { Provisional = figure.Origins < 2 };
    }

    /// <summary>Each source's newest claim, lowest to highest; best is the newest of all.</summary>
    private static Figure Newest(ImmutableArray<Toll> tolls)
    {
        var newest = tolls.GroupBy(t => t.Speaker).Select(g => g.MaxBy(t => (t.Said ?? "", t.Claims[0].Id))!)
            .OrderBy(t => t.Claims[0].Id, StringComparer.Ordinal).ToImmutableArray();
        var figure = LowestToHighest(newest);
        var last = newest.MaxBy(t => (t.Said ?? "", t.Claims[0].Id))!;
        return figure with { Best = last.Number };
    }

    /// <summary>The toll whose number has most independent origins; then the newest, then the highest.</summary>
    private static Toll Best(ImmutableArray<Toll> tolls) => tolls
        .GroupBy(t => t.Number)
        .OrderByDescending(g => g.Any(t => t.N is not null))
        .ThenByDescending(g => Origins.Count(g.SelectMany(t => t.Claims.Take(1))))
        .ThenByDescending(g => g.Max(t => t.Said), StringComparer.Ordinal)
        .ThenByDescending(g => g.Key)
        .First().MaxBy(t => (t.Said ?? "", t.Claims[0].Id))!;

    private static int? Bottom(Toll t) => t.Low ?? t.N ?? t.High;

    private static int? Top(Toll t) => t.High ?? t.N ?? t.Low;

    private static Figure Make(int? low, int? best, int? high, Toll?[] deciding, ImmutableArray<Toll> tolls)
    {
        var claims = deciding.OfType<Toll>().Distinct().SelectMany(t => t.Claims).Select(c => c.Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return new Figure(low, best, high, Origins.Count(tolls.SelectMany(t => t.Claims.Take(1))), [.. claims]);
    }
}
