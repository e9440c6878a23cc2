using System.Runtime.Intrinsics;
using Crosscheck.Lab.Neural;
using Crosscheck.Models.Neural;
using Crosscheck.Text;
using Buffer = Crosscheck.Lab.Neural.Buffer;

namespace Crosscheck.Lab.Syntax;

/// <summary>
/// The syntax network in training: summed feature vectors, two recurrent layers in both directions, tags from the lower one,
/// heads (biaffine: Dozat and Manning 2017) and labels from the upper one. Cross-entropy of all three, by Adam.
/// </summary>
public sealed unsafe class SyntaxNetTrainer
{
    internal const int Width = 96, Arc = 64, Label = 96, MaxRows = 2048;
    internal static int Units = 96;
    private readonly SyntaxExamples _data;
    private readonly Xorshift _random = new(7);
    private readonly Tensor _words, _bilinear, _distance, _labelDistance, _root, _labelRoot;
    private readonly BiLstm _lower, _upper;
    private readonly Dense _tags, _upperTags, _heads, _labels;
    private readonly float* _x = Buffer.Floats(MaxRows * Width), _dx = Buffer.Floats(MaxRows * Width), _xmask = Buffer.Floats(MaxRows * Width);
    private readonly float* _h1 = Buffer.Floats(MaxRows * 2 * Units), _d1 = Buffer.Floats(MaxRows * 2 * Units), _m1 = Buffer.Floats(MaxRows * 2 * Units), _y1 = Buffer.Floats(MaxRows * 2 * Units);
    private readonly float* _h2 = Buffer.Floats(MaxRows * 2 * Units), _d2 = Buffer.Floats(MaxRows * 2 * Units), _m2 = Buffer.Floats(MaxRows * 2 * Units), _y2 = Buffer.Floats(MaxRows * 2 * Units);
    private const int Projected = 2 * Arc + 2 * Label;
    private readonly float* _p = Buffer.Floats(MaxRows * Projected), _dp = Buffer.Floats(MaxRows * Projected), _mp = Buffer.Floats(MaxRows * Projected);
    private readonly float* _q = Buffer.Floats(MaxRows * Arc), _dq = Buffer.Floats(MaxRows * Arc);
    private readonly float* _z = Buffer.Floats(MaxRows * Label), _dz = Buffer.Floats(MaxRows * Label);
    private readonly float* _scores = Buffer.Floats(1024), _distances = Buffer.Floats(MaxRows * 32), _ddistances = Buffer.Floats(MaxRows * 32);
    private readonly float* _out = Buffer.Floats(MaxRows * 256);
    private readonly float* _turn = Buffer.Floats(Math.Max(Arc * Arc, MaxRows * Arc));
    private readonly float* _wide = Buffer.Floats(MaxRows * Guesses);
    private readonly Dense[] _guesses;
    private readonly List<Tensor> _all, _early;
    private int _step;

    public SyntaxNetTrainer(SyntaxExamples data)
    {
        _data = data;
        _words = new Tensor("words", data.Rows.Count, Width, _random, 0.1f) { Sparse = true };
        _lower = new BiLstm("lower", Width, Units, MaxRows, _random);
        _upper = new BiLstm("upper", 2 * Units, Units, MaxRows, _random);
        _tags = new Dense("tags", 2 * Units, data.Tags.Count, _random);
        _upperTags = new Dense("uppertags", 2 * Units, data.Tags.Count, _random);
        _heads = new Dense("parse", 2 * Units, Projected, _random);
        _labels = new Dense("labels", Label, data.Labels.Count, _random);
        _guesses = [new Dense("next", Units, Guesses, _random), new Dense("last", Units, Guesses, _random)];
        _early = [_words, .. _lower.Tensors, .. _guesses[0].Tensors, .. _guesses[1].Tensors];
        _bilinear = new Tensor("bilinear", Arc + 1, Arc, _random, 0.05f);
        _distance = new Tensor("distance", Arc + 1, 32, _random, 0.01f);
        _labelDistance = new Tensor("labeldistance", TreeDistance.Count, Label, _random, 0.01f);
        _root = new Tensor("root", 1, Arc, _random, 0.3f);
        _labelRoot = new Tensor("labelroot", 1, Label, _random, 0.3f);
        _all = [_words, .. _lower.Tensors, .. _upper.Tensors, .. _tags.Tensors, .. _upperTags.Tensors, .. _heads.Tensors, .. _labels.Tensors, _bilinear, _distance, _labelDistance, _root, _labelRoot];
    }

