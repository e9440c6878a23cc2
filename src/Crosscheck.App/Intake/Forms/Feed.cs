using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Crosscheck.Diagnostics;
using Crosscheck.Documents;

namespace Crosscheck.App.Intake.Forms;

/// <summary>One entry of a feed: what it says, and where the whole of it stands.</summary>
/// <param name="IsWhole">Whether the feed carries the text itself and not a summary.</param>
internal sealed record FeedItem(Document Document, byte[] Bytes, bool IsWhole);

/// <summary>RSS 0.9 to 2.0 and Atom. Each entry is a document; entries with one guid are versions of one story.</summary>
internal static class Feed
{
    /// <summary>A longer description is the report; a shorter one is a summary.</summary>
    private const int WholeFrom = 1000;

    public static IEnumerable<Part> Items(string path, XElement root)
    {
        var n = 0;
        foreach (var item in Read(root))
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{path}:{++n}");
            IReadOnlyList<Diagnostic> about = item.IsWhole ? [] : [Codes.SummaryOnly.With(item.Document.Url ?? "")];
            yield return Part.Of(name, item.Bytes, item.Document, about);
        }
    }

    public static IEnumerable<FeedItem> Read(XElement root)
    {
        var isAtom = root.Name.LocalName == "feed";
        var channel = isAtom ? root : root.Elements().FirstOrDefault(e => e.Name.LocalName == "channel") ?? root;
        var publisher = XmlForms.Child(channel, "title");
        var language = XmlForms.Language(XmlForms.Child(channel, "language") ?? XmlForms.Attribute(root, "lang"));
        // RSS 1.0 has its items beside the channel.
        var items = root.Descendants().Where(e => e.Name.LocalName == (isAtom ? "entry" : "item"));
        foreach (var item in items)
            yield return isAtom ? Atom(item, publisher, language) : Rss(item, publisher, language);
    }

    private static FeedItem Rss(XElement item, string? publisher, string? language)
    {
        var url = XmlForms.Child(item, "link");
        var whole = XmlForms.Child(item, "encoded");
        var text = Fragment.TextOf(whole ?? XmlForms.Child(item, "description") ?? "");
        var date = XmlForms.Child(item, "pubDate", "date", "published");
        return Finish(item, whole is not null, text, new Document
        {
            Id = "",
            Body = text,
            Title = Title(item),
            Url = url,
            Publisher = XmlForms.Child(item, "source") ?? publisher,
            Published = DateText.Parse(date),
            Language = language,
            Story = XmlForms.Child(item, "guid") ?? url,
            Revision = date,
        });
    }

    private static FeedItem Atom(XElement entry, string? publisher, string? language)
    {
        var links = entry.Elements().Where(e => e.Name.LocalName == "link").ToList();
        var url = XmlForms.Attribute(links.FirstOrDefault(l => XmlForms.Attribute(l, "rel") is null or "alternate"), "href");
        var content = entry.Elements().FirstOrDefault(e => e.Name.LocalName == "content" && !string.IsNullOrWhiteSpace(e.Value));
        var summary = entry.Elements().FirstOrDefault(e => e.Name.LocalName == "summary");
        var text = TextOf(content ?? summary);
        var updated = XmlForms.Child(entry, "updated", "modified");
        var source = entry.Elements().FirstOrDefault(e => e.Name.LocalName == "source");
        return Finish(entry, content is not null, text, new Document
        {
            Id = "",
            Body = text,
            Title = Title(entry),
            Url = url,
            Publisher = (source is null ? null : XmlForms.Child(source, "title")) ?? publisher,
            Published = DateText.Parse(updated) ?? DateText.Parse(XmlForms.Child(entry, "published", "issued")),
            Language = XmlForms.Language(XmlForms.Attribute(entry, "lang")) ?? language,
            Story = XmlForms.Child(entry, "id") ?? url,
            Revision = updated,
        });
    }

    /// <summary>An Atom text construct: text, escaped HTML, or XHTML in place.</summary>
    private static string TextOf(XElement? construct) => construct is null ? ""
        : XmlForms.Attribute(construct, "type") is null or "text" or "text/plain" ? construct.Value.Trim()
        : construct.HasElements ? Fragment.TextOf(string.Concat(construct.Nodes().Select(n => n.ToString(SaveOptions.DisableFormatting))))
        : Fragment.TextOf(construct.Value);

    private static string? Title(XElement item) => XmlForms.Child(item, "title") is { } title ? Fragment.TextOf(title) : null;

    /// <summary>An entry without text is its headline.</summary>
    private static FeedItem Finish(XElement item, bool hasContent, string text, Document document)
    {
        var bytes = Encoding.UTF8.GetBytes(item.ToString(SaveOptions.DisableFormatting));
        return new FeedItem(document with { Body = text.Length > 0 ? text : document.Title ?? "" }, bytes, hasContent || text.Length >= WholeFrom);
    }
}
