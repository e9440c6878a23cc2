using System.Runtime.InteropServices;
using System.Text;
using Crosscheck.Data;

namespace Crosscheck.Models.Neural;

/// <summary>
/// Named matrices and lists of names in one file.
/// <para>Layout (little-endian): magic 'XNN1', number of entries; each entry: byte length of the name, name, kind, rows, columns,
/// then kind 0: rows x columns floats of 16 bits; kind 1: rows of (scale, columns signed bytes); kind 2: rows unsigned integers;
/// kind 3: columns bytes of UTF-8, names joined by '\n'.</para>
/// </summary>
internal sealed unsafe class TensorFile
{
    private const uint Magic = 0x314E4E58;
    private readonly Dictionary<string, (int Kind, int Rows, int Columns, nint Data)> _entries = new(StringComparer.Ordinal);
    private readonly string _name;

    public TensorFile(ReadOnlySpan<byte> bytes, string name)
    {
        _name = name;
        var memory = (byte*)NativeMemory.AlignedAlloc((nuint)Math.Max(8, bytes.Length), 64);
        bytes.CopyTo(new Span<byte>(memory, bytes.Length));
        if (bytes.Length < 8 || *(uint*)memory != Magic)
            throw new InvalidOperationException($"'{name}' is not a network of this version. Rebuild it with `lab train`.");
        var at = memory + 8;
        for (var entries = *(int*)(memory + 4); entries > 0; entries--)
        {
            var length = *(int*)at;
            var key = Encoding.UTF8.GetString(at + 4, length);
            at += 4 + length;
            int kind = ((int*)at)[0], rows = ((int*)at)[1], columns = ((int*)at)[2];
            at += 12;
            _entries[key] = (kind, rows, columns, (nint)at);
            at += Size(kind, rows, columns);
        }
    }

    /// <summary>The network <c>models/NAME.bin</c> of the build.</summary>
    public static TensorFile Load(string name) => new(DataFile.Bytes($"models/{name}.bin"), $"models/{name}.bin");

    public bool Has(string key) => _entries.ContainsKey(key);

    public int Rows(string key) => Entry(key).Rows;

    public int Columns(string key) => Entry(key).Columns;

    /// <summary>A matrix as floats, in memory that lives as long as the process.</summary>
    public float* Floats(string key)
    {
        var (kind, rows, columns, data) = Entry(key);
        var count = (long)rows * columns;
        var result = (float*)NativeMemory.AlignedAlloc((nuint)(count + 16) * 4, 64);
        if (kind == 0)
        {
            for (var i = 0L; i < count; i++)
                result[i] = (float)((Half*)data)[i];
            return result;
        }
        for (var r = 0; r < rows; r++)
        {
            var row = (byte*)data + r * (4L + columns);
            for (var c = 0; c < columns; c++)
                result[(long)r * columns + c] = *(float*)row * ((sbyte*)row)[4 + c];
        }
        return result;
    }

    public uint[] Integers(string key)
    {
        var (_, rows, _, data) = Entry(key);
        return new Span<uint>((void*)data, rows).ToArray();
    }

    public string[] Names(string key)
    {
        var (_, _, columns, data) = Entry(key);
        return Encoding.UTF8.GetString((byte*)data, columns).Split('\n');
    }

    private (int Kind, int Rows, int Columns, nint Data) Entry(string key) =>
        _entries.TryGetValue(key, out var entry) ? entry : throw new InvalidOperationException($"'{_name}' lacks '{key}'. Rebuild it with `lab train`.");

    private static long Size(int kind, int rows, int columns) => kind switch
    {
        0 => 2L * rows * columns,
        1 => rows * (4L + columns),
        2 => 4L * rows,
        _ => columns,
    };
}
