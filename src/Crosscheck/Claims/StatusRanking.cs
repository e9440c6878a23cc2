using Crosscheck.Models;
using Crosscheck.Text.Attributions;

namespace Crosscheck.Claims;

/// <summary>Chooses the status of a claim by a linear model. What depends on the words of the sentence alone is scored once a sentence.</summary>
internal sealed class StatusRanking(SourceScan scan, SourcePaths paths, LinearModel model)
{
    private readonly Dictionary<int, float[]> _fixed = [];
    private readonly ClaimStatus[] _classes = [.. model.Classes.Select(c => Enum.Parse<ClaimStatus>(c, true))];
    private readonly FeatureBag _features = new();

    public ClaimStatus Of(ClaimSpan claim, SourceCandidate candidate)
    {
        var words = StatusFeatures.Window(scan, claim);
        if (!_fixed.TryGetValue(words.First, out var known))
        {
            _features.Clear();
            StatusFeatures.Fixed(scan, words, _features);
            model.Score(_features.Span, known = new float[_classes.Length]);
            _fixed[words.First] = known;
        }
        _features.Clear();
        StatusFeatures.Fill(scan, paths, claim, candidate, _features);
        Span<float> scores = stackalloc float[_classes.Length];
        model.Score(_features.Span, scores);
        var best = 0;
        for (var c = 0; c < scores.Length; c++)
        {
            scores[c] += known[c];
            best = scores[c] > scores[best] ? c : best;
        }
        return _classes[best];
    }
}
