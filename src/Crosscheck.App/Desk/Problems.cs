using System.Text.Json;
using Crosscheck.App.Desk.Pages;
using Crosscheck.App.Storage;
using Crosscheck.Diagnostics;
using Crosscheck.Views;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Crosscheck.App.Desk;

/// <summary>What went wrong, for a page: what, and what to do.</summary>
public sealed record Problem(int Status, string What, string Remedy, string? Code = null);

/// <summary>Turns failures into a page, or into JSON where JSON was asked for; texts of reports are never logged.</summary>
internal sealed class Problems(RequestDelegate next, ILogger<Problems> logger)
{
    public async Task Invoke(HttpContext context)
    {
        try
        {
            await next(context);
            if (context.Response is { StatusCode: StatusCodes.Status404NotFound, HasStarted: false, ContentLength: null, ContentType: null })
                await Tell(context, StatusCodes.Status404NotFound, "There is no such page", "Go to the list of incidents and look for it there.");
        }
        catch (LedgerException exception)
        {
            await Tell(context, StatusCodes.Status503ServiceUnavailable, exception.Diagnostic);
        }
        catch (DecisionException exception)
        {
            await Tell(context, StatusCodes.Status400BadRequest, exception.Diagnostic);
        }
        catch (BadHttpRequestException exception)
        {
            logger.LogWarning("{Method} {Path}: refused, {Status}", context.Request.Method, context.Request.Path, exception.StatusCode);
            var what = exception.StatusCode == StatusCodes.Status413PayloadTooLarge ? "That is more than 64 MB at once" : "The request could not be read";
            await Tell(context, exception.StatusCode, what, "Nothing was changed. Send fewer reports at once, or send it again.");
        }
        catch (InvalidDataException exception)
        {
            logger.LogWarning("{Method} {Path}: {Message}", context.Request.Method, context.Request.Path, exception.Message);
            await Tell(context, StatusCodes.Status413PayloadTooLarge, "The form is too large or damaged", "Nothing was changed. Give fewer or smaller reports at once.");
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            logger.LogError(exception, "{Method} {Path} failed", context.Request.Method, context.Request.Path);
            await Tell(context, StatusCodes.Status500InternalServerError, "The desk made a mistake", "Nothing was changed. The terminal that runs it shows what happened; please report it.");
        }
    }

    /// <summary>A request that took too long to send or to answer.</summary>
    public static Task TooSlow(HttpContext context)
    {
        // The request's own token has run out; the answer is still to be written.
        context.RequestAborted = CancellationToken.None;
        context.RequestServices.GetRequiredService<ILogger<Problems>>().LogWarning("{Method} {Path}: took too long", context.Request.Method, context.Request.Path);
        return Tell(context, StatusCodes.Status408RequestTimeout, "The request took too long", "Nothing was changed. Send less at once, or over a faster line.");
    }

    public static Task Tell(HttpContext context, int status, Diagnostic diagnostic) =>
        Tell(context, new Problem(status, diagnostic.Message, diagnostic.Remedy ?? "", diagnostic.Code));

    public static Task Tell(HttpContext context, int status, string what, string remedy) => Tell(context, new Problem(status, what, remedy));

    private static async Task Tell(HttpContext context, Problem problem)
    {
        if (context.Response.HasStarted)
            return;
        context.Response.StatusCode = problem.Status;
        if (WantsJson(context))
        {
            await Json(problem).ExecuteAsync(context);
            return;
        }
        await new RazorComponentResult<ProblemPage>(new { Frame = Frame.Of(context), Model = problem }) { StatusCode = problem.Status }.ExecuteAsync(context);
    }

    /// <summary>A program asks: by the address of a JSON twin or of the API, or with a token.</summary>
    public static bool WantsJson(HttpContext context) => context.Request.Path is var path
        && (path.Value?.EndsWith(".json", StringComparison.Ordinal) == true || path.StartsWithSegments("/api", out var rest) && rest.HasValue || path.StartsWithSegments("/mcp")
            || context.Request.Headers.Authorization.Count > 0);

    /// <summary>RFC 9457.</summary>
    private static IResult Json(Problem problem) => Results.Content(
        EntryJson.Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("title", problem.What);
            json.WriteNumber("status", problem.Status);
            json.WriteString("detail", problem.Remedy);
            if (problem.Code is not null)
                json.WriteString("code", problem.Code);
            json.WriteEndObject();
        }, indented: true), "application/problem+json", statusCode: problem.Status);
}
