using Crosscheck.Models;

namespace Crosscheck.Claims;

/// <summary>The models of <see cref="ClaimAttributor"/>: the ranking of sources (one class), the trees that decide among the ranked, and the status.</summary>
internal sealed record AttributorModels(LinearModel Ranker, BoostedTrees? Trees, LinearModel Status)
{
    private static readonly Lazy<AttributorModels> Loaded = new(() => new(LinearModel.Load("attribution-source"), BoostedTrees.Load("attribution-trees"), LinearModel.Load("attribution-status")));

    public static AttributorModels Default => Loaded.Value;
}
