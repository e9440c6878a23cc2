using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Crosscheck.App.Intake.Forms;
using Crosscheck.Diagnostics;

namespace Crosscheck.App.Intake.Web;

/// <summary>What the last answer said, so that the next request can ask for a change only.</summary>
internal sealed record Condition(string? ETag, string? Modified);

/// <summary>An answer: the bytes of the page with transfer and content codings taken off. Content is null where nothing changed.</summary>
internal sealed record Fetched(Uri Address, DateTimeOffset At, int Status, IReadOnlyDictionary<string, string> Headers, byte[]? Content)
{
    public Condition Condition => new(Headers.GetValueOrDefault("etag"), Headers.GetValueOrDefault("last-modified"));
}

/// <summary>How a fetcher behaves; tests give their own clock and names.</summary>
internal sealed record FetchOptions
{
    public AddressRules Rules { get; init; } = AddressRules.PublicOnly;

    /// <summary>For one answer, redirects and body with it.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);
    public int MaxBytes { get; init; } = InputReader.MaxBytes;
    public Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } = Dns.GetHostAddressesAsync;
    public Func<TimeSpan, Task> Wait { get; init; } = Task.Delay;
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}

/// <summary>
/// Fetches politely and safely: asks robots.txt first, repeats with back-off what may pass, follows few redirects, bounds time
/// and size. The address that a connection goes to is checked when it is made, so that no name that changes its mind and no
/// redirect leads inside. Proxies of the environment are not used: behind one, nothing could be checked.
/// </summary>
internal sealed class Fetcher : IDisposable
{
    private const int MaxRedirects = 5;
    private const int MaxTries = 3;
    private const string Agent = "crosscheck/0.1 (reads reports; asks robots.txt for 'crosscheck')";
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    private readonly FetchOptions _options;
    private readonly HttpClient _client;
    private readonly Dictionary<string, Robots> _robots = new(StringComparer.OrdinalIgnoreCase);

    public Fetcher(FetchOptions options)
    {
        _options = options;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            MaxResponseHeadersLength = 64,
            ConnectTimeout = TimeSpan.FromSeconds(20),
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            ConnectCallback = Connect,
        };
        _client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>How long a host wants to be left alone between two requests; asks nothing of it anew.</summary>
    public TimeSpan? DelayOf(Uri address) => _robots.GetValueOrDefault(address.GetLeftPart(UriPartial.Authority))?.Delay;

    /// <exception cref="IntakeException">It cannot be had; the diagnostic says why.</exception>
    public Fetched Get(Uri address, Condition? condition = null) => GetAsync(address, condition).GetAwaiter().GetResult();

    public void Dispose() => _client.Dispose();

    private async Task<Fetched> GetAsync(Uri address, Condition? condition)
    {
        for (var redirects = 0; redirects <= MaxRedirects; redirects++)
        {
            if (address.Scheme is not ("http" or "https"))
                throw Failed(address, $"'{address.Scheme}' is neither http nor https");
            var robots = await RobotsOf(address).ConfigureAwait(false);
            if (!robots.Allows(address.PathAndQuery))
                throw new IntakeException(Codes.RobotsRefused.With(address));
            var answer = await Try(address, condition, _options.MaxBytes).ConfigureAwait(false);
            if (answer.Status is not (301 or 302 or 303 or 307 or 308))
                return answer.Status is 200 or 203 or 304 ? answer : throw Failed(address, $"the server answered with {answer.Status}");
            if (!Uri.TryCreate(address, answer.Headers.GetValueOrDefault("location"), out var next))
                throw Failed(address, "the server redirects to nowhere");
            address = next;
        }
        throw Failed(address, $"the server redirects more than {MaxRedirects} times");
    }

    private async Task<Robots> RobotsOf(Uri address)
    {
        var site = address.GetLeftPart(UriPartial.Authority);
        if (_robots.TryGetValue(site, out var known))
            return known;
        var at = new Uri(new Uri(site), "/robots.txt");
        for (var redirects = 0; ; redirects++)
        {
            var answer = await Try(at, null, Robots.MaxLength, cut: true).ConfigureAwait(false);
            if (answer.Status is >= 300 and < 400 && redirects < MaxRedirects && Uri.TryCreate(at, answer.Headers.GetValueOrDefault("location"), out var next) && next.Scheme is "http" or "https")
            {
                at = next;
                continue;
            }
            // RFC 9309: what is not there forbids nothing; a server in trouble forbids everything.
            return _robots[site] = answer.Status == 200 ? Robots.Parse(System.Text.Encoding.UTF8.GetString(answer.Content!))
                : answer.Status >= 500 || answer.Status == 429 ? Robots.ForbidAll : Robots.AllowAll;
        }
    }

