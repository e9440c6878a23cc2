namespace Crosscheck.Text;

/// <summary>The maximum spanning tree from a given root (Chu and Liu 1965, Edmonds 1967): a cycle of best heads becomes one node, then opens again.</summary>
internal static class MaximumTree
{
    /// <summary>
    /// The head of each of <paramref name="n"/> nodes, -1 for the root. <paramref name="scores"/> holds n rows of n: the score of each
    /// head of the row's node. Costs n^2 for each cycle, and there are fewer than n.
    /// </summary>
    public static int[] Solve(float[] scores, int n, int root)
    {
        var best = new int[n];
        for (var d = 0; d < n; d++)
            best[d] = d == root ? -1 : BestHead(scores.AsSpan(d * n, n), d);
        var cycle = FindCycle(best);
        return cycle is null ? best : Open(scores, n, root, best, cycle);
    }

    private static int BestHead(ReadOnlySpan<float> row, int d)
    {
        var best = d == 0 ? 1 : 0;
        for (var h = 0; h < row.Length; h++)
        {
            if (h != d && row[h] > row[best])
                best = h;
        }
        return best;
    }

    private static List<int>? FindCycle(int[] heads)
    {
        var seen = new int[heads.Length];
        Array.Fill(seen, -1);
        for (var start = 0; start < heads.Length; start++)
        {
            var at = start;
            while (at >= 0 && seen[at] < 0)
            {
                seen[at] = start;
                at = heads[at];
            }
            if (at < 0 || seen[at] != start)
                continue;
            var cycle = new List<int> { at };
            for (var next = heads[at]; next != at; next = heads[next])
                cycle.Add(next);
            return cycle;
        }
        return null;
    }

    /// <summary>Solves with the cycle as one node, the last, and says which of its words takes its head from outside.</summary>
    private static int[] Open(float[] scores, int n, int root, int[] best, List<int> cycle)
    {
        var outside = Enumerable.Range(0, n).Except(cycle).ToArray();
        var m = outside.Length + 1;
        var smaller = new float[m * m];
        int[] leaves = new int[m], enters = new int[m];
        for (var i = 0; i < outside.Length; i++)
        {
            var node = outside[i];
            for (var j = 0; j < outside.Length; j++)
                smaller[i * m + j] = scores[node * n + outside[j]];
            leaves[i] = cycle.MaxBy(u => scores[node * n + u]);
            smaller[i * m + m - 1] = scores[node * n + leaves[i]];
            enters[i] = cycle.MaxBy(u => scores[u * n + node] - scores[u * n + best[u]]);
            smaller[(m - 1) * m + i] = scores[enters[i] * n + node] - scores[enters[i] * n + best[enters[i]]];
        }
        var solved = Solve(smaller, m, Array.IndexOf(outside, root));
        var heads = (int[])best.Clone();
        for (var i = 0; i < outside.Length; i++)
            heads[outside[i]] = solved[i] < 0 ? -1 : solved[i] == m - 1 ? leaves[i] : outside[solved[i]];
        heads[enters[solved[m - 1]]] = outside[solved[m - 1]];
        return heads;
    }
}
