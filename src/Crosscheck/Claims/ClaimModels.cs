using Crosscheck.Models;
using Crosscheck.Models.Neural;

namespace Crosscheck.Claims;

/// <summary>The trained models of the claim reader. The lab makes one set a fold; the build carries one trained on all.</summary>
internal sealed record ClaimModels(LinearModel Quantities, LinearModel Roles, LinearModel Dates, ClaimNetwork Network)
{
    private static readonly Lazy<ClaimModels> BuiltIn = new(() => new ClaimModels(
        LinearModel.Load("claims-quantities"), LinearModel.Load("claims-roles"), LinearModel.Load("claims-dates"),
        new ClaimNetwork(TensorFile.Load("claims-network"))));

    /// <summary>The models of the build.</summary>
    public static ClaimModels Default => BuiltIn.Value;
}
