using Crosscheck.Claims;
using Crosscheck.Lab.Neural;
using Crosscheck.Models.Neural;
using Buffer = Crosscheck.Lab.Neural.Buffer;

namespace Crosscheck.Lab.ClaimTraining;

/// <summary>A window of tokens: the features of each, the labels that hold and those that may be learned from (a bit each).</summary>
internal sealed record ClaimWindow(uint[][] Features, uint[] Positive, uint[] Mask);

/// <summary>The claim network in training: binary cross-entropy of every label, by Adam, with dropout; deterministic.</summary>
internal sealed unsafe class ClaimNetworkTrainer
{
    private const int Width = 96, Units = 64, MaxRows = 2048, BatchRows = 400;
    private readonly Xorshift _random = new(11);
    private readonly Dictionary<uint, int> _index = [];
    private readonly List<int> _counts = [];
    private readonly Tensor _words;
    private readonly BiLstm _layer;
    private readonly Dense _out;
    private readonly Tensor[] _all;
    private readonly float* _x = Buffer.Floats(MaxRows * Width), _dx = Buffer.Floats(MaxRows * Width), _xmask = Buffer.Floats(MaxRows * Width);
    private readonly float* _h = Buffer.Floats(MaxRows * 2 * Units), _dh = Buffer.Floats(MaxRows * 2 * Units), _hmask = Buffer.Floats(MaxRows * 2 * Units), _y = Buffer.Floats(MaxRows * 2 * Units);
    private readonly float* _scores = Buffer.Floats(MaxRows * 16);
    private readonly List<int[]> _kept = [];
    private int _step;

    private ClaimNetworkTrainer(IReadOnlyList<ClaimWindow> windows)
    {
        var counts = new Dictionary<uint, int>();
        foreach (var f in windows.SelectMany(w => w.Features).SelectMany(f => f))
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, f, out _)++;
        foreach (var (feature, count) in counts.Where(c => c.Value >= 3))
        {
            _index[feature] = _index.Count;
            _counts.Add(count);
        }
        _words = new Tensor("words", _index.Count, Width, _random, 0.08f) { Sparse = true };
        _layer = new BiLstm("layer", Width, Units, MaxRows, _random);
        _out = new Dense("out", 2 * Units, ClaimNetwork.Labels.Length, _random);
        _all = [_words, .. _layer.Tensors, .. _out.Tensors];
    }

    public static byte[] Train(IReadOnlyList<ClaimWindow> windows, int epochs = 9, float rate = 0.003f)
    {
        var trainer = new ClaimNetworkTrainer(windows);
        var order = Enumerable.Range(0, windows.Count).ToArray();
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            new Random(100 + epoch).Shuffle(order);
            var batch = new List<ClaimWindow>();
            for (var i = 0; i < order.Length; i++)
            {
                batch.Add(windows[order[i]]);
                if (batch.Sum(w => w.Positive.Length) < BatchRows && i + 1 < order.Length)
                    continue;
                trainer.Batch(batch, rate * Math.Max(0.02f, 1 - (epoch + (float)i / order.Length) / epochs));
                batch.Clear();
            }
        }
        return trainer.ToBytes();
    }

    private void Batch(List<ClaimWindow> batch, float rate)
    {
        var starts = new int[batch.Count + 1];
        for (var s = 0; s < batch.Count; s++)
            starts[s + 1] = starts[s] + batch[s].Positive.Length;
        var rows = starts[^1];
        Embed(batch, rows);
        _layer.Forward(_x, starts, _h);
        Mask(_h, _y, _hmask, rows * 2 * Units, 0.4f);
        _out.Forward(_y, 2 * Units, _scores, rows);
        Loss(batch, 1f / rows);
        Buffer.Clear(_dh, rows * 2 * Units);
        Buffer.Clear(_dx, rows * Width);
        _out.Backward(_y, 2 * Units, _scores, rows, _dh);
        Times(_dh, _hmask, rows * 2 * Units);
        _layer.Backward(_x, starts, _h, _dh, _dx);
        Times(_dx, _xmask, rows * Width);
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
    private void Embed(List<ClaimWindow> batch, int rows)
    {
        _kept.Clear();
        Buffer.Clear(_x, rows * Width);
        var at = 0;
        foreach (var features in batch.SelectMany(w => w.Features))
        {
            var kept = features.Where(_index.ContainsKey).Select(f => _index[f])
                .Where(r => _random.NextFloat() >= 0.08f + 0.6f / (1 + _counts[r])).ToArray();
            foreach (var row in kept)
                Activations.AddScaled(_x + (long)at * Width, _words.W + (long)row * Width, 1, Width);
            _kept.Add(kept);
            at++;
        }
        Mask(_x, _x, _xmask, rows * Width, 0.3f);
    }

    /// <summary>Turns scores into gradients.</summary>
    private void Loss(List<ClaimWindow> batch, float scale)
    {
        var columns = _out.Weights.Columns;
        var row = _scores;
        foreach (var window in batch)
        {
            for (var i = 0; i < window.Positive.Length; i++, row += columns)
            {
                for (var k = 0; k < columns; k++)
                {
                    row[k] = k < ClaimNetwork.Labels.Length && (window.Mask[i] >> k & 1) != 0
                        ? scale * (1 / (1 + MathF.Exp(-row[k])) - (window.Positive[i] >> k & 1))
                        : 0;
                }
            }
        }
    }

    private void Mask(float* from, float* to, float* mask, int count, float dropout)
    {
        var keep = 1 / (1 - dropout);
        var limit = (uint)(dropout * uint.MaxValue);
        for (var i = 0; i < count; i++)
        {
            mask[i] = _random.Next() < limit ? 0 : keep;
            to[i] = from[i] * mask[i];
        }
    }

    private static void Times(float* d, float* mask, int count)
    {
        for (var i = 0; i < count; i++)
            d[i] *= mask[i];
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
