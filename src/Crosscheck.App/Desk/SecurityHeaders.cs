using Microsoft.AspNetCore.Http;

namespace Crosscheck.App.Desk;

/// <summary>
/// What every answer tells the browser: nothing from elsewhere, no script or style inside a page, no frame around it.
/// Text of reports that slipped through as markup could not run.
/// </summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; " +
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public Task Invoke(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        return next(context);
    }
}

/// <summary>
/// A desk without accounts answers only to this machine's own names: a page elsewhere that points its name at 127.0.0.1
/// (DNS rebinding) gets nothing.
/// </summary>
internal sealed class OnlyThisMachine(RequestDelegate next)
{
    public Task Invoke(HttpContext context)
    {
        if (context.Request.Host.Host is "localhost" or "127.0.0.1" or "[::1]" or "::1")
            return next(context);
        return Problems.Tell(context, StatusCodes.Status421MisdirectedRequest, "This desk answers to this machine only", "Open it as http://localhost, or start it with --listen for others.");
    }
}
