using System.Data.Common;
using System.Globalization;
using Crosscheck.Claims;
using Crosscheck.Documents;
using Crosscheck.Incidents;
using Crosscheck.Ledger;
using Crosscheck.Views;

namespace Crosscheck.App.Storage;

/// <summary>The projection's cache in the database beside the entries.</summary>
public sealed class StoredProjection : IProjectionCache
{
    private readonly Database _db;
    private readonly Projector _projector;
    private readonly Dictionary<string, Reading?> _readings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _reports = new(StringComparer.Ordinal);

    public StoredProjection(Database database)
    {
        _db = database;
        _projector = new Projector(this, PairScore.Default);
    }

    /// <summary>Who listens to what changes; usually nobody.</summary>
    internal ProjectionChanges? Changes { get; set; }

    /// <summary>The rules that the stored projection was built by; null before the first.</summary>
    public string? Version => (string?)_db.Scalar("SELECT value FROM ledger_schema WHERE name = 'projection'");

    /// <summary>The number of the last entry that is in the projection.</summary>
    public long Projected => long.Parse((string?)_db.Scalar("SELECT value FROM ledger_schema WHERE name = 'projected'") ?? "0", CultureInfo.InvariantCulture);

    public int Clear()
    {
        foreach (var table in (ReadOnlySpan<string>)["tellings", "telling_keys", "edges", "incidents", "decision_documents"])
            _db.Execute($"DELETE FROM {table}");
        Set("projection", Projector.Version);
        Set("projected", "0");
        return 0;
    }

    public void Update(IReadOnlyCollection<string> documents, long projected)
    {
        _readings.Clear();
        _projector.Update(documents);
        Set("projected", projected.ToString(CultureInfo.InvariantCulture));
        _readings.Clear();
        _reports.Clear();
    }

    /// <summary>Frees the readings that questions left in memory.</summary>
    public void ForgetReadings() => _readings.Clear();

    public void Remember(Decision decision, long number)
    {
        foreach (var document in decision.Documents)
            _db.Execute("INSERT INTO decision_documents (document, number) VALUES (@document, @number)", ("document", document), ("number", number));
    }

    public Reading? Reading(string document)
    {
        if (_readings.TryGetValue(document, out var known))
            return known;
        return _readings[document] = ReadingOf(document);
    }

    private Reading? ReadingOf(string document)
    {
        var bodies = _db.Query("SELECT version, body FROM entries WHERE kind = 'reading/1' AND subject = @document", r => (Version: r.GetString(0), Body: r.GetString(1)), ("document", document));
        if (bodies.Count == 0 || Document(document) is not { } taken)
            return null;
        var counting = ReadingChoice.Names(bodies.Select(b => b.Version));
        return ReadingChoice.Of(bodies.Where(b => counting.Contains(b.Version)).Select(b => ReadingJsonReader.Read(b.Body, taken.Body) with { Document = taken, Reader = b.Version }));
    }

    public Document? Document(string id) =>
        (string?)_db.Scalar("SELECT body FROM entries WHERE kind = 'document/1' AND subject = @document AND version = ''", ("document", id)) is { } body
            ? EntryJson.ReadDocument(body).Document
            : null;

    public IReadOnlyList<Decision> Decisions(IReadOnlyCollection<string> documents)
    {
        var numbers = new SortedSet<long>();
        foreach (var document in documents)
            numbers.UnionWith(_db.Query("SELECT number FROM decision_documents WHERE document = @document", r => r.GetInt64(0), ("document", document)));
        if (numbers.Count == 0)
            return [];
        var all = numbers.Select(n => DecisionJson.Read((string)_db.Scalar("SELECT body FROM entries WHERE number = @number", ("number", n))!)).ToList();
        return [.. StandingDecisions.Of(all)];
    }

    public IReadOnlyCollection<long> Forget(string document)
    {
        var own = TellingsOf(document);
        var neighbours = new HashSet<long>();
        foreach (var (telling, profile) in own)
        {
            foreach (var (other, _) in Edges(telling))
            {
                neighbours.Add(other);
                _db.Execute("DELETE FROM edges WHERE a = @a AND b = @b", ("a", other), ("b", telling));
            }
            _db.Execute("DELETE FROM edges WHERE a = @a", ("a", telling));
            _db.Execute(_db.Dialect.UnfileKeys, ("telling", telling), ("keys", _db.Dialect.Keys([.. BlockingKeys.Filed(profile).Distinct()])));
        }
        _db.Execute("DELETE FROM tellings WHERE document = @document", ("document", document));
        neighbours.ExceptWith(own.Select(o => o.Telling));
        return neighbours;
    }

    public long File(TellingProfile profile, IEnumerable<long> keys)
    {
        var telling = (long)_db.Scalar(
            "INSERT INTO tellings (report, document, telling, name, published, incident, profile) VALUES (@report, @document, @telling, @name, @published, NULL, @profile) RETURNING id",
            ("report", ReportOf(profile.Document)), ("document", profile.Document), ("telling", profile.Telling),
            ("name", Incident.IdOf(profile.Key)), ("published", (long)profile.Published), ("profile", ProfileBytes.Write(profile)))!;
        _db.Execute(_db.Dialect.FileKeys, ("telling", telling), ("keys", _db.Dialect.Keys([.. keys])));
        return telling;
    }

