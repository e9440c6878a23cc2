using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace Crosscheck.App.Desk;

/// <summary>Every request that changes something must carry the token of a page of this desk.</summary>
internal sealed class Forms(RequestDelegate next, IAntiforgery antiforgery)
{
    public const string Field = "token";

    public async Task Invoke(HttpContext context)
    {
        if (IsSafe(context.Request.Method) || await IsOurs(context))
        {
            await next(context);
            return;
        }
        await Problems.Tell(context, StatusCodes.Status400BadRequest, "This form is not from an open page of this desk",
            "Nothing was changed. The desk may have been started anew since the page was opened: load the page again and repeat it.");
    }

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    private async Task<bool> IsOurs(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
            return false;
        return await antiforgery.IsRequestValidAsync(context);
    }
}
