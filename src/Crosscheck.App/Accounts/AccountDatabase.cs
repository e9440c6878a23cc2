using System.Globalization;
using Crosscheck.App.Storage;
using Microsoft.Data.Sqlite;

namespace Crosscheck.App.Accounts;

/// <summary>
/// The file of accounts, apart from the ledger: a ledger may be copied and shared, and no password goes with it. One
/// connection, one question at a time.
/// </summary>
internal sealed class AccountDatabase : IDisposable
{
    private const string Schema =
        """
        CREATE TABLE IF NOT EXISTS accounts (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE COLLATE NOCASE, role TEXT NOT NULL, password TEXT,
            created TEXT NOT NULL, disabled INTEGER NOT NULL DEFAULT 0, failures INTEGER NOT NULL DEFAULT 0, locked TEXT) STRICT;
        CREATE TABLE IF NOT EXISTS invitations (hash TEXT PRIMARY KEY, account INTEGER NOT NULL, expires TEXT NOT NULL) STRICT;
        CREATE TABLE IF NOT EXISTS sessions (hash TEXT PRIMARY KEY, account INTEGER NOT NULL, created TEXT NOT NULL, seen TEXT NOT NULL, agent TEXT NOT NULL) STRICT;
        CREATE TABLE IF NOT EXISTS tokens (hash TEXT PRIMARY KEY, account INTEGER NOT NULL, name TEXT NOT NULL, scopes TEXT NOT NULL,
            created TEXT NOT NULL, expires TEXT NOT NULL, used TEXT) STRICT;
        """;

    private readonly SqliteConnection _connection;
    private readonly Lock _lock = new();

    private AccountDatabase(SqliteConnection connection) => _connection = connection;

    /// <exception cref="LedgerException">It could not be opened.</exception>
    public static AccountDatabase Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWriteCreate, Pooling = false, DefaultTimeout = 30 }.ToString());
        try
        {
            if (!File.Exists(path) && !OperatingSystem.IsWindows())
                File.Open(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }).Dispose();
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=30000; " + Schema;
            command.ExecuteNonQuery();
            return new AccountDatabase(connection);
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException)
        {
            connection.Dispose();
            throw LedgerException.CannotOpen(path, exception.Message, exception);
        }
    }

    /// <summary>Runs a statement and says how many rows it changed.</summary>
    public int Run(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        lock (_lock)
        {
            using var command = Command(sql, values);
            return command.ExecuteNonQuery();
        }
    }

    public List<T> Ask<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        lock (_lock)
        {
            using var command = Command(sql, values);
            using var reader = command.ExecuteReader();
            var rows = new List<T>();
            while (reader.Read())
                rows.Add(read(reader));
            return rows;
        }
    }

    public void Dispose() => _connection.Dispose();

    /// <summary>Instants in UTC to the second: they compare as text.</summary>
    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static DateTimeOffset? Time(SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : DateTimeOffset.Parse(row.GetString(column), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private SqliteCommand Command(string sql, ReadOnlySpan<(string Name, object? Value)> values)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }
}
