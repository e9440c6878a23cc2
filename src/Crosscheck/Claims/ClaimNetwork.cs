using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.InteropServices;
using Crosscheck.Models.Neural;
using Crosscheck.Text;

namespace Crosscheck.Claims;

/// <summary>
/// A recurrent layer in both directions over the features of <see cref="ClaimNetworkInput"/> that gives every token its chance
/// to be part of the words of each attribute. It sees a window of sentences, where the linear models see a window of words.
/// </summary>
internal sealed unsafe class ClaimNetwork
{
    /// <summary>The attributes in the order of the outputs.</summary>
    public static readonly ImmutableArray<ClaimAttribute> Labels = [.. Enum.GetValues<ClaimAttribute>()];

    /// <summary>Sentences are read together up to this many tokens; a longer one in pieces of so many.</summary>
    public const int Window = 120;

    private readonly float* _words;
    private readonly int _width;
    private readonly SyntaxNetwork.Recurrent _layer;
    private readonly SyntaxNetwork.Linear _out;
    private readonly uint[] _slots;
    private readonly uint _mask;

    public ClaimNetwork(TensorFile file)
    {
        _words = file.Floats("words");
        _width = file.Columns("words");
        _layer = new SyntaxNetwork.Recurrent(file, "layer");
        _out = new SyntaxNetwork.Linear(file, "out");
        var features = file.Integers("features");
        var size = BitOperations.RoundUpToPowerOf2((uint)features.Length * 2 + 2);
        _slots = new uint[2 * size];
        _mask = size - 1;
        for (var r = 0; r < features.Length; r++)
        {
            var slot = features[r] & _mask;
            while (_slots[2 * slot] != 0)
                slot = (slot + 1) & _mask;
            _slots[2 * slot] = features[r];
            _slots[2 * slot + 1] = (uint)r;
        }
    }

    /// <summary>The chance of each token (rows) for each of <see cref="Labels"/> (columns), in 0..1.</summary>
    public float[] Read(ClaimContext context)
    {
        var chances = new float[context.Text.Tokens.Length * Labels.Length];
        var units = _layer.Units;
        int[] sizes = [Window * _width, Window * 6 * units, Window * 2 * units, 8 * units, Window * _out.Columns];
        var memory = (float*)NativeMemory.AlignedAlloc((nuint)(sizes.Sum() + 1024) * 4, 64);
        try
        {
            float* x = memory, gates = x + Gemm.Padded(sizes[0]), hidden = gates + Gemm.Padded(sizes[1]), scratch = hidden + Gemm.Padded(sizes[2]), y = scratch + Gemm.Padded(sizes[3]);
            foreach (var window in Windows(context.Text))
            {
                Embed(context, window, x);
                _layer.Input.Apply(x, _width, gates, window.Length);
                _layer.Run(gates, hidden, window.Length, scratch);
                _out.Apply(hidden, 2 * units, y, window.Length);
                for (var i = 0; i < window.Length; i++)
                {
                    for (var k = 0; k < Labels.Length; k++)
                        chances[(window.First + i) * Labels.Length + k] = 1 / (1 + MathF.Exp(-y[i * _out.Columns + k]));
                }
            }
        }
        finally
        {
            NativeMemory.AlignedFree(memory);
        }
        return chances;
    }

    /// <summary>The text in pieces of whole sentences where they fit.</summary>
    public static IEnumerable<TokenRange> Windows(AnnotatedText text)
    {
        var first = 0;
        for (var s = 0; s < text.Sentences.Length; s++)
        {
            var end = text.Sentences[s].End;
            if (s + 1 < text.Sentences.Length && text.Sentences[s + 1].End - first <= Window)
                continue;
            for (; first < end; first = Math.Min(end, first + Window))
                yield return new TokenRange(first, Math.Min(end, first + Window));
        }
    }

    private void Embed(ClaimContext context, TokenRange window, float* x)
    {
        Span<uint> features = stackalloc uint[ClaimNetworkInput.Max];
        new Span<float>(x, window.Length * _width).Clear();
        for (var i = 0; i < window.Length; i++)
        {
            var count = ClaimNetworkInput.Fill(context, window.First + i, features);
            for (var f = 0; f < count; f++)
            {
                if (Row(features[f]) is var row and >= 0)
                    Activations.AddScaled(x + i * _width, _words + (long)row * _width, 1, _width);
            }
        }
    }

    private int Row(uint feature)
    {
        for (var slot = feature & _mask; ; slot = (slot + 1) & _mask)
        {
            var found = _slots[2 * slot];
            if (found == feature)
                return (int)_slots[2 * slot + 1];
            if (found == 0)
                return -1;
        }
    }
}
