using System.Data;
using System.Data.Common;
using Npgsql;

namespace Crosscheck.App.Storage;

/// <summary>A ledger in PostgreSQL 15 or newer, for many writers. Everything lives in the schema that the search path names first.</summary>
public sealed class PostgreSqlDialect(string address) : Dialect
{
    /// <summary>The number of our advisory lock: one writer at a time, and readers are never in its way.</summary>
    private const long WriterLock = 0x58434C4544474552;

    /// <summary>The lock of those who project: entries are appended meanwhile.</summary>
    private const long ProjectorLock = 0x58434C4544474553;

    private readonly NpgsqlConnectionStringBuilder _settings = Parse(address);

    public override string Where => $"postgres://{_settings.Host}:{_settings.Port}/{_settings.Database}";

    public override IReadOnlyList<string> Migrations => Schema.PostgreSql;

    public override string HasSchema => "SELECT count(*) FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = 'ledger_schema'";

    public override string Filed => "SELECT key, telling FROM telling_keys WHERE key = ANY(@keys)";

    public override string ProfilesIn => "SELECT id, profile FROM tellings WHERE id = ANY(@keys)";

    public override string FileKeys => "INSERT INTO telling_keys (key, telling) SELECT k, @telling FROM unnest(@keys) k ON CONFLICT DO NOTHING";

    public override string UnfileKeys => "DELETE FROM telling_keys WHERE telling = @telling AND key = ANY(@keys)";

    public override string IndexText =>
        "INSERT INTO report_text (number, words) VALUES (@number, setweight(to_tsvector('simple', @title), 'A') || to_tsvector('simple', left(@body, 200000)))";

    public override string Matches => "t.report IN (SELECT number FROM report_text WHERE words @@ websearch_to_tsquery('simple', @search))";

    public override DbConnection Open(bool create)
    {
        var connection = new NpgsqlConnection(_settings.ConnectionString);
        try
        {
            connection.Open();
            return connection;
        }
        catch (Exception exception) when (exception is NpgsqlException or System.Net.Sockets.SocketException or TimeoutException)
        {
            connection.Dispose();
            throw LedgerException.CannotOpen(Where, exception.Message, exception);
        }
    }

    public override DbTransaction BeginWriting(DbConnection connection)
    {
        var transaction = connection.BeginTransaction(IsolationLevel.ReadCommitted);
        Scalar(connection, transaction, $"SELECT pg_advisory_xact_lock({WriterLock})");
        return transaction;
    }

    public override DbTransaction? BeginProjecting(DbConnection connection, bool wait)
    {
        var transaction = connection.BeginTransaction(IsolationLevel.ReadCommitted);
        if (Scalar(connection, transaction, $"SELECT {(wait ? "pg_advisory_xact_lock" : "pg_try_advisory_xact_lock")}({ProjectorLock})") is not false)
            return transaction;
        transaction.Dispose();
        return null;
    }

    private static object? Scalar(DbConnection connection, DbTransaction transaction, string sql)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    public override object Keys(IReadOnlyCollection<long> keys) => keys.ToArray();

    public override string Search(string words) => words.Any(char.IsLetterOrDigit) ? words.Replace('\0', ' ') : "\"\"";

    public override LedgerException? Explain(Exception exception) => exception switch
    {
        PostgresException { SqlState: "XX001" or "XX002" } e => LedgerException.Damaged(Where, e.MessageText, e),
        PostgresException { SqlState: "53100" or "25006" or "42501" or "53200" } e => LedgerException.CannotWrite(Where, e.MessageText, e),
        PostgresException { SqlState: ['5', '7', ..] or ['0', '8', ..] } e => LedgerException.Lost(Where, e.MessageText, e),
        PostgresException => null,
        NpgsqlException or System.Net.Sockets.SocketException or EndOfStreamException or ObjectDisposedException => LedgerException.Lost(Where, exception.Message, exception),
        InvalidOperationException { Message: var m } when m.Contains("Connection is not open", StringComparison.Ordinal) => LedgerException.Lost(Where, m, exception),
        _ => null,
    };

    public override string? CheckPages(DbConnection connection) => null;

    /// <summary>Reads "postgres://user:password@host:port/database?option=value"; also the driver's own "Host=...;Database=...".</summary>
    /// <exception cref="LedgerException">It is neither.</exception>
    private static NpgsqlConnectionStringBuilder Parse(string address)
    {
        try
        {
            if (!address.Contains("://", StringComparison.Ordinal))
                return Finish(new NpgsqlConnectionStringBuilder(address));
            var uri = new Uri(address);
            var user = uri.UserInfo.Split(':', 2);
            var settings = new NpgsqlConnectionStringBuilder
            {
                Host = uri.Host.Length > 0 ? uri.Host : "localhost",
                Port = uri.Port > 0 ? uri.Port : 5432,
                Database = Uri.UnescapeDataString(uri.AbsolutePath.Trim('/')),
            };
            if (user[0].Length > 0)
                settings.Username = Uri.UnescapeDataString(user[0]);
            if (user.Length > 1)
                settings.Password = Uri.UnescapeDataString(user[1]);
            foreach (var pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
            {
                var at = pair.IndexOf('=', StringComparison.Ordinal);
                if (at > 0)
                    settings[OptionName(pair[..at])] = Uri.UnescapeDataString(pair[(at + 1)..]);
            }
            return Finish(settings);
        }
        catch (Exception exception) when (exception is UriFormatException or ArgumentException or FormatException)
        {
            throw LedgerException.CannotOpen("postgres://...", "the address is not one: " + exception.Message, exception);
        }
    }

    private static string OptionName(string name) => name switch { "sslmode" => "SSL Mode", "schema" => "Search Path", _ => name };

    private static NpgsqlConnectionStringBuilder Finish(NpgsqlConnectionStringBuilder settings)
    {
        settings.Pooling = false;
        settings.MaxAutoPrepare = 64;
        settings.AutoPrepareMinUsages = 3;
        settings.IncludeErrorDetail = true;
        return settings;
    }
}
