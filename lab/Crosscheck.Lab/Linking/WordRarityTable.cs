using System.Globalization;
using System.Text;
using Crosscheck.Incidents;
using Crosscheck.Models;

namespace Crosscheck.Lab.Linking;

/// <summary>Counts in how many reports each word stands, for <c>data/lexicons/word-rarity.tsv</c>.</summary>
public static class WordRarityTable
{
    /// <summary>Arguments: the output file, then files or folders of plain text or XML-free JSON whose words are counted by document.</summary>
    public static int Run(string[] args)
    {
        if (args.Length < 2)
            return 2;
        var documents = args[1..].SelectMany(Texts).ToList();
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var text in documents)
        {
            foreach (var word in Words(text).ToHashSet(StringComparer.Ordinal))
                counts[word] = counts.GetValueOrDefault(word) + 1;
        }
        var total = (double)documents.Count;
        using var file = new StreamWriter(args[0], false, new UTF8Encoding(false)) { NewLine = "\n" };
        file.WriteLine("word\trarity");
        foreach (var (word, count) in counts.Where(c => c.Value >= 3).OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal))
        {
            var rarity = count > total / 3 ? 0 : Math.Log(total / count);
            file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{word}\t{rarity:0.0}"));
        }
        Console.WriteLine($"{documents.Count} documents, {counts.Count(c => c.Value >= 3)} words");
        return 0;
    }

    private static IEnumerable<string> Words(string text)
    {
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var letter = i < text.Length && char.IsLetterOrDigit(text[i]);
            if (letter && start < 0)
                start = i;
            if (letter || start < 0)
                continue;
            var word = Fold(text.AsSpan(start, Math.Min(24, i - start)));
            start = -1;
            if (word.Length > 1)
                yield return word;
        }
    }

    private static string Fold(ReadOnlySpan<char> word)
    {
        var folded = WordCounts.Fold(word);
        return folded.Length > 3 && folded[^1] == 's' && folded[^2] != 's' ? folded[..^1] : folded;
    }

    private static IEnumerable<string> Texts(string path)
    {
        if (Directory.Exists(path))
            return Directory.GetFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).SelectMany(Texts);
        return Path.GetExtension(path) switch
        {
            ".txt" => [Documents.PlainText.Parse(File.ReadAllText(path), path).Body],
            ".xml" => [string.Join(' ', System.Xml.Linq.XDocument.Load(path).Descendants("token").Select(t => t.Value))],
            ".jsonl" or ".json" => File.ReadLines(path).Select(l => System.Text.Json.JsonDocument.Parse(l).RootElement)
                .Select(e => e.TryGetProperty("text", out var c) || e.TryGetProperty("doctext", out c) ? c.ToString() : ""),
            _ => [],
        };
    }
}
