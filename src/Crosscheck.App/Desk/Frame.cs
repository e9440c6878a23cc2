using System.Reflection;
using Crosscheck.App.Accounts;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;

namespace Crosscheck.App.Desk;

/// <summary>What stands around every page: who looks, from where, and the token that its forms carry.</summary>
public sealed record Frame
{
    public required string Path { get; init; }

    /// <summary>With its question mark, or "".</summary>
    public required string Query { get; init; }
    public required string Token { get; init; }

    /// <summary>The name under which decisions are signed.</summary>
    public required string Editor { get; init; }

    /// <summary>There are accounts, and nobody is signed in: only the page itself is shown, no way around.</summary>
    public bool IsClosed { get; init; }

    /// <summary>Who is signed in; null for nobody, and where there are no accounts.</summary>
    public Account? Account { get; init; }

    /// <summary>"light", "dark", or "" for what the machine prefers.</summary>
    public required string Theme { get; init; }

    /// <summary>The ledger's address, no password in it.</summary>
    public required string Ledger { get; init; }

    /// <summary>What the last form did, told once; "" for nothing.</summary>
    public string Done { get; init; } = "";

    public static string Version { get; } = typeof(Frame).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";

    /// <summary>The page and its filters, to come back to.</summary>
    public string Here => Path + Query;

    public static Frame Of(HttpContext context)
    {
        var services = context.RequestServices;
        var options = services.GetRequiredService<DeskOptions>();
        var caller = Callers.Of(context);
        var isClosed = options.Accounts is not null && caller is null;
        var tokens = services.GetRequiredService<IAntiforgery>().GetAndStoreTokens(context);
        return new Frame
        {
            Path = context.Request.Path.Value ?? "/",
            Query = context.Request.QueryString.Value ?? "",
            Token = tokens.RequestToken ?? "",
            Editor = Editors.Of(context),
            Theme = Cookies.ThemeOf(context.Request.Cookies[Cookies.Theme]),
            IsClosed = isClosed,
            Ledger = isClosed ? "" : services.GetRequiredService<Ledgers>().Where,
            Account = caller?.Account,
            Done = Cookies.TakeDone(context),
        };
    }
}

/// <summary>A page: its frame, and what it shows.</summary>
public abstract class DeskPage<TModel> : ComponentBase
{
    [Parameter, EditorRequired]
    public Frame Frame { get; set; } = null!;

    [Parameter, EditorRequired]
    public TModel Model { get; set; } = default!;
}

/// <summary>Answers of endpoints.</summary>
internal static class Answer
{
    /// <summary>A page rendered from its model.</summary>
    public static IResult Page<TPage, TModel>(HttpContext context, TModel model, int status = StatusCodes.Status200OK) where TPage : DeskPage<TModel> =>
        new RazorComponentResult<TPage>(new Dictionary<string, object?> { [nameof(DeskPage<>.Frame)] = Frame.Of(context), [nameof(DeskPage<>.Model)] = model }) { StatusCode = status };

    public static IResult Json(string json) => Results.Content(json, "application/json; charset=utf-8");

    /// <summary>Back to a page of this desk; never to another place, whatever the form said.</summary>
    public static IResult Back(string? to, string otherwise = "/incidents") =>
        Results.LocalRedirect(to is ['/', not '/' and not '\\', ..] or "/" ? to : otherwise);
}