    private async Task<Fetched> Try(Uri address, Condition? condition, int maxBytes, bool cut = false)
    {
        for (var tries = 1; ; tries++)
        {
            TimeSpan? after = null;
            try
            {
                var answer = await Send(address, condition, maxBytes, cut).ConfigureAwait(false);
                if (answer.Status is not (429 or 500 or 502 or 503 or 504) || tries == MaxTries)
                    return answer;
                after = RetryAfter(answer);
            }
            catch (Exception exception) when (Inner<IntakeException>(exception) is { } known)
            {
                throw known;
            }
            catch (OperationCanceledException)
            {
                throw Failed(address, string.Create(CultureInfo.InvariantCulture, $"it takes longer than {_options.Patience.TotalSeconds:0} seconds"));
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException or SocketException)
            {
                if (tries == MaxTries)
                    throw Failed(address, exception.InnerException?.Message ?? exception.Message);
            }
            var wait = after ?? TimeSpan.FromSeconds(1 << tries);
            await _options.Wait(wait < LongestWait ? wait : LongestWait).ConfigureAwait(false);
        }
    }

    private async Task<Fetched> Send(Uri address, Condition? condition, int maxBytes, bool cut)
    {
        using var deadline = new CancellationTokenSource(_options.Patience);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("User-Agent", Agent);
        request.Headers.TryAddWithoutValidation("Accept", "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/xml;q=0.9, application/json;q=0.9, text/plain;q=0.8, */*;q=0.5");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip, br, deflate");
        if (condition?.ETag is { } etag)
            request.Headers.TryAddWithoutValidation("If-None-Match", etag);
        if (condition?.Modified is { } modified)
            request.Headers.TryAddWithoutValidation("If-Modified-Since", modified);
        using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token).ConfigureAwait(false);
        var headers = response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key.ToLowerInvariant(), h => string.Join(", ", h.Value), StringComparer.Ordinal);
        var content = response.StatusCode is HttpStatusCode.OK or HttpStatusCode.NonAuthoritativeInformation
            ? HttpMessage.Unpack(await Body(response, maxBytes, cut, deadline.Token).ConfigureAwait(false), headers.GetValueOrDefault("content-encoding"), new Limits())
            : null;
        return new Fetched(address, _options.Clock.GetUtcNow(), (int)response.StatusCode, headers, content);
    }

    private static async Task<byte[]> Body(HttpResponseMessage response, int maxBytes, bool cut, CancellationToken stop)
    {
        using var stream = await response.Content.ReadAsStreamAsync(stop).ConfigureAwait(false);
        using var body = new MemoryStream();
        var block = new byte[1 << 15];
        int read;
        while ((read = await stream.ReadAsync(block, stop).ConfigureAwait(false)) > 0)
        {
            if (body.Length + read > maxBytes)
            {
                if (cut)
                    break;
                throw new IntakeException(Codes.TooLarge.With(maxBytes >> 20));
            }
            body.Write(block, 0, read);
        }
        return body.ToArray();
    }

    /// <summary>Resolves a name once and connects to exactly what was checked.</summary>
    private async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken stop)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await _options.Resolve(host, stop).ConfigureAwait(false);
        Exception? last = null;
        foreach (var address in addresses)
        {
            if (!_options.Rules.Allows(address))
            {
                last ??= new IntakeException(Codes.AddressRefused.With(host, address));
                continue;
            }
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(address, port, stop).ConfigureAwait(false);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (Exception exception) when (exception is SocketException or OperationCanceledException)
            {
                socket.Dispose();
                last = exception;
            }
        }
        throw last ?? new SocketException((int)SocketError.HostNotFound);
    }

    private TimeSpan? RetryAfter(Fetched answer)
    {
        var text = answer.Headers.GetValueOrDefault("retry-after");
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return TimeSpan.FromSeconds(seconds);
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var until) && until > _options.Clock.GetUtcNow()
            ? until - _options.Clock.GetUtcNow()
            : null;
    }

    private static IntakeException Failed(Uri address, string why) => new(Codes.FetchFailed.With(address, why));

    private static T? Inner<T>(Exception? exception) where T : Exception
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is T found)
                return found;
        }
        return null;
    }
}
