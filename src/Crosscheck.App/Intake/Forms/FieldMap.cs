using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Crosscheck.Documents;

namespace Crosscheck.App.Intake.Forms;

/// <summary>
/// Which fields of a JSON object hold what: the usual names, and before them those that somebody named
/// (<c>--map text=content,published=meta.date</c>). A dot goes into an object.
/// </summary>
internal sealed record FieldMap
{
    public static readonly FieldMap Default = new();

    private static readonly Dictionary<string, string[]> Usual = new(StringComparer.Ordinal)
    {
        ["text"] = ["text", "body", "content", "article", "articleBody", "article_text", "maintext", "body_text", "full_text", "fulltext", "message"],
        ["title"] = ["title", "headline", "name"],
        ["url"] = ["url", "link", "source_url", "permalink"],
        ["publisher"] = ["publisher", "outlet", "source", "site", "source_domain", "domain", "channel"],
        ["published"] = ["published", "date", "published_at", "publishedAt", "date_publish", "date_published", "datePublished", "pubDate", "pubdate", "created_at", "timestamp"],
        ["language"] = ["language", "lang"],
        ["story"] = ["story", "id", "guid", "uri", "_id"],
        ["revision"] = ["revision", "version", "updated", "updated_at", "date_modify", "dateModified"],
    };

    private ImmutableDictionary<string, string> Named { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>What can be mapped.</summary>
    public static IEnumerable<string> Targets => Usual.Keys;

    /// <summary>Reads "text=content,published=meta.date"; null and what is wrong where it is not that.</summary>
    public static FieldMap? Parse(IEnumerable<string> texts, out string wrong)
    {
        var map = Default;
        foreach (var pair in texts.SelectMany(t => t.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0 || at + 1 == pair.Length || !Usual.ContainsKey(pair[..at]))
            {
                wrong = $"'{pair}' is not NAME=FIELD with a NAME of {string.Join(", ", Targets)}.";
                return null;
            }
            map = map with { Named = map.Named.SetItem(pair[..at], pair[(at + 1)..]) };
        }
        wrong = "";
        return map;
    }

    /// <summary>The names that were looked for, for a message.</summary>
    public string LookedFor(string target) => Named.TryGetValue(target, out var name) ? name : string.Join(", ", Usual[target]);

    /// <summary>The object as a document; null where it has no text.</summary>
    public Document? Read(JsonElement o)
    {
        if (Text(o, "text") is not { } text)
            return null;
        var published = Text(o, "published");
        return new Document
        {
            Id = "",
            Body = Fragment.IsHtml(text) ? Fragment.TextOf(text) : text,
            Title = Text(o, "title"),
            Url = Text(o, "url"),
            Publisher = Text(o, "publisher"),
            Published = DateText.Parse(published) ?? Epoch(published),
            Language = XmlForms.Language(Text(o, "language")),
            Story = Text(o, "story"),
            Revision = Text(o, "revision"),
        };
    }

    private string? Text(JsonElement o, string target)
    {
        if (Named.TryGetValue(target, out var named))
            return Value(o, named);
        foreach (var name in Usual[target])
        {
            if (Value(o, name) is { } value)
                return value;
        }
        return null;
    }

    /// <summary>A string or number at a dotted path; of an object its "name".</summary>
    private static string? Value(JsonElement o, string path)
    {
        foreach (var name in o.ValueKind == JsonValueKind.Object && o.TryGetProperty(path, out _) ? [path] : path.Split('.'))
        {
            if (o.ValueKind != JsonValueKind.Object || !o.TryGetProperty(name, out o))
                return null;
        }
        if (o.ValueKind == JsonValueKind.Object && o.TryGetProperty("name", out var inner))
            o = inner;
        var text = o.ValueKind == JsonValueKind.String ? JsonForms.String(o) : o.ValueKind == JsonValueKind.Number ? o.GetRawText() : null;
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    /// <summary>Seconds or milliseconds since 1970.</summary>
    private static DateOnly? Epoch(string? text)
    {
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || number is < 1e8 or > 1e13)
            return null;
        return DateOnly.FromDateTime(DateTime.UnixEpoch.AddSeconds(number > 1e11 ? number / 1000 : number));
    }
}
