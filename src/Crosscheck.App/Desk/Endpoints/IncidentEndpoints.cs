using System.Collections.Immutable;
using System.Globalization;
using Crosscheck.App.Desk.Models;
using Crosscheck.App.Desk.Pages;
using Crosscheck.App.Storage;
using Crosscheck.Diagnostics;
using Crosscheck.Views;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crosscheck.App.Desk.Endpoints;

/// <summary>The list of incidents, one incident, and the JSON of both.</summary>
internal static class IncidentEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/incidents", List);
        app.MapGet("/incidents.json", ListJson);
        app.MapGet("/incidents/{id}", One);
        app.MapGet("/incidents/{id}.json", OneJson);
    }

    private static async Task<IResult> List(HttpContext context, Ledgers ledgers)
    {
        var filter = DeskFilter.Of(context.Request.Query);
        var seen = Cookies.SeenBy(context);
        var model = await ledgers.Remember(
            "incidents" + context.Request.QueryString,
            ledger => new IncidentsModel(
                filter, [.. ledger.Incidents.List(filter.Filter)], ledger.Incidents.Count(filter.Filter), ledger.Incidents.Count(new IncidentFilter()), ledger.Count, [.. ledger.Incidents.Types()])
            {
                Timeline = Timeline.Of(ledger.Incidents.Days(filter.Filter)),
            },
            context.RequestAborted);
        var fresh = seen == 0 ? (long?)null : await ledgers.Read(ledger => ledger.Incidents.Count(new IncidentFilter { AddedAfter = seen }), context.RequestAborted);
        return Answer.Page<IncidentsPage, IncidentsModel>(context, model with { Saved = SavedFilters.Of(context), Seen = seen, New = fresh });
    }

    private static async Task<IResult> ListJson(HttpContext context, Ledgers ledgers)
    {
        var filter = DeskFilter.Of(context.Request.Query);
        if (!filter.Errors.IsEmpty)
            return Refuse(filter);
        return Answer.Json(await ledgers.Read(
            ledger => IncidentJson.List(filter.Filter.AsOf, filter.Filter.Policy, ledger.Incidents.List(filter.Filter), ledger.Incidents.IncidentOf), context.RequestAborted));
    }

    private static IResult Refuse(DeskFilter filter) => Results.Problem(
        title: "A filter could not be used", detail: string.Join(' ', filter.Errors.Select(e => $"{e.Key}: {e.Value}")), statusCode: StatusCodes.Status400BadRequest);

    private static async Task<IResult> One(HttpContext context, Ledgers ledgers, string id)
    {
        var filter = DeskFilter.Of(context.Request.Query);
        var asOf = filter.Filter.AsOf;
        var model = await ledgers.Remember(
            $"incident {id}{context.Request.QueryString}",
            ledger =>
            {
                // The slider has no words of its own: it counts the days of the reports.
                if (Step(context) is { } step && ledger.Incidents.Find(id) is { } whole)
                    asOf = DayAt(whole.Reports.Select(r => r.Published).OfType<DateOnly>().Distinct().Order().ToImmutableArray(), step);
                return IncidentModel.Of(ledger, id, filter.Filter.Policy, asOf);
            },
            context.RequestAborted);
        if (model is not null && Step(context) is not null)
            return Results.LocalRedirect(model.Address());
        if (model is null)
            return await Missing(context, id);
        return Answer.Page<IncidentPage, IncidentModel>(context, model);
    }

    private static int? Step(HttpContext context) => int.TryParse(context.Request.Query["step"], NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null;

    /// <summary>The day of a step; null, which is now, for the last.</summary>
    private static DateOnly? DayAt(ImmutableArray<DateOnly> days, int step) => step + 1 < days.Length ? days[step] : null;

    private static async Task<IResult> OneJson(HttpContext context, Ledgers ledgers, string id)
    {
        var filter = DeskFilter.Of(context.Request.Query);
        if (!filter.Errors.IsEmpty)
            return Refuse(filter);
        var json = await ledgers.Read(
            ledger => ledger.Incidents.Find(id, filter.Filter.AsOf) is { } incident ? IncidentJson.One(incident, filter.Filter.Policy, ledger.Incidents.IncidentOf) : null,
            context.RequestAborted);
        return json is null ? await Missing(context, id) : Answer.Json(json);
    }

    private static async Task<IResult> Missing(HttpContext context, string id)
    {
        await Problems.Tell(context, StatusCodes.Status404NotFound, Codes.NoSuchIncident.With(id));
        return Results.Empty;
    }
}
