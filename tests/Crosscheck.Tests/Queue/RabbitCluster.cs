using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace Crosscheck.Tests.Queue;

/// <summary>
/// Three RabbitMQ nodes on loopback, started here from the installed programs in a folder of their own, with ports of their own.
/// Where RabbitMQ is not installed the tests say so, and fail in CI.
/// </summary>
public sealed class RabbitCluster : IDisposable
{
    private const string Program = "/usr/lib/rabbitmq/bin/rabbitmq-server";
    private const int Nodes = 3;

    private readonly string _folder = Directory.CreateTempSubdirectory("crosscheck-mq-").FullName;
    private readonly int[] _ports = [.. Enumerable.Range(0, Nodes).Select(_ => FreePort())];
    private readonly int[] _distribution = [.. Enumerable.Range(0, Nodes).Select(_ => FreePort())];
    private readonly int _mapper = FreePort();
    private readonly Process?[] _processes = new Process?[Nodes];

    public RabbitCluster()
    {
        if (OperatingSystem.IsWindows() || !File.Exists(Program))
            return;
        File.WriteAllText(Path.Combine(_folder, ".erlang.cookie"), "crosscheck" + Environment.ProcessId);
        File.SetUnixFileMode(Path.Combine(_folder, ".erlang.cookie"), UnixFileMode.UserRead);
        // The first node makes the cluster, the others join it.
        for (var node = 0; node < Nodes; node++)
        {
            Start(node);
            WaitFor(_ports[node], TimeSpan.FromMinutes(4));
        }
    }

    /// <summary>The address of all nodes with a queue of its own.</summary>
    public string NewAddress(string name)
    {
        if (_processes[0] is null)
            SayThatItIsMissing();
        return $"amqp://guest:guest@{string.Join(',', _ports.Select(p => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{p}")))}/?name={name}";
    }

    /// <summary>The same with one node first.</summary>
    public string AddressOf(int node, string name) => $"amqp://guest:guest@127.0.0.1:{_ports[node]},127.0.0.1:{_ports[(node + 1) % Nodes]},127.0.0.1:{_ports[(node + 2) % Nodes]}/?name={name}";

    /// <summary>Kills a node as a power cut would.</summary>
    public void Kill(int node)
    {
        var pid = int.Parse(File.ReadAllText(Path.Combine(_folder, $"r{node}", "pid")).Trim(), CultureInfo.InvariantCulture);
        using (var erlang = Process.GetProcessById(pid))
            erlang.Kill();
        _processes[node]!.WaitForExit();
    }

    public void Start(int node)
    {
        var home = Directory.CreateDirectory(Path.Combine(_folder, $"r{node}")).FullName;
        var peers = string.Concat(Enumerable.Range(0, Nodes).Select(n => $"cluster_formation.classic_config.nodes.{n + 1} = r{n}c{_mapper}@localhost\n"));
        File.WriteAllText(Path.Combine(home, "rabbit.conf"), $"listeners.tcp.1 = 127.0.0.1:{_ports[node]}\ncluster_formation.peer_discovery_backend = classic_config\nlog.console = false\n{peers}");
        File.WriteAllText(Path.Combine(home, "plugins"), "[].");
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" >\"$1\" 2>&1 </dev/null", Program, Path.Combine(home, "out")]);
        foreach (var (name, value) in new (string, string)[]
        {
            ("HOME", _folder), ("RABBITMQ_NODENAME", $"r{node}c{_mapper}@localhost"), ("ERL_EPMD_PORT", $"{_mapper}"), ("ERL_EPMD_ADDRESS", "127.0.0.1"),
            ("RABBITMQ_CONFIG_FILE", Path.Combine(home, "rabbit")), ("RABBITMQ_MNESIA_BASE", Path.Combine(home, "data")), ("RABBITMQ_LOG_BASE", Path.Combine(home, "log")),
            ("RABBITMQ_ENABLED_PLUGINS_FILE", Path.Combine(home, "plugins")), ("RABBITMQ_PID_FILE", Path.Combine(home, "pid")), ("RABBITMQ_DIST_PORT", $"{_distribution[node]}"),
            ("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1} +S 1:1 +sbwt none"),
        })
            start.Environment[name] = value;
        _processes[node] = Process.Start(start)!;
    }

    public void Dispose()
    {
        for (var node = 0; node < Nodes; node++)
        {
            if (_processes[node] is not { HasExited: false })
                continue;
            try
            {
                Kill(node);
            }
            catch (Exception exception) when (exception is IOException or ArgumentException or InvalidOperationException)
            {
                _processes[node]!.Kill(entireProcessTree: true);
            }
        }
        if (_processes[0] is not null)
            EndMapper();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>The port mapper that the first node started outlives it.</summary>
    private void EndMapper()
    {
        var start = new ProcessStartInfo("epmd", ["-port", $"{_mapper}", "-kill"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        for (var tries = 0; tries < 20; tries++)
        {
            using var process = Process.Start(start)!;
            if (process.StandardOutput.ReadToEnd().Contains("Killed", StringComparison.Ordinal))
                return;
            process.WaitForExit();
            Thread.Sleep(500);
        }
    }

    private static void SayThatItIsMissing()
    {
        const string Missing = "RabbitMQ is not installed, so queues are not tested here. Install it ('apt-get install rabbitmq-server').";
        if (Environment.GetEnvironmentVariable("CI") is { Length: > 0 })
            throw new InvalidOperationException(Missing);
        Assert.Skip(Missing);
    }

    private void WaitFor(int port, TimeSpan patience)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < patience)
        {
            try
            {
                using var client = new TcpClient();
                client.Connect(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException)
            {
                Thread.Sleep(300);
            }
        }
        throw new InvalidOperationException($"No RabbitMQ node came up on port {port}: {string.Join('\n', Directory.GetFiles(_folder, "out", SearchOption.AllDirectories).Select(File.ReadAllText))}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
