using Crosscheck.Models;
using Crosscheck.Text;

namespace Crosscheck.Lab.Syntax;

/// <summary>Trains the tagger on gold tokens: the class is UPOS and XPOS together.</summary>
public static class TagTraining
{
    public static byte[] Train(IReadOnlyList<Treebank> documents)
    {
        var sentences = documents.SelectMany(d => d.Sentences).ToList();
        var counts = sentences.SelectMany(s => s).CountBy(Class).OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Where(c => c.Value >= 5).ToList();
        var classes = counts.Select(c => c.Key).ToList();
        var numbers = classes.Index().ToDictionary(c => c.Item, c => c.Index);
        var examples = new List<Example>();
        var features = new uint[TagFeatures.Max];
        foreach (var sentence in sentences)
        {
            var words = sentence.Select(w => WordShapes.Of(w.Form)).ToArray();
            uint previous = 0, second = 0;
            for (var i = 0; i < words.Length; i++)
            {
                var count = TagFeatures.Write(words, i, 0, words.Length, previous, second, features);
                var known = numbers.TryGetValue(Class(sentence[i]), out var number);
                if (known)
                    examples.Add(new Example(features[..count], number));
                second = previous;
                previous = known ? (uint)number + 1 : 0;
            }
        }
        Console.Error.WriteLine($"tags: {examples.Count} words, {classes.Count} classes");
        return LinearModel.Write(classes, LinearTrainer.Train(examples, classes.Count, epochs: 5, minCount: 12, l2: 0, prune: 0.3f));
    }

    private static string Class(Word word) => word.Upos + " " + word.Xpos;
}
