using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Crosscheck.App.Intake.Web;

namespace Crosscheck.App.Watch;

/// <summary>
/// Posts each round's changes to an address. Signed: <c>Crosscheck-Signature: t=SECONDS,v1=HEX</c> is the HMAC-SHA256 of
/// "SECONDS.BODY" under the secret, so that the receiver knows who sent it and when.
/// </summary>
internal sealed class Webhook(Uri address, string? secret, AddressRules rules, TimeProvider clock, Func<TimeSpan, Task> wait) : IDisposable
{
    private const int MaxTries = 4;

    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false, ConnectCallback = (c, s) => Connect(c, rules, s) })
    {
        Timeout = TimeSpan.FromSeconds(20),
    };

    /// <returns>Null where it was taken; else why not.</returns>
    public string? Send(string json)
    {
        var why = "";
        for (var tries = 1; tries <= MaxTries; tries++)
        {
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
                if (secret is not null)
                    request.Headers.Add("Crosscheck-Signature", Sign(json, secret, clock.GetUtcNow()));
                using var response = _client.SendAsync(request).GetAwaiter().GetResult();
                if (response.IsSuccessStatusCode)
                    return null;
                why = $"it answered with {(int)response.StatusCode}";
                if ((int)response.StatusCode is >= 400 and < 500 and not 429)
                    return why;
            }
            catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException or IOException)
            {
                why = exception.InnerException?.Message ?? exception.Message;
            }
            if (tries < MaxTries)
                wait(TimeSpan.FromSeconds(1 << tries)).GetAwaiter().GetResult();
        }
        return why;
    }

    public static string Sign(string json, string secret, DateTimeOffset at)
    {
        var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(time + "." + json));
        return $"t={time},v1={Convert.ToHexStringLower(hash)}";
    }

    public void Dispose() => _client.Dispose();

    private static async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, AddressRules rules, CancellationToken stop)
    {
        foreach (var found in await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, stop).ConfigureAwait(false))
        {
            if (!rules.Allows(found))
                continue;
            var socket = new Socket(found.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(found, context.DnsEndPoint.Port, stop).ConfigureAwait(false);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
        throw new IOException("it leads to no public address; --allow-address ADDRESS/BITS allows others");
    }
}
