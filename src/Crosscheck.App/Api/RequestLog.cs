using System.Diagnostics;
using Crosscheck.App.Accounts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Crosscheck.App.Api;

/// <summary>One structured line a request: what kind of page, how it went, for whom. No address parameter, no word of a report.</summary>
internal sealed class RequestLog(RequestDelegate next, ILogger<RequestLog> logger)
{
    public async Task Invoke(HttpContext context)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "none";
            var caller = Callers.Of(context);
            logger.LogInformation("{Method} {Route} {Status} {Milliseconds} {Account} {Key}",
                context.Request.Method, route, context.Response.StatusCode, (long)Stopwatch.GetElapsedTime(began).TotalMilliseconds, caller?.Account.Id, caller?.Key);
        }
    }
}
