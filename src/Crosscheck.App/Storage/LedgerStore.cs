using System.Data.Common;
using System.Globalization;
using Crosscheck.Claims;
using Crosscheck.Documents;
using Crosscheck.Incidents;
using Crosscheck.Ledger;
using Crosscheck.Views;

namespace Crosscheck.App.Storage;

/// <summary>The ledger in a database, with the projection beside it. One connection: one thread at a time, many processes.</summary>
public sealed class LedgerStore : ILedger, IDisposable
{
    /// <summary>Entries projected in one transaction: small enough that another writer need not wait long.</summary>
    private const int Batch = 500;

    private readonly Database _database;
    private readonly TimeProvider _clock;
    private readonly StoredProjection _projection;

    private LedgerStore(Database database, TimeProvider clock)
    {
        _database = database;
        _clock = clock;
        _projection = new StoredProjection(database);
        Incidents = new IncidentReader(database, _projection);
        Fetches = new FetchMemory(database);
    }

    /// <summary>Questions about incidents; call <see cref="Project"/> before the first.</summary>
    public IncidentReader Incidents { get; }

    /// <summary>What servers and folders said when they were last asked.</summary>
    public FetchMemory Fetches { get; }

    public string Where => _database.Dialect.Where;

    /// <summary>Opens "postgres://..." or a SQLite file.</summary>
    /// <exception cref="LedgerException">It could not be opened.</exception>
    public static LedgerStore Open(string address, bool create, TimeProvider? clock = null) =>
        new(Database.Open(DialectOf(address), create), clock ?? TimeProvider.System);