    public IReadOnlyList<Tensor> Tensors => _all;

    public float Dropout { get; init; } = 0.3f;

    /// <summary>One pass over the data at a rate that falls from <paramref name="from"/> to <paramref name="to"/>. Returns the mean losses.</summary>
    public (double Tags, double Heads, double Labels) Epoch(int number, float from, float to, int batchRows = 500)
    {
        var order = Enumerable.Range(0, _data.Sentences.Count).ToArray();
        new Random(100 + number).Shuffle(order);
        double tags = 0, heads = 0, labels = 0;
        var batch = new List<SyntaxExample>();
        int rows = 0, done = 0;
        foreach (var i in order)
        {
            var sentence = _data.Sentences[i];
            if (sentence.Length > 250)
                continue;
            batch.Add(sentence);
            rows += sentence.Length;
            done++;
            if (rows < batchRows && done < order.Length)
                continue;
            var loss = Train(batch, from + (to - from) * done / order.Length);
            tags += loss.Item1;
            heads += loss.Item2;
            labels += loss.Item3;
            batch.Clear();
            rows = 0;
        }
        var words = _data.Sentences.Sum(s => s.Length);
        return (tags / words, heads / words, labels / words);
    }

    private (double, double, double) Train(List<SyntaxExample> batch, float rate)
    {
        var starts = new int[batch.Count + 1];
        for (var s = 0; s < batch.Count; s++)
            starts[s + 1] = starts[s] + batch[s].Length;
        var rows = starts[^1];
        Forward(batch, starts, rows);
        Buffer.Clear(_d1, rows * 2 * Units);
        Buffer.Clear(_d2, rows * 2 * Units);
        Buffer.Clear(_dp, rows * Projected);
        Buffer.Clear(_dx, rows * Width);
        var scale = 1f / rows;
        var tagLoss = TagLoss(batch, starts, rows, scale);
        var headLoss = HeadLoss(batch, starts, rows, scale);
        var labelLoss = LabelLoss(batch, starts, rows, scale);
        Backward(batch, starts, rows);
        _step++;
        var keep = Math.Min(0.999f, (_step + 1f) / (_step + 10f));
        foreach (var tensor in _all)
            tensor.Step(rate, 0.9f, 0.98f, 0, keep);
        return (tagLoss, headLoss, labelLoss);
    }

    private void Forward(List<SyntaxExample> batch, int[] starts, int rows)
    {
        Embed(batch.Select(b => b.Features), starts, rows);
        _lower.Forward(_x, starts, _h1);
        Neural.Dropout.Apply(_h1, _y1, _m1, rows * 2 * Units, Dropout, _random);
        _upper.Forward(_y1, starts, _h2);
        Neural.Dropout.Apply(_h2, _y2, _m2, rows * 2 * Units, Dropout, _random);
        _heads.Forward(_y2, 2 * Units, _p, rows);
        for (var t = 0; t < rows; t++)
        {
            for (var j = 0; j < 2 * Arc; j++)
                _p[(long)t * Projected + j] = MathF.Max(0, _p[(long)t * Projected + j]);
        }
        Neural.Dropout.Apply(_p, _p, _mp, rows * Projected, Dropout, _random);
    }

    private void Embed(IEnumerable<int[][]> sentences, int[] starts, int rows)
    {
        Buffer.Clear(_x, rows * Width);
        var at = 0;
        foreach (var word in sentences.SelectMany(s => s))
        {
            foreach (var row in Kept(word))
                Activations.AddScaled(_x + at * Width, _words.W + (long)row * Width, 1, Width);
            at++;
        }
        Neural.Dropout.Apply(_x, _x, _xmask, rows * Width, Dropout, _random);
    }

