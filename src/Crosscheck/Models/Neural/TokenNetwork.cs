using System.Runtime.InteropServices;
using Crosscheck.Text;

namespace Crosscheck.Models.Neural;

/// <summary>What a <see cref="TokenNetwork"/> sees of a token.</summary>
internal interface ITokenInput
{
    /// <summary>The most features a token has.</summary>
    static abstract int Max { get; }

    /// <summary>Writes the hashed features of a token; returns their number.</summary>
    int Fill(int token, Span<uint> features);

    /// <summary>The <see cref="WordTable.Key"/> of the token's form.</summary>
    uint Key(int token);
}

/// <summary>
/// Scores every token for every output: the sum of the vectors of its features and of its word (<see cref="WordVectors"/>)
/// goes through two recurrent layers in both directions over a window of tokens; the output sees the sum of both.
/// </summary>
internal sealed unsafe class TokenNetwork
{
    private readonly float* _words;
    private readonly int _width;
    private readonly SyntaxNetwork.Linear _vectors;
    private readonly SyntaxNetwork.Recurrent _first;
    private readonly SyntaxNetwork.Recurrent _second;
    private readonly SyntaxNetwork.Linear _out;
    private readonly FeatureRows _rows;

    public TokenNetwork(TensorFile file)
    {
        _words = file.Floats("words");
        _width = file.Columns("words");
        _vectors = new SyntaxNetwork.Linear(file, "vectors");
        _first = new SyntaxNetwork.Recurrent(file, "layer");
        _second = new SyntaxNetwork.Recurrent(file, "second");
        _out = new SyntaxNetwork.Linear(file, "out");
        _rows = new FeatureRows(file.Integers("features"));
    }

    /// <summary>Scores a token, a multiple of <see cref="Gemm.Lane"/>: those beyond the labels mean nothing.</summary>
    public int Outputs => _out.Columns;

    /// <summary>Windows are read together, this many at a time: their steps are one product of matrices.</summary>
    private const int Together = 8;

    /// <summary>
    /// The scores of the tokens of the windows, <see cref="Outputs"/> a token; zeros for tokens in no window. No window holds more than
    /// <paramref name="longest"/> tokens. How windows are read together changes nothing in their scores.
    /// </summary>
    public float[] Read<TInput>(in TInput input, int tokens, IEnumerable<TokenRange> windows, int longest)
        where TInput : struct, ITokenInput
    {
        var scores = new float[tokens * Outputs];
        var units = _first.Units;
        var rows = longest * Together;
        int[] sizes = [rows * _width, rows * _vectors.Inputs, rows * 6 * units, rows * 2 * units, rows * 2 * units, 5 * units * Together, rows * Outputs];
        var memory = (float*)NativeMemory.AlignedAlloc((nuint)(sizes.Sum() + 16 * sizes.Length) * 4, 64);
        try
        {
            float* x = memory, v = x + Gemm.Padded(sizes[0]), gates = v + Gemm.Padded(sizes[1]), low = gates + Gemm.Padded(sizes[2]);
            float* high = low + Gemm.Padded(sizes[3]), scratch = high + Gemm.Padded(sizes[4]), y = scratch + Gemm.Padded(sizes[5]);
            Span<int> starts = stackalloc int[Together + 1];
            foreach (var batch in windows.Chunk(Together))
            {
                // The longest first: the recurrent layers run in step and drop the ones that have ended.
                var sorted = batch.OrderByDescending(w => w.Length).ToArray();
                for (var s = 0; s < sorted.Length; s++)
                {
                    starts[s + 1] = starts[s] + sorted[s].Length;
                    Embed(input, sorted[s], x + (long)starts[s] * _width, v + (long)starts[s] * _vectors.Inputs);
                }
                var range = starts[..(sorted.Length + 1)];
                var count = range[^1];
                _first.Input.Apply(x, _width, gates, count);
                _first.Run(gates, [], range, low, scratch);
                _second.Input.Apply(low, 2 * units, gates, count);
                _second.Run(gates, [], range, high, scratch);
                Activations.AddScaled(low, high, 1, count * 2 * units);
                _out.Apply(low, 2 * units, y, count);
                for (var s = 0; s < sorted.Length; s++)
                    new ReadOnlySpan<float>(y + (long)starts[s] * Outputs, sorted[s].Length * Outputs).CopyTo(scores.AsSpan(sorted[s].First * Outputs));
            }
        }
        finally
        {
            NativeMemory.AlignedFree(memory);
        }
        return scores;
    }

    private void Embed<TInput>(in TInput input, TokenRange window, float* x, float* v)
        where TInput : struct, ITokenInput
    {
        Span<uint> features = stackalloc uint[TInput.Max];
        new Span<float>(x, window.Length * _width).Clear();
        for (var i = 0; i < window.Length; i++)
        {
            var count = input.Fill(window.First + i, features);
            for (var f = 0; f < count; f++)
            {
                if (_rows.Of(features[f]) is var row and >= 0)
                    Activations.AddScaled(x + i * _width, _words + (long)row * _width, 1, _width);
            }
            WordVectors.Shared.Copy(WordVectors.Shared.RowOf(input.Key(window.First + i)), v + i * _vectors.Inputs);
        }
        _vectors.Add(v, _vectors.Inputs, x, window.Length);
    }
}
