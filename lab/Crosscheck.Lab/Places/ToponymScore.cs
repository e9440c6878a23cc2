using System.Globalization;
using System.Xml.Linq;
using Crosscheck.Claims;
using Crosscheck.Documents;
using Crosscheck.Text;

namespace Crosscheck.Lab.Places;

/// <summary>A marked name of a corpus of toponyms; coordinates are null where the annotators found none.</summary>
public sealed record Toponym(TextSpan Span, string Words, double? Latitude, double? Longitude);

/// <summary>
/// <c>lab score lgl FILE</c>, <c>lab score geovirus FILE</c> (Gritta et al. 2018): the share of gold names with coordinates that lie within
/// 161 km of ours, where names that the gazetteer does not know count as wrong; then, names read by ourselves: precision, recall and F1 of the names; and of names with the right place.
/// </summary>
public static class ToponymScore
{
    private const double Near = 161;

    public static int Lgl(string[] args) => Score(args, Articles(args[0], "article", "text", "toponym", "phrase", t => t.Element("gaztag")));

    public static int GeoVirus(string[] args) => Score(args, Articles(args[0], "article", "text", "location", "name", t => t));

    private static IEnumerable<(string Body, string? Title, List<Toponym> Names)> Articles(
        string file, string article, string text, string name, string words, Func<XElement, XElement?> place)
    {
        foreach (var a in XDocument.Load(file, LoadOptions.PreserveWhitespace).Descendants(article))
        {
            var names = a.Descendants(name).Select(t =>
            {
                var at = place(t);
                return new Toponym(
                    new TextSpan(int.Parse(t.Element("start")!.Value, CultureInfo.InvariantCulture), int.Parse(t.Element("end")!.Value, CultureInfo.InvariantCulture)),
                    t.Element(words)!.Value, Coordinate(at?.Element("lat")), Coordinate(at?.Element("lon")));
            });
            yield return (a.Element(text)!.Value, a.Element("title")?.Value, names.ToList());
        }
    }

    private static double? Coordinate(XElement? element) =>
        element is null || element.Value.Length == 0 ? null : double.Parse(element.Value, CultureInfo.InvariantCulture);

    private static int Score(string[] args, IEnumerable<(string Body, string? Title, List<Toponym> Names)> articles)
    {
        var errors = args.Contains("--errors");
        Share all = new(), resolved = new(), given = new(), known = new();
        int found = 0, said = 0, wanted = 0, right = 0, located = 0;
        foreach (var (body, title, names) in articles)
        {
            var text = ReportReader.Annotate(new Document { Id = "", Body = body, Title = title });
            var mentions = text.Places.Where(p => !p.Relative).ToList();
            said += mentions.Count;
            var told = PlaceReader.Resolve(text, names.Select(n => text.TokensIn(n.Span)));
            foreach (var name in names)
            {
                var mine = mentions.Find(m => text.SpanOf(m.Tokens) == name.Span)
                    ?? mentions.Find(m => text.SpanOf(m.Tokens).Overlaps(name.Span));
                wanted++;
                found += mine is null ? 0 : 1;
                if (errors && mine is null)
                    Console.WriteLine($"MISS {name.Words}\t{Around(body, name.Span)}");
                if (name.Latitude is not { } lat || name.Longitude is not { } lon)
                    continue;
                located++;
                var near = mine?.Resolved is { } r && Geo.Kilometres(r.Latitude, r.Longitude, lat, lon) <= Near;
                right += near ? 1 : 0;
                all.Add(near);
                if (mine is not null)
                    resolved.Add(near);
                mine = told.Places.FirstOrDefault(p => !p.Relative && told.SpanOf(p.Tokens).Overlaps(name.Span));
                near = mine?.Resolved is { } g && Geo.Kilometres(g.Latitude, g.Longitude, lat, lon) <= Near;
                given.Add(near);
                if (mine is not null)
                    known.Add(near);
                if (errors && mine is null)
                    Console.WriteLine($"UNKNOWN {name.Words}\t{Around(body, name.Span)}");
                if (errors && mine is not null && !near)
                    Console.WriteLine(FormattableString.Invariant($"FAR {name.Words} ({lat:F2},{lon:F2}) -> {mine.Resolved?.Name} {mine.Resolved?.Country} {mine.Resolved?.Latitude:F2},{mine.Resolved?.Longitude:F2}\t{Around(body, name.Span)}"));
            }
            if (errors)
            {
                foreach (var m in mentions.Where(m => !names.Exists(n => n.Span.Overlaps(text.SpanOf(m.Tokens)))))
                    Console.WriteLine($"EXTRA {text.Words(m.Tokens)} -> {m.Resolved?.Name} {m.Resolved?.Country}\t{Around(body, text.SpanOf(m.Tokens))}");
            }
        }
        Console.WriteLine($"within 161 km on gold names, all with coordinates: {given}");
        Console.WriteLine($"within 161 km on gold names, those that the gazetteer knows: {known}");
        Console.WriteLine($"within 161 km, names read by ourselves, of all: {all}; of those read: {resolved}");
        Print("names (overlap)", found, said, wanted);
        Print("end to end: name read and within 161 km", right, said, located);
        return 0;
    }

    private static void Print(string what, int hits, int said, int wanted)
    {
        var (p, r) = ((double)hits / said, (double)hits / wanted);
        Console.WriteLine(FormattableString.Invariant($"{what}: P {p:F3} R {r:F3} F1 {2 * p * r / (p + r):F3}"));
    }

    private static string Around(string body, TextSpan span) =>
        body[Math.Max(0, span.Start - 50)..Math.Min(body.Length, span.End + 40)].ReplaceLineEndings(" ");
}
