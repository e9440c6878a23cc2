using System.Text;

namespace Crosscheck.Lab.Neural;

/// <summary>Writes what Models/Neural/TensorFile.cs reads.</summary>
public sealed unsafe class TensorFileWriter : IDisposable
{
    private readonly MemoryStream _stream = new();
    private readonly BinaryWriter _writer;
    private int _entries;

    public TensorFileWriter() => _writer = new BinaryWriter(_stream);

    /// <summary>A matrix as floats of 16 bits.</summary>
    public void Half(string name, float* values, int rows, int columns)
    {
        Begin(name, 0, rows, columns);
        for (var i = 0L; i < (long)rows * columns; i++)
            _writer.Write((Half)values[i]);
    }

    /// <summary>A matrix as signed bytes, each row with its scale.</summary>
    public void Bytes(string name, float* values, int rows, int columns)
    {
        Begin(name, 1, rows, columns);
        for (var r = 0; r < rows; r++)
        {
            var row = new Span<float>(values + (long)r * columns, columns);
            var max = 1e-9f;
            foreach (var value in row)
                max = MathF.Max(max, MathF.Abs(value));
            _writer.Write(max / 127);
            foreach (var value in row)
                _writer.Write((sbyte)MathF.Round(value * 127 / max));
        }
    }

    public void Integers(string name, IReadOnlyList<uint> values)
    {
        Begin(name, 2, values.Count, 1);
        foreach (var value in values)
            _writer.Write(value);
    }

    public void Names(string name, IEnumerable<string> names)
    {
        var bytes = Encoding.UTF8.GetBytes(string.Join('\n', names));
        Begin(name, 3, 1, bytes.Length);
        _writer.Write(bytes);
    }

    public byte[] ToBytes()
    {
        _writer.Flush();
        return [.. BitConverter.GetBytes(0x314E4E58u), .. BitConverter.GetBytes(_entries), .. _stream.ToArray()];
    }

    public void Dispose()
    {
        _writer.Dispose();
        _stream.Dispose();
    }

    private void Begin(string name, int kind, int rows, int columns)
    {
        _entries++;
        var bytes = Encoding.UTF8.GetBytes(name);
        _writer.Write(bytes.Length);
        _writer.Write(bytes);
        _writer.Write(kind);
        _writer.Write(rows);
        _writer.Write(columns);
    }
}
