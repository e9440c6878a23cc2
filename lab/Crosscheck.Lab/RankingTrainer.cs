using Crosscheck.Models;

namespace Crosscheck.Lab;

/// <summary>A choice among candidates, of which at least one is right.</summary>
public sealed record Choice(uint[][] Candidates, bool[] Right, float Weight = 1f);

/// <summary>A log-linear model over the candidates of each choice (maximum likelihood by AdaGrad); the result is a LinearModel of one class.</summary>
public static class RankingTrainer
{
    public static Dictionary<uint, float[]> Train(
        IReadOnlyList<Choice> choices, int epochs = 8, float rate = 0.1f, float l2 = 1e-5f, int minCount = 4, float prune = 0.02f)
    {
        var index = Index(choices, minCount);
        var rows = choices.Select(c => c.Candidates.Select(f => f.Where(index.ContainsKey).Select(x => index[x]).ToArray()).ToArray()).ToArray();
        var w = new float[index.Count];
        var g2 = new float[index.Count];
        var sum = new float[index.Count];
        var order = Enumerable.Range(0, choices.Count).ToArray();
        var random = new Random(17);
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            random.Shuffle(order);
            foreach (var i in order)
                Step(rows[i], choices[i], w, g2, rate, l2);
            if (epoch < epochs / 2)
                continue;
            for (var r = 0; r < w.Length; r++)
                sum[r] += w[r] / (epochs - epochs / 2);
        }
        return index.Where(x => MathF.Abs(sum[x.Value]) > prune).ToDictionary(x => x.Key, x => new[] { sum[x.Value] });
    }

    public static LinearModel TrainModel(IReadOnlyList<Choice> choices, int epochs = 8, float rate = 0.1f, float l2 = 1e-5f) =>
        LinearModel.FromBytes(LinearModel.Write(["score"], Train(choices, epochs, rate, l2)), "training");

    private static Dictionary<uint, int> Index(IReadOnlyList<Choice> choices, int minCount)
    {
        var counts = new Dictionary<uint, int>();
        foreach (var choice in choices)
        {
            foreach (var f in choice.Candidates.SelectMany(c => c).Distinct())
                counts[f] = counts.GetValueOrDefault(f) + 1;
        }
        var index = new Dictionary<uint, int>();
        foreach (var (f, count) in counts)
        {
            if (count >= minCount)
                index[f] = index.Count;
        }
        return index;
    }

    private static void Step(int[][] rows, Choice choice, float[] w, float[] g2, float rate, float l2)
    {
        var p = new float[rows.Length];
        for (var c = 0; c < p.Length; c++)
        {
            foreach (var r in rows[c])
                p[c] += w[r];
        }
        LinearModel.Normalize(p);
        var right = 1e-9f;
        for (var c = 0; c < p.Length; c++)
            right += choice.Right[c] ? p[c] : 0;
        for (var c = 0; c < p.Length; c++)
        {
            var error = (p[c] - (choice.Right[c] ? p[c] / right : 0)) * choice.Weight;
            if (MathF.Abs(error) < 1e-6f)
                continue;
            foreach (var r in rows[c])
            {
                var gradient = error + l2 * w[r];
                g2[r] += gradient * gradient;
                w[r] -= rate * gradient / (1e-6f + MathF.Sqrt(g2[r]));
            }
        }
    }
}
