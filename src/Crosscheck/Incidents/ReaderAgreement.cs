using System.Collections.Immutable;
using Crosscheck.Claims;

namespace Crosscheck.Incidents;

/// <summary>Of one attribute: how many claims several readers found, and how many only that one.</summary>
public sealed record ReaderAgreement(ClaimAttribute Attribute, int Both, ImmutableSortedDictionary<string, int> Only)
{
    /// <summary>The share of the claims that several found, 0..1.</summary>
    public double Share => (double)Both / (Both + Only.Values.Sum());

    /// <summary>By attribute, over the claims of documents that several readers read; empty where none were.</summary>
    public static ImmutableArray<ReaderAgreement> Of(IEnumerable<Claim> claims) =>
    [
        .. claims.Where(c => !c.FoundBy.IsEmpty).GroupBy(c => c.Attribute).OrderBy(g => g.Key).Select(g => new ReaderAgreement(
            g.Key,
            g.Count(c => c.FoundBy.Length > 1),
            g.Where(c => c.FoundBy.Length == 1).GroupBy(c => c.FoundBy[0], StringComparer.Ordinal).ToImmutableSortedDictionary(r => r.Key, r => r.Count(), StringComparer.Ordinal))),
    ];

    /// <summary>Is a claim one on which two readers of its document disagree: found by one alone, or told otherwise by the other?</summary>
    public static bool IsDisagreement(Claim claim) => claim.FoundBy.Length == 1 || !claim.Differs.IsEmpty;
}
