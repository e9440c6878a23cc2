using System.Security.Cryptography;
using System.Text;
using Crosscheck.App.Storage;
using Crosscheck.Incidents;
using Crosscheck.Ledger;
using Crosscheck.Views;
using Microsoft.Data.Sqlite;
using Npgsql;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Storage;

/// <summary>
/// Ledgers as every released schema wrote them, in Released/schema-N.db, are carried forward. MAKE_RELEASED=1 writes the
/// fixture of a new schema; one that is there is never written anew.
/// </summary>
public sealed class MigrationTests(PostgreSqlServer server) : IClassFixture<PostgreSqlServer>, IDisposable
{
    private const string Folder = "tests/Crosscheck.Tests/Storage/Released";

    /// <summary>The hash of every script that was released, by store: a released script is never changed.</summary>
    private static readonly string[] SqliteScripts = ["0e3516ddcb77ae89", "a3f2f9a70cc03d0a", "9bc78feeb882b238"];
    private static readonly string[] PostgreSqlScripts = ["49fb8eade06370b6", "a0aa7d1c4fed3d85", "05c8b72b27d7155a"];

    private readonly string _folder = Directory.CreateTempSubdirectory("crosscheck-old-").FullName;

    public static TheoryData<int> Released => [.. Enumerable.Range(1, Schema.Sqlite.Count)];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Schema_ReleasedScripts_AreWhatTheyWere()
    {
        Schema.Sqlite.Select(HashOf).ShouldBe(SqliteScripts);
        Schema.PostgreSql.Select(HashOf).ShouldBe(PostgreSqlScripts);
    }

    [Theory]
    [MemberData(nameof(Released))]
    public void Open_SqliteOfAReleasedSchema_IsCarriedForward(int schema)
    {
        var path = Path.Combine(_folder, "old.db");
        if (Environment.GetEnvironmentVariable("MAKE_RELEASED") is not null && !File.Exists(Fixture(schema)))
            Make(Fixture(schema));
        File.Copy(Fixture(schema), path);
        VersionOf(path).ShouldBe(schema.ToString(System.Globalization.CultureInfo.InvariantCulture));
        using (var ledger = LedgerStore.Open(path, create: false))
            Check(ledger);
        VersionOf(path).ShouldBe(Schema.Sqlite.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [MemberData(nameof(Released))]
    public void Open_PostgreSqlOfAReleasedSchema_IsCarriedForward(int schema)
    {
        var address = server.NewAddress();
        using (var connection = new NpgsqlConnection(address + ";Pooling=false"))
        {
            connection.Open();
            Run(connection, "CREATE TABLE ledger_schema (name TEXT PRIMARY KEY, value TEXT NOT NULL)");
            foreach (var script in Schema.PostgreSql.Take(schema))
                Run(connection, script);
            Run(connection, $"INSERT INTO ledger_schema (name, value) VALUES ('version', '{schema}')");
            foreach (var entry in EntriesOf(Fixture(schema)))
                Insert(connection, entry);
        }
        using var ledger = LedgerStore.Open(address, create: false);
        Check(ledger);
    }

    /// <summary>Every entry is there, the chain holds, and incidents, their search and an editor's decision are those of a ledger made today.</summary>
    private void Check(LedgerStore ledger)
    {
        ledger.Project();
        Verification.Run(ledger).ShouldBeEmpty();
        using var today = LedgerStore.Open(Path.Combine(_folder, "today.db"), create: true);
        today.Append(ledger.Entries().Select(e => new EntryDraft(e.Kind, e.Subject, e.Version, e.Body)));
        today.Project();
        today.Count.ShouldBeGreaterThan(20);
        foreach (var filter in (IncidentFilter[])[new(), new() { Place = Place(today) }])
        {
            var found = ledger.Incidents.List(filter);
            found.ShouldNotBeEmpty();
            found.Select(StoredIncident.Write).ShouldBe(today.Incidents.List(filter).Select(StoredIncident.Write));
        }
        ledger.Incidents.List(new IncidentFilter()).ShouldContain(i => i.Figures["range"].Values.Any(f => f.Decision != null));
    }

    private static string Place(LedgerStore ledger) => ledger.Incidents.List(new IncidentFilter()).First(i => i.Place is not null).Place!.Name;

    private static string Fixture(int schema) => Repository.PathOf($"{Folder}/schema-{schema}.db");

    private static void Make(string path)
    {
        using (var ledger = LedgerStore.Open(path, create: true))
        {
            foreach (var report in new Crosscheck.Lab.Ledgers.InventedReports(8, 3).Take(12))
                ledger.Append([EntryJson.Draft(report.Document), EntryJson.Draft(report.Reading)]);
            ledger.Project();
            new DecisionMaker(ledger, "ana", "seen").Figure(ledger.Incidents.List(new IncidentFilter())[1].Id, Crosscheck.Claims.ClaimAttribute.Killed, "7-9");
            ledger.Project();
        }
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=DELETE; VACUUM";
        command.ExecuteNonQuery();
    }

    private static List<LedgerEntry> EntriesOf(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False;Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT number, kind, subject, version, added, body, previous, hash FROM entries ORDER BY number";
        using var r = command.ExecuteReader();
        var entries = new List<LedgerEntry>();
        while (r.Read())
        {
            entries.Add(new LedgerEntry
            {
                Number = r.GetInt64(0),
                Kind = r.GetString(1),
                Subject = r.GetString(2),
                Version = r.GetString(3),
                Added = DateTimeOffset.Parse(r.GetString(4), System.Globalization.CultureInfo.InvariantCulture),
                Body = r.GetString(5),
                Previous = r.GetString(6),
                Hash = r.GetString(7),
            });
        }
        return entries;
    }

    private static void Insert(NpgsqlConnection connection, LedgerEntry e)
    {
        using var command = new NpgsqlCommand("INSERT INTO entries (number, kind, subject, version, added, body, previous, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)", connection);
        foreach (var value in (object[])[e.Number, e.Kind, e.Subject, e.Version, LedgerEntry.Instant(e.Added), e.Body, e.Previous, e.Hash])
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        command.ExecuteNonQuery();
    }

    private static string? VersionOf(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT value FROM ledger_schema WHERE name = 'version'";
        return (string?)command.ExecuteScalar();
    }

    private static void Run(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private static string HashOf(string script) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(script)))[..16];
}
