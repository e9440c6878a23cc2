using System.Diagnostics;
using Crosscheck.App.Storage;
using Npgsql;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Storage;

/// <summary>
/// A PostgreSQL server for the tests: CROSSCHECK_TEST_POSTGRES where it is set, else one that is started here from the
/// installed programs, in a folder of its own, on a socket of its own. Where none is installed the tests say so, and fail in CI.
/// </summary>
public sealed class PostgreSqlServer : IDisposable
{
    private readonly string? _folder;
    private readonly string _address;
    private int _made;

    public PostgreSqlServer()
    {
        if (Environment.GetEnvironmentVariable("CROSSCHECK_TEST_POSTGRES") is { Length: > 0 } given)
        {
            _address = given;
            return;
        }
        if (Programs() is not { } programs)
        {
            _address = "";
            return;
        }
        _folder = Directory.CreateTempSubdirectory("crosscheck-pg-").FullName;
        var asRoot = Environment.UserName == "root";
        if (asRoot)
            Run("chown", "postgres", _folder);
        Start(programs, asRoot);
        _address = $"Host={_folder};Username=postgres;Database=postgres";
    }

    /// <summary>The address of a new, empty database.</summary>
    public string NewAddress()
    {
        if (_address.Length == 0)
            SayThatItIsMissing();
        var name = $"crosscheck_{Environment.ProcessId}_{++_made}";
        using var connection = new NpgsqlConnection(_address + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand($"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'", connection);
        command.ExecuteNonQuery();
        return new NpgsqlConnectionStringBuilder(_address) { Database = name }.ConnectionString;
    }

    /// <summary>In CI every store is tested; elsewhere a machine with the SDK alone says what it could not test.</summary>
    private static void SayThatItIsMissing()
    {
        const string Missing = "PostgreSQL is not installed, so its store is not tested here. Install it ('apt-get install postgresql') or set CROSSCHECK_TEST_POSTGRES to a connection string of a superuser.";
        if (Environment.GetEnvironmentVariable("CI") is { Length: > 0 })
            throw new InvalidOperationException(Missing);
        Assert.Skip(Missing);
    }

    /// <summary>Ends all connections to a database, as a server that goes down would.</summary>
    public void CutOff(string address)
    {
        using var connection = new NpgsqlConnection(_address + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = @name", connection);
        command.Parameters.AddWithValue("name", new NpgsqlConnectionStringBuilder(address).Database!);
        command.ExecuteNonQuery();
    }

    /// <summary>Stops the server at once, as a power cut would, and starts it again; one that was given from outside only loses its connections.</summary>
    public void Restart(string address)
    {
        if (_folder is null || Programs() is not { } programs)
        {
            CutOff(address);
            return;
        }
        string[] user = Environment.UserName == "root" ? ["runuser", "-u", "postgres", "--"] : [];
        Run([.. user, Path.Combine(programs, "pg_ctl"), "-D", Path.Combine(_folder, "data"), "-w", "-m", "immediate", "-l", Path.Combine(_folder, "log"), "restart"]);
    }

    public void Dispose()
    {
        if (_folder is null)
            return;
        var pid = int.Parse(File.ReadLines(Path.Combine(_folder, "data", "postmaster.pid")).First(), System.Globalization.CultureInfo.InvariantCulture);
        Run("kill", "-INT", pid.ToString(System.Globalization.CultureInfo.InvariantCulture));
        for (var i = 0; i < 100 && File.Exists(Path.Combine(_folder, "data", "postmaster.pid")); i++)
            Thread.Sleep(50);
        Directory.Delete(_folder, recursive: true);
    }

    private static string? Programs() =>
        Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").Select(d => Path.Combine(d, "bin")).Where(d => File.Exists(Path.Combine(d, "initdb"))).Order(StringComparer.Ordinal).LastOrDefault() : null;

    private void Start(string programs, bool asRoot)
    {
        string[] user = asRoot ? ["runuser", "-u", "postgres", "--"] : [];
        Run([.. user, Path.Combine(programs, "initdb"), "-D", Path.Combine(_folder!, "data"), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]);
        Run([.. user, Path.Combine(programs, "pg_ctl"), "-D", Path.Combine(_folder!, "data"), "-w", "-l", Path.Combine(_folder!, "log"),
            "-o", $"-k {_folder} -c listen_addresses='' -c fsync=off -c max_connections=40", "start"]);
    }

    private static void Run(params string[] command)
    {
        // Not redirected: the server keeps the handles that it is started with.
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = "/tmp", RedirectStandardOutput = command.Contains("-A") })!;
        if (command.Contains("-A"))
            process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"'{string.Join(' ', command)}' failed with {process.ExitCode}.");
    }
}

public sealed class PostgreSqlLedgerTests(PostgreSqlServer server) : LedgerContract, IClassFixture<PostgreSqlServer>
{
    protected override string NewAddress() => server.NewAddress();

    [Fact]
    public void Open_NoServer_SaysSo() =>
        Should.Throw<LedgerException>(() => LedgerStore.Open("postgres://nobody@127.0.0.1:1/none", create: true)).Diagnostic.Code.ShouldBe("XC3001");

    [Fact]
    public void Append_LostConnection_SaysSo_AndNothingIsHalfWritten()
    {
        var address = NewAddress();
        using (var ledger = LedgerStore.Open(address, create: true))
        {
            Add(ledger, Reports(2)[0]);
            server.CutOff(address);
            Should.Throw<LedgerException>(() => Add(ledger, Reports(2)[1])).Diagnostic.Code.ShouldBe("XC3004");
        }
        using var again = LedgerStore.Open(address, create: false);
        again.Count.ShouldBe(2);
        Crosscheck.Ledger.Chain.Check(again.Entries()).ShouldBeEmpty();
    }

    [Fact]
    public void Append_ReadOnlyDatabase_SaysSo_AndReadingStillWorks()
    {
        var address = NewAddress();
        using (var ledger = LedgerStore.Open(address, create: true))
        {
            Add(ledger, Reports(2)[0]);
            ledger.Project();
        }
        using (var connection = new NpgsqlConnection(address + ";Pooling=false"))
        {
            connection.Open();
            using var command = new NpgsqlCommand($"ALTER DATABASE {new NpgsqlConnectionStringBuilder(address).Database} SET default_transaction_read_only = on", connection);
            command.ExecuteNonQuery();
        }
        using var again = LedgerStore.Open(address, create: false);
        again.Project();
        again.Incidents.List(new IncidentFilter()).ShouldNotBeEmpty();
        Should.Throw<LedgerException>(() => Add(again, Reports(2)[1])).Diagnostic.Code.ShouldBe("XC3003");
        again.Count.ShouldBe(2);
    }

    [Fact]
    public void Where_NeverShowsThePassword() =>
        new PostgreSqlDialect("postgres://ana:secret@db.example:5433/ledger?sslmode=require").Where.ShouldBe("postgres://db.example:5433/ledger");
}
