using System.Collections.Immutable;
using System.Text.Json;
using Crosscheck.Claims;
using Crosscheck.Text;

namespace Crosscheck.Lab.PublicSets;

/// <summary>A document of re3d: its text annotated by every step of the reader, and its entities as spans of characters.</summary>
internal sealed record Re3dDocument(string Id, string Source, AnnotatedText Text, ImmutableHashSet<(int Start, int End, string Type)> Gold)
{
    /// <summary>Its side in five-fold cross-validation.</summary>
    public int Fold => (int)(Models.Feature.Hash(Id) % 5);
}

/// <summary>Reads re3d: a folder a source, in each documents.json and entities.json, an object a line.</summary>
internal static class Re3d
{
    /// <summary>The types that are scored.</summary>
    public static readonly ImmutableArray<string> Types = ["Organisation", "Location", "Person", "Nationality", "Quantity", "Temporal", "Weapon", "MilitaryPlatform"];

    /// <summary>Sources whose licence lets no weight be trained on them.</summary>
    public static readonly ImmutableHashSet<string> MeasureOnly = ["BBC-Online", "Delegation-of-the-European-Union-to-Syria"];

    public static List<Re3dDocument> Load(string folder)
    {
        var documents = new List<Re3dDocument>();
        foreach (var source in Directory.GetDirectories(folder).Order(StringComparer.Ordinal).Where(d => File.Exists(Path.Combine(d, "documents.json"))))
        {
            var gold = Lines(Path.Combine(source, "entities.json")).ToLookup(e => e.GetProperty("documentId").GetString()!, SpanOf);
            foreach (var d in Lines(Path.Combine(source, "documents.json")))
            {
                var id = d.GetProperty("_id").GetString()!;
                var text = ReportReader.Pipeline.Annotate(new AnnotatedText { Body = d.GetProperty("text").GetString()! });
                documents.Add(new Re3dDocument(id, Path.GetFileName(source), text, [.. gold[id].Where(g => Types.Contains(g.Type))]));
            }
        }
        return documents;
    }

    private static (int Start, int End, string Type) SpanOf(JsonElement e) =>
        (e.GetProperty("begin").GetInt32(), e.GetProperty("end").GetInt32(), e.GetProperty("type").GetString()!);

    private static IEnumerable<JsonElement> Lines(string path)
    {
        foreach (var line in File.ReadLines(path).Where(l => l.Trim().Length > 0))
        {
            using var json = JsonDocument.Parse(line);
            yield return json.RootElement.Clone();
        }
    }
}
