using Crosscheck.Models;
using Crosscheck.Models.Neural;

namespace Crosscheck.Lab.Neural;

/// <summary>
/// A window of tokens: the features and the word key of each, and two sets of labels (a bit each). Where each label is a question of
/// its own, Positive are those that hold and Mask those that may be learned from; where one of them holds, Positive are those that
/// the annotation allows, and a token with an empty Mask is not learned from.
/// </summary>
internal sealed record TokenWindow(uint[][] Features, uint[] Keys, uint[] Positive, uint[] Mask);

/// <summary>A <see cref="TokenNetwork"/> in training: cross-entropy, of every label alone or of all together, by Adam, with dropout; deterministic.</summary>
internal sealed unsafe class TokenNetworkTrainer
{
    private static readonly int Dimensions = WordVectors.Shared.Dimensions;
    private const int MaxRows = 2048, Width = 96, Units = 64, BatchRows = 400;
    private const float InputDropout = 0.3f, HiddenDropout = 0.4f, WordDropout = 0.1f, FeatureDropout = 0.08f;
    private readonly int _labels;
    private readonly bool _oneOf;
    private readonly Xorshift _random;
    private readonly Dictionary<uint, int> _index = [];
    private readonly List<int> _counts = [];
    private readonly Tensor _words;
    private readonly Dense _vectors;
    private readonly float* _v = Buffer.Floats((long)MaxRows * Dimensions);
    private readonly BiLstm _layer;
    private readonly BiLstm _second;
    private readonly float* _h2 = Buffer.Floats((long)MaxRows * 2 * Units), _dh2 = Buffer.Floats((long)MaxRows * 2 * Units), _h2mask = Buffer.Floats((long)MaxRows * 2 * Units), _y2 = Buffer.Floats((long)MaxRows * 2 * Units);
    private readonly Dense _out;
    private readonly Tensor[] _all;
    private readonly float* _x = Buffer.Floats(MaxRows * Width), _dx = Buffer.Floats(MaxRows * Width), _xmask = Buffer.Floats(MaxRows * Width);
    private readonly float* _h = Buffer.Floats(MaxRows * 2 * Units), _dh = Buffer.Floats(MaxRows * 2 * Units), _hmask = Buffer.Floats(MaxRows * 2 * Units), _y = Buffer.Floats(MaxRows * 2 * Units);
    private readonly float* _scores = Buffer.Floats(MaxRows * 32);
    private readonly List<List<int>> _kept = [];
    private int _step;

