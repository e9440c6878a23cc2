using System.Collections.Immutable;

namespace Crosscheck.Incidents;

/// <summary>Finds candidates, scores them and clusters, all in memory: the definition that the stored projection equals.</summary>
public static class Linker
{
    /// <summary>
    /// Pairs that score less than this are no edge: they are clustered together only through others. Above 0, where a pair
    /// is as likely one incident as two, so that chains of doubtful pairs do not tie a whole war together.
    /// </summary>
    public const float EdgeThreshold = 1;

    /// <summary>The pairs (i, j), i before j, that share enough keys to be worth a score.</summary>
    public static IEnumerable<(int A, int B)> Candidates(IReadOnlyList<TellingProfile> profiles)
    {
        var filed = new Dictionary<long, List<int>>();
        for (var i = 0; i < profiles.Count; i++)
        {
            foreach (var key in BlockingKeys.Filed(profiles[i]))
            {
                if (!filed.TryGetValue(key, out var list))
                    filed[key] = list = [];
                list.Add(i);
            }
        }
        var hits = new Dictionary<int, int>();
        for (var i = 0; i < profiles.Count; i++)
        {
            hits.Clear();
            foreach (var key in BlockingKeys.Wanted(profiles[i]))
            {
                if (!filed.TryGetValue(key, out var list))
                    continue;
                var weight = BlockingKeys.IsWord(key) ? 1 : BlockingKeys.WordsShared;
                foreach (var j in list)
                {
                    if (j > i)
                        hits[j] = hits.GetValueOrDefault(j) + weight;
                }
            }
            foreach (var (j, count) in hits.OrderBy(h => h.Key))
            {
                if (count >= BlockingKeys.WordsShared)
                    yield return (i, j);
            }
        }
    }

    /// <summary>The clusters of the profiles, which must be in ascending order of their keys.</summary>
    public static ImmutableArray<ImmutableArray<int>> Link(IReadOnlyList<TellingProfile> profiles, PairScore score)
    {
        var edges = new Dictionary<(int, int), float>();
        foreach (var (a, b) in Candidates(profiles))
        {
            var s = score.Of(profiles[a], profiles[b]);
            if (s > EdgeThreshold)
                edges[(a, b)] = s;
        }
        var result = ImmutableArray.CreateBuilder<ImmutableArray<int>>();
        foreach (var part in Components.Of(profiles.Count, edges.Keys))
        {
            foreach (var cluster in Clustering.Cluster(part.Length, (i, j) => score.Of(profiles[part[i]], profiles[part[j]])))
                result.Add([.. cluster.Select(i => part[i])]);
        }
        return result.ToImmutable();
    }
}

/// <summary>Connected components by union-find; members ascending, components by their first member.</summary>
public static class Components
{
    public static IEnumerable<int[]> Of(int count, IEnumerable<(int A, int B)> edges)
    {
        var parent = Enumerable.Range(0, count).ToArray();
        int Find(int x)
        {
            while (parent[x] != x)
                x = parent[x] = parent[parent[x]];
            return x;
        }
        foreach (var (a, b) in edges)
        {
            int x = Find(a), y = Find(b);
            parent[Math.Max(x, y)] = Math.Min(x, y);
        }
        return Enumerable.Range(0, count).GroupBy(Find).OrderBy(g => g.Key).Select(g => g.ToArray());
    }
}