    public static Dialect DialectOf(string address) =>
        address.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || address.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase)
        || address.StartsWith("Host=", StringComparison.OrdinalIgnoreCase)
            ? new PostgreSqlDialect(address)
            : new SqliteDialect(address);

    public int Append(IEnumerable<EntryDraft> drafts) => _database.Write(() =>
    {
        var head = _database.Query("SELECT number, hash FROM entries ORDER BY number DESC LIMIT 1", r => (Number: r.GetInt64(0), Hash: r.GetString(1)));
        var (number, previous) = head.Count == 0 ? (0, LedgerEntry.Genesis) : head[0];
        var added = 0;
        foreach (var draft in drafts.Where(d => !Contains(d.Kind, d.Subject, d.Version)))
        {
            var entry = LedgerEntry.After(++number, previous, draft, _clock.GetUtcNow());
            Insert(entry);
            previous = entry.Hash;
            added++;
        }
        return added;
    });

    /// <summary>The same, together with what is to be remembered of batches.</summary>
    public int Append(IEnumerable<EntryDraft> drafts, IEnumerable<BatchMark> marks) => _database.Write(() =>
    {
        var added = Append(drafts);
        foreach (var mark in marks)
        {
            if (mark.Report is { } report)
                _database.Execute("INSERT INTO batch_reports (batch, report, outcome) VALUES (@batch, @report, @outcome) ON CONFLICT (batch, report) DO UPDATE SET outcome = excluded.outcome",
                    ("batch", mark.Batch), ("report", report), ("outcome", mark.Outcome));
            else if (long.TryParse(mark.Outcome, NumberStyles.None, CultureInfo.InvariantCulture, out var total))
                _database.Execute("INSERT INTO batches (batch, total) VALUES (@batch, @total) ON CONFLICT (batch) DO NOTHING", ("batch", mark.Batch), ("total", total));
        }
        return added;
    });

    /// <summary>How far each batch is, the newest first.</summary>
    public IReadOnlyList<BatchProgress> Batches() => _database.Query(
        """
        SELECT r.batch, sum(CASE WHEN r.outcome = 'read' THEN 1 ELSE 0 END), sum(CASE WHEN r.outcome = 'dead' THEN 1 ELSE 0 END), max(b.total)
        FROM batch_reports r LEFT JOIN batches b ON b.batch = r.batch GROUP BY r.batch ORDER BY r.batch DESC
        """,
        r => new BatchProgress(r.GetString(0), Convert.ToInt32(r.GetValue(1), CultureInfo.InvariantCulture), Convert.ToInt32(r.GetValue(2), CultureInfo.InvariantCulture), r.IsDBNull(3) ? null : Convert.ToInt32(r.GetValue(3), CultureInfo.InvariantCulture)));

    /// <summary>Projects a few entries, unless somebody else is at it.</summary>
    /// <returns>True where there may be more.</returns>
    public bool TryProjectSome()
    {
        if (_projection.Version is var version && version != Projector.Version)
            Rebuild();
        return _projection.Projected < Count && _database.TryProject(ProjectSome);
    }

    /// <summary>Writes the entries of a backup as they are, in one transaction.</summary>
    /// <exception cref="LedgerException">The ledger holds entries already.</exception>
    public long Restore(IEnumerable<LedgerEntry> entries) => _database.Write(() =>
    {
        if (Count > 0)
            throw LedgerException.NotEmpty(Where);
        var count = 0L;
        foreach (var entry in entries)
        {
            Insert(entry);
            count++;
        }
        return count;
    });

    public bool Contains(string kind, string subject, string version) =>
        _database.Number("SELECT number FROM entries WHERE kind = @kind AND subject = @subject AND version = @version",
            ("kind", kind), ("subject", subject), ("version", version)) is not null;

    public long Count => _database.Number("SELECT coalesce(max(number), 0) FROM entries") ?? 0;

    public IEnumerable<LedgerEntry> Entries(long after = 0)
    {
        while (true)
        {
            var page = _database.Query(
                "SELECT number, kind, subject, version, added, body, previous, hash FROM entries WHERE number > @after ORDER BY number LIMIT 500", ReadEntry, ("after", after));
            foreach (var entry in page)
                yield return entry;
            if (page.Count == 0)
                yield break;
            after = page[^1].Number;
        }
    }

    /// <summary>Brings the projection up to date with the entries; builds it anew where its rules are of another version.</summary>
    public void Project()
    {
        if (_projection.Version is var version && version != Projector.Version)
            Rebuild();
        // Nothing new: a reader waits for no writer, and needs no right to write.
        if (_projection.Projected >= Count)
            return;
        while (_database.Project(ProjectSome))
        {
        }
    }

    /// <summary>
    /// Makes a connection that was kept ready for a new question: forgets what earlier ones held in memory, and projects
    /// what others added meanwhile. Costs three look-ups where nothing was added.
    /// </summary>
    public void Refresh()
    {
        _projection.ForgetReadings();
        if (_projection.Version != Projector.Version || _projection.Projected < Count)
            Project();
    }

    /// <summary>The same as <see cref="Project"/>, and what it changed.</summary>
    public ProjectionChanges ProjectAndListen()
    {
        var changes = _projection.Changes = new ProjectionChanges();
        try
        {
            Project();
            return changes;
        }
        finally
        {
            _projection.Changes = null;
        }
    }

    /// <summary>Throws the projection away and builds it anew.</summary>
    public void Rebuild()
    {
        _database.Project(() => _projection.Clear());
        while (_database.Project(ProjectSome))
        {
        }
    }

    /// <summary>A decision by its id; null where there is none.</summary>
    public Decision? Decision(string id) =>
        (string?)_database.Scalar("SELECT body FROM entries WHERE kind = 'decision/1' AND subject = @id AND version = ''", ("id", id)) is { } body ? DecisionJson.Read(body) : null;

    /// <summary>Every decision, those taken back too, in the order in which they came.</summary>
    public List<Decision> Decisions() =>
        _database.Query("SELECT body FROM entries WHERE kind = 'decision/1' ORDER BY number", r => DecisionJson.Read(r.GetString(0)));

    /// <summary>The id of the first document whose hash begins with these hexadecimal digits; null where none does.</summary>
    public string? DocumentStartingWith(string digits)
    {
        var from = digits.StartsWith("sha256:", StringComparison.Ordinal) ? digits : "sha256:" + digits;
        var found = (string?)_database.Scalar("SELECT min(subject) FROM entries WHERE kind = 'document/1' AND subject >= @from", ("from", from));
        return found is not null && found.StartsWith(from, StringComparison.Ordinal) ? found : null;
    }

    public Document? Document(string id) => _projection.Document(id);

    /// <summary>The documents of one story in the order in which they came, the newest last.</summary>
    public IReadOnlyList<string> VersionsOf(Document document) => StoryOf(document) is not { } story ? [document.Id] : _database.Query(
        "SELECT e.subject FROM stories s JOIN entries e ON e.number = s.number WHERE s.story = @story ORDER BY s.number", r => r.GetString(0), ("story", story));

    /// <summary>What versions of a report have in common: its story, else its address.</summary>
    private static string? StoryOf(Document document) => (document.Story ?? document.Url) is { Length: > 0 and <= 2000 } story ? story.Replace('\0', ' ') : null;

    public string? CheckPages() => _database.CheckPages();

    public void Dispose() => _database.Dispose();

    private bool ProjectSome()
    {
        var done = _projection.Projected;
        if (done >= Count)
            return false;
        var touched = new List<string>();
        foreach (var entry in Entries(done).Take(Batch))
        {
            done = entry.Number;
            if (entry.Kind != EntryKind.Decision)
            {
                touched.Add(entry.Subject);
                continue;
            }
            var decision = DecisionJson.Read(entry.Body);
            _projection.Remember(decision, entry.Number);
            touched.AddRange(decision.Documents);
        }
        _projection.Update(touched, done);
        return true;
    }

    private void Insert(LedgerEntry e)
    {
        _database.Execute(
            "INSERT INTO entries (number, kind, subject, version, added, body, previous, hash) VALUES (@number, @kind, @subject, @version, @added, @body, @previous, @hash)",
            ("number", e.Number), ("kind", e.Kind), ("subject", e.Subject), ("version", e.Version),
            ("added", LedgerEntry.Instant(e.Added)), ("body", e.Body), ("previous", e.Previous), ("hash", e.Hash));
        if (e.Kind != EntryKind.Document)
            return;
        var document = EntryJson.ReadDocument(e.Body).Document;
        _database.Execute(_database.Dialect.IndexText, ("number", e.Number), ("title", document.Title ?? ""), ("body", document.Body.Replace('\0', ' ')));
        if (StoryOf(document) is { } story)
            _database.Execute("INSERT INTO stories (story, number) VALUES (@story, @number)", ("story", story), ("number", e.Number));
    }

    private static LedgerEntry ReadEntry(DbDataReader r) => new()
    {
        Number = r.GetInt64(0),
        Kind = r.GetString(1),
        Subject = r.GetString(2),
        Version = r.GetString(3),
        Added = DateTimeOffset.Parse(r.GetString(4), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
        Body = r.GetString(5),
        Previous = r.GetString(6),
        Hash = r.GetString(7),
    };
}
