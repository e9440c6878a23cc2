using System.Globalization;
using System.Text.Json;
using Crosscheck.App.Accounts;
using Crosscheck.App.Api.Pages;
using Crosscheck.App.Desk;
using Crosscheck.App.Intake;
using Crosscheck.App.Storage;
using Crosscheck.Claims;
using Crosscheck.Diagnostics;
using Crosscheck.Documents;
using Crosscheck.Ledger;
using Crosscheck.Views;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Crosscheck.App.Api;

/// <summary>What programs may ask that no page has: the text in the body, the decision as JSON; and the page that describes it all.</summary>
internal static class ApiEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api", (HttpContext context, DeskOptions options) => Answer.Page<ApiPage, ApiModel>(context, new ApiModel(options.Accounts is not null)));
        app.MapGet("/openapi/v1.json", (DeskOptions options) => Answer.Json(OpenApiDocument.Write(options.Accounts is not null)));
        // As a delegate: a handler that takes the context alone would else be taken for one that answers nothing.
        app.MapPost("/api/read", (Delegate)ReadText);
        app.MapPost("/api/documents", AddDocument);
        app.MapPost("/api/decisions", Decide);
    }

    private static async Task<IResult> ReadText(HttpContext context)
    {
        if (await Take(context) is not { } taken)
            return Results.Empty;
        if (await Read(context, taken) is not { } reading)
            return Results.Empty;
        Metrics.Read.Add(1);
        return Answer.Json(ReadingJson.Write(reading, indented: true));
    }

    private static async Task<IResult> AddDocument(HttpContext context, Ledgers ledgers)
    {
        if (await Take(context) is not { } taken)
            return Results.Empty;
        if (await Read(context, taken) is not { } reading)
            return Results.Empty;
        var (isNew, incidents) = await ledgers.Write(
            ledger =>
            {
                var added = ledger.Append([EntryJson.Draft(taken), EntryJson.Draft(reading)]) > 0;
                ledger.Project();
                return (added, ledger.Incidents.IncidentsOf(taken.Document.Id));
            },
            context.RequestAborted);
        Metrics.Added.Add(isNew ? 1 : 0);
        return Answer.Json(AddedJson.Write(taken.Document.Id, isNew, incidents));
    }

    /// <summary>Our reading of a document; null where it cannot be read, which was told.</summary>
    private static async Task<Reading?> Read(HttpContext context, TakenDocument taken)
    {
        var reading = await Task.Run(() => ReportReader.Read(taken.Document), context.RequestAborted);
        if (reading.Diagnostics.FirstOrDefault(d => d.Severity == Severity.Error) is not { } error)
            return reading;
        await Problems.Tell(context, StatusCodes.Status400BadRequest, error);
        return null;
    }

    /// <summary>The document of the body, with what the address says of it; null where that was refused.</summary>
    private static async Task<TakenDocument?> Take(HttpContext context)
    {
        var query = context.Request.Query;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = InputReader.MaxBytes;
        using var memory = new MemoryStream();
        await context.Request.Body.CopyToAsync(memory, context.RequestAborted);
        DateOnly? published = null;
        if (query["published"].ToString() is { Length: > 0 } text)
        {
            if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                await Problems.Tell(context, StatusCodes.Status400BadRequest, "The parameter 'published' is no day", "Write it as YYYY-MM-DD.");
                return null;
            }
            published = day;
        }
        var bytes = memory.ToArray();
        var input = InputReader.Parse("", bytes);
        if (input.Document is not { } document || input.IsFailed)
        {
            await Problems.Tell(context, StatusCodes.Status400BadRequest, input.Diagnostics.First(d => d.Severity == Severity.Error));
            return null;
        }
        string? Given(string name) => query[name].ToString() is { Length: > 0 and <= 2000 } value ? Wording.OneLine(value) : null;
        return new TakenDocument(
            document with
            {
                Path = null,
                Published = document.Published ?? published,
                Url = Given("url") ?? document.Url,
                Publisher = Given("publisher") ?? document.Publisher,
                Title = Given("title") ?? document.Title,
                Confidential = document.Confidential || query["confidential"] == "true",
            },
            bytes);
    }

    private static async Task<IResult> Decide(HttpContext context, Ledgers ledgers, TimeProvider clock)
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
            var asked = new DecisionBody(body.RootElement);
            var editor = Callers.Of(context)?.Account.Name ?? Editors.Of(context);
            var decision = await ledgers.Write(ledger => asked.Make(new DecisionMaker(ledger, editor, asked.Why, clock)), context.RequestAborted);
            Metrics.Decided.Add(1);
            return Answer.Json(DecisionJson.Write(decision));
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            await Problems.Tell(context, StatusCodes.Status400BadRequest, "The decision could not be read: " + exception.Message, "Nothing was changed. /openapi/v1.json says what a decision holds.");
            return Results.Empty;
        }
    }
}
