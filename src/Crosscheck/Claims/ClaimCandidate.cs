using Crosscheck.Text;

namespace Crosscheck.Claims;

/// <summary>A place in the text that may state a claim, with the value that it would have. Score is the model's, in 0..1.</summary>
public sealed record ClaimCandidate(ClaimAttribute Attribute, TokenRange Tokens, ClaimValue Value, double Score, string By)
{
    /// <summary>The place mention behind a place claim.</summary>
    public PlaceMention? Place { get; init; }

    /// <summary>Who says it here, once that is decided.</summary>
    public ClaimAttribution? Attribution { get; init; }

    /// <summary>The chances by the linear model and by the network; Score is between them.</summary>
    public double Linear { get; init; }
    public double Network { get; init; }

    /// <summary>The quantity behind a count.</summary>
    public Quantity? Quantity { get; init; }
}
