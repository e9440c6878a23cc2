using System.Buffers.Text;
using System.Text;
using Crosscheck.Documents;

namespace Crosscheck.App.Intake.Forms;

/// <summary>A MIME entity: header fields, and content from an offset of the message. Lenient, as mail is.</summary>
internal sealed class MimeEntity
{
    private const int MaxFields = 500;

    private readonly Dictionary<string, string> _fields = new(StringComparer.OrdinalIgnoreCase);
    private readonly ReadOnlyMemory<byte> _content;

    private MimeEntity(ReadOnlyMemory<byte> bytes)
    {
        var at = 0;
        string? name = null;
        while (at < bytes.Length)
        {
            var rest = bytes.Span[at..];
            var end = rest.IndexOf((byte)'\n');
            var line = (end < 0 ? rest : rest[..end]).TrimEnd((byte)'\r');
            at += end < 0 ? rest.Length : end + 1;
            if (line.IsEmpty)
                break;
            var text = System.Text.Unicode.Utf8.IsValid(line) ? Encoding.UTF8.GetString(line) : Encoding.Latin1.GetString(line);
            if (text[0] is ' ' or '\t' && name is not null)
                _fields[name] += " " + text.Trim();
            else if (text.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && _fields.Count < MaxFields)
            {
                name = text[..colon].Trim();
                if (!_fields.TryAdd(name, text[(colon + 1)..].Trim()))
                    name = null;
            }
        }
        _content = bytes[at..];
    }

    public static MimeEntity Of(byte[] bytes, int start, int length) => new(bytes.AsMemory(start, length));

    public string? this[string field] => _fields.GetValueOrDefault(field);

    /// <summary>"text/plain" in lower case, also where none is given.</summary>
    public string Type => this["content-type"]?.Split(';')[0].Trim().ToLowerInvariant() is { Length: > 0 } type ? type : "text/plain";

    public bool IsAttachment => this["content-disposition"]?.StartsWith("attachment", StringComparison.OrdinalIgnoreCase) == true;

    public MimeEntity Inner() => new(Bytes());

    /// <summary>The parts between the boundary's lines.</summary>
    public IEnumerable<MimeEntity> Children()
    {
        if (Parameter("boundary") is not { Length: > 0 and <= 200 } boundary)
            yield break;
        var mark = Encoding.UTF8.GetBytes("--" + boundary);
        var start = -1;
        var at = 0;
        while (at < _content.Length)
        {
            var line = Line(at, out var next);
            if (line.Span.StartsWith(mark))
            {
                if (start >= 0)
                    yield return new MimeEntity(_content[start..at]);
                start = next;
                if (line.Span[mark.Length..].StartsWith("--"u8))
                    yield break;
            }
            at = next;
        }
        // A message that was cut off has no closing line.
        if (start >= 0 && start < _content.Length)
            yield return new MimeEntity(_content[start..]);
    }

    /// <summary>The content as text: transfer encoding taken off, in its charset.</summary>
    public string Text()
    {
        var bytes = Bytes();
        if (Parameter("charset") is { } name && !name.Equals("utf-8", StringComparison.OrdinalIgnoreCase) && Charset(name) is { } charset)
            return charset.GetString(bytes);
        return TextDecoder.Decode(bytes).Text ?? "";
    }

    public static Encoding? Charset(string name)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>RFC 2045's quoted-printable; what is no escape stands for itself.</summary>
    public static byte[] QuotedPrintable(ReadOnlySpan<byte> text, bool underscoreIsSpace = false)
    {
        using var bytes = new MemoryStream(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '=')
                bytes.WriteByte(underscoreIsSpace && text[i] == '_' ? (byte)' ' : text[i]);
            else if (i + 2 < text.Length && text[i + 1] == '\r' && text[i + 2] == '\n')
                i += 2;
            else if (i + 1 < text.Length && text[i + 1] == '\n')
                i++;
            else if (i + 2 < text.Length && char.IsAsciiHexDigit((char)text[i + 1]) && char.IsAsciiHexDigit((char)text[i + 2]))
            {
                bytes.WriteByte((byte)((Convert.ToInt32(((char)text[i + 1]).ToString(), 16) << 4) | Convert.ToInt32(((char)text[i + 2]).ToString(), 16)));
                i += 2;
            }
            else
                bytes.WriteByte(text[i]);
        }
        return bytes.ToArray();
    }

    private byte[] Bytes() => this["content-transfer-encoding"]?.Trim().ToLowerInvariant() switch
    {
        "quoted-printable" => QuotedPrintable(_content.Span),
        "base64" => FromBase64(_content.Span),
        _ => _content.ToArray(),
    };

    /// <summary>The bytes up to the first group that is no base 64.</summary>
    private static byte[] FromBase64(ReadOnlySpan<byte> text)
    {
        var clean = new byte[text.Length];
        var count = 0;
        foreach (var b in text)
        {
            if (char.IsAsciiLetterOrDigit((char)b) || b is (byte)'+' or (byte)'/' or (byte)'=')
                clean[count++] = b;
        }
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(count)];
        Base64.DecodeFromUtf8(clean.AsSpan(0, count), bytes, out _, out var written, isFinalBlock: true);
        return bytes[..written];
    }

    private string? Parameter(string name)
    {
        foreach (var part in this["content-type"]?.Split(';').Skip(1) ?? [])
        {
            var at = part.IndexOf('=', StringComparison.Ordinal);
            if (at > 0 && part.AsSpan(0, at).Trim().Equals(name, StringComparison.OrdinalIgnoreCase))
                return part[(at + 1)..].Trim().Trim('"');
        }
        return null;
    }

    private ReadOnlyMemory<byte> Line(int at, out int next)
    {
        var rest = _content[at..];
        var end = rest.Span.IndexOf((byte)'\n');
        next = end < 0 ? _content.Length : at + end + 1;
        return end < 0 ? rest : rest[..end];
    }
}

/// <summary>RFC 2047: "=?utf-8?Q?Caf=C3=A9?=" in a header field.</summary>
internal static class EncodedWords
{
    public static string? Decode(string? field)
    {
        if (field is null || !field.Contains("=?", StringComparison.Ordinal))
            return string.IsNullOrWhiteSpace(field) ? null : field;
        var text = new StringBuilder();
        var at = 0;
        var afterWord = false;
        while (at < field.Length)
        {
            var open = field.IndexOf("=?", at, StringComparison.Ordinal);
            var between = open < 0 ? field[at..] : field[at..open];
            // White space between two encoded words is no part of the text.
            if (!afterWord || open < 0 || !string.IsNullOrWhiteSpace(between))
                text.Append(between);
            if (open < 0)
                break;
            (var word, at) = Word(field, open);
            afterWord = word is not null;
            text.Append(word ?? "=?");
        }
        return text.ToString().Trim() is { Length: > 0 } decoded ? decoded : null;
    }

    private static (string? Text, int End) Word(string field, int open)
    {
        var parts = field[(open + 2)..].Split('?', 4);
        if (parts.Length < 4 || !parts[3].StartsWith('=') || MimeEntity.Charset(parts[0].Split('*')[0]) is not { } charset)
            return (null, open + 2);
        var end = open + 2 + parts[0].Length + parts[1].Length + parts[2].Length + 4;
        try
        {
            var bytes = parts[1] is "B" or "b" ? Convert.FromBase64String(parts[2]) : MimeEntity.QuotedPrintable(Encoding.UTF8.GetBytes(parts[2]), underscoreIsSpace: true);
            return (charset.GetString(bytes), end);
        }
        catch (FormatException)
        {
            return (null, open + 2);
        }
    }
}
