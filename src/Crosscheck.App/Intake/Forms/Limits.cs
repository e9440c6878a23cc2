using Crosscheck.Diagnostics;

namespace Crosscheck.App.Intake.Forms;

/// <summary>
/// What one file may unfold to, all that lies in it counted together. No well-meant archive comes near; what does is refused
/// before it fills memory or disk.
/// </summary>
internal sealed class Limits
{
    /// <summary>How many archives may lie in each other.</summary>
    public const int MaxDepth = 4;

    /// <summary>The most that may come out of one file, bytes.</summary>
    public const long MaxUnpacked = 64L << 30;

    /// <summary>The most parts of one file; a page of a web archive is a part.</summary>
    public const int MaxParts = 20_000_000;

    /// <summary>An archive that must be held in memory to be read (a ZIP inside another archive, or from standard input).</summary>
    public const int MaxHeld = 256 << 20;

    /// <summary>Deflate reaches about 1000 to 1; news in HTML stays below 40.</summary>
    private const int MaxRatio = 200;

    /// <summary>Below this no ratio is suspicious.</summary>
    private const long RatioFrom = 64 << 20;

    private long _unpacked;
    private int _parts;

    public void TakePart()
    {
        if (++_parts > MaxParts)
            throw new IntakeException(Codes.TooManyParts.With(MaxParts));
    }

    /// <summary>Counts bytes that came out of <paramref name="packed"/> bytes, of which <paramref name="sofar"/> in all.</summary>
    public void Take(int count, long sofar, long packed)
    {
        _unpacked += count;
        if (_unpacked > MaxUnpacked)
            throw new IntakeException(Codes.UnpacksTooLarge.With($"{MaxUnpacked >> 30} GB in all"));
        if (sofar > RatioFrom && sofar / MaxRatio > packed)
            throw new IntakeException(Codes.UnpacksTooLarge.With($"{MaxRatio} times its size"));
    }

    public static void Enter(int depth)
    {
        if (depth > MaxDepth)
            throw new IntakeException(Codes.TooDeep.With(MaxDepth));
    }
}

/// <summary>Reads on, counts, and refuses what <see cref="Limits"/> refuses.</summary>
internal sealed class UnpackedStream(Stream unpacked, Func<long> packed, Limits limits) : ReadOnlyStream
{
    private long _count;

    public override int Read(Span<byte> buffer)
    {
        var read = unpacked.Read(buffer);
        _count += read;
        limits.Take(read, _count, packed());
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            unpacked.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>Counts the bytes that went through.</summary>
internal sealed class CountingStream(Stream inner) : ReadOnlyStream
{
    public long Count { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        Count += read;
        return read;
    }
}

/// <summary>A stream that is read from front to back.</summary>
internal abstract class ReadOnlyStream : Stream
{
    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public abstract override int Read(Span<byte> buffer);

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
