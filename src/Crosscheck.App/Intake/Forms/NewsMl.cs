using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Crosscheck.Diagnostics;
using Crosscheck.Documents;

namespace Crosscheck.App.Intake.Forms;

/// <summary>NewsML-G2 items, alone or in a message, with their text as plain text, XHTML or NITF.</summary>
internal static class NewsMl
{
    public static IEnumerable<Part> Items(string path, XElement root)
    {
        var items = root.DescendantsAndSelf().Where(e => e.Name.LocalName == "newsItem").ToList();
        for (var n = 0; n < items.Count; n++)
            yield return Item(items.Count == 1 ? path : string.Create(CultureInfo.InvariantCulture, $"{path}:{n + 1}"), items[n]);
    }

    private static Part Item(string path, XElement item)
    {
        var meta = First(item, "itemMeta");
        var content = First(item, "contentMeta");
        var body = TextOf(First(item, "contentSet"));
        if (body.Length == 0)
            return Part.Failed(path, Codes.NoText.With("news item", "an inlineXML or inlineData of its contentSet"));
        var canceled = meta is not null && XmlForms.Attribute(First(meta, "pubStatus"), "qcode")?.EndsWith("canceled", StringComparison.Ordinal) == true;
        var created = (meta is null ? null : XmlForms.Child(meta, "versionCreated", "firstCreated")) ?? (content is null ? null : XmlForms.Child(content, "contentCreated"));
        var document = new Document
        {
            Id = "",
            Body = body,
            Title = content is null ? null : XmlForms.Child(content, "headline"),
            Publisher = Party(content, "infoSource") ?? Party(meta, "provider"),
            Published = DateText.Parse(created),
            Language = XmlForms.Language(XmlForms.Attribute(content is null ? null : First(content, "language"), "tag") ?? XmlForms.Attribute(item, "lang")),
            Story = XmlForms.Attribute(item, "guid"),
            Revision = XmlForms.Attribute(item, "version"),
        };
        IReadOnlyList<Diagnostic> about = canceled ? [Codes.Canceled.With()] : [];
        return Part.Of(path, Encoding.UTF8.GetBytes(item.ToString(SaveOptions.DisableFormatting)), document, about);
    }

    /// <summary>A NITF article that stands alone.</summary>
    public static Part Nitf(string path, byte[] bytes, XElement nitf)
    {
        var published = nitf.Descendants().FirstOrDefault(e => e.Name.LocalName is "date.issue" or "date.release");
        return Part.Of(path, bytes, new Document
        {
            Id = "",
            Body = NitfText(nitf),
            Title = Value(nitf, "hl1") ?? Value(nitf, "title"),
            Publisher = Value(nitf, "distributor"),
            Published = DateText.Parse(Iso(XmlForms.Attribute(published, "norm"))),
            Story = XmlForms.Attribute(First(nitf, "doc-id"), "id-string"),
        });
    }

    private static string TextOf(XElement? set)
    {
        foreach (var inline in set?.Elements() ?? [])
        {
            var text = inline.Name.LocalName switch
            {
                "inlineXML" => InlineXml(inline),
                "inlineData" => XmlForms.Attribute(inline, "contenttype")?.Contains("html", StringComparison.OrdinalIgnoreCase) == true ? Fragment.TextOf(inline.Value) : inline.Value.Trim(),
                _ => "",
            };
            if (text.Length > 0)
                return text;
        }
        return "";
    }

    private static string InlineXml(XElement inline)
    {
        if (inline.Elements().FirstOrDefault() is not { } root)
            return "";
        if (root.Name.LocalName == "nitf")
            return NitfText(root);
        var body = root.DescendantsAndSelf().FirstOrDefault(e => e.Name.LocalName == "body") ?? root;
        return Fragment.TextOf(string.Concat(body.Nodes().Select(n => n.ToString(SaveOptions.DisableFormatting))));
    }

    /// <summary>NITF marks names, numbers and times inside its paragraphs: the paragraphs' text is the text.</summary>
    private static string NitfText(XElement nitf)
    {
        var body = First(nitf, "body.content") ?? nitf;
        var blocks = body.Descendants().Where(e => e.Name.LocalName is "p" or "hl2" or "li").Select(e => PageFacts.Collapse(e.Value)).Where(t => t.Length > 0).ToList();
        return blocks.Count > 0 ? string.Join("\n\n", blocks) : PageFacts.Collapse(body.Value);
    }

    private static string? Party(XElement? meta, string name)
    {
        var party = meta is null ? null : First(meta, name);
        return party is null ? null : XmlForms.Child(party, "name") ?? XmlForms.Attribute(party, "literal") ?? XmlForms.Attribute(party, "qcode")?.Split(':')[^1];
    }

    /// <summary>"20310514T063000Z" as NITF writes dates.</summary>
    private static string? Iso(string? norm) => norm is { Length: >= 8 } && norm.AsSpan(0, 8).IndexOfAnyExceptInRange('0', '9') < 0 ? norm[..8] : norm;

    private static XElement? First(XElement element, string name) => element.DescendantsAndSelf().FirstOrDefault(e => e.Name.LocalName == name);

    private static string? Value(XElement element, string name) => First(element, name)?.Value is { } text && !string.IsNullOrWhiteSpace(text) ? PageFacts.Collapse(text) : null;
}
