using Crosscheck.Incidents;

namespace Crosscheck.App.Storage;

/// <summary>What a projection dropped and what it put in its place, while somebody listened.</summary>
public sealed class ProjectionChanges
{
    private readonly Dictionary<string, Incident> _before = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Incident> _after = new(StringComparer.Ordinal);

    /// <summary>Incidents as they are now, each with those that held one of its tellings before; none for a new one.</summary>
    public IEnumerable<(Incident Now, IReadOnlyList<Incident> Before)> All
    {
        get
        {
            var holders = _before.Values.SelectMany(i => i.Reports.Select(r => (r.Key, Incident: i))).ToLookup(x => x.Key, x => x.Incident, StringComparer.Ordinal);
            foreach (var incident in _after.Values.OrderBy(i => i.Date?.Value, StringComparer.Ordinal).ThenBy(i => i.Id, StringComparer.Ordinal))
                yield return (incident, [.. incident.Reports.SelectMany(r => holders[r.Key]).DistinctBy(i => i.Id)]);
        }
    }

    internal void Dropped(Incident incident)
    {
        // What was put there since the beginning was never shown.
        if (!_after.Remove(incident.Id))
            _before.TryAdd(incident.Id, incident);
    }

    internal void Stored(Incident incident) => _after[incident.Id] = incident;
}
