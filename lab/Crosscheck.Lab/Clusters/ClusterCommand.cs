using System.Diagnostics;
using Crosscheck.Models;

namespace Crosscheck.Lab.Clusters;

/// <summary>`lab train clusters CORPORA GOLD [OUT]`: learns the word classes and prints some of them.</summary>
internal static class ClusterCommand
{
    private const int Classes = 640;
    private const int Passes = 12;

    public static int Run(string[] args)
    {
        var clock = Stopwatch.StartNew();
        var sentences = PlainSentences.Of(args[0], args[1]).ToList();
        var counts = new Dictionary<uint, int>();
        var forms = new Dictionary<uint, string>();
        foreach (var word in sentences.SelectMany(s => s))
        {
            var key = WordClusters.Key(word);
            counts[key] = counts.GetValueOrDefault(key) + 1;
            forms.TryAdd(key, word);
        }
        var known = counts.Where(c => c.Value >= 2).OrderByDescending(c => c.Value).ThenBy(c => c.Key).Select(c => c.Key).ToList();
        var numbers = known.Select((key, i) => (key, i)).ToDictionary(x => x.key, x => x.i + 2);
        var text = sentences.Select(s => (int[])[0, .. s.Select(w => numbers.GetValueOrDefault(WordClusters.Key(w), 1)), 0]);
        var clustering = new ExchangeClustering(text, known.Count + 2, Classes);
        Console.Error.WriteLine($"{counts.Values.Sum()} words, {known.Count} known, {clock.Elapsed.TotalSeconds:F0} s");
        for (var pass = 1; pass <= Passes; pass++)
            Console.Error.WriteLine($"pass {pass}: {clustering.Pass()} moved, {clock.Elapsed.TotalSeconds:F0} s");
        var codes = new ClassTree(clustering.Model).Codes();
        Console.Error.WriteLine($"tree: {clock.Elapsed.TotalSeconds:F0} s");
        var table = known.Select((key, i) => (key, Code: codes[clustering.ClassOf[i + 2]])).ToDictionary(x => x.key, x => x.Code);
        File.WriteAllBytes(args.Length > 2 ? args[2] : "data/models/clusters.bin", WordTable.Write(table));
        foreach (var group in table.GroupBy(t => t.Value).OrderBy(g => Convert.ToString(g.Key, 2), StringComparer.Ordinal))
            Console.WriteLine($"{Convert.ToString(group.Key, 2)[1..]}\t{string.Join(' ', group.OrderByDescending(g => counts[g.Key]).Take(14).Select(g => forms[g.Key]))}");
        return 0;
    }
}
