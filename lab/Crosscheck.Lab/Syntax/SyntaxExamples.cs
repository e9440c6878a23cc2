using Crosscheck.Models;
using Crosscheck.Text;

namespace Crosscheck.Lab.Syntax;

/// <summary>A sentence for the network: the rows of each word's features, its tag class, head (-1 the root) and label.</summary>
public sealed record SyntaxExample(int[][] Features, int[] Tags, int[] Heads, int[] Labels)
{
    public int Length => Heads.Length;
}

/// <summary>An unlabelled sentence: the rows of each word's features, and the class that its neighbours foretell.</summary>
public sealed record PlainExample(int[][] Features, int[] Classes);

/// <summary>The vocabulary of a training set (features, tag classes, labels) and its sentences in these numbers.</summary>
public sealed class SyntaxExamples
{
    public Dictionary<uint, int> Rows { get; } = [];
    public List<int> FormCounts { get; } = [];
    public List<string> Tags { get; }
    public List<string> Labels { get; }
    public List<SyntaxExample> Sentences { get; } = [];

    /// <summary>Unlabelled sentences for pretraining; empty where none were given.</summary>
    public List<PlainExample> Plain { get; } = [];

    /// <param name="plain">Unlabelled sentences: their features count with the treebank's.</param>
    /// <param name="minPlain">How often a feature that the treebank lacks must stand in them.</param>
    public SyntaxExamples(IReadOnlyList<Word[]> sentences, IReadOnlyList<string[]> plain, int minCount = 2, int minPlain = 5)
    {
        Tags = Frequent(sentences, Class, 3);
        Labels = Frequent(sentences, w => w.Relation, 5);
        var counts = new Dictionary<uint, int>();
        var forms = new HashSet<uint>();
        Span<uint> features = stackalloc uint[SyntaxInput.Max];
        foreach (var sentence in sentences)
        {
            for (var i = 0; i < sentence.Length; i++)
            {
                var n = SyntaxInput.Features(sentence[i].Form, i == 0, features);
                forms.Add(features[0]);
                foreach (var f in features[..n])
                    counts[f] = counts.GetValueOrDefault(f) + 1;
            }
        }
        var more = CountPlain(plain, forms);
        foreach (var feature in counts.Keys.Union(more.Keys))
        {
            if (counts.GetValueOrDefault(feature) < minCount && more.GetValueOrDefault(feature) < minPlain)
                continue;
            Rows[feature] = Rows.Count;
            FormCounts.Add(forms.Contains(feature) ? counts.GetValueOrDefault(feature) : -1);
        }
        Plain.AddRange(EncodePlain(plain));
        var tags = Tags.Index().ToDictionary(t => t.Item, t => t.Index);
        var labels = Labels.Index().ToDictionary(t => t.Item, t => t.Index);
        foreach (var sentence in sentences)
            Sentences.Add(Encode(sentence, tags, labels));
    }

    private static Dictionary<uint, int> CountPlain(IReadOnlyList<string[]> plain, HashSet<uint> forms)
    {
        var counts = new Dictionary<uint, int>();
        Span<uint> features = stackalloc uint[SyntaxInput.Max];
        foreach (var sentence in plain)
        {
            for (var i = 0; i < sentence.Length; i++)
            {
                var n = SyntaxInput.Features(sentence[i], i == 0, features);
                forms.Add(features[0]);
                foreach (var f in features[..n])
                    counts[f] = counts.GetValueOrDefault(f) + 1;
            }
        }
        return counts;
    }

    /// <summary>The class of a word to foretell: the word itself where it is among the most frequent, else its word class.</summary>
    private IEnumerable<PlainExample> EncodePlain(IReadOnlyList<string[]> plain)
    {
        const int Frequent = 330;
        var words = plain.SelectMany(s => s).CountBy(w => WordClusters.Key(w)).OrderByDescending(c => c.Value).ThenBy(c => c.Key).Take(Frequent)
            .Index().ToDictionary(c => c.Item.Key, c => c.Index + 1);
        var clusters = new Dictionary<uint, int>();
        foreach (var sentence in plain.Where(s => s.Length is > 2 and < 200))
        {
            var classes = new int[sentence.Length];
            var rows = new int[sentence.Length][];
            for (var i = 0; i < classes.Length; i++)
            {
                rows[i] = RowsOf(sentence[i], i == 0);
                if (words.TryGetValue(WordClusters.Key(sentence[i]), out classes[i]))
                    continue;
                var code = WordClusters.Shared.Of(sentence[i]).Code;
                if (!clusters.TryGetValue(code, out var cluster))
                    clusters[code] = cluster = clusters.Count;
                classes[i] = Math.Min(Frequent + 1 + cluster, SyntaxNetTrainer.Guesses - 1);
            }
            yield return new PlainExample(rows, classes);
        }
    }

    private int[] RowsOf(string form, bool initial)
    {
        Span<uint> features = stackalloc uint[SyntaxInput.Max];
        var n = SyntaxInput.Features(form, initial, features);
        return [.. features[..n].ToArray().Where(Rows.ContainsKey).Select(f => Rows[f])];
    }

    public static string Class(Word word) => word.Upos + " " + word.Xpos;

    private SyntaxExample Encode(Word[] sentence, Dictionary<string, int> tags, Dictionary<string, int> labels)
    {
        var rows = new int[sentence.Length][];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = RowsOf(sentence[i].Form, i == 0);
        return new SyntaxExample(rows,
            [.. sentence.Select(w => tags.GetValueOrDefault(Class(w), -1))],
            [.. sentence.Select(w => w.Head - 1)],
            [.. sentence.Select(w => labels.GetValueOrDefault(w.Relation, labels.GetValueOrDefault(SyntaxScore.Universal(w.Relation), -1)))]);
    }

    private static List<string> Frequent(IReadOnlyList<Word[]> sentences, Func<Word, string> key, int least) =>
        [.. sentences.SelectMany(s => s).CountBy(key).Where(c => c.Value >= least).OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Select(c => c.Key)];
}
