using Crosscheck.Models;

namespace Crosscheck.Lab.NamedEntities;

/// <summary>
/// A linear-chain conditional random field (Lafferty et al. 2001) by AdaGrad on the likelihood of what the annotation allows
/// (partial labels: Tsuboi et al. 2008). Deterministic.
/// </summary>
internal sealed class CrfTrainer
{
    private readonly int _labels;
    private readonly float _rate;
    private readonly float _l2;
    private readonly Dictionary<uint, int> _index = [];
    private readonly int[][][] _rows;
    private readonly IReadOnlyList<SequenceExample> _examples;
    private readonly float[] _weights;
    private readonly float[] _squares;
    private readonly bool[] _legal;

    public CrfTrainer(IReadOnlyList<SequenceExample> examples, int labels, float rate = 0.1f, float l2 = 1e-4f, int minCount = 2)
    {
        (_labels, _rate, _l2, _examples) = (labels, rate, l2, examples);
        var counts = new Dictionary<uint, int>();
        foreach (var feature in examples.SelectMany(e => e.Features).SelectMany(f => f))
            counts[feature] = counts.GetValueOrDefault(feature) + 1;
        for (var from = 0; from < labels; from++)
            _index[SequenceModel.TransitionFrom(from)] = from;
        foreach (var (feature, count) in counts.Where(c => c.Value >= minCount))
            _index.TryAdd(feature, _index.Count);
        _rows = [.. examples.Select(e => e.Features.Select(f => f.Where(_index.ContainsKey).Select(x => _index[x]).ToArray()).ToArray())];
        _weights = new float[(long)_index.Count * labels];
        _squares = new float[_weights.Length];
        _legal = new bool[labels * labels];
        for (var a = 0; a < labels; a++)
        {
            for (var b = 0; b < labels; b++)
                _legal[a * labels + b] = SequenceModel.MayFollow(a, b);
        }
    }

    public Dictionary<uint, float[]> Train(int epochs)
    {
        var order = Enumerable.Range(0, _examples.Count).ToArray();
        var random = new Random(11);
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            random.Shuffle(order);
            foreach (var e in order)
                Learn(_rows[e], _examples[e].Allowed);
        }
        return Result();
    }

    private Dictionary<uint, float[]> Result()
    {
        var result = new Dictionary<uint, float[]>();
        foreach (var (feature, row) in _index)
        {
            var w = _weights.AsSpan(row * _labels, _labels).ToArray();
            if (w.Any(x => MathF.Abs(x) > 0.02f))
                result[feature] = w;
        }
        return result;
    }

    private void Learn(int[][] rows, uint[] allowed)
    {
        var n = rows.Length;
        var scores = new float[n * _labels];
        for (var i = 0; i < n; i++)
        {
            foreach (var row in rows[i])
                Add(scores.AsSpan(i * _labels, _labels), _weights.AsSpan(row * _labels, _labels));
        }
        var all = new Lattice(scores, n, _labels, _weights, _legal, null);
        var gold = new Lattice(scores, n, _labels, _weights, _legal, allowed);
        if (float.IsNegativeInfinity(gold.Total))
            return;
        Span<float> gradient = stackalloc float[_labels];
        for (var i = 0; i < n; i++)
        {
            for (var label = 0; label < _labels; label++)
                gradient[label] = all.Probability(i, label) - gold.Probability(i, label);
            foreach (var row in rows[i])
                Update(row, gradient);
        }
        UpdateTransitions(all, gold, n);
    }

    private void UpdateTransitions(Lattice all, Lattice gold, int n)
    {
        Span<float> gradient = stackalloc float[_labels];
        for (var from = 0; from < _labels; from++)
        {
            gradient.Clear();
            for (var to = 0; to < _labels; to++)
            {
                if (!_legal[from * _labels + to])
                    continue;
                for (var i = 0; i <= n; i++)
                    gradient[to] += all.Pair(i, from, to) - gold.Pair(i, from, to);
            }
            Update(from, gradient);
        }
    }

    private void Update(int row, ReadOnlySpan<float> gradient)
    {
        var at = row * _labels;
        for (var label = 0; label < _labels; label++)
        {
            var g = gradient[label] + _l2 * _weights[at + label];
            if (MathF.Abs(g) < 1e-6f)
                continue;
            _squares[at + label] += g * g;
            _weights[at + label] -= _rate * g / (1e-4f + MathF.Sqrt(_squares[at + label]));
        }
    }

    private static void Add(Span<float> sum, ReadOnlySpan<float> row)
    {
        for (var i = 0; i < sum.Length; i++)
            sum[i] += row[i];
    }
}
