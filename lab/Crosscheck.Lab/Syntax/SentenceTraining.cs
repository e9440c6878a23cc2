using Crosscheck.Models;
using Crosscheck.Text;

namespace Crosscheck.Lab.Syntax;

/// <summary>Trains the model that ends sentences inside a line, on the tokens that the shipped tokenizer finds in the treebanks' raw text.</summary>
public static class SentenceTraining
{
    public static byte[] Train(IReadOnlyList<Treebank> documents)
    {
        var examples = new List<Example>();
        foreach (var document in documents)
            Collect(document, examples);
        Console.Error.WriteLine($"sentences: {examples.Count} boundaries, {examples.Count(e => e.Class == 1)} of them ends");
        return LinearModel.Write(["inside", "end"], LinearTrainer.Train(examples, 2, epochs: 12, l2: 1e-5f, minCount: 2));
    }

    private static void Collect(Treebank document, List<Example> examples)
    {
        var tokens = Tokenizer.Split(document.Text);
        var ends = document.Sentences.Select(s => s[^1].End).ToHashSet();
        var boundaries = new SentenceBoundaries(document.Text, tokens.AsSpan());
        Span<uint> features = stackalloc uint[SentenceBoundaries.MaxFeatures];
        var first = 0;
        for (var i = 0; i + 1 < tokens.Length; i++)
        {
            var end = ends.Contains(tokens[i].End);
            if (LineBreaks.Between(document.Text, tokens[i].End, tokens[i + 1].Start) == LineBreak.None && boundaries.IsCandidate(i))
            {
                var count = boundaries.Features(i, first, features);
                examples.Add(new Example(features[..count].ToArray(), end ? 1 : 0));
            }
            if (end)
                first = i + 1;
        }
    }
}
