using Crosscheck.Text;

namespace Crosscheck.Lab.Syntax;

/// <summary>A sentence for the network: the rows of each word's features, its tag class, head (-1 the root) and label.</summary>
public sealed record SyntaxExample(int[][] Features, int[] Tags, int[] Heads, int[] Labels)
{
    public int Length => Heads.Length;
}

/// <summary>The vocabulary of a training set (features, tag classes, labels) and its sentences in these numbers.</summary>
public sealed class SyntaxExamples
{
    public Dictionary<uint, int> Rows { get; } = [];
    public List<int> FormCounts { get; } = [];
    public List<string> Tags { get; }
    public List<string> Labels { get; }
    public List<SyntaxExample> Sentences { get; } = [];

    public SyntaxExamples(IReadOnlyList<Word[]> sentences, int minCount = 2)
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
        foreach (var (feature, count) in counts)
        {
            if (count < minCount)
                continue;
            Rows[feature] = Rows.Count;
            FormCounts.Add(forms.Contains(feature) ? count : 0);
        }
        var tags = Tags.Index().ToDictionary(t => t.Item, t => t.Index);
        var labels = Labels.Index().ToDictionary(t => t.Item, t => t.Index);
        foreach (var sentence in sentences)
            Sentences.Add(Encode(sentence, tags, labels));
    }

    public static string Class(Word word) => word.Upos + " " + word.Xpos;

    private SyntaxExample Encode(Word[] sentence, Dictionary<string, int> tags, Dictionary<string, int> labels)
    {
        var rows = new int[sentence.Length][];
        Span<uint> features = stackalloc uint[SyntaxInput.Max];
        for (var i = 0; i < rows.Length; i++)
        {
            var n = SyntaxInput.Features(sentence[i].Form, i == 0, features);
            rows[i] = features[..n].ToArray().Where(Rows.ContainsKey).Select(f => Rows[f]).ToArray();
        }
        return new SyntaxExample(rows,
            [.. sentence.Select(w => tags.GetValueOrDefault(Class(w), -1))],
            [.. sentence.Select(w => w.Head - 1)],
            [.. sentence.Select(w => labels.GetValueOrDefault(w.Relation, labels.GetValueOrDefault(SyntaxScore.Universal(w.Relation), -1)))]);
    }

    private static List<string> Frequent(IReadOnlyList<Word[]> sentences, Func<Word, string> key, int least) =>
        [.. sentences.SelectMany(s => s).CountBy(key).Where(c => c.Value >= least).OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Select(c => c.Key)];
}
