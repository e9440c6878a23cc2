using System.Collections.Immutable;
using Crosscheck.Diagnostics;

namespace Crosscheck.Documents;

/// <summary>A document with what was odd about the form that it came in.</summary>
public readonly record struct ParsedDocument(Document Document, ImmutableArray<Diagnostic> Diagnostics);

/// <summary>
/// Plain text in the forms that people have: YAML front matter between lines of "---", or a leading
/// <c> date YYYY-MM-DD</c> header, both left out of the body; or neither, with the date in a line of its own.
/// </summary>
public static class PlainText
{
    /// <summary>How many lines from the top and the bottom may hold the date.</summary>
    private const int DateLines = 6;

    public static Document Parse(string content, string? path) => ParseWithDiagnostics(content, path).Document;

    public static ParsedDocument ParseWithDiagnostics(string content, string? path)
    {
        var text = content.TrimStart('\uFEFF');
        var document = new Document { Id = Document.IdOf(content), Path = path, Body = text };
        if (FrontMatter.TryRead(text) is { } front)
            return WithFields(document with { Body = text[front.Length..] }, front.Fields);
        if (DateHeader(text) is var (date, length))
            return new ParsedDocument(document with { Body = text[length..], Published = date }, []);
        ImmutableArray<Diagnostic> open = FrontMatter.IsOpen(text) ? [Codes.OpenFrontMatter.With()] : [];
        return DateInLines(text) is { } found
            ? new ParsedDocument(document with { Published = found }, open.Add(Codes.DateFromText.With(Iso(found))))
            : new ParsedDocument(document, open);
    }

    private static ParsedDocument WithFields(Document document, IReadOnlyDictionary<string, string> fields)
    {
        string? Field(params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
            {
                if (fields.TryGetValue(name, out var value) && value.Length > 0)
                    return value;
            }
            return null;
        }
        var date = Field("published", "date", "published_at", "pubdate");
        var published = DateText.Parse(date);
        document = document with
        {
            Url = Field("url", "link"),
            Title = Field("title", "headline"),
            Publisher = Field("publisher", "outlet", "site"),
            Published = published,
            Confidential = Field("confidential") is { } mark && !mark.Equals("false", StringComparison.OrdinalIgnoreCase) && !mark.Equals("no", StringComparison.OrdinalIgnoreCase),
            Language = Field("language", "lang") is { Length: >= 2 } language ? language[..2].ToLowerInvariant() : null,
        };
        return new ParsedDocument(document, date is not null && published is null ? [Codes.BadDate.With(date)] : []);
    }

    /// <summary>The date of a first line "date YYYY-MM-DD" and where the body begins.</summary>
    private static (DateOnly Date, int Length)? DateHeader(string text)
    {
        var at = SkipSpace(text, 0);
        if (!text.AsSpan(at).StartsWith("date", StringComparison.OrdinalIgnoreCase))
            return null;
        at += 4;
        var start = at;
        while (at < text.Length && text[at] is ' ' or '\t' or ':')
            at++;
        if (at == start || at + 10 > text.Length || DateText.Parse(text.Substring(at, 10)) is not { } date)
            return null;
        at += 10;
        while (at < text.Length && text[at] is ' ' or '\t')
            at++;
        if (at < text.Length && text[at] == '\r')
            at++;
        if (at < text.Length && text[at] == '\n')
            at++;
        return (date, at);
    }

    private static int SkipSpace(string text, int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
        return at;
    }

    /// <summary>A date with a year that stands alone in one of the first lines ("Mogadishu, 15 May 2031") or signs a post at the end.</summary>
    private static DateOnly? DateInLines(string text)
    {
        var seen = 0;
        foreach (var line in text.AsSpan()[..Math.Min(text.Length, 4000)].EnumerateLines())
        {
            if (line.IsWhiteSpace())
                continue;
            if (line.Length <= 80 && DateOfLine(line.ToString()) is { } date)
                return date;
            if (++seen == DateLines)
                break;
        }
        return Signature(text);
    }

    private static DateOnly? DateOfLine(string line)
    {
        var comma = line.IndexOf(',', StringComparison.Ordinal);
        return DateText.Parse(line.Trim()) ?? (comma > 0 ? DateText.Parse(line[(comma + 1)..].Trim()) : null);
    }

    /// <summary>"— Nasra Ibrahim (@nasra_reports) May 14, 2031" at the end of a text.</summary>
    private static DateOnly? Signature(string text)
    {
        var end = text.AsSpan().TrimEnd();
        var handle = end.LastIndexOf("(@", StringComparison.Ordinal);
        if (handle < 0 || end.Length - handle > 80)
            return null;
        var close = end[handle..].IndexOf(')');
        return close < 0 ? null : DateText.Parse(end[(handle + close + 1)..].ToString().Trim(' ', ',', '-', '·'));
    }

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
