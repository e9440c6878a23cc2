using System.Runtime.Intrinsics;
using Crosscheck.Models.Neural;

namespace Crosscheck.Lab.Neural;

/// <summary>y = x W + b over a batch of rows, with its gradient.</summary>
public sealed unsafe class Dense(string name, int inputs, int outputs, Xorshift random)
{
    public Tensor Weights { get; } = new(name + ".w", inputs, outputs, random);
    public Tensor Bias { get; } = new(name + ".b", 1, outputs, random, 0);
    private float* _transposed, _input;
    private long _room;

    public IEnumerable<Tensor> Tensors => [Weights, Bias];

    public void Forward(float* x, int stride, float* y, int rows) =>
        Gemm.Multiply(x, stride, Weights.W, Weights.Columns, y, Weights.Columns, rows, inputs, Weights.Columns, Bias.W);

    /// <summary>Adds to the weights' gradients and, where <paramref name="dx"/> is not null, to the input's.</summary>
    public void Backward(float* x, int stride, float* dy, int rows, float* dx)
    {
        var columns = Weights.Columns;
        if (_room < (long)rows * inputs)
        {
            _room = (long)rows * inputs * 2;
            _input = Buffer.Floats(_room);
        }
        Buffer.Transpose(x, rows, inputs, stride, _input, rows);
        Gemm.Multiply(_input, rows, dy, columns, Weights.G, columns, inputs, rows, columns, Weights.G, columns);
        for (var r = 0; r < rows; r++)
            Activations.AddScaled(Bias.G, dy + (long)r * columns, 1, columns);
        if (dx == null)
            return;
        if (_transposed == null)
            _transposed = Buffer.Floats((long)columns * inputs);
        Buffer.Transpose(Weights.W, inputs, columns, columns, _transposed, inputs);
        Gemm.Multiply(dy, columns, _transposed, inputs, dx, stride, rows, columns, inputs, dx, stride);
    }
}

/// <summary>A recurrent layer in both directions over the sentences of a batch; see <see cref="Activations.Cell"/> for its cell.</summary>
public sealed unsafe class BiLstm(string name, int inputs, int units, int maxRows, Xorshift random)
{
    private readonly Dense _input = new(name + ".x", inputs, 6 * units, random);
    private readonly Tensor[] _recurrent = [new(name + ".f", units, 3 * units, random), new(name + ".b", units, 3 * units, random)];
    private readonly float* _gates = Buffer.Floats((long)maxRows * 6 * units);
    private readonly float* _cells = Buffer.Floats((long)maxRows * 2 * units);
    private readonly float* _dgates = Buffer.Floats((long)maxRows * 6 * units);
    private readonly float* _back = Buffer.Floats(3L * units * units);
    private readonly float* _previous = Buffer.Floats((long)maxRows * units);
    private readonly float* _zero = Buffer.Floats(6L * units);
    private readonly float* _dcell = Buffer.Floats(units);
    private readonly float* _dhidden = Buffer.Floats(units);

    public IEnumerable<Tensor> Tensors => [.. _input.Tensors, .. _recurrent];

    /// <summary>Writes the hidden states, 2 * units a row: forward, backward.</summary>
    public void Forward(float* x, int[] starts, float* hidden)
    {
        var rows = starts[^1];
        _input.Forward(x, inputs, _gates, rows);
        for (var s = 0; s + 1 < starts.Length; s++)
        {
            for (var direction = 0; direction < 2; direction++)
            {
                for (var n = 0; n < starts[s + 1] - starts[s]; n++)
                    Step(direction == 0 ? starts[s] + n : starts[s + 1] - 1 - n, direction, n == 0, hidden);
            }
        }
    }

