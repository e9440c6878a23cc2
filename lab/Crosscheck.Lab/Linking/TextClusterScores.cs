using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using Crosscheck.Incidents;
using Crosscheck.Lab.Scoring;

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
        return Score(texts, Threshold);
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
        var score = Score(texts, Threshold);
        return AccuracyPage.Report(args, [new PublicFigure("ecbplus", "documents into sub-topics, B-cubed F1", score.F1,
            string.Create(CultureInfo.InvariantCulture, $"precision {score.Precision:F3}, recall {score.Recall:F3}; {score.Count} documents of topics 1-35"), "")]);
    }

    /// <summary>Two texts are alike above this mean cosine; the same for both sets.</summary>
    private const float Threshold = 0.25f;

    private static WordVector VectorOf(string title, string body)
    {
        var counts = new WordCounts();
        counts.Add(body, 0, Math.Min(body.Length, 20_000), 1);
        counts.Add(body, 0, Math.Min(body.Length, 600), 1);
        counts.Add(title, 0, title.Length, 1);
        var (names, numbers) = Telling(title + ". " + body);
        return counts.ToVector(w => WordRarity.Of(w) * (names.Contains(w) ? NameWeight : numbers.Contains(w) ? NumberWeight : 1));
    }

    /// <summary>What tells one story from its like: who and where, when and how many. Chosen on ECB+ topics 1-35.</summary>
    private const float NameWeight = 2.5f, NumberWeight = 3;

    /// <summary>The words that stand capitalised within a sentence, and the numbers.</summary>
    private static (HashSet<uint> Names, HashSet<uint> Numbers) Telling(string text)
    {
        var (names, numbers) = (new WordCounts(), new WordCounts());
        var begins = true;
        for (var i = 0; i < text.Length;)
        {
            if (!char.IsLetterOrDigit(text[i]))
            {
                begins |= text[i] is '.' or '!' or '?' or '\n';
                i++;
                continue;
            }
            var start = i;
            while (i < text.Length && char.IsLetterOrDigit(text[i]))
                i++;
            if (char.IsDigit(text[start]))
                numbers.Add(text, start, i, 1);
            else if (char.IsUpper(text[start]) && !begins)
                names.Add(text, start, i, 1);
            begins = false;
        }
        return ([.. names.Words], [.. numbers.Words]);
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
