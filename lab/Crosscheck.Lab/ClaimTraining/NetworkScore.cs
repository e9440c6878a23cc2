using System.Globalization;
using Crosscheck.Claims;
using Crosscheck.Lab.Neural;
using Crosscheck.Models.Neural;

namespace Crosscheck.Lab.ClaimTraining;

/// <summary><c>lab score network GOLD [FOLD]</c>: the claim network alone, trained on the other folds.</summary>
internal static class NetworkScore
{
    public static int Run(string[] args)
    {
        var fold = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 4;
        var reports = GoldText.Load(GoldCluster.Load(args[0]));
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var bytes = TokenNetworkTrainer.Train([.. reports.Where(r => r.Cluster.Fold != fold).SelectMany(ClaimWindows.Of)], ClaimNetwork.Labels.Length, seed: args.Length > 2 ? ulong.Parse(args[2], CultureInfo.InvariantCulture) : 11);
        Console.Error.WriteLine($"trained in {clock.Elapsed.TotalSeconds:0} s, {bytes.Length} bytes");
        var network = new ClaimNetwork(new TensorFile(bytes, "network"));
        var found = new List<(float Chance, bool Right)>[ClaimNetwork.Labels.Length];
        for (var k = 0; k < found.Length; k++)
            found[k] = [];
        foreach (var report in reports.Where(r => r.Cluster.Fold == fold))
        {
            var chances = network.Read(report.Context);
            var at = 0;
            foreach (var window in ClaimWindows.Of(report))
            {
                for (var i = 0; i < window.Positive.Length; i++, at++)
                {
                    for (var k = 0; k < found.Length; k++)
                    {
                        if ((window.Mask[i] >> k & 1) != 0)
                            found[k].Add((chances[at * found.Length + k], (window.Positive[i] >> k & 1) != 0));
                    }
                }
            }
        }
        var sum = 0.0;
        for (var k = 0; k < found.Length; k++)
        {
            var precision = AveragePrecision(found[k]);
            sum += precision;
            Console.Write($"{ClaimNetwork.Labels[k]} {precision:0.000}  ");
        }
        Console.WriteLine($"mean {sum / found.Length:0.0000}");
        return 0;
    }

    /// <summary>The mean of the precision at each right token, the likeliest first.</summary>
    internal static double AveragePrecision(List<(float Chance, bool Right)> found)
    {
        found.Sort((a, b) => b.Chance.CompareTo(a.Chance));
        double sum = 0;
        var right = 0;
        for (var i = 0; i < found.Count; i++)
        {
            if (found[i].Right)
                sum += ++right / (i + 1.0);
        }
        return right == 0 ? 1 : sum / right;
    }
}
