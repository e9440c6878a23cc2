using System.Xml;
using System.Xml.Linq;
using Crosscheck.Diagnostics;

namespace Crosscheck.App.Intake.Forms;

/// <summary>XML that carries reports: feeds, NewsML-G2, NITF. No document type is read, so no entity is ever expanded.</summary>
internal static class XmlForms
{
    public static IEnumerable<Part> Parts(string path, byte[] bytes)
    {
        var root = Load(bytes);
        return root.Name.LocalName switch
        {
            "rss" or "RDF" or "feed" => Feed.Items(path, root),
            "newsItem" or "newsMessage" or "packageItem" => NewsMl.Items(path, root),
            "nitf" => [NewsMl.Nitf(path, bytes, root)],
            _ => [Part.Failed(path, Codes.FeedList.With())],
        };
    }

    /// <exception cref="XmlException">It is no well-formed XML, or uses an entity of its own.</exception>
    public static XElement Load(byte[] bytes)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Ignore,
            XmlResolver = null,
            MaxCharactersInDocument = InputReader.MaxBytes,
            CloseInput = true,
        };
        using var reader = XmlReader.Create(new MemoryStream(bytes), settings);
        return XDocument.Load(reader).Root!;
    }

    /// <summary>The text of the first child of that name, whatever its namespace; null where it is missing or empty.</summary>
    public static string? Child(XElement element, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            foreach (var child in element.Elements())
            {
                if (child.Name.LocalName == name && !string.IsNullOrWhiteSpace(child.Value))
                    return child.Value.Trim();
            }
        }
        return null;
    }

    public static string? Attribute(XElement? element, string name) =>
        element?.Attributes().FirstOrDefault(a => a.Name.LocalName == name)?.Value is { Length: > 0 } value ? value : null;

    /// <summary>ISO 639-1 of "en-GB".</summary>
    public static string? Language(string? tag) => tag is { Length: >= 2 } ? tag[..2].ToLowerInvariant() : null;
}
