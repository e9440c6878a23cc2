using System.Globalization;
using System.Xml.Linq;
using Crosscheck.App.Intake.Forms;

namespace Crosscheck.App.Watch;

/// <summary>The newest changes as an Atom file that a feed reader or a web server can take; written whole or not at all.</summary>
internal sealed class ChangesFeed(string path)
{
    private const int Kept = 200;
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    public void Add(RoundSummary round)
    {
        if (round.Changes.IsEmpty && File.Exists(path))
            return;
        var time = round.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        var fresh = round.Changes.Select((c, i) => new XElement(Atom + "entry",
            new XElement(Atom + "id", string.Create(CultureInfo.InvariantCulture, $"urn:crosscheck:{c.Incident}:{round.At.ToUnixTimeMilliseconds()}:{i}")),
            new XElement(Atom + "title", Headline(c)),
            new XElement(Atom + "updated", time),
            new XElement(Atom + "category", new XAttribute("term", c.Kind)),
            new XElement(Atom + "content", new XAttribute("type", "text"), c.ToString())));
        var feed = new XDocument(new XElement(Atom + "feed",
            new XElement(Atom + "id", "urn:crosscheck:changes"),
            new XElement(Atom + "title", "Crosscheck: what changed"),
            new XElement(Atom + "updated", time),
            new XElement(Atom + "author", new XElement(Atom + "name", "crosscheck watch")),
            fresh.Concat(Earlier()).Take(Kept)));
        var part = path + ".part";
        feed.Save(part);
        File.Move(part, path, overwrite: true);
    }

    private static string Headline(Change c) => c.Kind switch
    {
        "new_incident" => c.Title,
        "figure" => $"{c.Title}: {c.Attribute} {c.To}",
        _ => $"{c.Title}: accounts differ on {c.Attribute}",
    };

    private IEnumerable<XElement> Earlier()
    {
        try
        {
            return File.Exists(path) ? [.. XmlForms.Load(File.ReadAllBytes(path)).Elements(Atom + "entry")] : [];
        }
        catch (System.Xml.XmlException)
        {
            return [];
        }
    }
}
