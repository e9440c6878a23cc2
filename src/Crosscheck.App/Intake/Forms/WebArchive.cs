using System.Globalization;
using System.IO.Compression;
using System.Text;
using Crosscheck.Diagnostics;
using Crosscheck.Documents;

namespace Crosscheck.App.Intake.Forms;

/// <summary>WARC 1.0 and 1.1: the pages and texts of a crawl, each with the address that it was fetched from. Pictures and scripts are passed over.</summary>
internal static class WebArchive
{
    private const int MaxLine = 64 << 10;
    private const int MaxLines = 200;

    public static IEnumerable<Part> Parts(string path, ByteReader reader, Limits limits)
    {
        for (var n = 1; Record(reader) is { } record; n++)
        {
            var type = record.GetValueOrDefault("warc-type") ?? "";
            var name = string.Create(CultureInfo.InvariantCulture, $"{path}:{n}");
            if (!long.TryParse(record.GetValueOrDefault("content-length"), NumberStyles.None, CultureInfo.InvariantCulture, out var length))
                throw new IntakeException(Codes.Broken.With("a web archive", $"record {n} has no Content-Length"));
            if (type is not ("response" or "resource" or "conversion") || length > InputReader.MaxBytes)
            {
                if (type is "response" or "resource" or "conversion")
                    yield return Part.Failed(name, Codes.TooLarge.With(InputReader.MaxBytes >> 20));
                if (!reader.Skip(length))
                    throw new IntakeException(Codes.Broken.With("a web archive", $"record {n} ends before its length"));
                continue;
            }
            var block = reader.ReadBytes(length);
            if (block.Length < length)
                throw new IntakeException(Codes.Broken.With("a web archive", $"record {n} ends before its length"));
            if (PartOf(name, record, block, limits) is { } part)
                yield return part;
        }
    }

    /// <summary>The named fields of the next record; null behind the last.</summary>
    private static Dictionary<string, string>? Record(ByteReader reader)
    {
        byte[]? line;
        do
        {
            line = reader.ReadLine(MaxLine);
        }
        while (line is not null && line.AsSpan().TrimEnd("\r\n"u8).IsEmpty);
        if (line is null)
            return null;
        if (!line.AsSpan().StartsWith("WARC/"u8))
            throw new IntakeException(Codes.Broken.With("a web archive", "a record does not begin with WARC/"));
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < MaxLines && reader.ReadLine(MaxLine) is { } field; i++)
        {
            var text = Encoding.UTF8.GetString(field).TrimEnd('\r', '\n');
            if (text.Length == 0)
                return fields;
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
                fields.TryAdd(text[..colon].Trim(), text[(colon + 1)..].Trim());
        }
        throw new IntakeException(Codes.Broken.With("a web archive", "the fields of a record do not end"));
    }

    private static Part? PartOf(string name, Dictionary<string, string> record, byte[] block, Limits limits)
    {
        var url = record.GetValueOrDefault("warc-target-uri")?.Trim('<', '>');
        var type = record.GetValueOrDefault("content-type") ?? "";
        var body = block;
        if (type.StartsWith("application/http", StringComparison.OrdinalIgnoreCase))
        {
            var response = HttpMessage.Parse(block);
            if (response.Status != 200)
                return null;
            type = response.Fields.GetValueOrDefault("content-type") ?? "text/html";
            body = response.Body(limits);
        }
        if (!IsText(type) || body.Length == 0)
            return null;
        limits.TakePart();
        return new Part(name, body, (p, b) => WithUrl(InputReader.Parse(p, b), url));
    }

    private static bool IsText(string type) =>
        type.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) || type.StartsWith("text/plain", StringComparison.OrdinalIgnoreCase)
        || type.StartsWith("application/xhtml+xml", StringComparison.OrdinalIgnoreCase);

    private static Input WithUrl(Input input, string? url) =>
        input.Document is { } document && url is not null ? input with { Document = document with { Url = url } } : input;
}

/// <summary>An HTTP response as it went over the wire.</summary>
internal sealed record HttpMessage(int Status, Dictionary<string, string> Fields, ReadOnlyMemory<byte> Content)
{
    public static HttpMessage Parse(byte[] bytes)
    {
        var end = bytes.AsSpan().IndexOf("\r\n\r\n"u8);
        var skip = 4;
        if (end < 0)
            (end, skip) = (bytes.AsSpan().IndexOf("\n\n"u8), 2);
        if (end < 0)
            (end, skip) = (bytes.Length, 0);
        var lines = Encoding.Latin1.GetString(bytes.AsSpan(0, end)).Split('\n');
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines.Skip(1))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
                fields.TryAdd(line[..colon].Trim(), line[(colon + 1)..].Trim());
        }
        var words = lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var status = words.Length > 1 && int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : 0;
        return new HttpMessage(status, fields, bytes.AsMemory(end + skip));
    }

    /// <summary>The page itself: chunks put together, compression taken off. What is broken in these is left as it stands.</summary>
    public byte[] Body(Limits limits)
    {
        var content = Content;
        if (Fields.GetValueOrDefault("transfer-encoding")?.Contains("chunked", StringComparison.OrdinalIgnoreCase) == true)
            content = Unchunk(content);
        return Unpack(content.ToArray(), Fields.GetValueOrDefault("content-encoding"), limits);
    }

    /// <summary>Takes a content coding off; bytes that are not what the coding says come back as they are.</summary>
    public static byte[] Unpack(byte[] content, string? coding, Limits limits)
    {
        Func<Stream, Stream>? open = coding?.Trim().ToLowerInvariant() switch
        {
            "gzip" or "x-gzip" when content is [0x1F, 0x8B, ..] => s => new GZipStream(s, CompressionMode.Decompress),
            "br" => s => new BrotliStream(s, CompressionMode.Decompress),
            "deflate" => s => content is [0x78, ..] ? new ZLibStream(s, CompressionMode.Decompress) : new DeflateStream(s, CompressionMode.Decompress),
            _ => null,
        };
        if (open is null)
            return content;
        try
        {
            using var packed = new MemoryStream(content);
            using var reader = new ByteReader(new UnpackedStream(open(packed), () => content.Length, limits));
            return reader.ReadAll(InputReader.MaxBytes) ?? throw new IntakeException(Codes.TooLarge.With(InputReader.MaxBytes >> 20));
        }
        catch (Exception exception) when (exception is InvalidDataException or InvalidOperationException)
        {
            return content;
        }
    }

    private static byte[] Unchunk(ReadOnlyMemory<byte> content)
    {
        using var whole = new MemoryStream();
        var rest = content.Span;
        while (true)
        {
            var end = rest.IndexOf((byte)'\n');
            if (end < 0)
                break;
            var size = Encoding.Latin1.GetString(rest[..end]).Split(';')[0].Trim();
            if (!int.TryParse(size, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var length) || length < 0)
                return whole.Length == 0 ? content.ToArray() : whole.ToArray();
            rest = rest[(end + 1)..];
            if (length == 0)
                break;
            whole.Write(rest[..Math.Min(length, rest.Length)]);
            rest = rest[Math.Min(length, rest.Length)..].TrimStart("\r\n"u8);
        }
        return whole.ToArray();
    }
}
