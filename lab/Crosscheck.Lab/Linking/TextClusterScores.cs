using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using Crosscheck.Incidents;

namespace Crosscheck.Lab.Linking;

/// <summary>Clustering of whole documents by their words alone: the text side of linking, on public sets.</summary>
public static class TextClusterScores
{
    private sealed record Text(string Gold, string Group, WordVector Words, int Day);

    /// <summary>Reports of the Gun Violence Archive whose incident has two reports or more.</summary>
    public static BCubed Gva(string folder)
    {
        var documents = File.ReadLines(Path.Combine(folder, "documents.jsonl")).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        var several = documents.GroupBy(d => d.GetProperty("incident_id").ToString()).Where(g => g.Count() > 1).SelectMany(g => g).ToList();
        var texts = several.Select(d => new Text(
            d.GetProperty("incident_id").ToString(), "", VectorOf(d.GetProperty("title").GetString() ?? "", d.GetProperty("content").GetString() ?? ""),
            DayRange.Parse(d.GetProperty("dct").GetString())?.First ?? 0)).ToList();
        return Score(texts, 0.22f);
    }

    /// <summary>ECB+: every document of a topic belongs to one of its two sub-topics, "ecb" and "ecbplus".</summary>
    public static int EcbPlus(string[] args)
    {
        var root = Directory.Exists(Path.Combine(args[0], "ECB+")) ? Path.Combine(args[0], "ECB+") : args[0];
        var texts = new List<Text>();
        foreach (var file in Directory.GetFiles(root, "*.xml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            var topic = name.Split('_')[0];
            var tokens = XDocument.Load(file).Descendants("token").Select(t => t.Value).ToList();
            texts.Add(new Text($"{topic}/{(name.EndsWith("ecbplus", StringComparison.Ordinal) ? "ecbplus" : "ecb")}", "", VectorOf("", string.Join(' ', tokens)), 0));
        }
        Print("ecbplus", texts, Threshold(args, 0.16f));
        return 0;
    }

    private static WordVector VectorOf(string title, string body)
    {
        var counts = new WordCounts();
        counts.Add(body, 0, Math.Min(body.Length, 20_000), 1);
        counts.Add(body, 0, Math.Min(body.Length, 600), 1);
        counts.Add(title, 0, title.Length, 1);
        return counts.ToVector();
    }

    private static float Threshold(string[] args, float usual)
    {
        var at = Array.IndexOf(args, "--threshold");
        return at < 0 ? usual : float.Parse(args[at + 1], CultureInfo.InvariantCulture);
    }

    private static void Print(string name, List<Text> texts, float threshold)
    {
        foreach (var t in (float[])[threshold * 0.7f, threshold * 0.85f, threshold, threshold * 1.15f, threshold * 1.3f])
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}, threshold {t:0.000}: {Score(texts, t)}"));
    }

    private static BCubed Score(List<Text> texts, float threshold)
    {
        // Only pairs that share a heavy word can be alike enough; each component of such pairs is clustered by itself.
        var edges = new List<(int, int)>();
        var byWord = Enumerable.Range(0, texts.Count).SelectMany(i => texts[i].Words.Heaviest(25).Select(w => (Word: w, i))).ToLookup(x => x.Word, x => x.i);
        var seen = new HashSet<(int, int)>();
        foreach (var word in byWord.Where(w => w.Count() < 400))
        {
            var list = word.ToList();
            for (var a = 0; a < list.Count; a++)
            {
                for (var b = a + 1; b < list.Count; b++)
                {
                    if (seen.Add((list[a], list[b])) && Similarity(texts[list[a]], texts[list[b]]) > threshold)
                        edges.Add((list[a], list[b]));
                }
            }
        }
        var mine = new string[texts.Count];
        foreach (var part in Components.Of(texts.Count, edges))
        {
            foreach (var (cluster, n) in Clustering.Cluster(part.Length, (i, j) => Similarity(texts[part[i]], texts[part[j]]), threshold).Select((c, n) => (c, n)))
            {
                foreach (var i in cluster)
                    mine[part[i]] = $"{part[0]}.{n}";
            }
        }
        return BCubed.Of([.. texts.Select(t => t.Gold)], mine);
    }

    /// <summary>The cosine of the words, less for reports printed weeks apart.</summary>
    private static float Similarity(Text a, Text b)
    {
        var cosine = a.Words.Cosine(b.Words);
        if (a.Day == 0 || b.Day == 0)
            return cosine;
        return Math.Abs(a.Day - b.Day) switch { <= 3 => cosine * 1.15f, <= 30 => cosine, <= 120 => cosine * 0.9f, _ => cosine * 0.75f };
    }
}
