using Crosscheck.Models;
using Crosscheck.Text;

namespace Crosscheck.Claims;

/// <summary>All trained models between an annotated text and a reading. The lab makes one set a fold; the build carries one trained on all.</summary>
internal sealed record ReaderModels(ClaimModels Claims, AttributorModels Attribution, BoostedTrees? Decision, IncidentModels Incidents, IncidentPlaceChooser Places)
{
    private static readonly Lazy<ReaderModels> BuiltIn = new(() => new ReaderModels(
        ClaimModels.Default, AttributorModels.Default, BoostedTrees.Load("claims-decision"), IncidentModels.Shipped, IncidentPlaceChooser.Shared));

    /// <summary>The models of the build.</summary>
    public static ReaderModels Default => BuiltIn.Value;
}
