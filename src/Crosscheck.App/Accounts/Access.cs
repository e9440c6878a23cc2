using Crosscheck.App.Desk;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Crosscheck.App.Accounts;

/// <summary>What a request needs: a scope, and whether a token will do. Null scope: anybody.</summary>
/// <param name="ByToken">False for what only a person at a browser does.</param>
internal readonly record struct Need(Scopes? Scope, bool ByToken = true)
{
    private static readonly string[] Open = ["/sign-in", "/invitation", "/assets", "/health"];

    /// <summary>What a browser remembers for itself; nothing of the ledger changes.</summary>
    private static readonly string[] Own = ["/theme", "/seen", "/editor", "/filters", "/sign-out", "/account"];

    private static readonly string[] Adding = ["/samples", "/read", "/api/documents"];

    /// <summary>What reads a text and keeps nothing, exactly so.</summary>
    private static readonly string[] Reading = ["/read", "/api/read", "/mcp"];

    /// <summary>
    /// By address and method, so that a page that is added later is closed until this table opens it: looking needs read,
    /// changing anything needs decide.
    /// </summary>
    public static Need Of(HttpRequest request)
    {
        var path = request.Path;
        if (Open.Any(p => path.StartsWithSegments(p)))
            return new Need(null);
        if (path.StartsWithSegments("/accounts"))
            return new Need(Scopes.Manage, ByToken: false);
        if (Own.Any(p => path.StartsWithSegments(p)))
            return new Need(Scopes.Read, ByToken: false);
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || Reading.Any(p => path.Equals(p)))
            return new Need(Scopes.Read);
        return new Need(Adding.Any(p => path.StartsWithSegments(p)) ? Scopes.Add : Scopes.Decide);
    }
}

/// <summary>Lets through who is signed in, or has a token, and may do what the request asks for.</summary>
internal sealed class Access(RequestDelegate next, AccountStore accounts, ILogger<Access> logger)
{
    public async Task Invoke(HttpContext context)
    {
        var caller = Callers.Find(context, accounts);
        if (caller is not null)
            Callers.Set(context, caller);
        var need = Need.Of(context.Request);
        if (need.Scope is not { } scope || (caller is not null && caller.May(scope) && (need.ByToken || !caller.ByToken)))
        {
            await next(context);
            return;
        }
        if (caller is null)
        {
            await AskToSignIn(context);
            return;
        }
        Api.Metrics.Refused.Add(1);
        logger.LogWarning("{Method} {Path}: refused to account {Account}, which may not {Scope}{ByToken}",
            context.Request.Method, context.Request.Path, caller.Account.Id, scope, caller.ByToken ? " by this token" : "");
        await Problems.Tell(context, StatusCodes.Status403Forbidden,
            caller.ByToken ? "This token may not do that" : "Your account may not do that",
            caller.ByToken ? $"It needs the scope '{scope.ToString().ToLowerInvariant()}'{(need.ByToken ? "" : ", which no token has")}; make one on the account page." : "An admin can give your account another role.");
    }

    private static async Task AskToSignIn(HttpContext context)
    {
        if (HttpMethods.IsGet(context.Request.Method) && !Problems.WantsJson(context))
        {
            context.Response.Redirect("/sign-in?back=" + Uri.EscapeDataString(context.Request.Path + context.Request.QueryString));
            return;
        }
        context.Response.Headers.WWWAuthenticate = "Bearer";
        await Problems.Tell(context, StatusCodes.Status401Unauthorized, "Nobody is signed in", "Sign in again, or send a token as 'Authorization: Bearer TOKEN'. Nothing was changed.");
    }
}
