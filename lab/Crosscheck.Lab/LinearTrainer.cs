using Crosscheck.Models;

namespace Crosscheck.Lab;

/// <summary>One training example: hashed features, the right class (or the allowed classes of a ranking), and a weight.</summary>
public readonly record struct Example(uint[] Features, int Class, float Weight = 1f);

/// <summary>
/// Multi-class logistic regression over hashed features, by AdaGrad with an L1 penalty applied lazily (Duchi et al. 2011).
/// Deterministic: the order of the examples is shuffled by a fixed seed.
/// </summary>
public static class LinearTrainer
{
    /// <summary>Trains and returns weights by feature. Features seen fewer than <paramref name="minCount"/> times are left out.</summary>
    public static Dictionary<uint, float[]> Train(
        IReadOnlyList<Example> examples, int classes, int epochs = 10, float rate = 0.1f, float l2 = 1e-6f, int minCount = 2, float prune = 0.01f)
    {
        var index = new Dictionary<uint, int>();
        var counts = new Dictionary<uint, int>();
        foreach (var example in examples)
        {
            foreach (var f in example.Features)
                counts[f] = counts.GetValueOrDefault(f) + 1;
        }
        foreach (var (f, count) in counts)
        {
            if (count >= minCount)
                index[f] = index.Count;
        }
        var rows = examples.Select(e => e.Features.Where(index.ContainsKey).Select(f => index[f]).ToArray()).ToArray();
        var w = new float[(long)index.Count * classes];
        var g2 = new float[w.Length];
        var order = Enumerable.Range(0, examples.Count).ToArray();
        var random = new Random(17);
        var p = new float[classes];
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            random.Shuffle(order);
            foreach (var i in order)
            {
                Array.Clear(p);
                foreach (var r in rows[i])
                {
                    var at = r * classes;
                    for (var c = 0; c < classes; c++)
                        p[c] += w[at + c];
                }
                LinearModel.Normalize(p);
                p[examples[i].Class] -= 1;
                foreach (var r in rows[i])
                {
                    var at = r * classes;
                    for (var c = 0; c < classes; c++)
                    {
                        var gradient = p[c] * examples[i].Weight + l2 * w[at + c];
                        if (MathF.Abs(gradient) < 1e-7f)
                            continue;
                        g2[at + c] += gradient * gradient;
                        w[at + c] -= rate * gradient / (1e-6f + MathF.Sqrt(g2[at + c]));
                    }
                }
            }
        }
        var result = new Dictionary<uint, float[]>(index.Count);
        foreach (var (f, r) in index)
        {
            var row = new float[classes];
            Array.Copy(w, (long)r * classes, row, 0, classes);
            if (row.Any(x => MathF.Abs(x) > prune))
                result[f] = row;
        }
        return result;
    }

    /// <summary>Trains and wraps the result as the model that the reader would load.</summary>
    public static LinearModel TrainModel(IReadOnlyList<Example> examples, IReadOnlyList<string> classes, int epochs = 10, float rate = 0.1f) =>
        LinearModel.FromBytes(LinearModel.Write(classes, Train(examples, classes.Count, epochs, rate)), "training");
}
