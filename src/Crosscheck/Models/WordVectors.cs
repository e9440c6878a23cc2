using System.Runtime.CompilerServices;
using Crosscheck.Data;

namespace Crosscheck.Models;

/// <summary>
/// What a word is like, as numbers learned from six billion words of text: GloVe (Pennington, Socher, Manning 2014), the
/// most frequent words of its 100 dimensions, each number a byte. Read in place; nothing is allocated on look-up.
/// <para>Layout (little-endian): magic 'XWV1', dimensions D, words N, bytes of the table T, a <see cref="WordTable"/> (the row
/// of each word, from 1), then N rows of (float scale, D signed bytes).</para>
/// </summary>
public sealed unsafe class WordVectors
{
    internal const uint Magic = 0x31565758;
    private readonly WordTable _rows;
    private readonly byte* _data;
    private readonly int _stride;

    private WordVectors(byte* file, string name)
    {
        var head = (uint*)file;
        if (head[0] != Magic)
            throw new InvalidOperationException($"'{name}' holds no word vectors of this version. Rebuild it with `lab compile-vectors`.");
        Dimensions = (int)head[1];
        _stride = 4 + Dimensions;
        _rows = WordTable.At(file + 16, name);
        _data = file + 16 + head[3];
    }

    /// <summary>The vectors of the build.</summary>
    public static WordVectors Shared { get; } = new((byte*)DataFile.Map("models/word-vectors.bin").Address, "models/word-vectors.bin");

    /// <summary>Numbers a word.</summary>
    public int Dimensions { get; }

    /// <summary>The row of the word with a <see cref="WordTable.Key"/>, from 1; 0 where the word is unknown.</summary>
    public uint RowOf(uint key) => _rows.Of(key);

    /// <summary>Writes the <see cref="Dimensions"/> numbers of a row; zeros for row 0.</summary>
    internal void Copy(uint row, float* to)
    {
        if (row == 0)
        {
            Unsafe.InitBlockUnaligned(to, 0, (uint)Dimensions * 4);
            return;
        }
        var from = _data + (row - 1) * (long)_stride;
        var scale = Unsafe.ReadUnaligned<float>(from);
        for (var i = 0; i < Dimensions; i++)
            to[i] = scale * ((sbyte*)from)[4 + i];
    }
}
