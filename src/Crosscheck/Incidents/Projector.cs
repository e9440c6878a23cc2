using System.Collections.Immutable;
using Crosscheck.Claims;
using Crosscheck.Ledger;

namespace Crosscheck.Incidents;

/// <summary>
/// Brings the projection up to date after documents, readings or decisions came in. What results depends on what the
/// ledger holds and on nothing else: candidates, scores and clusters look at tellings alone, and every component that a
/// change touches is clustered anew as a whole.
/// </summary>
public sealed class Projector(IProjectionCache cache, PairScore score)
{
    /// <summary>Names the rules of the projection: a stored projection of another version is built anew.</summary>
    public const string Version = "projection/5";

    /// <summary>Projects anew whatever the given documents touch.</summary>
    public void Update(IEnumerable<string> documents)
    {
        var touched = new SortedSet<long>();
        var fresh = new HashSet<long>();
        foreach (var document in documents.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var before = cache.TellingsOf(document).Select(t => t.Telling).ToList();
            foreach (var telling in before)
                touched.UnionWith(cache.ClusterOf(telling));
            cache.Drop(before);
            touched.UnionWith(cache.Forget(document));
            touched.ExceptWith(before);
            if (cache.Reading(document) is not { } reading)
                continue;
            foreach (var profile in Profiles.Of(reading))
                fresh.Add(Add(profile));
            AddMustLinks(document);
        }
        touched.UnionWith(fresh);
        Rebuild(touched, fresh);
    }

    /// <summary>Clusters the components of the given tellings anew.</summary>
    public void RebuildAround(IEnumerable<long> tellings) => Rebuild(new SortedSet<long>(tellings), []);

    private void Rebuild(SortedSet<long> touched, HashSet<long> fresh)
    {
        var done = new HashSet<long>();
        foreach (var telling in touched)
        {
            if (!done.Contains(telling))
                Rebuild(ComponentOf(telling, done), fresh);
        }
    }

    private long Add(TellingProfile profile)
    {
        var hits = new SortedDictionary<long, int>();
        foreach (var (key, other) in cache.Filed([.. BlockingKeys.Wanted(profile).Distinct()]))
            hits[other] = hits.GetValueOrDefault(other) + (BlockingKeys.IsWord(key) ? 1 : BlockingKeys.WordsShared);
        var candidates = hits.Where(h => h.Value >= BlockingKeys.WordsShared).Select(h => h.Key).ToList();
        var telling = cache.File(profile, BlockingKeys.Filed(profile).Distinct());
        foreach (var (other, i) in cache.Profiles(candidates).Select((p, i) => (p, i)))
        {
            if (other.Document == profile.Document)
                continue;
            var s = score.Of(profile, other);
            if (s > Linker.EdgeThreshold)
                cache.Join(telling, candidates[i], s);
        }
        return telling;
    }

    /// <summary>An editor's merge joins tellings that no key would bring together.</summary>
    private void AddMustLinks(string document)
    {
        foreach (var decision in cache.Decisions([document]).Where(d => d.Kind == DecisionKind.Merge))
        {
            var merged = decision.Anchors.Select(Find).OfType<long>().Distinct().ToList();
            for (var i = 1; i < merged.Count; i++)
                cache.Join(merged[i - 1], merged[i], Clustering.Must);
        }
    }

    private long? Find(Anchor anchor) =>
        Constraints.Find(anchor, cache.TellingsOf(anchor.Document).Select(t => (t.Telling, t.Profile)));

    private List<long> ComponentOf(long start, HashSet<long> done)
    {
        var component = new List<long>();
        var open = new Stack<long>([start]);
        done.Add(start);
        while (open.TryPop(out var telling))
        {
            component.Add(telling);
            foreach (var (other, _) in cache.Edges(telling))
            {
                if (done.Add(other))
                    open.Push(other);
            }
        }
        return component;
    }

    private void Rebuild(List<long> component, HashSet<long> fresh)
    {
        var members = component.Zip(cache.Profiles(component), (t, p) => (Telling: t, Profile: p))
            .OrderBy(m => m.Profile.Key, StringComparer.Ordinal).ToList();
        var profiles = members.Select(m => m.Profile).ToList();
        var decisions = cache.Decisions([.. profiles.Select(p => p.Document).Distinct(StringComparer.Ordinal)]);
        var constraints = Constraints.Of(profiles, decisions);
        var stale = new List<(ImmutableArray<int> Cluster, List<long> Tellings)>();
        foreach (var part in Parts(members.Select(m => m.Telling).ToList()))
        {
            var clusters = Clustering.Cluster(part.Length, (i, j) => constraints.Between(part[i], part[j]) ?? score.Of(profiles[part[i]], profiles[part[j]]));
            foreach (var cluster in clusters.Select(c => c.Select(i => part[i]).ToImmutableArray()))
            {
                var tellings = cluster.Select(i => members[i].Telling).ToList();
                if (tellings.Exists(fresh.Contains) || !cache.ClusterOf(tellings[0]).ToHashSet().SetEquals(tellings))
                    stale.Add((cluster, tellings));
            }
        }
        cache.Drop([.. stale.SelectMany(s => s.Tellings)]);
        foreach (var (cluster, tellings) in stale)
            cache.Store(Build(cluster.Select(i => profiles[i]), decisions), tellings);
    }

    private Incident Build(IEnumerable<TellingProfile> profiles, IReadOnlyList<Decision> decisions)
    {
        var readings = new Dictionary<string, Reading>(StringComparer.Ordinal);
        var members = profiles.Select(p => new Member(p, readings.TryGetValue(p.Document, out var known) ? known : readings[p.Document] = cache.Reading(p.Document)!)).ToList();
        return IncidentBuilder.Build(members, Constraints.On(members, decisions));
    }

    /// <summary>
    /// A component too large to be clustered whole is cut at the lowest score that leaves no part too large; must-links
    /// are never cut. Parts in the order of their first member.
    /// </summary>
    private List<int[]> Parts(List<long> tellings)
    {
        if (tellings.Count <= Clustering.Largest)
            return [[.. Enumerable.Range(0, tellings.Count)]];
        var index = tellings.Select((t, i) => (t, i)).ToDictionary(x => x.t, x => x.i);
        var edges = tellings.SelectMany(t => cache.Edges(t).Select(e => (A: index[t], B: index[e.Other], e.Score))).Where(e => e.A < e.B).ToList();
        for (var cut = 1f; ; cut *= 1.3f)
        {
            var parts = Components.Of(tellings.Count, edges.Where(e => e.Score >= cut).Select(e => (e.A, e.B))).ToList();
            if (cut > 1000 || parts.TrueForAll(p => p.Length <= Clustering.Largest))
                return parts;
        }
    }
}
