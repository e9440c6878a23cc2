using System.Globalization;
using Crosscheck.App.Desk.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crosscheck.App.Desk.Endpoints;

/// <summary>The way in, the samples, and what a browser remembers for the desk.</summary>
internal static class StartEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/", () => Results.LocalRedirect("/incidents"));
        app.MapPost("/samples", AddSamples);
        app.MapPost("/seen", Seen);
        // As delegates: a handler that takes the context alone would else be taken for one that answers nothing.
        app.MapPost("/theme", (Delegate)SetTheme);
        app.MapPost("/editor", (Delegate)SetEditor);
        app.MapPost("/filters", (Delegate)SaveFilter);
    }

    private static async Task<IResult> AddSamples(HttpContext context, Ledgers ledgers)
    {
        var drafts = await Task.Run(() => Samples.Read().ToList(), context.RequestAborted);
        var added = await ledgers.Write(ledger => ledger.Append(drafts), context.RequestAborted);
        Cookies.Tell(context, added == 0 ? "The sample reports were already there." : "The sample reports were read into the ledger.");
        return Answer.Back("/incidents");
    }

    private static Task<IResult> SetTheme(HttpContext context) => Remember(context, Cookies.Theme, form => Cookies.ThemeOf(form["theme"]));

    private static Task<IResult> SetEditor(HttpContext context) => Remember(context, Cookies.Editor, form => Editors.Clean(form["editor"]));

    private static async Task<IResult> Remember(HttpContext context, string cookie, Func<IFormCollection, string> value)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        Cookies.Set(context, cookie, value(form));
        return Answer.Back(form["back"]);
    }

    private static async Task<IResult> Seen(HttpContext context, Ledgers ledgers)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var last = await ledgers.Read(ledger => ledger.Count, context.RequestAborted);
        Cookies.Set(context, Cookies.Seen, last.ToString(CultureInfo.InvariantCulture));
        return Answer.Back(form["back"]);
    }

    private static async Task<IResult> SaveFilter(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var (name, query) = (Editors.Clean(form["name"]), form["query"].ToString());
        SavedFilters.Set(context, name, form["remove"].Count > 0 ? null : query);
        return Answer.Back("/incidents" + (query is ['?', ..] ? query : ""));
    }
}
