using System.Globalization;
using System.Threading.RateLimiting;
using Crosscheck.App.Desk;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;

namespace Crosscheck.App.Accounts;

/// <summary>
/// How much one caller may ask: an account or token, else an address. Signing in is slow on purpose; reading and adding texts
/// is work for the machine.
/// </summary>
internal static class Limits
{
    public const int SignInsAMinute = 10;
    public const int TextsAMinute = 60;
    public const int RequestsAtOnce = 200;
    public const int RequestsASecond = 50;

    private static readonly string[] Texts = ["/api/read", "/api/documents", "/read"];

    public static void Configure(RateLimiterOptions options)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(Partition);
        options.OnRejected = async (rejected, _) =>
        {
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? Math.Max(1, (int)Math.Ceiling(after.TotalSeconds)) : 1;
            rejected.HttpContext.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
            await Problems.Tell(rejected.HttpContext, StatusCodes.Status429TooManyRequests, "That is too much at once", $"Nothing was changed. Try again in {wait} s.");
        };
    }

    private static RateLimitPartition<string> Partition(HttpContext context)
    {
        var path = context.Request.Path;
        var address = context.Connection.RemoteIpAddress?.ToString() ?? "";
        var isPost = HttpMethods.IsPost(context.Request.Method);
        if (path.StartsWithSegments("/assets") || path.StartsWithSegments("/health"))
            return RateLimitPartition.GetNoLimiter("");
        if (isPost && (path.StartsWithSegments("/sign-in") || path.StartsWithSegments("/invitation")))
            return RateLimitPartition.GetFixedWindowLimiter("in " + address, _ => new FixedWindowRateLimiterOptions { PermitLimit = SignInsAMinute, Window = TimeSpan.FromMinutes(1) });
        var who = Callers.Of(context) is { } caller ? "account " + caller.Account.Id.ToString(CultureInfo.InvariantCulture) : "address " + address;
        if (isPost && Array.Exists(Texts, t => path.StartsWithSegments(t)))
            return RateLimitPartition.GetFixedWindowLimiter("text " + who, _ => new FixedWindowRateLimiterOptions { PermitLimit = TextsAMinute, Window = TimeSpan.FromMinutes(1) });
        return RateLimitPartition.GetTokenBucketLimiter(who, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = RequestsAtOnce,
            TokensPerPeriod = RequestsASecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            AutoReplenishment = true,
        });
    }
}
