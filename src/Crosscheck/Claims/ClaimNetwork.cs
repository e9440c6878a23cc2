using System.Collections.Immutable;
using Crosscheck.Models.Neural;
using Crosscheck.Text;

namespace Crosscheck.Claims;

/// <summary>
/// Gives every token its chance to be part of the words of each attribute. It sees a window of sentences, where the linear
/// models see a window of words.
/// </summary>
internal sealed class ClaimNetwork(TensorFile file)
{
    /// <summary>The attributes in the order of the outputs.</summary>
    public static readonly ImmutableArray<ClaimAttribute> Labels = [.. Enum.GetValues<ClaimAttribute>()];

    /// <summary>Sentences are read together up to this many tokens; a longer one in pieces of so many.</summary>
    public const int Window = 120;

    private readonly TokenNetwork _network = new(file);

    /// <summary>The chance of each token (rows) for each of <see cref="Labels"/> (columns), in 0..1.</summary>
    public float[] Read(ClaimContext context)
    {
        var scores = _network.Read(new ClaimNetworkInput(context), context.Text.Tokens.Length, Windows(context.Text), Window);
        var chances = new float[context.Text.Tokens.Length * Labels.Length];
        for (var t = 0; t < context.Text.Tokens.Length; t++)
        {
            for (var k = 0; k < Labels.Length; k++)
                chances[t * Labels.Length + k] = 1 / (1 + MathF.Exp(-scores[t * _network.Outputs + k]));
        }
        return chances;
    }

    /// <summary>The text in pieces of whole sentences where they fit.</summary>
    public static IEnumerable<TokenRange> Windows(AnnotatedText text)
    {
        var first = 0;
        for (var s = 0; s < text.Sentences.Length; s++)
        {
            var end = text.Sentences[s].End;
            if (s + 1 < text.Sentences.Length && text.Sentences[s + 1].End - first <= Window)
                continue;
            for (; first < end; first = Math.Min(end, first + Window))
                yield return new TokenRange(first, Math.Min(end, first + Window));
        }
    }
}
