using System.Collections.Immutable;
using System.Text;
using Crosscheck.Diagnostics;

namespace Crosscheck.Documents;

/// <summary>Text of bytes: what encoding they are in, told from the bytes alone. Null text where they are no text.</summary>
public readonly record struct Decoded(string? Text, ImmutableArray<Diagnostic> Diagnostics);

/// <summary>
/// Bytes to text: by byte order mark; UTF-16 without a mark by its zero bytes; UTF-8 where it is valid, or nearly so;
/// else windows-1252. What begins like a picture, an archive or a PDF, or holds control characters, is no text.
/// </summary>
public static class TextDecoder
{
    public static Decoded Decode(ReadOnlySpan<byte> bytes)
    {
        if (Marked(bytes) is { } marked)
            return Text(marked);
        if (KindOfBinary(bytes) is { } kind)
            return new Decoded(null, [Codes.NotText.With(kind)]);
        if (UnmarkedUtf16(bytes) is { } utf16)
            return Text(utf16);
        if (bytes.Contains((byte)0))
            return new Decoded(null, [Codes.NotText.With("it holds zero bytes")]);
        if (System.Text.Unicode.Utf8.IsValid(bytes))
            return Text(Encoding.UTF8.GetString(bytes));
        return Invalid(bytes);
    }

    private static Decoded Text(string text)
    {
        var controls = 0;
        foreach (var c in text)
        {
            if (char.IsControl(c) && c is not ('\n' or '\r' or '\t' or '\f' or '\u0085'))
                controls++;
        }
        return controls > 4 && controls * 50L > text.Length
            ? new Decoded(null, [Codes.NotText.With("it holds control characters")])
            : new Decoded(text, []);
    }

    private static string? Marked(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, .. var rest] when System.Text.Unicode.Utf8.IsValid(rest) => Encoding.UTF8.GetString(rest),
        [0xFF, 0xFE, 0, 0, .. var rest] when rest.Length > 0 => Encoding.UTF32.GetString(rest),
        [0xFF, 0xFE, .. var rest] => Encoding.Unicode.GetString(rest),
        [0xFE, 0xFF, .. var rest] => Encoding.BigEndianUnicode.GetString(rest),
        _ => null,
    };

    /// <summary>What the first bytes say the file is, where that is not text.</summary>
    private static string? KindOfBinary(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..] => "a PDF; 'pdftotext FILE -' gives its text",
        [(byte)'P', (byte)'K', 3, 4, ..] => "a ZIP archive or an office document; save it as plain text",
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] or [0xFF, 0xD8, 0xFF, ..] or [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => "a picture",
        [0x1F, 0x8B, ..] => "compressed with gzip; unpack it first",
        [0x7F, (byte)'E', (byte)'L', (byte)'F', ..] => "a program",
        [0xD0, 0xCF, 0x11, 0xE0, ..] => "an old office document; save it as plain text",
        [(byte)'{', (byte)'\\', (byte)'r', (byte)'t', (byte)'f', ..] => "an RTF document; save it as plain text",
        _ => null,
    };

    /// <summary>UTF-16 without a mark: nearly every second byte of Latin text is zero.</summary>
    private static string? UnmarkedUtf16(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 8 || (bytes.Length & 1) != 0)
            return null;
        int even = 0, odd = 0;
        var sample = bytes[..Math.Min(bytes.Length, 4096)];
        for (var i = 0; i < sample.Length; i++)
        {
            if (sample[i] == 0 && (i & 1) == 0)
                even++;
            else if (sample[i] == 0)
                odd++;
        }
        var enough = sample.Length / 2 * 3 / 4;
        return odd > enough && even == 0 ? Encoding.Unicode.GetString(bytes)
            : even > enough && odd == 0 ? Encoding.BigEndianUnicode.GetString(bytes)
            : null;
    }

    private static Decoded Invalid(ReadOnlySpan<byte> bytes)
    {
        var (valid, invalid, high) = Count(bytes);
        if (invalid * 3L > bytes.Length)
            return new Decoded(null, [Codes.NotText.With("a third of its bytes are no text in any encoding known here")]);
        var decoded = valid == 0 && high == invalid && Windows1252(bytes) is { } western
            ? Text(western)
            : Text(Encoding.UTF8.GetString(bytes));
        var found = valid == 0 && decoded.Text?.Contains('\uFFFD') == false ? Codes.Windows1252.With() : Codes.InvalidUtf8.With(invalid);
        return decoded.Text is null ? decoded : decoded with { Diagnostics = [found] };
    }

    /// <summary>Multi-byte sequences that are valid UTF-8, bytes that are not, and bytes above 127.</summary>
    private static (int Valid, int Invalid, int High) Count(ReadOnlySpan<byte> bytes)
    {
        int valid = 0, invalid = 0, high = 0;
        while (!bytes.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(bytes, out var rune, out var used);
            if (status != System.Buffers.OperationStatus.Done)
                invalid += used;
            else if (!rune.IsAscii)
                valid++;
            if (bytes[0] > 127)
                high += used;
            bytes = bytes[used..];
        }
        return (valid, invalid, high);
    }

    /// <summary>windows-1252; null where a byte stands for nothing in it.</summary>
    private static string? Windows1252(ReadOnlySpan<byte> bytes)
    {
        var chars = new char[bytes.Length];
        for (var i = 0; i < bytes.Length; i++)
        {
            chars[i] = bytes[i] is >= 0x80 and < 0xA0 ? Upper[bytes[i] - 0x80] : (char)bytes[i];
            if (chars[i] == '\0')
                return null;
        }
        return new string(chars);
    }

    /// <summary>What windows-1252 has from 0x80 to 0x9F, where Latin-1 has control characters.</summary>
    private const string Upper =
        "\u20AC\0\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\0\u017D\0" +
        "\0\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\0\u017E\u0178";
}
