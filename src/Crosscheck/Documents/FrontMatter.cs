using System.Globalization;
using System.Text;

namespace Crosscheck.Documents;

/// <summary>
/// Front matter between two lines of "---": the part of YAML that people write there, fields with plain or quoted values.
/// Lists and nested fields are passed over.
/// </summary>
internal static class FrontMatter
{
    private const string Fence = "---";

    /// <summary>More than this is a text that begins with a rule.</summary>
    private const int MaxLength = 64 * 1024;

    /// <summary>The fields and the number of characters that the front matter takes; null where there is none.</summary>
    public static (IReadOnlyDictionary<string, string> Fields, int Length)? TryRead(string text)
    {
        if (!IsFence(Line(text, 0, out var at)))
            return null;
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (at < text.Length && at < MaxLength)
        {
            var line = Line(text, at, out at);
            if (IsFence(line))
                return (fields, at);
            if (!TryField(line, fields))
                return null;
        }
        return null;
    }

    /// <summary>Whether the text begins as front matter does and the closing line is missing.</summary>
    public static bool IsOpen(string text) =>
        IsFence(Line(text, 0, out var at)) && at < text.Length && TryRead(text) is null && IsField(Line(text, at, out _));

    private static bool IsFence(ReadOnlySpan<char> line) => line.TrimEnd().SequenceEqual(Fence);

    private static bool IsField(ReadOnlySpan<char> line)
    {
        var colon = line.IndexOf(':');
        return colon is > 0 and < 40 && !line[..colon].Contains(' ') && (colon + 1 == line.Length || line[colon + 1] is ' ' or '\r');
    }

    private static bool TryField(ReadOnlySpan<char> line, Dictionary<string, string> fields)
    {
        if (line.IsWhiteSpace() || line[0] is '#' or ' ' or '\t' or '-')
            return true;
        if (!IsField(line))
            return false;
        var colon = line.IndexOf(':');
        fields.TryAdd(line[..colon].ToString(), Value(line[(colon + 1)..].Trim()));
        return true;
    }

    private static string Value(ReadOnlySpan<char> value)
    {
        if (value is ['"', .., '"'] && value.Length > 1)
            return Unescape(value[1..^1]);
        if (value is ['\'', .., '\''] && value.Length > 1)
            return value[1..^1].ToString().Replace("''", "'", StringComparison.Ordinal);
        var comment = value.IndexOf(" #", StringComparison.Ordinal);
        value = comment < 0 ? value : value[..comment].TrimEnd();
        return value is "null" or "~" ? "" : value.ToString();
    }

    /// <summary>The escapes of YAML's double quotes that occur: \" \\ \/ \n \t \uXXXX.</summary>
    private static string Unescape(ReadOnlySpan<char> value)
    {
        var text = new StringBuilder(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] != '\\' || i + 1 == value.Length)
            {
                text.Append(value[i]);
                continue;
            }
            i++;
            if (value[i] == 'u' && i + 4 < value.Length && int.TryParse(value.Slice(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                text.Append((char)code);
                i += 4;
                continue;
            }
            text.Append(value[i] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', var other => other });
        }
        return text.ToString();
    }

    private static ReadOnlySpan<char> Line(string text, int start, out int next)
    {
        var rest = text.AsSpan(start);
        var end = rest.IndexOf('\n');
        next = end < 0 ? text.Length : start + end + 1;
        return (end < 0 ? rest : rest[..end]).TrimEnd('\r');
    }
}
