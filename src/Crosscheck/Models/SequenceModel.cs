using System.Collections.Immutable;

namespace Crosscheck.Models;

/// <summary>
/// A linear-chain model of spans: every token begins (B), continues (I), ends (L) or alone is (U) a span of some type, or is
/// outside (O). Label 0 is O; type t has the labels 1 + 4t (B), 2 + 4t (I), 3 + 4t (L) and 4 + 4t (U). The weights lie in a
/// <see cref="LinearModel"/> whose classes are the labels; the weights of a transition are those of the feature
/// <see cref="TransitionFrom"/> of its first label. Decoding is exact (Viterbi over legal transitions).
/// </summary>
public sealed class SequenceModel
{
    private readonly LinearModel _weights;
    private readonly float[] _transitions;
    private readonly int[] _openers;

    public SequenceModel(LinearModel weights)
    {
        _weights = weights;
        Labels = weights.Classes.Length;
        Types = [.. weights.Classes.Where(c => c.StartsWith("B-", StringComparison.Ordinal)).Select(c => c[2..])];
        _transitions = new float[Labels * Labels];
        Span<uint> feature = stackalloc uint[1];
        for (var from = 0; from < Labels; from++)
        {
            feature[0] = TransitionFrom(from);
            weights.Score(feature, _transitions.AsSpan(from * Labels, Labels));
        }
        _openers = [.. Enumerable.Range(0, Labels).Where(IsClosed)];
    }

    public int Labels { get; }

    /// <summary>The names of the span types, in the order of their labels.</summary>
    public ImmutableArray<string> Types { get; }

    /// <summary>The feature whose weights are those of going on from a label.</summary>
    public static uint TransitionFrom(int label) => Feature.Of(999, (uint)label);

    /// <summary>Whether no span is open behind a label.</summary>
    public static bool IsClosed(int label) => label == 0 || (label & 3) is 3 or 0;

    /// <summary>Whether a label needs no span open before it.</summary>
    public static bool IsOpening(int label) => label == 0 || (label & 3) is 1 or 0;

    /// <summary>Whether a label may stand behind another.</summary>
    public static bool MayFollow(int from, int to) =>
        IsClosed(from) ? IsOpening(to) : !IsOpening(to) && (from - 1) / 4 == (to - 1) / 4;

    /// <summary>Adds up the weights of a token's features: one score per label.</summary>
    public void Score(ReadOnlySpan<uint> features, Span<float> scores) => _weights.Score(features, scores);

    /// <summary>
    /// The best labels for a row of tokens that stands between tokens outside. <paramref name="scores"/> holds Labels scores per
    /// token and is overwritten.
    /// </summary>
    public void Decode(Span<float> scores, Span<byte> labels)
    {
        var n = labels.Length;
        var back = n * Labels <= 2048 ? stackalloc byte[n * Labels] : new byte[n * Labels];
        for (var to = 0; to < Labels; to++)
            scores[to] = IsOpening(to) ? scores[to] + _transitions[to] : float.NegativeInfinity;
        for (var i = 1; i < n; i++)
            Step(scores.Slice((i - 1) * Labels, Labels), scores.Slice(i * Labels, Labels), back.Slice(i * Labels, Labels));
        var last = scores.Slice((n - 1) * Labels, Labels);
        var best = 0;
        foreach (var label in _openers)
        {
            if (last[label] + _transitions[label * Labels] > last[best] + _transitions[best * Labels])
                best = label;
        }
        for (var i = n - 1; i >= 0; i--)
        {
            labels[i] = (byte)best;
            best = back[i * Labels + best];
        }
    }

    private void Step(ReadOnlySpan<float> before, Span<float> now, Span<byte> back)
    {
        for (var to = 0; to < Labels; to++)
        {
            var most = float.NegativeInfinity;
            var from = 0;
            if (IsOpening(to))
            {
                foreach (var label in _openers)
                {
                    var score = before[label] + _transitions[label * Labels + to];
                    if (score > most)
                        (most, from) = (score, label);
                }
            }
            else
            {
                var begin = to - ((to - 1) & 3);
                for (var label = begin; label <= begin + 1; label++)
                {
                    var score = before[label] + _transitions[label * Labels + to];
                    if (score > most)
                        (most, from) = (score, label);
                }
            }
            now[to] += most;
            back[to] = (byte)from;
        }
    }
}