    private void BackToWords(int rows)
    {
        Neural.Dropout.Back(_dx, _xmask, rows * Width);
        for (var t = 0; t < rows; t++)
        {
            foreach (var row in _keptRows[t])
            {
                _words.Touch(row);
                Activations.AddScaled(_words.G + (long)row * Width, _dx + (long)t * Width, 1, Width);
            }
        }
        _keptRows.Clear();
    }

    private readonly List<int> _kept = [];
    private readonly List<List<int>> _keptRows = [];

    /// <summary>The features of a word that stay in this pass: its form is left out the more often, the rarer it is.</summary>
    private List<int> Kept(int[] features)
    {
        _kept.Clear();
        foreach (var row in features)
        {
            var count = _data.FormCounts[row];
            var drop = count >= 0 ? 0.5f / (1f + count) + 0.05f : 0.03f;
            if (_random.NextFloat() >= drop)
                _kept.Add(row);
        }
        _keptRows.Add([.. _kept]);
        return _kept;
    }

    private double TagLoss(List<SyntaxExample> batch, int[] starts, int rows, float scale)
    {
        var columns = _tags.Weights.Columns;
        _tags.Forward(_y1, 2 * Units, _out, rows);
        Gemm.Multiply(_y2, 2 * Units, _upperTags.Weights.W, columns, _out, columns, rows, 2 * Units, columns, _out, columns);
        double loss = 0;
        for (var s = 0; s < batch.Count; s++)
        {
            for (var i = 0; i < batch[s].Length; i++)
                loss += Softmax(_out + (starts[s] + i) * columns, _data.Tags.Count, columns, batch[s].Tags[i], scale);
        }
        _tags.Backward(_y1, 2 * Units, _out, rows, _d1);
        _upperTags.Backward(_y2, 2 * Units, _out, rows, _d2);
        return loss;
    }

    /// <summary>Turns scores into the gradient of the cross-entropy; returns the loss. A negative class has no gradient.</summary>
    private static double Softmax(float* scores, int count, int columns, int right, float scale)
    {
        if (right < 0)
        {
            Buffer.Clear(scores, columns);
            return 0;
        }
        for (var c = count; c < columns; c++)
            scores[c] = float.NegativeInfinity;
        var top = Vector512.Load(scores);
        var c16 = 16;
        for (; c16 + 16 <= columns; c16 += 16)
            top = Vector512.Max(top, Vector512.Load(scores + c16));
        var max = float.NegativeInfinity;
        for (var c = 0; c < 16; c++)
            max = MathF.Max(max, top[c]);
        for (; c16 < columns; c16++)
            max = MathF.Max(max, scores[c16]);
        var sums = Vector512<float>.Zero;
        for (var c = 0; c < columns; c += 16)
        {
            var e = Activations.Exp(Vector512.Load(scores + c) - Vector512.Create(max));
            e.Store(scores + c);
            sums += e;
        }
        var sum = Vector512.Sum(sums);
        var loss = -Math.Log(Math.Max(1e-12, scores[right] / sum));
        var factor = Vector512.Create(scale / sum);
        for (var c = 0; c < columns; c += 16)
            (Vector512.Load(scores + c) * factor).Store(scores + c);
        for (var c = count; c < columns; c++)
            scores[c] = 0;
        scores[right] -= scale;
        return loss;
    }

    private double HeadLoss(List<SyntaxExample> batch, int[] starts, int rows, float scale)
    {
        Gemm.Multiply(_p, Projected, _bilinear.W, Arc, _q, Arc, rows, Arc, Arc, _bilinear.W + Arc * Arc);
        Gemm.Multiply(_p, Projected, _distance.W, 32, _distances, 32, rows, Arc, 32, _distance.W + Arc * 32);
        Buffer.Clear(_dq, rows * Arc);
        Buffer.Clear(_ddistances, rows * 32);
        double loss = 0;
        for (var s = 0; s < batch.Count; s++)
        {
            for (var d = 0; d < batch[s].Length; d++)
                loss += HeadOf(batch[s], starts[s], d, scale);
        }
        BackFrom(_bilinear, Arc, _dq, rows);
        BackFrom(_distance, 32, _ddistances, rows);
        return loss;
    }

