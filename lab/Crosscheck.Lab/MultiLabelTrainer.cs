using Crosscheck.Models;

namespace Crosscheck.Lab;

/// <summary>Features with a bit for each label that holds (<paramref name="Positive"/>) and for each that may be learned from (<paramref name="Mask"/>).</summary>
public readonly record struct MultiExample(uint[] Features, uint Positive, uint Mask);

/// <summary>Independent logistic regressions over shared hashed features, one a label, by AdaGrad. Deterministic.</summary>
public static class MultiLabelTrainer
{
    public static LinearModel TrainModel(IReadOnlyList<MultiExample> examples, IReadOnlyList<string> labels, int epochs = 8, float rate = 0.15f, float l2 = 2e-6f, int minCount = 2) =>
        LinearModel.FromBytes(Train(examples, labels, epochs, rate, l2, minCount), "training");

    public static byte[] Train(IReadOnlyList<MultiExample> examples, IReadOnlyList<string> labels, int epochs = 8, float rate = 0.15f, float l2 = 2e-6f, int minCount = 2, float prune = 0.01f)
    {
        var counts = new Dictionary<uint, int>();
        foreach (var example in examples)
        {
            foreach (var f in example.Features)
                System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, f, out _)++;
        }
        var index = new Dictionary<uint, int>();
        foreach (var (f, count) in counts)
        {
            if (count >= minCount)
                index[f] = index.Count;
        }
        var rows = new int[examples.Count][];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = [.. examples[i].Features.Where(index.ContainsKey).Select(f => index[f])];
        var c = labels.Count;
        var w = new float[(long)index.Count * c];
        var g2 = new float[w.Length];
        var order = Enumerable.Range(0, examples.Count).ToArray();
        var random = new Random(17);
        Span<float> score = stackalloc float[c];
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            random.Shuffle(order);
            foreach (var i in order)
                Step(examples[i], rows[i], w, g2, score, rate, l2);
        }
        var weights = new Dictionary<uint, float[]>(index.Count);
        foreach (var (f, r) in index)
        {
            var row = w.AsSpan(r * c, c).ToArray();
            if (row.Any(x => MathF.Abs(x) > prune))
                weights[f] = row;
        }
        return LinearModel.Write(labels, weights);
    }

    private static void Step(MultiExample example, int[] row, float[] w, float[] g2, Span<float> score, float rate, float l2)
    {
        var c = score.Length;
        score.Clear();
        foreach (var r in row)
        {
            for (var k = 0; k < c; k++)
                score[k] += w[r * c + k];
        }
        for (var k = 0; k < c; k++)
        {
            if ((example.Mask >> k & 1) == 0)
                continue;
            var gradient = 1 / (1 + MathF.Exp(-score[k])) - (example.Positive >> k & 1);
            if (MathF.Abs(gradient) < 1e-3f)
                continue;
            foreach (var r in row)
            {
                var at = r * c + k;
                var g = gradient + l2 * w[at];
                g2[at] += g * g;
                w[at] -= rate * g / (1e-6f + MathF.Sqrt(g2[at]));
            }
        }
    }
}
