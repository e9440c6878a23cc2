using System.Runtime.InteropServices;
using Crosscheck.Models;
using Crosscheck.Models.Neural;

namespace Crosscheck.Text;

/// <summary>
/// What the lower layer's gates get from each different word of a text, worked out once: half of a report's words have stood
/// in it before. Holds <see cref="Most"/> words; when they are full it begins again, so that memory stays bounded.
/// </summary>
internal sealed unsafe class WordGates : IDisposable
{
    private const int Most = 4096;
    private readonly SyntaxNetwork _net;
    private readonly AnnotatedText _text;
    private readonly float* _gates;
    private readonly float* _sums;
    private readonly int[] _slots;
    private readonly (int Token, uint Hash)[] _words;
    private readonly int _room;
    private int _count;

    public WordGates(SyntaxNetwork net, AnnotatedText text)
    {
        (_net, _text) = (net, text);
        _room = Math.Min(Most, text.Tokens.Length) + SyntaxReader.Longest * SyntaxReader.Together;
        _words = new (int, uint)[_room];
        _slots = new int[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)_room * 2)];
        Columns = net.Lower.Input.Columns;
        _gates = (float*)NativeMemory.AlignedAlloc((nuint)_room * (nuint)Columns * 4, 64);
        _sums = (float*)NativeMemory.AlignedAlloc((nuint)(SyntaxReader.Longest * net.Width) * 4, 64);
    }

    /// <summary>The floats of a word.</summary>
    public int Columns { get; }

    public float* Row(int row) => _gates + (long)row * Columns;

    /// <summary>Makes room for n words: what <see cref="Find"/> gave before may be gone, what it gives until the next call stays.</summary>
    public void Reserve(int n)
    {
        if (_count + n <= _room)
            return;
        Array.Clear(_slots);
        _count = 0;
    }

    /// <summary>Writes the row of each token of a piece.</summary>
    public void Find(SyntaxPiece piece, Span<int> rows)
    {
        var known = _count;
        for (var i = 0; i < piece.Length; i++)
            rows[i] = RowOf(piece.First + i, piece.First + i == piece.Sentence, known);
        if (_count > known)
            Gemm.Multiply(_sums, _net.Width, _net.Lower.Input.Weights, Columns, Row(known), Columns, _count - known, _net.Width, Columns, _net.Lower.Input.Bias);
    }

    private int RowOf(int token, bool initial, int known)
    {
        var form = _text.Form(token);
        var hash = Feature.Hash(form) * 2 + (initial ? 1u : 0u);
        var mask = (uint)_slots.Length - 1;
        var slot = (hash * 0x9E3779B9u >> 7) & mask;
        for (; _slots[slot] != 0; slot = (slot + 1) & mask)
        {
            var row = _slots[slot] - 1;
            if (_words[row].Hash == hash && _text.Form(_words[row].Token).SequenceEqual(form))
                return row;
        }
        _slots[slot] = _count + 1;
        _words[_count] = (token, hash);
        Sum(form, initial, _sums + (_count - known) * _net.Width);
        return _count++;
    }

    private void Sum(ReadOnlySpan<char> form, bool initial, float* sum)
    {
        Span<uint> features = stackalloc uint[SyntaxInput.Max];
        new Span<float>(sum, _net.Width).Clear();
        var count = SyntaxInput.Features(form, initial, features);
        for (var f = 0; f < count; f++)
        {
            if (_net.Rows.Of(features[f]) is var row and >= 0)
                Activations.AddScaled(sum, _net.Words + (long)row * _net.Width, 1, _net.Width);
        }
    }

    public void Dispose()
    {
        NativeMemory.AlignedFree(_gates);
        NativeMemory.AlignedFree(_sums);
    }
}
