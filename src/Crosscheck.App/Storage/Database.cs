using System.Data.Common;
using System.Globalization;

namespace Crosscheck.App.Storage;

/// <summary>One connection with its prepared statements. Not for two threads at once.</summary>
public sealed class Database : IDisposable
{
    private readonly Dialect _dialect;
    private readonly DbConnection _connection;
    private readonly Dictionary<string, DbCommand> _prepared = new(StringComparer.Ordinal);
    private DbTransaction? _transaction;

    private Database(Dialect dialect, DbConnection connection)
    {
        _dialect = dialect;
        _connection = connection;
    }

    public Dialect Dialect => _dialect;

    /// <summary>Opens a ledger and carries its schema forward.</summary>
    /// <param name="create">Make the ledger where there is none.</param>
    /// <exception cref="LedgerException">It could not be opened, is damaged, or was written by a newer program.</exception>
    public static Database Open(Dialect dialect, bool create)
    {
        var database = new Database(dialect, dialect.Open(create));
        try
        {
            database.Migrate();
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Runs the work in one transaction, alone among writers; all of it is kept or none.</summary>
    public T Write<T>(Func<T> work) => Within(_dialect.BeginWriting, work)!;

    /// <summary>The same alone among those who project: who appends entries meanwhile does not wait, where the store can do that.</summary>
    public T Project<T>(Func<T> work) => Within(c => _dialect.BeginProjecting(c, wait: true), work)!;

    /// <summary>The same; false at once where another projects.</summary>
    public bool TryProject(Func<bool> work) => Within(c => _dialect.BeginProjecting(c, wait: false), work);

    private T? Within<T>(Func<DbConnection, DbTransaction?> begin, Func<T> work) => Guard(() =>
    {
        if (_transaction is not null)
            return work();
        using var transaction = begin(_connection);
        if (transaction is null)
            return default;
        _transaction = transaction;
        try
        {
            var result = work();
            transaction.Commit();
            return result;
        }
        finally
        {
            _transaction = null;
        }
    });

    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var command = Prepare(sql, values);
        return Guard(command.ExecuteNonQuery);
    }

    public object? Scalar(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var command = Prepare(sql, values);
        return Guard(command.ExecuteScalar) is var value && value is DBNull ? null : value;
    }

    public long? Number(string sql, params ReadOnlySpan<(string Name, object? Value)> values) =>
        Scalar(sql, values) is { } value ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : null;

    /// <summary>All rows at once.</summary>
    public List<T> Query<T>(string sql, Func<DbDataReader, T> read, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var command = Prepare(sql, values);
        return Guard(() =>
        {
            using var reader = command.ExecuteReader();
            var rows = new List<T>();
            while (reader.Read())
                rows.Add(read(reader));
            return rows;
        });
    }

    public string? CheckPages() => Guard(() => _dialect.CheckPages(_connection));

    public void Dispose()
    {
        foreach (var command in _prepared.Values)
            command.Dispose();
        _dialect.Close(_connection);
    }

    private DbCommand Prepare(string sql, ReadOnlySpan<(string Name, object? Value)> values)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            command = _connection.CreateCommand();
            command.CommandText = sql;
            foreach (var (name, _) in values)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = name;
                command.Parameters.Add(parameter);
            }
            _prepared[sql] = command;
        }
        command.Transaction = _transaction;
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i].Value ?? DBNull.Value;
        return command;
    }

    private void Migrate()
    {
        var known = _dialect.Migrations.Count;
        if (Version() is var version && version == known)
            return;
        if (version > known)
            throw LedgerException.TooNew(_dialect.Where, version, known);
        Write(() =>
        {
            // Another process may have been quicker.
            for (var next = Version() + 1; next <= known; next++)
            {
                if (next == 1)
                    Run("CREATE TABLE ledger_schema (name TEXT PRIMARY KEY, value TEXT NOT NULL)");
                Run(_dialect.Migrations[next - 1]);
                Execute("DELETE FROM ledger_schema WHERE name = 'version'");
                Execute("INSERT INTO ledger_schema (name, value) VALUES ('version', @v)", ("v", next.ToString(CultureInfo.InvariantCulture)));
            }
            return 0;
        });
    }

    private int Version()
    {
        if (Number(_dialect.HasSchema) is not > 0)
            return 0;
        return int.Parse((string)Scalar("SELECT value FROM ledger_schema WHERE name = 'version'")!, CultureInfo.InvariantCulture);
    }

    private void Run(string script) => Guard(() =>
    {
        using var command = _connection.CreateCommand();
        command.Transaction = _transaction;
        command.CommandText = script;
        return command.ExecuteNonQuery();
    });

    private T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception exception) when (_dialect.Explain(exception) is { } explained)
        {
            throw explained;
        }
    }
}
