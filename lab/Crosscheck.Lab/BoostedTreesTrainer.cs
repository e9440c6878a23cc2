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
    private readonly byte[][] _bins;
    private readonly float[] _g;
    private readonly float[] _h;
    private readonly List<BoostedTrees.Node> _nodes = [];
    private bool[] _use = [];

    private BoostedTreesTrainer(float[][] rows, int features, BoostingOptions options)
    {
        _options = options;
        _edges = new float[features][];
        _bins = new byte[features][];
        _g = new float[rows.Length];
        _h = new float[rows.Length];
        for (var f = 0; f < features; f++)
        {
            _edges[f] = Edges(rows, f, options.Bins);
            var bins = new byte[rows.Length];
            for (var i = 0; i < rows.Length; i++)
                bins[i] = BinOf(_edges[f], rows[i][f]);
            _bins[f] = bins;
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
                trainer._g[i] = w * (p - (labels[i] ? 1 : 0));
                trainer._h[i] = w * MathF.Max(p * (1 - p), 1e-6f);
            }
            trainer._use = [.. Enumerable.Range(0, features).Select(_ => random.NextDouble() < options.FeatureShare)];
            var sample = Enumerable.Range(0, rows.Length).Where(_ => random.NextDouble() < options.RowShare).ToArray();
            roots.Add(trainer.Grow(sample, 0));
            var one = new BoostedTrees(features, 0, [roots[^1]], [.. trainer._nodes]);
            for (var i = 0; i < rows.Length; i++)
                score[i] += one.Score(rows[i]);
        }
        return new BoostedTrees(features, bias, [.. roots], [.. trainer._nodes]);
    }

    private int Grow(int[] rows, int depth)
    {
        float g = 0, h = 0;
        foreach (var i in rows)
        {
            g += _g[i];
            h += _h[i];
        }
        var at = _nodes.Count;
        _nodes.Add(new BoostedTrees.Node(-1, -_options.Rate * g / (h + _options.Lambda), 0, 0));
        if (depth == _options.Depth || h < 2 * _options.MinHessian)
            return at;
        var (feature, bin, gain) = BestSplit(rows, g, h);
        if (gain < 1e-4f)
            return at;
        var left = Grow([.. rows.Where(i => _bins[feature][i] <= bin)], depth + 1);
        var right = Grow([.. rows.Where(i => _bins[feature][i] > bin)], depth + 1);
        _nodes[at] = new BoostedTrees.Node(feature, _edges[feature][bin], left, right);
        return at;
    }

    private (int Feature, int Bin, float Gain) BestSplit(int[] rows, float g, float h)
    {
        var best = (Feature: -1, Bin: 0, Gain: 0f);
        var parent = g * g / (h + _options.Lambda);
        Span<float> gs = stackalloc float[256];
        Span<float> hs = stackalloc float[256];
        for (var f = 0; f < _bins.Length; f++)
        {
            if (!_use[f] || _edges[f].Length == 0)
                continue;
            gs.Clear();
            hs.Clear();
            var bins = _bins[f];
            foreach (var i in rows)
            {
                gs[bins[i]] += _g[i];
                hs[bins[i]] += _h[i];
            }
            float gl = 0, hl = 0;
            for (var b = 0; b < _edges[f].Length; b++)
            {
                gl += gs[b];
                hl += hs[b];
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
