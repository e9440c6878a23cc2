using Crosscheck.Claims;
using Crosscheck.Incidents;
using Crosscheck.Ledger;

namespace Crosscheck.App.Storage;

/// <summary>
/// The stored projection as it was on a day: tellings published later are left out, and only components that hold one are
/// clustered anew, in memory. A report without a publication date counts as published later than any day.
/// </summary>
internal sealed class AsOfProjection : IProjectionCache
{
    private readonly StoredProjection _stored;
    private readonly DateOnly _day;
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<long, (Incident Incident, IReadOnlyList<long> Members)> _built = [];

    public AsOfProjection(StoredProjection stored, DateOnly day)
    {
        _stored = stored;
        _day = day;
        var affected = stored.JoinedToLater(day);
        new Projector(this, PairScore.Default).RebuildAround(affected);
    }

    /// <summary>The incidents that differ from the stored ones.</summary>
    public IEnumerable<Incident> Built => _built.Values.Select(b => b.Incident).Distinct();

    /// <summary>Was one of the stored incident's members clustered anew?</summary>
    public bool Touches(Incident stored) => stored.Reports.Any(r => _keys.Contains(r.Key));

    public (Incident Incident, IReadOnlyList<long> Members)? Of(long telling) => _built.TryGetValue(telling, out var found) ? found : null;

    public Reading? Reading(string document) => _stored.Reading(document);

    /// <summary>Merges, splits and words about claims are about texts; a figure chosen later was not known then.</summary>
    public IReadOnlyList<Decision> Decisions(IReadOnlyCollection<string> documents) =>
        [.. _stored.Decisions(documents).Where(d => d.Kind != DecisionKind.Figure || DateOnly.FromDateTime(d.At.UtcDateTime) <= _day)];

    public IReadOnlyList<TellingProfile> Profiles(IReadOnlyList<long> tellings) => _stored.Profiles(tellings);

    public IReadOnlyList<(long Telling, TellingProfile Profile)> TellingsOf(string document) => _stored.TellingsOf(document);

    public IEnumerable<(long Other, float Score)> Edges(long telling) => _stored.EdgesBy(telling, _day);

    public IReadOnlyList<long> ClusterOf(long telling) => [];

    public void Drop(IReadOnlyCollection<long> tellings)
    {
    }

    public void Store(Incident incident, IReadOnlyList<long> members)
    {
        foreach (var member in members)
            _built[member] = (incident, members);
        _keys.UnionWith(incident.Reports.Select(r => r.Key));
    }

    public IReadOnlyCollection<long> Forget(string document) => throw new NotSupportedException("The past takes nothing in.");

    public long File(TellingProfile profile, IEnumerable<long> keys) => throw new NotSupportedException("The past takes nothing in.");

    public IEnumerable<(long Key, long Telling)> Filed(IReadOnlyCollection<long> keys) => throw new NotSupportedException("The past takes nothing in.");

    public void Join(long a, long b, float score) => throw new NotSupportedException("The past takes nothing in.");
}
