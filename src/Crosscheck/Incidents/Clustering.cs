using System.Collections.Immutable;

namespace Crosscheck.Incidents;

/// <summary>
/// Average-link agglomerative clustering with must-links and cannot-links. It takes members in the order of their keys
/// and breaks ties by it, so that the result depends on the set alone.
/// </summary>
public static class Clustering
{
    public const float Must = 1e6f;
    public const float Cannot = -1e7f;

    /// <summary>A component larger than this is first cut into parts, so that no component costs more than this squared.</summary>
    public const int Largest = 400;

    /// <summary>Clusters 0..count-1 by a symmetric score; joins while the mean score between two clusters is above the threshold.</summary>
    /// <returns>The clusters, members ascending, ordered by first member.</returns>
    public static ImmutableArray<ImmutableArray<int>> Cluster(int count, Func<int, int, float> score, float threshold = 0)
    {
        if (count == 1)
            return [[0]];
        var sums = new float[count, count];
        for (var i = 0; i < count; i++)
        {
            for (var j = i + 1; j < count; j++)
                sums[i, j] = sums[j, i] = score(i, j);
        }
        var members = Enumerable.Range(0, count).Select(i => new List<int> { i }).ToArray();
        var alive = Enumerable.Range(0, count).ToList();
        var best = new (float Mean, int With)[count];
        foreach (var i in alive)
            best[i] = BestOf(i, alive, sums, members);
        while (Next(alive, best, threshold) is var (a, b) && a >= 0)
            Join(Math.Min(a, b), Math.Max(a, b), alive, sums, members, best);
        return [.. alive.Select(i => members[i].Order().ToImmutableArray()).OrderBy(m => m[0])];
    }

    private static (int A, int B) Next(List<int> alive, (float Mean, int With)[] best, float threshold)
    {
        var a = -1;
        foreach (var i in alive)
        {
            if (best[i].With >= 0 && best[i].Mean > threshold && (a < 0 || best[i].Mean > best[a].Mean))
                a = i;
        }
        return a < 0 ? (-1, -1) : (a, best[a].With);
    }

    private static void Join(int a, int b, List<int> alive, float[,] sums, List<int>[] members, (float Mean, int With)[] best)
    {
        members[a].AddRange(members[b]);
        alive.Remove(b);
        foreach (var k in alive)
        {
            if (k != a)
                sums[a, k] = sums[k, a] = sums[a, k] + sums[b, k];
        }
        foreach (var k in alive)
        {
            if (k == a || best[k].With == a || best[k].With == b)
            {
                best[k] = BestOf(k, alive, sums, members);
                continue;
            }
            var mean = Mean(sums[k, a], members[k].Count * members[a].Count);
            if (mean > best[k].Mean || (mean == best[k].Mean && a < best[k].With))
                best[k] = (mean, a);
        }
    }

    private static (float Mean, int With) BestOf(int i, List<int> alive, float[,] sums, List<int>[] members)
    {
        var best = (Mean: float.NegativeInfinity, With: -1);
        foreach (var k in alive)
        {
            if (k == i)
                continue;
            var mean = Mean(sums[i, k], members[i].Count * members[k].Count);
            if (mean > best.Mean)
                best = (mean, k);
        }
        return best;
    }

    /// <summary>
    /// The mean, a must-link or cannot-link taking all: one of either is larger than any sum of scores. Where an editor
    /// said both, the cannot-link holds.
    /// </summary>
    private static float Mean(float sum, int pairs) =>
        sum <= Cannot / 2 ? Cannot : sum >= Must / 2 ? Must : sum / pairs;
}
