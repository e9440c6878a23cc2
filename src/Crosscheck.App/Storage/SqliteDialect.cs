using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Crosscheck.App.Storage;

/// <summary>A ledger in one SQLite file: write-ahead log, full synchronisation, full-text search, nothing to set up.</summary>
public sealed class SqliteDialect(string path) : Dialect
{
    /// <summary>How long a writer waits for another, seconds.</summary>
    private const int Patience = 60;

    public override string Where => path;

    public override IReadOnlyList<string> Migrations => Schema.Sqlite;

    public override string HasSchema => "SELECT count(*) FROM sqlite_master WHERE name = 'ledger_schema'";

    public override string Filed => "SELECT k.key, k.telling FROM json_each(@keys) j CROSS JOIN telling_keys k WHERE k.key = j.value";

    public override string ProfilesIn => "SELECT t.id, t.profile FROM json_each(@keys) j CROSS JOIN tellings t WHERE t.id = j.value";

    public override string FileKeys => "INSERT OR IGNORE INTO telling_keys (key, telling) SELECT value, @telling FROM json_each(@keys)";

    public override string UnfileKeys => "DELETE FROM telling_keys WHERE telling = @telling AND key IN (SELECT value FROM json_each(@keys))";

    public override string IndexText => "INSERT INTO report_text (rowid, title, body) VALUES (@number, @title, @body)";

    public override string Matches => "t.report IN (SELECT rowid FROM report_text WHERE report_text MATCH @search)";

    public override DbConnection Open(bool create)
    {
        if (!create && !File.Exists(path))
            throw LedgerException.CannotOpen(path, "there is no such file; 'crosscheck add' makes it.");
        var readOnly = IsReadOnly();
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = readOnly && HasNoLog() ? "file:" + Uri.EscapeDataString(Path.GetFullPath(path)).Replace("%2F", "/", StringComparison.Ordinal) + "?immutable=1" : path,
            Mode = readOnly ? SqliteOpenMode.ReadOnly : create ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite,
            DefaultTimeout = Patience,
            Pooling = false,
        }.ToString());
        try
        {
            connection.Open();
            Run(connection, "PRAGMA busy_timeout=60000; PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY; PRAGMA foreign_keys=OFF");
            if (!readOnly)
                Run(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL");
            return connection;
        }
        catch (SqliteException exception)
        {
            connection.Dispose();
            throw Explain(exception) ?? LedgerException.CannotOpen(path, exception.Message, exception);
        }
    }

    public override DbTransaction BeginWriting(DbConnection connection) => ((SqliteConnection)connection).BeginTransaction(deferred: false);

    public override object Keys(IReadOnlyCollection<long> keys)
    {
        var text = new StringBuilder("[", keys.Count * 21);
        foreach (var key in keys)
        {
            if (text.Length > 1)
                text.Append(',');
            text.Append(CultureInfo.InvariantCulture, $"{key}");
        }
        return text.Append(']').ToString();
    }

    /// <summary>Each word in quotes: all must be there, in any order; words in the user's quotes are a phrase.</summary>
    public override string Search(string words)
    {
        var parts = words.Split('"');
        var terms = parts.SelectMany((part, i) => i % 2 == 1 ? [part.Trim()] : part.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Where(t => t.Any(char.IsLetterOrDigit)).Select(t => $"\"{t}\"");
        return string.Join(' ', terms) is { Length: > 0 } query ? query : "\"\"";
    }

    public override LedgerException? Explain(Exception exception) => exception is not SqliteException e ? null : e.SqliteErrorCode switch
    {
        11 or 26 => LedgerException.Damaged(path, e.Message, e),
        8 or 13 or 10 or 5 or 6 => LedgerException.CannotWrite(path, e.Message, e),
        14 or 23 or 3 => LedgerException.CannotOpen(path, e.Message, e),
        _ => null,
    };

    public override string? CheckPages(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check(1)";
        return command.ExecuteScalar() as string is var answer && answer == "ok" ? null : answer;
    }

    /// <summary>A file that we may read and not write: nothing beside it can be written either, not even to read it.</summary>
    private bool IsReadOnly()
    {
        if (!File.Exists(path))
            return false;
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            return false;
        }
        catch (UnauthorizedAccessException)
        {
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>No write-ahead log holds entries that the file lacks, so that the file alone is the ledger.</summary>
    private bool HasNoLog() => !File.Exists(path + "-wal") || new FileInfo(path + "-wal").Length == 0;

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
