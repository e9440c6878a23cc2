using Crosscheck.App.Accounts;
using Crosscheck.App.Api;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Crosscheck.App.Desk;

/// <summary>Every request that changes something must carry the token of a page of this desk.</summary>
internal sealed class Forms(RequestDelegate next, IAntiforgery antiforgery, ILogger<Forms> logger)
{
    public const string Field = "token";

    public async Task Invoke(HttpContext context)
    {
        if (IsSafe(context.Request.Method) || IsProgram(context) || await IsOurs(context))
        {
            await next(context);
            return;
        }
        logger.LogWarning("{Method} {Path}: refused, no token of a page of this desk", context.Request.Method, context.Request.Path);
        await Problems.Tell(context, StatusCodes.Status400BadRequest, "This form is not from an open page of this desk",
            "Nothing was changed. The desk may have been started anew since the page was opened: load the page again and repeat it.");
    }

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    /// <summary>A token, or a header that no page of another site can have a browser send to this one.</summary>
    private static bool IsProgram(HttpContext context) => Callers.HasToken(context)
        || ((context.Request.Path.StartsWithSegments("/api") || context.Request.Path.StartsWithSegments("/mcp")) && context.Request.Headers.ContainsKey(Operations.Header));

    private async Task<bool> IsOurs(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
            return false;
        // Antiforgery waits for the form however long it takes, and a form that is cancelled takes the connection with it: wait no
        // longer than a request may take, and leave the connection to carry the answer.
        await context.Request.ReadFormAsync(CancellationToken.None).WaitAsync(context.RequestAborted);
        return await antiforgery.IsRequestValidAsync(context);
    }
}
