using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Crosscheck.App.Desk;

/// <summary>The few things that a browser remembers for the desk. None of them identifies anybody.</summary>
internal static class Cookies
{
    public const string Theme = "crosscheck.theme";
    public const string Editor = "crosscheck.editor";

    /// <summary>The number of the ledger's last entry when somebody said "seen".</summary>
    public const string Seen = "crosscheck.seen";

    /// <summary>Saved filters: names and queries.</summary>
    public const string Filters = "crosscheck.filters";

    /// <summary>"light", "dark", or "" for what the machine prefers.</summary>
    public static string ThemeOf(string? text) => text is "light" or "dark" ? text : "";

    private const string Done = "crosscheck.done";

    public static void Set(HttpContext context, string name, string value) => context.Response.Cookies.Append(name, value, Options(TimeSpan.FromDays(365)));

    /// <summary>Has the next page say what was done.</summary>
    public static void Tell(HttpContext context, string done) => context.Response.Cookies.Append(Done, done, Options(TimeSpan.FromMinutes(1)));

    public static string TakeDone(HttpContext context)
    {
        if (context.Request.Cookies[Done] is not { Length: > 0 and < 400 } done)
            return "";
        if (!context.Response.HasStarted)
            context.Response.Cookies.Delete(Done);
        return done;
    }

    public static long SeenBy(HttpContext context) =>
        long.TryParse(context.Request.Cookies[Seen], NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0;

    private static CookieOptions Options(TimeSpan age) => new() { HttpOnly = true, SameSite = SameSiteMode.Strict, MaxAge = age, IsEssential = true, Path = "/" };
}

/// <summary>Under which name decisions are signed.</summary>
internal static class Editors
{
    public const string Nobody = "editor";

    /// <summary>The signed-in account where there are accounts; else the name that this browser gave last.</summary>
    public static string Of(HttpContext context) =>
        context.User.Identity is { IsAuthenticated: true, Name: { Length: > 0 } account } ? account
        : Clean(context.Request.Cookies[Cookies.Editor]) is { Length: > 0 } named ? named : Nobody;

    /// <summary>A name on one line, of at most 60 characters.</summary>
    public static string Clean(string? name)
    {
        var line = Views.Wording.OneLine(name ?? "").Trim();
        return line.Length <= 60 ? line : line[..60];
    }
}
