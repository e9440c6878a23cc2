using System.Text;
using System.Text.Json;
using Crosscheck.Text;

namespace Crosscheck.Lab.Places;

/// <summary>A text with the spans of the places that its annotators marked, and of what they looked at and did not mark.</summary>
/// <param name="Complete">Every place is marked: an unmarked name is none. Otherwise only marked spans and <paramref name="Others"/> teach.</param>
public sealed record PlaceText(string Body, List<TextSpan> Places, bool Complete, List<TextSpan> Others, int Fold);

/// <summary>Reads the corpora that a shipping model may learn places from.</summary>
public static class PlaceCorpora
{
    public static List<PlaceText> Load(string corpora, string gold)
    {
        var texts = new List<PlaceText>();
        texts.AddRange(Columns(Path.Combine(corpora, "uner-ewt", "en_ewt-ud-dev.iob2"), 1, 2));
        texts.AddRange(Columns(Path.Combine(corpora, "wikigold", "wikigold.conll.txt"), 0, 1));
        foreach (var folder in Directory.GetDirectories(Path.Combine(corpora, "re3d")).Order(StringComparer.Ordinal))
        {
            if (!folder.EndsWith("BBC-Online", StringComparison.Ordinal) && !folder.EndsWith("Delegation-of-the-European-Union-to-Syria", StringComparison.Ordinal))
                texts.AddRange(Re3d(folder));
        }
        texts.AddRange(EventLocation(Path.Combine(corpora, "event-location", "labeled_text.jsonl")));
        texts.AddRange(Gold(gold));
        return texts;
    }

    /// <summary>Documents of token and tag columns (IOB or IO), eight sentences to a text.</summary>
    private static IEnumerable<PlaceText> Columns(string file, int word, int tag)
    {
        var body = new StringBuilder();
        var places = new List<TextSpan>();
        var sentences = 0;
        var number = 0;
        var inside = false;
        foreach (var line in File.ReadLines(file).Append(""))
        {
            if (line.StartsWith('#') || line.StartsWith("-DOCSTART", StringComparison.Ordinal))
                continue;
            var columns = line.Split('\t', ' ');
            if (columns.Length <= tag)
            {
                inside = false;
                if (body.Length == 0 || body[^1] == '\n')
                    continue;
                body.Append('\n');
                if (++sentences % 8 != 0)
                    continue;
                yield return new PlaceText(body.ToString(), places, true, [], number++ % 5);
                body = new StringBuilder();
                places = [];
                continue;
            }
            var place = columns[tag].EndsWith("LOC", StringComparison.Ordinal);
            var joins = columns[word] is "." or "," or ";" or ":" or "!" or "?" or ")" or "'s" or "n't" or "%" || body.Length == 0 || body[^1] is '\n' or '(';
            if (!joins)
                body.Append(' ');
            var start = body.Length;
            body.Append(columns[word]);
            if (place && inside && !columns[tag].StartsWith('B'))
                places[^1] = places[^1] with { End = body.Length };
            else if (place)
                places.Add(new TextSpan(start, body.Length));
            inside = place;
        }
        if (body.Length > 0)
            yield return new PlaceText(body.ToString(), places, true, [], number % 5);
    }

    private static IEnumerable<PlaceText> Re3d(string folder)
    {
        var spans = File.ReadLines(Path.Combine(folder, "entities.json")).Where(l => l.Length > 2).Select(l => JsonDocument.Parse(l).RootElement)
            .ToLookup(e => e.GetProperty("documentId").GetString()!, e => (Type: e.GetProperty("type").GetString()!, Span: new TextSpan(e.GetProperty("begin").GetInt32(), e.GetProperty("end").GetInt32())));
        var number = 0;
        foreach (var document in File.ReadLines(Path.Combine(folder, "documents.json")).Where(l => l.Length > 2).Select(l => JsonDocument.Parse(l).RootElement))
        {
            var marked = spans[document.GetProperty("_id").GetString()!].ToList();
            yield return new PlaceText(
                document.GetProperty("text").GetString()!,
                marked.Where(m => m.Type == "Location").Select(m => m.Span).ToList(),
                true, [], number++ % 5);
        }
    }

    private static IEnumerable<PlaceText> EventLocation(string file)
    {
        var number = 0;
        foreach (var row in File.ReadLines(file).Select(l => JsonDocument.Parse(l).RootElement))
        {
            var places = row.GetProperty("spans").EnumerateArray().Where(s => s.GetProperty("label").GetString() == "LOCATION")
                .Select(s => new TextSpan(s.GetProperty("start").GetInt32(), s.GetProperty("end").GetInt32())).ToList();
            yield return new PlaceText(row.GetProperty("text").GetString()!, places, false, [], number++ % 5);
        }
    }

    /// <summary>gold-train: place claims teach places, spans of sources and actors that are no place claims teach the rest.</summary>
    private static IEnumerable<PlaceText> Gold(string folder)
    {
        foreach (var cluster in GoldCluster.Load(folder))
        {
            foreach (var report in cluster.Reports)
            {
                var claims = report.Incidents.SelectMany(i => i.Claims).ToList();
                var places = claims.Where(c => c.Attribute == "place" && c.SpanAt is not null).Select(c => new TextSpan(c.SpanAt!.Value, c.SpanAt.Value + c.Span!.Length)).Distinct().ToList();
                var others = claims.Where(c => c.Attribute is "perpetrator" or "responsibility" or "weapon" && c.SpanAt is not null && c.Span is not null)
                    .Select(c => new TextSpan(c.SpanAt!.Value, c.SpanAt.Value + c.Span!.Length))
                    .Concat(claims.Where(c => c.SourceAt is not null && c.SourceSpan is not null).Select(c => new TextSpan(c.SourceAt!.Value, c.SourceAt.Value + c.SourceSpan!.Length)))
                    .Where(s => !places.Any(p => p.Overlaps(s))).Distinct().ToList();
                yield return new PlaceText(report.Document.Body, places, false, others, cluster.Fold);
            }
        }
    }
}
