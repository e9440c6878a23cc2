using Crosscheck.Diagnostics;

namespace Crosscheck.App.Intake.Forms;

/// <summary>Reads a stream from front to back by lines and by lengths, with a look ahead. Holds one buffer.</summary>
internal sealed class ByteReader(Stream stream) : ReadOnlyStream
{
    /// <summary>How far <see cref="Peek"/> can look ahead.</summary>
    public const int Ahead = 64 << 10;

    private readonly byte[] _buffer = new byte[2 * Ahead];
    private int _from;
    private int _to;
    private bool _ended;

    /// <summary>What comes next, up to 64 KiB, without taking it.</summary>
    public ReadOnlySpan<byte> Peek()
    {
        while (_to - _from < Ahead && Fill())
        {
        }
        return _buffer.AsSpan(_from, Math.Min(Ahead, _to - _from));
    }

    public override int Read(Span<byte> buffer)
    {
        if (_from == _to && !Fill())
            return 0;
        var count = Math.Min(buffer.Length, _to - _from);
        _buffer.AsSpan(_from, count).CopyTo(buffer);
        _from += count;
        return count;
    }

    /// <summary>The next line with its line end; null behind the last. A line that is longer than allowed is refused.</summary>
    public byte[]? ReadLine(int maxLength)
    {
        MemoryStream? long_ = null;
        while (true)
        {
            var ahead = _buffer.AsSpan(_from, _to - _from);
            var end = ahead.IndexOf((byte)'\n');
            var count = end < 0 ? ahead.Length : end + 1;
            if ((long_?.Length ?? 0) + count > maxLength)
                throw new IntakeException(Codes.TooLarge.With(maxLength >> 20));
            if (end >= 0 && long_ is null)
            {
                _from += count;
                return ahead[..count].ToArray();
            }
            (long_ ??= new MemoryStream()).Write(ahead[..count]);
            _from += count;
            if (end >= 0 || !Fill())
                return long_.Length == 0 ? null : long_.ToArray();
        }
    }

    /// <summary>So many bytes, fewer at the end of the stream.</summary>
    public byte[] ReadBytes(long count)
    {
        using var bytes = new MemoryStream((int)Math.Min(count, 1 << 20));
        var block = new byte[1 << 15];
        int read;
        while (bytes.Length < count && (read = Read(block.AsSpan(0, (int)Math.Min(block.Length, count - bytes.Length)))) > 0)
            bytes.Write(block, 0, read);
        return bytes.ToArray();
    }

    /// <summary>Passes over so many bytes; false where the stream ends before.</summary>
    public bool Skip(long count)
    {
        while (count > 0)
        {
            if (_from == _to && !Fill())
                return false;
            var step = (int)Math.Min(count, _to - _from);
            _from += step;
            count -= step;
        }
        return true;
    }

    /// <summary>Everything up to the end; null where it is more than allowed.</summary>
    public byte[]? ReadAll(int maxLength)
    {
        var all = ReadBytes(maxLength);
        return Peek().IsEmpty ? all : null;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            stream.Dispose();
        base.Dispose(disposing);
    }

    private bool Fill()
    {
        if (_ended)
            return false;
        if (_from == _to)
            _from = _to = 0;
        else if (_from >= Ahead)
        {
            Buffer.BlockCopy(_buffer, _from, _buffer, 0, _to - _from);
            _to -= _from;
            _from = 0;
        }
        if (_to == _buffer.Length)
            return false;
        var read = stream.Read(_buffer.AsSpan(_to));
        _ended = read == 0;
        _to += read;
        return read > 0;
    }
}
