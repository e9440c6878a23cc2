using System.Numerics;
using Crosscheck.Models;

namespace Crosscheck.Lab;

/// <summary>How to grow the trees.</summary>
public sealed record BoostingOptions
{
    public int Trees { get; init; } = 200;
    public int Depth { get; init; } = 5;
    public float Rate { get; init; } = 0.08f;
    public float Lambda { get; init; } = 2f;
    public float MinHessian { get; init; } = 4f;
    public double FeatureShare { get; init; } = 0.7;
    public double RowShare { get; init; } = 0.8;
    public int Bins { get; init; } = 64;
}

/// <summary>Boosted trees by second-order gradients over histograms (Chen and Guestrin 2016). Deterministic.</summary>
public sealed class BoostedTreesTrainer
{
    private readonly BoostingOptions _options;
    private readonly float[][] _edges;

    /// <summary>The bins of all features of a row, row after row.</summary>
    private readonly byte[] _bins;

    /// <summary>First and second derivative of each row.</summary>
    private readonly Vector2[] _gradient;
    private readonly List<BoostedTrees.Node> _nodes = [];
    private int[] _use = [];

    private BoostedTreesTrainer(float[][] rows, int features, BoostingOptions options)
    {
        _options = options;
        _edges = new float[features][];
        _bins = new byte[(long)rows.Length * features];
        _gradient = new Vector2[rows.Length];
        for (var f = 0; f < features; f++)
        {
            _edges[f] = Edges(rows, f, options.Bins);
            for (var i = 0; i < rows.Length; i++)
                _bins[i * features + f] = BinOf(_edges[f], rows[i][f]);
        }
    }

    public static BoostedTrees Train(float[][] rows, bool[] labels, BoostingOptions options, float[]? weights = null)
    {
        var features = rows.Length == 0 ? 0 : rows[0].Length;
        var trainer = new BoostedTreesTrainer(rows, features, options);
        var yes = labels.Count(l => l);
        var bias = MathF.Log((yes + 1f) / (labels.Length - yes + 1f));
        var score = new float[rows.Length];
        Array.Fill(score, bias);
        var random = new Random(17);
        var roots = new List<int>();
        for (var tree = 0; tree < options.Trees; tree++)
        {
            for (var i = 0; i < rows.Length; i++)
            {
                var p = 1 / (1 + MathF.Exp(-score[i]));
                var w = weights?[i] ?? 1;
                trainer._gradient[i] = new Vector2(w * (p - (labels[i] ? 1 : 0)), w * MathF.Max(p * (1 - p), 1e-6f));
            }
            trainer._use = [.. Enumerable.Range(0, features).Where(_ => random.NextDouble() < options.FeatureShare)];
            var sample = Enumerable.Range(0, rows.Length).Where(_ => random.NextDouble() < options.RowShare).ToArray();
            roots.Add(trainer.Grow(sample, 0, trainer.Histogram(sample)));
            var one = new BoostedTrees(features, 0, [roots[^1]], [.. trainer._nodes]);
            for (var i = 0; i < rows.Length; i++)
                score[i] += one.Score(rows[i]);
        }
        return new BoostedTrees(features, bias, [.. roots], [.. trainer._nodes]);
    }

    private int Grow(int[] rows, int depth, Vector2[] histogram)
    {
        var sum = Vector2.Zero;
        foreach (var i in rows)
            sum += _gradient[i];
        var at = _nodes.Count;
        _nodes.Add(new BoostedTrees.Node(-1, -_options.Rate * sum.X / (sum.Y + _options.Lambda), 0, 0));
        if (depth == _options.Depth || sum.Y < 2 * _options.MinHessian)
            return at;
        var (feature, bin, gain) = BestSplit(histogram, sum);
        if (gain < 1e-4f)
            return at;
        int[] low = [.. rows.Where(i => _bins[i * _edges.Length + feature] <= bin)];
        int[] high = [.. rows.Where(i => _bins[i * _edges.Length + feature] > bin)];
        var (lowHistogram, highHistogram) = depth + 1 == _options.Depth ? ([], []) : Split(histogram, low, high);
        var left = Grow(low, depth + 1, lowHistogram);
        var right = Grow(high, depth + 1, highHistogram);
        _nodes[at] = new BoostedTrees.Node(feature, _edges[feature][bin], left, right);
        return at;
    }

    /// <summary>The histograms of both sides: the smaller one is counted, the other is what is left.</summary>
    private (Vector2[] Low, Vector2[] High) Split(Vector2[] both, int[] low, int[] high)
    {
        var counted = Histogram(low.Length < high.Length ? low : high);
        var rest = both;
        for (var k = 0; k < rest.Length; k++)
            rest[k] -= counted[k];
        return low.Length < high.Length ? (counted, rest) : (rest, counted);
    }

    /// <summary>The sums of the derivatives by feature in use and bin.</summary>
    private Vector2[] Histogram(int[] rows)
    {
        var width = _options.Bins + 1;
        var sums = new Vector2[_use.Length * width];
        foreach (var i in rows)
        {
            var bins = _bins.AsSpan(i * _edges.Length, _edges.Length);
            var gradient = _gradient[i];
            for (var u = 0; u < _use.Length; u++)
                sums[u * width + bins[_use[u]]] += gradient;
        }
        return sums;
    }

    private (int Feature, int Bin, float Gain) BestSplit(Vector2[] histogram, Vector2 sum)
    {
        var best = (Feature: -1, Bin: 0, Gain: 0f);
        var (g, h) = (sum.X, sum.Y);
        var parent = g * g / (h + _options.Lambda);
        for (var u = 0; u < _use.Length; u++)
        {
            var f = _use[u];
            var low = Vector2.Zero;
            for (var b = 0; b < _edges[f].Length; b++)
            {
                low += histogram[u * (_options.Bins + 1) + b];
                var (gl, hl) = (low.X, low.Y);
                if (hl < _options.MinHessian || h - hl < _options.MinHessian)
                    continue;
                var gain = gl * gl / (hl + _options.Lambda) + (g - gl) * (g - gl) / (h - hl + _options.Lambda) - parent;
                if (gain > best.Gain)
                    best = (f, b, gain);
            }
        }
        return best;
    }

    /// <summary>The upper edges of the bins but the last; NaN falls into the first.</summary>
    private static float[] Edges(float[][] rows, int feature, int bins)
    {
        var values = rows.Select(r => r[feature]).Where(v => !float.IsNaN(v)).Order().ToArray();
        if (values.Length == 0)
            return [];
        var distinct = values.Distinct().ToArray();
        if (distinct.Length <= bins)
            return [.. distinct.SkipLast(1).Select((v, i) => (v + distinct[i + 1]) / 2)];
        return [.. Enumerable.Range(1, bins - 1).Select(b => values[(long)b * values.Length / bins]).Distinct()];
    }

    private static byte BinOf(float[] edges, float value)
    {
        if (float.IsNaN(value))
            return 0;
        var bin = 0;
        while (bin < edges.Length && value > edges[bin])
            bin++;
        return (byte)bin;
    }
}
