using Crosscheck.Claims;
using Crosscheck.Documents;
using Crosscheck.Incidents;

namespace Crosscheck.App.Storage;

/// <summary>Answers questions about incidents, now or as of a day.</summary>
public sealed class IncidentReader
{
    private readonly Database _db;
    private readonly StoredProjection _stored;
    private readonly IncidentQuery _query;

    internal IncidentReader(Database db, StoredProjection stored)
    {
        _db = db;
        _stored = stored;
        _query = new IncidentQuery(db);
    }

    /// <summary>The incidents that pass the filter, by date, then id, without their claims.</summary>
    public List<Incident> List(IncidentFilter filter) =>
        filter.AsOf is { } day ? ListAsOf(filter, day) : _query.Run(filter);

    /// <summary>The incidents that pass the filter, each with everything.</summary>
    public IEnumerable<Incident> Whole(IncidentFilter filter) => List(filter).Select(i => Find(i.Id, filter.AsOf)).OfType<Incident>();

    /// <summary>How many pass the filter, its limit left aside.</summary>
    public long Count(IncidentFilter filter) =>
        filter.AsOf is null ? _query.Count(filter) : List(filter with { Limit = 0, Skip = 0 }).Count;

    /// <summary>One incident with everything, by its id or by the id that any of its tellings would give it; null where none has it.</summary>
    public Incident? Find(string id, DateOnly? asOf = null)
    {
        var tellings = _db.Query("SELECT id, published FROM tellings WHERE name = @name ORDER BY id", r => (Id: r.GetInt64(0), Published: r.GetInt64(1)), ("name", id));
        if (tellings.Count == 0)
            return null;
        var (telling, published) = tellings[0];
        if (asOf is { } day)
        {
            if (published == 0 || published > day.DayNumber)
                return null;
            if (new AsOfProjection(_stored, day) is var past && past.Of(telling) is { } found)
                return found.Incident;
        }
        var members = _stored.ClusterOf(telling);
        return members.Count == 0 ? null : Build(members);
    }

    /// <summary>The id of the incident that holds a telling of a document; null where none does.</summary>
    public string? IncidentOf(string document, string telling) => (string?)_db.Scalar(
        "SELECT i.name FROM tellings t JOIN incidents i ON i.id = t.incident WHERE t.document = @document AND t.telling = @telling",
        ("document", document), ("telling", telling));

    /// <summary>On which days incidents that pass the filter began, and how many; as they are known now.</summary>
    public List<(int Day, long Count)> Days(IncidentFilter filter) => _query.Days(filter);

    /// <summary>The sub-event types that incidents have, in order.</summary>
    public List<string> Types() => _db.Query("SELECT DISTINCT type FROM incidents ORDER BY type", r => r.GetString(0));

    /// <summary>An incident's title by its own id; null where there is none.</summary>
    public string? TitleOf(string id) => (string?)_db.Scalar("SELECT body FROM incidents WHERE name = @name", ("name", id)) is { } body ? Views.StoredIncident.Read(body).Title : null;

    /// <summary>The ids of the incidents that a document tells of.</summary>
    public List<string> IncidentsOf(string document) => _db.Query(
        "SELECT DISTINCT i.name FROM tellings t JOIN incidents i ON i.id = t.incident WHERE t.document = @document ORDER BY i.name", r => r.GetString(0), ("document", document));

    public Document? Document(string id) => _stored.Document(id);

    public Reading? Reading(string document) => _stored.Reading(document);

    private Incident Build(IReadOnlyList<long> tellings)
    {
        var profiles = _stored.Profiles(tellings);
        var members = profiles.Select(p => new Member(p, _stored.Reading(p.Document)!)).ToList();
        var decisions = _stored.Decisions([.. profiles.Select(p => p.Document).Distinct(StringComparer.Ordinal)]);
        return IncidentBuilder.Build(members, Constraints.On(members, decisions));
    }

    private List<Incident> ListAsOf(IncidentFilter filter, DateOnly day)
    {
        var past = new AsOfProjection(_stored, day);
        var stored = _query.Run(filter with { Limit = 0, Skip = 0 }).Where(i => i.Reports.All(r => r.Published <= day) && !past.Touches(i));
        var searched = filter.Search is null ? null : _query.Run(new IncidentFilter { Search = filter.Search }).SelectMany(i => i.Reports).Select(r => r.Document).ToHashSet(StringComparer.Ordinal);
        var built = past.Built.Where(i => IncidentQuery.Passes(i, filter) && (searched is null || i.Reports.Any(r => searched.Contains(r.Document))));
        int DayOf(Incident i) => DayRange.Of(i.Date)?.First ?? i.Reports.Min(r => r.Published?.DayNumber ?? 0);
        return IncidentQuery.Cut(stored.Concat(built).OrderBy(i => filter.NewestFirst ? -DayOf(i) : DayOf(i)).ThenBy(i => i.Id, StringComparer.Ordinal), filter);
    }
}
