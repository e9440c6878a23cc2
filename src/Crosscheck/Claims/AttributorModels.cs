using Crosscheck.Models;

namespace Crosscheck.Claims;

/// <summary>The models of <see cref="ClaimAttributor"/>: the ranking of sources (one class) and the status.</summary>
internal sealed record AttributorModels(LinearModel Ranker, LinearModel Status)
{
    private static readonly Lazy<AttributorModels> Loaded = new(() => new(LinearModel.Load("attribution-source"), LinearModel.Load("attribution-status")));

    public static AttributorModels Default => Loaded.Value;
}
