using System.IO.Compression;
using System.Text.Json;
using Crosscheck.Lab.Syntax;

namespace Crosscheck.Lab.PublicSets;

/// <summary>A predicate of a sentence, by the number of its word from 0, and how far it happened: about -3 to 3.</summary>
internal sealed record FactualPredicate(Word[] Sentence, int At, double Value);

/// <summary>
/// Reads UDS 2.0's factuality: annotations/factuality.zip (or factuality.json) with "ewt-dev-12-semantics-pred-3" and a value, ud_ids.json for the
/// sentences' names in UD EWT, and UD EWT's files.
/// </summary>
internal static class Factuality
{
    /// <param name="part">"train" or "dev".</param>
    /// <param name="trees">The folder of UD EWT.</param>
    public static List<FactualPredicate> Load(string folder, string part, string trees)
    {
        var sentences = Sentences(folder, part, trees);
        var found = new List<FactualPredicate>();
        using var json = JsonDocument.Parse(Annotations(folder));
        foreach (var graph in json.RootElement.GetProperty("data").EnumerateObject().Where(g => g.Name.StartsWith($"ewt-{part}-", StringComparison.Ordinal)))
        {
            if (!sentences.TryGetValue(graph.Name, out var sentence))
                continue;
            foreach (var predicate in graph.Value.EnumerateObject())
            {
                var at = NumberAfter(predicate.Name) - 1;
                if (at >= 0 && at < sentence.Length)
                    found.Add(new FactualPredicate(sentence, at, predicate.Value.GetProperty("factuality").GetProperty("factual").GetProperty("value").GetDouble()));
            }
        }
        return found;
    }

    /// <summary>Sentences by UDS's name for them; ud_ids.json tells the treebank's.</summary>
    private static Dictionary<string, Word[]> Sentences(string folder, string part, string trees)
    {
        var file = Directory.GetFiles(trees, $"*-ud-{part}.conllu").Single();
        var ids = File.ReadLines(file).Where(l => l.StartsWith("# sent_id = ", StringComparison.Ordinal)).Select(l => l["# sent_id = ".Length..].Trim());
        var byId = ids.Zip(Treebank.Load(trees, part).SelectMany(d => d.Sentences)).ToDictionary(x => x.First, x => x.Second, StringComparer.Ordinal);
        using var names = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "ud_ids.json")));
        return names.RootElement.EnumerateObject().Select(n => (n.Name, Id: n.Value.GetProperty("sentence_id").GetString()!))
            .Where(n => n.Name.StartsWith($"ewt-{part}-", StringComparison.Ordinal) && byId.ContainsKey(n.Id)).ToDictionary(n => n.Name, n => byId[n.Id], StringComparer.Ordinal);
    }

    private static byte[] Annotations(string folder)
    {
        if (Directory.GetFiles(folder, "factuality.zip", SearchOption.AllDirectories).Where(f => f.Contains("normalized", StringComparison.Ordinal)).Order(StringComparer.Ordinal).FirstOrDefault() is not { } zip)
            return File.ReadAllBytes(Directory.GetFiles(folder, "factuality.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First());
        using var archive = ZipFile.OpenRead(zip);
        using var stream = archive.Entries.Single(e => e.Name == "factuality.json").Open();
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    private static int NumberAfter(string name) => int.Parse(name.AsSpan(name.LastIndexOf('-') + 1), System.Globalization.CultureInfo.InvariantCulture);
}
