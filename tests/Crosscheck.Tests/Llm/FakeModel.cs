using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Crosscheck.Tests.Llm;

/// <summary>A server on this machine that speaks as much of OpenAI's protocol as a language model's endpoint does.</summary>
internal sealed class FakeModel : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Queue<Reply> _replies;
    private readonly CancellationTokenSource _stop = new();
    private Reply _last;

    /// <param name="replies">In turn; the last one is given again and again.</param>
    public FakeModel(params Reply[] replies)
    {
        _replies = new Queue<Reply>(replies);
        _last = replies[0];
        var port = FreePort();
        Endpoint = $"http://127.0.0.1:{port}/v1";
        _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        _listener.Start();
        _ = Task.Run(ServeAsync);
    }

    /// <summary>What the server does with one request.</summary>
    internal abstract record Reply;

    /// <summary>Streams the text in small pieces and ends well.</summary>
    internal sealed record Answer(string Text, string Finish = "stop") : Reply;

    /// <summary>Streams the beginning of the text and closes the connection.</summary>
    internal sealed record CutOff(string Text) : Reply;

    internal sealed record Status(int Code, string Body = "{\"error\":{\"message\":\"no\"}}", string? RetryAfter = null) : Reply;

    /// <summary>Takes the request and never answers.</summary>
    internal sealed record Silence : Reply;

    /// <summary>Answers without end.</summary>
    internal sealed record Endless : Reply;

    public string Endpoint { get; }

    /// <summary>The bodies of the requests.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>The values of the Authorization headers.</summary>
    public ConcurrentQueue<string?> Keys { get; } = [];

    /// <summary>The environment that names this server.</summary>
    public Func<string, string?> Environment(params (string Name, string Value)[] more) => name =>
        more.FirstOrDefault(m => "CROSSCHECK_LLM_" + m.Name == name).Value ?? name switch
        {
            "CROSSCHECK_LLM_ENDPOINT" => Endpoint,
            "CROSSCHECK_LLM_MODEL" => "play/one",
            "CROSSCHECK_LLM_KEY" => "secret-key",
            "CROSSCHECK_LLM_CACHE" => "off",
            _ => null,
        };

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Close();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
            lock (_replies)
                _last = _replies.TryDequeue(out var next) ? next : _last;
            _ = HandleAsync(context, _last);
        }
    }

    private async Task HandleAsync(HttpListenerContext context, Reply reply)
    {
        try
        {
            using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
            Requests.Enqueue(await reader.ReadToEndAsync());
            Keys.Enqueue(context.Request.Headers["Authorization"]);
            await SendAsync(context.Response, reply);
        }
        catch (Exception exception) when (exception is HttpListenerException or IOException or ObjectDisposedException or OperationCanceledException)
        {
        }
    }

    private async Task SendAsync(HttpListenerResponse response, Reply reply)
    {
        switch (reply)
        {
            case Status status:
                response.StatusCode = status.Code;
                response.ContentType = "application/json";
                if (status.RetryAfter is { } after)
                    response.Headers["Retry-After"] = after;
                await response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(status.Body));
                break;
            case Silence:
                await Task.Delay(Timeout.Infinite, _stop.Token);
                break;
            case Answer answer:
                Begin(response);
                await StreamAsync(response, answer.Text);
                await EventAsync(response, new { id = "x", @object = "chat.completion.chunk", created = 1, model = "play", choices = new[] { new { index = 0, delta = new { }, finish_reason = answer.Finish } } });
                await EventAsync(response, new { id = "x", @object = "chat.completion.chunk", created = 1, model = "play", choices = Array.Empty<object>(), usage = new { prompt_tokens = 100, completion_tokens = 20, total_tokens = 120 } });
                await response.OutputStream.WriteAsync("data: [DONE]\n\n"u8.ToArray());
                break;
            case CutOff cut:
                Begin(response);
                await StreamAsync(response, cut.Text);
                response.Abort();
                return;
            default:
                Begin(response);
                while (!_stop.IsCancellationRequested)
                    await StreamAsync(response, "{\"claims\": [          ");
                break;
        }
        response.Close();
    }

    private static void Begin(HttpListenerResponse response)
    {
        response.ContentType = "text/event-stream";
        response.SendChunked = true;
    }

    private static async Task StreamAsync(HttpListenerResponse response, string text)
    {
        for (var i = 0; i < text.Length; i += 40)
            await EventAsync(response, new { id = "x", @object = "chat.completion.chunk", created = 1, model = "play", choices = new[] { new { index = 0, delta = new { role = "assistant", content = text[i..Math.Min(text.Length, i + 40)] }, finish_reason = (string?)null } } });
    }

    private static async Task EventAsync(HttpListenerResponse response, object data)
    {
        await response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes("data: " + JsonSerializer.Serialize(data) + "\n\n"));
        await response.OutputStream.FlushAsync();
    }

    private static int FreePort()
    {
        using var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
