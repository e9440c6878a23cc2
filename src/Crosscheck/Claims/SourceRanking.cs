using Crosscheck.Models;
using Crosscheck.Text.Attributions;

namespace Crosscheck.Claims;

/// <summary>The linear ranking of a claim's candidates. What depends on the sentence alone is scored once a sentence.</summary>
internal sealed class SourceRanking(SourceScan scan, SourceNames names, SourcePaths paths, LinearModel model)
{
    private readonly Dictionary<IReadOnlyList<SourceCandidate>, float[]> _fixed = new(ReferenceEqualityComparer.Instance);
    private readonly FeatureBag _features = new();

    /// <summary>The score of every candidate of a claim.</summary>
    public float[] Score(ClaimSpan claim, IReadOnlyList<SourceCandidate> candidates)
    {
        if (!_fixed.TryGetValue(candidates, out var known))
            _fixed[candidates] = known = Fixed(scan.Text.SentenceOf(claim.Tokens.First), candidates);
        var scores = new float[candidates.Count];
        Span<float> one = stackalloc float[1];
        for (var k = 0; k < scores.Length; k++)
        {
            _features.Clear();
            AttributionFeatures.Fill(scan, paths, claim, candidates, k, _features);
            model.Score(_features.Span, one);
            scores[k] = known[k] + one[0];
        }
        return scores;
    }

    private float[] Fixed(int sentence, IReadOnlyList<SourceCandidate> candidates)
    {
        var scores = new float[candidates.Count];
        Span<float> one = stackalloc float[1];
        for (var k = 0; k < scores.Length; k++)
        {
            _features.Clear();
            AttributionFeatures.Fixed(scan, names, sentence, candidates[k], _features);
            model.Score(_features.Span, one);
            scores[k] = one[0];
        }
        return scores;
    }
}
