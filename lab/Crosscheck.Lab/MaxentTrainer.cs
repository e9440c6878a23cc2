using Crosscheck.Models;

namespace Crosscheck.Lab;

/// <summary>
/// Multinomial logistic regression with an L2 penalty on the whole, for small sets: full gradient, Adam steps.
/// Deterministic; no order of examples matters.
/// </summary>
public static class MaxentTrainer
{
    public static Dictionary<uint, float[]> Train(IReadOnlyList<Example> examples, int classes, float l2 = 0.3f, int steps = 150, int minCount = 2)
    {
        var counts = new Dictionary<uint, int>();
        foreach (var f in examples.SelectMany(e => e.Features.Distinct()))
            counts[f] = counts.GetValueOrDefault(f) + 1;
        var index = counts.Where(c => c.Value >= minCount).Select((c, i) => (c.Key, i)).ToDictionary(x => x.Key, x => x.i);
        var rows = examples.Select(e => e.Features.Where(index.ContainsKey).Select(f => index[f] * classes).ToArray()).ToArray();
        var w = new float[index.Count * classes];
        var gradient = new float[w.Length];
        var (m, v) = (new float[w.Length], new float[w.Length]);
        for (var step = 1; step <= steps; step++)
        {
            Gradient(examples, rows, w, gradient, classes);
            var rate = 0.05f * MathF.Min(1, 2f * (steps - step + 1) / steps);
            for (var i = 0; i < w.Length; i++)
            {
                var g = gradient[i] + l2 * w[i];
                m[i] = 0.9f * m[i] + 0.1f * g;
                v[i] = 0.99f * v[i] + 0.01f * g * g;
                w[i] -= rate * (m[i] / (1 - MathF.Pow(0.9f, step))) / (1e-6f + MathF.Sqrt(v[i] / (1 - MathF.Pow(0.99f, step))));
            }
        }
        return index.ToDictionary(x => x.Key, x => w.AsSpan(x.Value * classes, classes).ToArray());
    }

    public static LinearModel TrainModel(IReadOnlyList<Example> examples, IReadOnlyList<string> classes, float l2 = 0.3f, int steps = 150) =>
        LinearModel.FromBytes(LinearModel.Write(classes, Train(examples, classes.Count, l2, steps)), "training");

    private static void Gradient(IReadOnlyList<Example> examples, int[][] rows, float[] w, float[] gradient, int classes)
    {
        Array.Clear(gradient);
        var p = new float[classes];
        for (var e = 0; e < rows.Length; e++)
        {
            Array.Clear(p);
            foreach (var at in rows[e])
            {
                for (var c = 0; c < classes; c++)
                    p[c] += w[at + c];
            }
            LinearModel.Normalize(p);
            p[examples[e].Class] -= 1;
            for (var c = 0; c < classes; c++)
                p[c] *= examples[e].Weight;
            foreach (var at in rows[e])
            {
                for (var c = 0; c < classes; c++)
                    gradient[at + c] += p[c];
            }
        }
    }
}
