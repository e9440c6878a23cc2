using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace Crosscheck.App.Accounts;

/// <summary>Who makes a request, and how a browser keeps its session.</summary>
internal static class Callers
{
    public const string Cookie = "crosscheck.session";
    private const string Bearer = "Bearer ";
    private static readonly object Key = new();

    /// <summary>The caller that <see cref="Access"/> found; null for nobody, and where there are no accounts.</summary>
    public static Caller? Of(HttpContext context) => context.Items.TryGetValue(Key, out var caller) ? (Caller?)caller : null;

    /// <summary>The request carries a token of its own accord, so that no other site can have made a browser send it.</summary>
    public static bool HasToken(HttpContext context) => Of(context) is { ByToken: true };

    public static Caller? Find(HttpContext context, AccountStore accounts)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            return accounts.Tokens.Find(header[Bearer.Length..].Trim());
        return context.Request.Cookies[Cookie] is { Length: > 0 } secret ? accounts.Sessions.Find(secret) : null;
    }

    public static void Set(HttpContext context, Caller caller)
    {
        context.Items[Key] = caller;
        var identity = new ClaimsIdentity(caller.ByToken ? "token" : "session");
        identity.AddClaim(new Claim(ClaimTypes.Name, caller.Account.Name));
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, caller.Account.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        context.User = new ClaimsPrincipal(identity);
    }

    public static void Begin(HttpContext context, AccountStore accounts, Account account) => context.Response.Cookies.Append(
        Cookie, accounts.Sessions.Begin(account, context.Request.Headers.UserAgent.ToString()),
        new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, MaxAge = SessionStore.Longest, IsEssential = true, Path = "/" });

    public static void End(HttpContext context, AccountStore accounts)
    {
        if (context.Request.Cookies[Cookie] is { Length: > 0 } secret)
            accounts.Sessions.End(secret);
        context.Response.Cookies.Delete(Cookie);
    }
}