    private double HeadOf(SyntaxExample sentence, int start, int d, float scale)
    {
        var n = sentence.Length;
        float* q = _q + (start + d) * Arc, dq = _dq + (start + d) * Arc;
        float* near = _distances + (start + d) * 32, dnear = _ddistances + (start + d) * 32;
        for (var h = 0; h < n; h++)
            _scores[h] = h == d ? -1e9f : Activations.Dot(q, _p + (long)(start + h) * Projected + Arc, Arc) + near[TreeDistance.Of(d, h)];
        _scores[n] = Activations.Dot(q, _root.W, Arc) + near[TreeDistance.Root];
        var loss = Softmax(_scores, n + 1, Gemm.Padded(n + 1), sentence.Heads[d] < 0 ? n : sentence.Heads[d], scale);
        for (var h = 0; h <= n; h++)
        {
            var g = _scores[h];
            if (h == d || MathF.Abs(g) < 1e-9f)
                continue;
            dnear[h == n ? TreeDistance.Root : TreeDistance.Of(d, h)] += g;
            var head = h == n ? _root.W : _p + (long)(start + h) * Projected + Arc;
            var dhead = h == n ? _root.G : _dp + (long)(start + h) * Projected + Arc;
            Activations.AddScaled(dq, head, g, Arc);
            Activations.AddScaled(dhead, q, g, Arc);
        }
        return loss;
    }

    /// <summary>The gradient of a matrix over the dependents' projections, whose last row is a bias, and of the projections.</summary>
    private void BackFrom(Tensor tensor, int columns, float* d, int rows)
    {
        Buffer.Transpose(_p, rows, Arc, Projected, _turn, rows);
        Gemm.Multiply(_turn, rows, d, columns, tensor.G, columns, Arc, rows, columns, tensor.G, columns);
        for (var t = 0; t < rows; t++)
            Activations.AddScaled(tensor.G + Arc * columns, d + (long)t * columns, 1, columns);
        Buffer.Transpose(tensor.W, Arc, columns, columns, _turn, Arc);
        Gemm.Multiply(d, columns, _turn, Arc, _dp, Projected, rows, columns, Arc, _dp, Projected);
    }

    private double LabelLoss(List<SyntaxExample> batch, int[] starts, int rows, float scale)
    {
        for (var s = 0; s < batch.Count; s++)
        {
            for (var d = 0; d < batch[s].Length; d++)
            {
                var head = batch[s].Heads[d];
                var z = _z + (starts[s] + d) * Label;
                var dep = _p + (long)(starts[s] + d) * Projected + 2 * Arc;
                var other = head < 0 ? _labelRoot.W : _p + (long)(starts[s] + head) * Projected + 2 * Arc + Label;
                var near = _labelDistance.W + (head < 0 ? TreeDistance.Root : TreeDistance.Of(d, head)) * Label;
                for (var j = 0; j < Label; j++)
                    z[j] = MathF.Max(0, dep[j] + other[j] + near[j]);
            }
        }
        var columns = _labels.Weights.Columns;
        _labels.Forward(_z, Label, _out, rows);
        double loss = 0;
        for (var s = 0; s < batch.Count; s++)
        {
            for (var d = 0; d < batch[s].Length; d++)
                loss += Softmax(_out + (starts[s] + d) * columns, _data.Labels.Count, columns, batch[s].Labels[d], scale);
        }
        Buffer.Clear(_dz, rows * Label);
        _labels.Backward(_z, Label, _out, rows, _dz);
        LabelBack(batch, starts);
        return loss;
    }

    private void LabelBack(List<SyntaxExample> batch, int[] starts)
    {
        for (var s = 0; s < batch.Count; s++)
        {
            for (var d = 0; d < batch[s].Length; d++)
            {
                var head = batch[s].Heads[d];
                float* z = _z + (starts[s] + d) * Label, dz = _dz + (starts[s] + d) * Label;
                for (var j = 0; j < Label; j++)
                    dz[j] = z[j] > 0 ? dz[j] : 0;
                Activations.AddScaled(_dp + (long)(starts[s] + d) * Projected + 2 * Arc, dz, 1, Label);
                Activations.AddScaled(head < 0 ? _labelRoot.G : _dp + (long)(starts[s] + head) * Projected + 2 * Arc + Label, dz, 1, Label);
                Activations.AddScaled(_labelDistance.G + (head < 0 ? TreeDistance.Root : TreeDistance.Of(d, head)) * Label, dz, 1, Label);
            }
        }
    }

