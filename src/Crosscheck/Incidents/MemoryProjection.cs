using System.Collections.Immutable;
using Crosscheck.Claims;
using Crosscheck.Ledger;

namespace Crosscheck.Incidents;

/// <summary>The projection in memory, over readings and decisions that were handed in.</summary>
public sealed class MemoryProjection : IProjectionCache
{
    private readonly Dictionary<string, List<Reading>> _given = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Reading> _readings = new(StringComparer.Ordinal);
    private readonly List<Decision> _decisions = [];
    private readonly Dictionary<long, TellingProfile> _profiles = [];
    private readonly Dictionary<string, List<long>> _byDocument = new(StringComparer.Ordinal);
    private readonly Dictionary<long, HashSet<long>> _filed = [];
    private readonly Dictionary<long, Dictionary<long, float>> _edges = [];
    private readonly Dictionary<long, (Incident Incident, IReadOnlyList<long> Members)> _clusters = [];
    private readonly Projector _projector;
    private long _last;

    public MemoryProjection(PairScore? score = null) => _projector = new Projector(this, score ?? PairScore.Default);

    /// <summary>The incidents, by date, then id.</summary>
    public ImmutableArray<Incident> Incidents => [.. _clusters.Values.Select(c => c.Incident).Distinct().OrderBy(i => i.Date?.Value ?? "", StringComparer.Ordinal).ThenBy(i => i.Id, StringComparer.Ordinal)];

    /// <summary>The incident that holds a telling of a document; null where none does.</summary>
    public string? IncidentOf(string document, string telling) =>
        TellingsOf(document).Where(t => t.Profile.Telling == telling).Select(t => _clusters.TryGetValue(t.Telling, out var c) ? c.Incident.Id : null).FirstOrDefault();

    /// <summary>Takes in readings and decisions, in any order, any number of times.</summary>
    public void Add(IEnumerable<Reading> readings, IEnumerable<Decision> decisions)
    {
        var touched = new List<string>();
        foreach (var reading in readings)
        {
            var id = reading.Document.Id;
            if (Of(_given, id).Exists(r => r.Reader == reading.Reader))
                continue;
            _given[id].Add(reading);
            _readings[id] = ReadingChoice.Of(_given[id])!;
            touched.Add(id);
        }
        foreach (var decision in decisions.Where(d => _decisions.TrueForAll(k => k.Id != d.Id)))
        {
            _decisions.Add(decision);
            touched.AddRange(decision.Documents);
        }
        _projector.Update(touched);
    }

    public Reading? Reading(string document) => _readings.GetValueOrDefault(document);

    public IReadOnlyList<Decision> Decisions(IReadOnlyCollection<string> documents)
    {
        var wanted = documents.ToHashSet(StringComparer.Ordinal);
        return [.. StandingDecisions.Of(_decisions).Where(d => d.Documents.Any(wanted.Contains))];
    }

    public IReadOnlyCollection<long> Forget(string document)
    {
        var own = _byDocument.GetValueOrDefault(document) ?? [];
        var neighbours = new HashSet<long>();
        foreach (var telling in own)
        {
            foreach (var other in _edges.GetValueOrDefault(telling)?.Keys.ToList() ?? [])
            {
                neighbours.Add(other);
                _edges[other].Remove(telling);
            }
            _edges.Remove(telling);
            foreach (var key in BlockingKeys.Filed(_profiles[telling]))
                _filed[key].Remove(telling);
            _profiles.Remove(telling);
        }
        _byDocument.Remove(document);
        neighbours.ExceptWith(own);
        return neighbours;
    }

    public long File(TellingProfile profile, IEnumerable<long> keys)
    {
        var telling = ++_last;
        _profiles[telling] = profile;
        Of(_byDocument, profile.Document).Add(telling);
        foreach (var key in keys)
            Of(_filed, key).Add(telling);
        return telling;
    }

    public IEnumerable<(long Key, long Telling)> Filed(IReadOnlyCollection<long> keys) =>
        keys.SelectMany(k => _filed.GetValueOrDefault(k)?.Select(t => (k, t)) ?? []);

    public IReadOnlyList<TellingProfile> Profiles(IReadOnlyList<long> tellings) => [.. tellings.Select(t => _profiles[t])];

    public IReadOnlyList<(long Telling, TellingProfile Profile)> TellingsOf(string document) =>
        [.. (_byDocument.GetValueOrDefault(document) ?? []).Select(t => (t, _profiles[t]))];

    public void Join(long a, long b, float score)
    {
        Of(_edges, a)[b] = score;
        Of(_edges, b)[a] = score;
    }

    public IEnumerable<(long Other, float Score)> Edges(long telling) =>
        _edges.GetValueOrDefault(telling)?.Select(e => (e.Key, e.Value)) ?? [];

    public IReadOnlyList<long> ClusterOf(long telling) => _clusters.TryGetValue(telling, out var c) ? c.Members : [];

    public void Drop(IReadOnlyCollection<long> tellings)
    {
        foreach (var telling in tellings)
        {
            if (!_clusters.TryGetValue(telling, out var cluster))
                continue;
            foreach (var member in cluster.Members)
                _clusters.Remove(member);
        }
    }

    public void Store(Incident incident, IReadOnlyList<long> members)
    {
        foreach (var member in members)
            _clusters[member] = (incident, members);
    }

    private static TValue Of<TKey, TValue>(Dictionary<TKey, TValue> map, TKey key) where TKey : notnull where TValue : new()
    {
        if (!map.TryGetValue(key, out var value))
            map[key] = value = new TValue();
        return value;
    }
}
