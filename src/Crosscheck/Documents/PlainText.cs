using System.Globalization;
using System.Text.RegularExpressions;

namespace Crosscheck.Documents;

/// <summary>
/// Plain text in the two forms that people have: YAML front matter between lines of "---", or a leading
/// <c> date YYYY-MM-DD</c> header. Both are left out of the body.
/// </summary>
public static partial class PlainText
{
    public static Document Parse(string content, string? path)
    {
        var document = new Document { Id = Document.IdOf(content), Path = path, Body = content };
        var text = content.TrimStart('\uFEFF');
        return TryFrontMatter(document, text) ?? TryDateHeader(document, text) ?? document with { Body = text };
    }

    private static Document? TryFrontMatter(Document document, string text)
    {
        var match = FrontMatter().Match(text);
        if (!match.Success)
            return null;
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in match.Groups["fields"].Value.Split('\n'))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
                fields[line[..colon].Trim()] = Unquote(line[(colon + 1)..].Trim());
        }
        return document with
        {
            Body = text[match.Length..],
            Url = fields.GetValueOrDefault("url"),
            Title = fields.GetValueOrDefault("title"),
            Publisher = fields.GetValueOrDefault("publisher"),
            Published = ParseDate(fields.GetValueOrDefault("published") ?? fields.GetValueOrDefault("date")),
            Language = fields.GetValueOrDefault("language"),
        };
    }

    private static Document? TryDateHeader(Document document, string text)
    {
        var match = DateHeader().Match(text);
        return match.Success && ParseDate(match.Groups["date"].Value) is { } date
            ? document with { Body = text[match.Length..], Published = date }
            : null;
    }

    private static DateOnly? ParseDate(string? text) =>
        text is { Length: >= 10 } && DateOnly.TryParseExact(text.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : null;

    private static string Unquote(string value)
    {
        if (value.Length < 2 || value[0] != value[^1] || value[0] is not ('"' or '\''))
            return value;
        return value[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\A---[ \t]*\r?\n(?<fields>(?:.*\r?\n)*?)---[ \t]*(?:\r?\n|\z)", RegexOptions.CultureInvariant)]
    private static partial Regex FrontMatter();

    [GeneratedRegex(@"\A\s*date[: ]\s*(?<date>\d{4}-\d{2}-\d{2})[ \t]*\r?\n?", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex DateHeader();
}
