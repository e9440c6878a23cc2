using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Crosscheck.Tests.Intake;

/// <summary>An HTTP server on loopback that answers as a test wants, also wrongly. One answer a connection.</summary>
internal sealed class TinyServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<string, string, Stream, Task> _answer;
    private readonly List<string> _requests = [];

    /// <param name="answer">Given the path and all of the request's head, writes the answer.</param>
    public TinyServer(Func<string, string, Stream, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _ = Task.Run(Serve);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public Uri Address(string path) => new($"http://127.0.0.1:{Port}{path}");

    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (_requests)
                return [.. _requests];
        }
    }

    /// <summary>Pages by path; robots.txt is missing unless it is given; an ETag is honoured.</summary>
    public static TinyServer Of(Dictionary<string, string> pages) => new(async (path, head, stream) =>
    {
        if (!pages.TryGetValue(path, out var page))
            await Text(stream, "404 Not Found", "", "not here");
        else if (head.Contains($"If-None-Match: \"{page.Length}\"", StringComparison.OrdinalIgnoreCase))
            await Text(stream, "304 Not Modified", "", "");
        else
            await Text(stream, "200 OK", $"ETag: \"{page.Length}\"\r\n", page);
    });

    public static Task Text(Stream stream, string status, string fields, string body) => Bytes(stream, status, fields, Encoding.UTF8.GetBytes(body));

    public static async Task Bytes(Stream stream, string status, string fields, byte[] body)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n{fields}\r\n"));
        await stream.WriteAsync(body);
    }

    public void Dispose() => _listener.Stop();

    private async Task Serve()
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = await _listener.AcceptTcpClientAsync();
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                return;
            }
            _ = Task.Run(() => Answer(client));
        }
    }

    private async Task Answer(TcpClient client)
    {
        using (client)
        {
            try
            {
                using var stream = client.GetStream();
                var head = await Head(stream);
                var path = head.Split(' ')[1];
                lock (_requests)
                    _requests.Add(path);
                await _answer(path, head, stream);
            }
            catch (Exception exception) when (exception is IOException or SocketException or IndexOutOfRangeException)
            {
                // The client went away, as it should where an answer has no end.
            }
        }
    }

    private static async Task<string> Head(NetworkStream stream)
    {
        var head = new StringBuilder();
        var block = new byte[4096];
        int read;
        while (!head.ToString().Contains("\r\n\r\n", StringComparison.Ordinal) && (read = await stream.ReadAsync(block)) > 0)
            head.Append(Encoding.ASCII.GetString(block, 0, read));
        return head.ToString();
    }
}