    private void Backward(List<SyntaxExample> batch, int[] starts, int rows)
    {
        for (var t = 0; t < rows; t++)
        {
            for (var j = 0; j < 2 * Arc; j++)
            {
                if (_p[(long)t * Projected + j] <= 0)
                    _dp[(long)t * Projected + j] = 0;
            }
        }
        Neural.Dropout.Back(_dp, _mp, rows * Projected);
        _heads.Backward(_y2, 2 * Units, _dp, rows, _d2);
        Neural.Dropout.Back(_d2, _m2, rows * 2 * Units);
        _upper.Backward(_y1, starts, _h2, _d2, _d1);
        Neural.Dropout.Back(_d1, _m1, rows * 2 * Units);
        _lower.Backward(_x, starts, _h1, _d1, _dx);
        BackToWords(rows);
    }

    /// <summary>
    /// One pass over unlabelled sentences: the lower layer learns to foretell the class of the next word and of the word before
    /// (Peters et al. 2018, small). Returns the mean loss of a guess.
    /// </summary>
    public double Pretrain(IReadOnlyList<PlainExample> sentences, int number, float from, float to, int batchRows = 600)
    {
        var order = Enumerable.Range(0, sentences.Count).ToArray();
        new Random(200 + number).Shuffle(order);
        double loss = 0;
        long words = 0;
        var batch = new List<PlainExample>();
        int rows = 0, done = 0;
        foreach (var i in order)
        {
            batch.Add(sentences[i]);
            rows += sentences[i].Classes.Length;
            done++;
            if (rows < batchRows && done < order.Length)
                continue;
            loss += Pretrain(batch, rows, from + (to - from) * done / order.Length);
            words += rows;
            batch.Clear();
            rows = 0;
        }
        return loss / words / 2;
    }

    private double Pretrain(List<PlainExample> batch, int rows, float rate)
    {
        var starts = new int[batch.Count + 1];
        for (var s = 0; s < batch.Count; s++)
            starts[s + 1] = starts[s] + batch[s].Classes.Length;
        Embed(batch.Select(b => b.Features), starts, rows);
        _lower.Forward(_x, starts, _h1);
        Neural.Dropout.Apply(_h1, _y1, _m1, rows * 2 * Units, Dropout, _random);
        Buffer.Clear(_d1, rows * 2 * Units);
        Buffer.Clear(_dx, rows * Width);
        double loss = 0;
        for (var direction = 0; direction < 2; direction++)
        {
            var guess = _guesses[direction];
            var columns = guess.Weights.Columns;
            guess.Forward(_y1 + direction * Units, 2 * Units, _wide, rows);
            for (var s = 0; s < batch.Count; s++)
            {
                var classes = batch[s].Classes;
                for (var i = 0; i < classes.Length; i++)
                {
                    var right = direction == 0 ? (i + 1 < classes.Length ? classes[i + 1] : 0) : (i > 0 ? classes[i - 1] : 0);
                    loss += Softmax(_wide + (long)(starts[s] + i) * columns, Guesses, columns, right, 0.5f / rows);
                }
            }
            guess.Backward(_y1 + direction * Units, 2 * Units, _wide, rows, _d1 + direction * Units);
        }
        Neural.Dropout.Back(_d1, _m1, rows * 2 * Units);
        _lower.Backward(_x, starts, _h1, _d1, _dx);
        BackToWords(rows);
        foreach (var tensor in _early)
            tensor.Step(rate, 0.9f, 0.98f, 0, 0);
        return loss;
    }

    /// <summary>The number of classes of words that pretraining foretells; class 0 is the end of the sentence.</summary>
    public const int Guesses = 1024;

    /// <summary>The averaged weights as the file that the reader loads.</summary>
    public byte[] ToBytes()
    {
        using var file = new TensorFileWriter();
        var features = new uint[_data.Rows.Count];
        foreach (var (feature, row) in _data.Rows)
            features[row] = feature;
        file.Integers("features", features);
        file.Names("tagnames", _data.Tags);
        file.Names("labelnames", _data.Labels);
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
