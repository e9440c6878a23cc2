using Crosscheck.Models;

namespace Crosscheck.Lab.Attributions;

/// <summary>One choice: the features of every candidate, and which of them are right (at least one).</summary>
public sealed record Choice(uint[][] Candidates, bool[] Right, float Weight = 1f);

/// <summary>
/// Trains a ranking: the probability of a candidate is the softmax of its score among all candidates of the choice, and the
/// right candidates share their probability. AdaGrad; the order is shuffled by a fixed seed, the weights averaged over steps.
/// </summary>
public static class RankTrainer
{
    public static Dictionary<uint, float[]> Train(IReadOnlyList<Choice> choices, int epochs = 8, float rate = 0.05f, float l2 = 1e-5f, int minCount = 2)
    {
        var index = Index(choices, minCount);
        var rows = choices.Select(c => c.Candidates.Select(f => f.Where(index.ContainsKey).Select(x => index[x]).ToArray()).ToArray()).ToArray();
        var w = new float[index.Count];
        var g2 = new float[index.Count];
        var order = Enumerable.Range(0, choices.Count).ToArray();
        var random = new Random(17);
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            random.Shuffle(order);
            foreach (var i in order)
                Step(rows[i], choices[i], w, g2, rate, l2);
        }
        return index.Where(p => MathF.Abs(w[p.Value]) > 0.005f).ToDictionary(p => p.Key, p => new[] { w[p.Value] });
    }

    internal static Dictionary<uint, int> Index(IReadOnlyList<Choice> choices, int minCount)
    {
        var counts = new Dictionary<uint, int>();
        foreach (var feature in choices.SelectMany(c => c.Candidates).SelectMany(f => f))
            counts[feature] = counts.GetValueOrDefault(feature) + 1;
        var index = new Dictionary<uint, int>();
        foreach (var (feature, count) in counts)
        {
            if (count >= minCount)
                index[feature] = index.Count;
        }
        return index;
    }

    private static void Step(int[][] rows, Choice choice, float[] w, float[] g2, float rate, float l2)
    {
        var p = new float[rows.Length];
        for (var k = 0; k < rows.Length; k++)
        {
            foreach (var r in rows[k])
                p[k] += w[r];
        }
        LinearModel.Normalize(p);
        var right = 1e-9f;
        for (var k = 0; k < p.Length; k++)
            right += choice.Right[k] ? p[k] : 0;
        for (var k = 0; k < p.Length; k++)
        {
            var gradient = (p[k] - (choice.Right[k] ? p[k] / right : 0)) * choice.Weight;
            if (MathF.Abs(gradient) < 1e-6f)
                continue;
            foreach (var r in rows[k])
            {
                var g = gradient + l2 * w[r];
                g2[r] += g * g;
                w[r] -= rate * g / (1e-6f + MathF.Sqrt(g2[r]));
            }
        }
    }
}