    private TokenNetworkTrainer(IReadOnlyList<TokenWindow> windows, int labels, bool oneOf, ulong seed)
    {
        (_labels, _oneOf) = (labels, oneOf);
        _random = new Xorshift(seed);
        var counts = new Dictionary<uint, int>();
        foreach (var f in windows.SelectMany(w => w.Features).SelectMany(f => f))
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, f, out _)++;
        foreach (var (feature, count) in counts.Where(c => c.Value >= 3))
        {
            _index[feature] = _index.Count;
            _counts.Add(count);
        }
        _words = new Tensor("words", _index.Count, Width, _random, 0.08f) { Sparse = true };
        _vectors = new Dense("vectors", Dimensions, Width, _random);
        _layer = new BiLstm("layer", Width, Units, MaxRows, _random);
        _second = new BiLstm("second", 2 * Units, Units, MaxRows, _random);
        _out = new Dense("out", 2 * Units, labels, _random);
        _all = [_words, .. _vectors.Tensors, .. _layer.Tensors, .. _second.Tensors, .. _out.Tensors];
    }

    public static byte[] Train(IReadOnlyList<TokenWindow> windows, int labels, bool oneOf = false, int epochs = 10, float rate = 0.003f, ulong seed = 11)
    {
        var trainer = new TokenNetworkTrainer(windows, labels, oneOf, seed);
        var known = windows.Select(w => w.Features.Select(trainer.Known).ToArray()).ToArray();
        var order = Enumerable.Range(0, windows.Count).ToArray();
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            new Random(100 + epoch + 1000 * (int)seed).Shuffle(order);
            var batch = new List<(TokenWindow Window, int[][] Rows)>();
            for (var i = 0; i < order.Length; i++)
            {
                batch.Add((windows[order[i]], known[order[i]]));
                if (batch.Sum(w => w.Window.Positive.Length) < BatchRows && i + 1 < order.Length)
                    continue;
                trainer.Batch(batch, rate * Math.Max(0.02f, 1 - (epoch + (float)i / order.Length) / epochs));
                batch.Clear();
            }
        }
        return trainer.ToBytes();
    }

    private int[] Known(uint[] features) => [.. features.Where(_index.ContainsKey).Select(f => _index[f])];

    private void Batch(List<(TokenWindow Window, int[][] Rows)> batch, float rate)
    {
        var starts = new int[batch.Count + 1];
        for (var s = 0; s < batch.Count; s++)
            starts[s + 1] = starts[s] + batch[s].Window.Positive.Length;
        var rows = starts[^1];
        Embed(batch, rows);
        _layer.Forward(_x, starts, _h);
        Dropout.Apply(_h, _y, _hmask, rows * 2 * Units, HiddenDropout, _random);
        _second.Forward(_y, starts, _h2);
        Dropout.Apply(_h2, _y2, _h2mask, rows * 2 * Units, HiddenDropout, _random);
        // The sum of both layers: what the first knows is not lost.
        Activations.AddScaled(_y2, _y, 1, rows * 2 * Units);
        _out.Forward(_y2, 2 * Units, _scores, rows);
        Loss(batch.Select(b => b.Window), 1f / rows);
        Buffer.Clear(_dh, rows * 2 * Units);
        Buffer.Clear(_dx, rows * Width);
        _out.Backward(_y2, 2 * Units, _scores, rows, _dh);
        System.Buffer.MemoryCopy(_dh, _dh2, rows * 2L * Units * 4, rows * 2L * Units * 4);
        Dropout.Back(_dh2, _h2mask, rows * 2 * Units);
        _second.Backward(_y, starts, _h2, _dh2, _dh);
        Dropout.Back(_dh, _hmask, rows * 2 * Units);
        _layer.Backward(_x, starts, _h, _dh, _dx);
        Dropout.Back(_dx, _xmask, rows * Width);
        _vectors.Backward(_v, Dimensions, _dx, rows, null);
        for (var t = 0; t < rows; t++)
        {
            foreach (var row in _kept[t])
            {
                _words.Touch(row);
                Activations.AddScaled(_words.G + (long)row * Width, _dx + (long)t * Width, 1, Width);
            }
        }
        _step++;
        foreach (var tensor in _all)
            tensor.Step(rate, 0.9f, 0.98f, 0, Math.Min(0.999f, (_step + 1f) / (_step + 10f)));
    }

    /// <summary>Sums the vectors of the features; a feature is left out now and then, the rarer the more often.</summary>
    private void Embed(List<(TokenWindow Window, int[][] Rows)> batch, int rows)
    {
        _kept.Clear();
        Buffer.Clear(_x, rows * Width);
        var at = 0;
        foreach (var all in batch.SelectMany(w => w.Rows))
        {
            var kept = new List<int>(all.Length);
            foreach (var row in all)
            {
                if (_random.NextFloat() < FeatureDropout + 0.6f / (1 + _counts[row]))
                    continue;
                kept.Add(row);
                Activations.AddScaled(_x + (long)at * Width, _words.W + (long)row * Width, 1, Width);
            }
            _kept.Add(kept);
            at++;
        }
        at = 0;
        foreach (var key in batch.SelectMany(w => w.Window.Keys))
            WordVectors.Shared.Copy(_random.NextFloat() < WordDropout ? 0 : WordVectors.Shared.RowOf(key), _v + (long)at++ * Dimensions);
        Gemm.Multiply(_v, Dimensions, _vectors.Weights.W, Width, _x, Width, rows, Dimensions, Width, _x, Width);
        Dropout.Apply(_x, _x, _xmask, rows * Width, InputDropout, _random);
    }

    /// <summary>Turns scores into gradients.</summary>
    private void Loss(IEnumerable<TokenWindow> batch, float scale)
    {
        var columns = _out.Weights.Columns;
        var row = _scores;
        foreach (var window in batch)
        {
            for (var i = 0; i < window.Positive.Length; i++, row += columns)
            {
                if (_oneOf)
                    LossOfOne(row, window.Positive[i], window.Mask[i] == 0 ? 0 : scale);
                else
                    LossOfEach(row, window.Positive[i], window.Mask[i], scale);
            }
        }
    }

    private void LossOfEach(float* row, uint positive, uint mask, float scale)
    {
        for (var k = 0; k < _out.Weights.Columns; k++)
            row[k] = k < _labels && (mask >> k & 1) != 0 ? scale * (1 / (1 + MathF.Exp(-row[k])) - (positive >> k & 1)) : 0;
    }

    /// <summary>Softmax against the share that the allowed labels have now (Tsuboi et al. 2008, without the chain).</summary>
    private void LossOfOne(float* row, uint allowed, float scale)
    {
        var max = row[0];
        for (var k = 1; k < _labels; k++)
            max = MathF.Max(max, row[k]);
        float all = 0, right = 0;
        for (var k = 0; k < _labels; k++)
        {
            row[k] = MathF.Exp(row[k] - max);
            all += row[k];
            right += (allowed >> k & 1) != 0 ? row[k] : 0;
        }
        for (var k = 0; k < _out.Weights.Columns; k++)
            row[k] = k < _labels ? scale * (row[k] / all - ((allowed >> k & 1) != 0 ? row[k] / (right + 1e-12f) : 0)) : 0;
    }

    private byte[] ToBytes()
    {
        using var file = new TensorFileWriter();
        var features = new uint[_index.Count];
        foreach (var (feature, row) in _index)
            features[row] = feature;
        file.Integers("features", features);
        foreach (var tensor in _all)
        {
            if (tensor == _words)
                file.Bytes(tensor.Name, tensor.Average, tensor.Rows, tensor.Columns);
            else
                file.Half(tensor.Name, tensor.Average, tensor.Rows, tensor.Columns);
        }
        return file.ToBytes();
    }
}