    public IEnumerable<(long Key, long Telling)> Filed(IReadOnlyCollection<long> keys) =>
        _db.Query(_db.Dialect.Filed, r => (r.GetInt64(0), r.GetInt64(1)), ("keys", _db.Dialect.Keys(keys)));

    public IReadOnlyList<TellingProfile> Profiles(IReadOnlyList<long> tellings)
    {
        if (tellings.Count == 0)
            return [];
        var found = _db.Query(_db.Dialect.ProfilesIn, r => (r.GetInt64(0), ProfileBytes.Read((byte[])r.GetValue(1))), ("keys", _db.Dialect.Keys(tellings)))
            .ToDictionary(x => x.Item1, x => x.Item2);
        return [.. tellings.Select(t => found[t])];
    }

    public IReadOnlyList<(long Telling, TellingProfile Profile)> TellingsOf(string document) =>
        _db.Query("SELECT id, profile FROM tellings WHERE document = @document ORDER BY id", r => (r.GetInt64(0), ProfileBytes.Read((byte[])r.GetValue(1))), ("document", document));

    public void Join(long a, long b, float score)
    {
        JoinOne(a, b, score);
        JoinOne(b, a, score);
    }

    public IEnumerable<(long Other, float Score)> Edges(long telling) =>
        _db.Query("SELECT b, score FROM edges WHERE a = @a", r => (r.GetInt64(0), r.GetFloat(1)), ("a", telling));

    /// <summary>The edges to tellings published by a day.</summary>
    internal IEnumerable<(long Other, float Score)> EdgesBy(long telling, DateOnly day) =>
        _db.Query("SELECT e.b, e.score FROM edges e JOIN tellings t ON t.id = e.b WHERE e.a = @a AND t.published BETWEEN 1 AND @day",
            r => (r.GetInt64(0), r.GetFloat(1)), ("a", telling), ("day", (long)day.DayNumber));

    /// <summary>Tellings published by a day that share an incident or an edge with a later one.</summary>
    internal List<long> JoinedToLater(DateOnly day) => _db.Query(
        """
        SELECT DISTINCT s.id FROM tellings t JOIN edges e ON e.a = t.id JOIN tellings s ON s.id = e.b
        WHERE (t.published > @day OR t.published = 0) AND s.published BETWEEN 1 AND @day
        """, r => r.GetInt64(0), ("day", (long)day.DayNumber));

    public IReadOnlyList<long> ClusterOf(long telling) =>
        _db.Query("SELECT t.id FROM tellings s JOIN tellings t ON t.incident = s.incident WHERE s.id = @telling", r => r.GetInt64(0), ("telling", telling));

    public void Drop(IReadOnlyCollection<long> tellings)
    {
        foreach (var telling in tellings)
        {
            if (_db.Number("SELECT incident FROM tellings WHERE id = @id", ("id", telling)) is not { } incident)
                continue;
            if (Changes is not null && (string?)_db.Scalar("SELECT body FROM incidents WHERE id = @incident", ("incident", incident)) is { } body)
                Changes.Dropped(StoredIncident.Read(body));
            _db.Execute("UPDATE tellings SET incident = NULL WHERE incident = @incident", ("incident", incident));
            _db.Execute("DELETE FROM incidents WHERE id = @incident", ("incident", incident));
        }
    }

    public void Store(Incident incident, IReadOnlyList<long> members)
    {
        Changes?.Stored(incident);
        var days = DayRange.Of(incident.Date);
        var published = incident.Reports.Select(r => (long)(r.Published?.DayNumber ?? 0)).ToList();
        var id = (long)_db.Scalar(
            """
            INSERT INTO incidents (name, type, first_day, last_day, latitude, longitude, country, place, published, latest, disputed, main, body)
            VALUES (@name, @type, @first, @last, @lat, @lon, @country, @place, @published, @latest, @disputed, @main, @body) RETURNING id
            """,
            ("name", incident.Id), ("type", incident.Type), ("first", (long?)days?.First), ("last", (long?)days?.Last),
            ("lat", incident.Place?.Latitude), ("lon", incident.Place?.Longitude), ("country", incident.Place?.Country ?? ""), ("place", IncidentPlaces.Of(incident)),
            ("published", published.Min()), ("latest", published.Max()), ("disputed", incident.Discrepancies.IsEmpty ? 0L : 1L),
            ("main", incident.Reports.Any(r => r.Role == "main") ? 1L : 0L), ("body", StoredIncident.Write(incident)))!;
        foreach (var member in members)
            _db.Execute("UPDATE tellings SET incident = @incident WHERE id = @id", ("incident", id), ("id", member));
    }

    private long ReportOf(string document)
    {
        if (_reports.TryGetValue(document, out var number))
            return number;
        return _reports[document] = _db.Number("SELECT number FROM entries WHERE kind = 'document/1' AND subject = @document AND version = ''", ("document", document)) ?? 0;
    }

    private void JoinOne(long a, long b, float score)
    {
        _db.Execute("DELETE FROM edges WHERE a = @a AND b = @b", ("a", a), ("b", b));
        _db.Execute("INSERT INTO edges (a, b, score) VALUES (@a, @b, @score)", ("a", a), ("b", b), ("score", score));
    }

    private void Set(string name, string value)
    {
        _db.Execute("DELETE FROM ledger_schema WHERE name = @name", ("name", name));
        _db.Execute("INSERT INTO ledger_schema (name, value) VALUES (@name, @value)", ("name", name), ("value", value));
    }
}