    private void Step(int t, int direction, bool first, float* hidden)
    {
        var before = direction == 0 ? t - 1 : t + 1;
        var gates = _gates + (long)t * 6 * units + direction * 3 * units;
        var cell = _cells + ((long)t * 2 + direction) * units;
        var from = first ? _zero : _cells + ((long)before * 2 + direction) * units;
        var h = first ? _zero : hidden + ((long)before * 2 + direction) * units;
        Gemm.Multiply(h, units, _recurrent[direction].W, 3 * units, gates, 3 * units, 1, units, 3 * units, gates);
        var to = hidden + ((long)t * 2 + direction) * units;
        for (var j = 0; j < units; j += 16)
        {
            var f = Activations.Sigmoid(Vector512.Load(gates + j));
            var o = Activations.Sigmoid(Vector512.Load(gates + units + j));
            var g = Activations.Tanh(Vector512.Load(gates + 2 * units + j));
            var c = f * Vector512.Load(from + j) + (Vector512<float>.One - f) * g;
            f.Store(gates + j);
            o.Store(gates + units + j);
            g.Store(gates + 2 * units + j);
            c.Store(cell + j);
            (o * Activations.Tanh(c)).Store(to + j);
        }
    }

    public void Backward(float* x, int[] starts, float* hidden, float* dhidden, float* dx)
    {
        var rows = starts[^1];
        for (var direction = 0; direction < 2; direction++)
        {
            var recurrent = _recurrent[direction];
            Buffer.Transpose(recurrent.W, units, 3 * units, 3 * units, _back, units);
            for (var s = 0; s + 1 < starts.Length; s++)
            {
                Buffer.Clear(_dcell, units);
                Buffer.Clear(_dhidden, units);
                var length = starts[s + 1] - starts[s];
                for (var n = length - 1; n >= 0; n--)
                    StepBack(direction == 0 ? starts[s] + n : starts[s + 1] - 1 - n, direction, n == 0, hidden, dhidden);
            }
            // dWh = Hprev^T dGates, by rows of the previous hidden state.
            for (var j = 0; j < units; j++)
            {
                for (var t = 0; t < rows; t++)
                    _previous[(long)j * rows + t] = 0;
            }
            for (var s = 0; s + 1 < starts.Length; s++)
            {
                for (var t = direction == 0 ? starts[s] + 1 : starts[s]; t < (direction == 0 ? starts[s + 1] : starts[s + 1] - 1); t++)
                {
                    var h = hidden + ((long)(direction == 0 ? t - 1 : t + 1) * 2 + direction) * units;
                    for (var j = 0; j < units; j++)
                        _previous[(long)j * rows + t] = h[j];
                }
            }
            Gemm.Multiply(_previous, rows, _dgates + direction * 3 * units, 6 * units, recurrent.G, 3 * units, units, rows, 3 * units, recurrent.G, 3 * units);
        }
        _input.Backward(x, inputs, _dgates, rows, dx);
    }

    private void StepBack(int t, int direction, bool first, float* hidden, float* dhidden)
    {
        var before = direction == 0 ? t - 1 : t + 1;
        var gates = _gates + (long)t * 6 * units + direction * 3 * units;
        var dgates = _dgates + (long)t * 6 * units + direction * 3 * units;
        var cell = _cells + ((long)t * 2 + direction) * units;
        var from = first ? _zero : _cells + ((long)before * 2 + direction) * units;
        var dh = dhidden + ((long)t * 2 + direction) * units;
        var one = Vector512<float>.One;
        for (var j = 0; j < units; j += 16)
        {
            Vector512<float> f = Vector512.Load(gates + j), o = Vector512.Load(gates + units + j), g = Vector512.Load(gates + 2 * units + j);
            var tanh = Activations.Tanh(Vector512.Load(cell + j));
            var d = Vector512.Load(dh + j) + Vector512.Load(_dhidden + j);
            var dc = Vector512.Load(_dcell + j) + d * o * (one - tanh * tanh);
            (dc * (Vector512.Load(from + j) - g) * f * (one - f)).Store(dgates + j);
            (d * tanh * o * (one - o)).Store(dgates + units + j);
            (dc * (one - f) * (one - g * g)).Store(dgates + 2 * units + j);
            (dc * f).Store(_dcell + j);
        }
        Gemm.Multiply(dgates, 3 * units, _back, units, _dhidden, units, 1, 3 * units, units);
    }
}
