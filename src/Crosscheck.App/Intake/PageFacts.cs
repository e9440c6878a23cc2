using System.Text.Json;
using AngleSharp.Dom;
using Crosscheck.Documents;

namespace Crosscheck.App.Intake;

/// <summary>
/// What a page says of itself, in this order: schema.org's JSON-LD, Open Graph and other meta tags, its visible parts.
/// </summary>
/// <param name="Body">The article's text as JSON-LD has it, where it has it.</param>
internal sealed record PageFacts(string? Title, string? Publisher, string? Url, DateOnly? Published, string? Body)
{
    public static PageFacts Of(IDocument page)
    {
        var linked = LinkedData.Of(page);
        var metas = Metas(page);
        var heading = page.QuerySelectorAll("h1").Select(TextOf).FirstOrDefault(t => t.Length > 0);
        var (tagTitle, tagSite) = TitleTag(page);
        var publisher = linked.Publisher ?? Meta(metas, "og:site_name", "dc.publisher", "application-name") ?? tagSite ?? Meta(metas, "twitter:site");
        var title = linked.Title ?? Meta(metas, "og:title", "twitter:title") ?? heading ?? tagTitle;
        return new PageFacts(
            Clean(title),
            Clean(publisher?.TrimStart('@')),
            page.QuerySelector("link[rel=canonical]")?.GetAttribute("href") ?? Meta(metas, "og:url"),
            linked.Published ?? MetaDate(metas) ?? TimeTag(page),
            linked.Body);
    }

    private static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : Collapse(text);

    private static string TextOf(IElement element) => Collapse(element.TextContent);

    internal static string Collapse(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>"Headline - The Paper": the title, and the publisher where it has one.</summary>
    private static (string Title, string? Site) TitleTag(IDocument page)
    {
        var title = Collapse(page.Title ?? "");
        foreach (var separator in new[] { " | ", " – ", " — ", " - " })
        {
            var at = title.LastIndexOf(separator, StringComparison.Ordinal);
            if (at > 0 && title.Length - at <= 50)
                return (title[..at], title[(at + separator.Length)..]);
        }
        return (title, null);
    }

    /// <summary>The first content of each meta tag, by its property, name or itemprop.</summary>
    private static Dictionary<string, string> Metas(IDocument page)
    {
        var metas = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var meta in page.QuerySelectorAll("meta"))
        {
            var key = meta.GetAttribute("property") ?? meta.GetAttribute("name") ?? meta.GetAttribute("itemprop");
            if (key is not null && meta.GetAttribute("content") is { } content && !string.IsNullOrWhiteSpace(content))
                metas.TryAdd(key, content);
        }
        return metas;
    }

    private static string? Meta(Dictionary<string, string> metas, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (metas.TryGetValue(name, out var content))
                return content;
        }
        return null;
    }

    private static DateOnly? MetaDate(Dictionary<string, string> metas) => DateText.Parse(Meta(metas,
        "article:published_time", "datePublished", "date", "dc.date", "dc.date.issued", "dcterms.created", "pubdate", "publish-date",
        "parsely-pub-date", "sailthru.date", "publication_date", "og:published_time", "article.published"));

    private static DateOnly? TimeTag(IDocument page) => page
        .QuerySelectorAll("time[datetime], [itemprop=datePublished]")
        .Select(t => DateText.Parse(t.GetAttribute("datetime") ?? t.GetAttribute("content") ?? TextOf(t)))
        .FirstOrDefault(d => d is not null);

    /// <summary>schema.org's description of an article inside the page.</summary>
    private sealed record LinkedData(string? Title, string? Publisher, DateOnly? Published, string? Body)
    {
        private const int MaxDepth = 8;

        public static LinkedData Of(IDocument page)
        {
            foreach (var script in page.QuerySelectorAll("script[type='application/ld+json']"))
            {
                try
                {
                    using var json = JsonDocument.Parse(script.TextContent, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
                    if (Find(json.RootElement, 0) is { } article)
                        return article;
                }
                catch (JsonException)
                {
                    // Pages carry broken JSON-LD; the other ways remain.
                }
            }
            return new LinkedData(null, null, null, null);
        }

        private static LinkedData? Find(JsonElement element, int depth)
        {
            if (depth > MaxDepth)
                return null;
            if (element.ValueKind == JsonValueKind.Array)
                return element.EnumerateArray().Select(e => Find(e, depth + 1)).FirstOrDefault(f => f is not null);
            if (element.ValueKind != JsonValueKind.Object)
                return null;
            if (IsArticle(element))
                return new LinkedData(
                    Text(element, "headline") ?? Text(element, "name"), PublisherOf(element), DateText.Parse(Text(element, "datePublished")), Text(element, "articleBody"));
            return element.TryGetProperty("@graph", out var graph) ? Find(graph, depth + 1) : null;
        }

        private static bool IsArticle(JsonElement element)
        {
            if (!element.TryGetProperty("@type", out var type))
                return false;
            var types = type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(t => t.ToString()) : [type.ToString()];
            return types.Any(t => t.EndsWith("Article", StringComparison.Ordinal) || t is "LiveBlogPosting" or "BlogPosting" or "SocialMediaPosting" or "Report");
        }

        private static string? PublisherOf(JsonElement article)
        {
            if (!article.TryGetProperty("publisher", out var publisher))
                return null;
            if (publisher.ValueKind == JsonValueKind.Array && publisher.GetArrayLength() > 0)
                publisher = publisher[0];
            return publisher.ValueKind == JsonValueKind.Object ? Text(publisher, "name") : publisher.ValueKind == JsonValueKind.String ? publisher.GetString() : null;
        }

        private static string? Text(JsonElement element, string name) =>
            element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }
}
