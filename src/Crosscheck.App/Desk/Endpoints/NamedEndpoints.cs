using Crosscheck.App.Desk.Models;
using Crosscheck.App.Desk.Pages;
using Crosscheck.Incidents;
using Crosscheck.Views;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crosscheck.App.Desk.Endpoints;

/// <summary>Sources, actors and places, each with its JSON.</summary>
internal static class NamedEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/sources", Sources);
        app.MapGet("/sources.json", SourcesJson);
        app.MapGet("/sources/{name}", Source);
        app.MapGet("/sources/{name}.json", SourceTwin);
        app.MapGet("/actors/{name}", Actor);
        app.MapGet("/actors/{name}.json", ActorTwin);
        app.MapGet("/places/{name}", Place);
        app.MapGet("/places/{name}.json", PlaceTwin);
    }

    private static Task<SourcesModel> SourcesOf(HttpContext context, Ledgers ledgers)
    {
        var filter = DeskFilter.Of(context.Request.Query);
        return ledgers.Remember(
            "sources" + filter.At(""),
            ledger =>
            {
                var whole = ledger.Incidents.Whole(filter.Filter with { Limit = SourcesModel.Most, Skip = 0 }).ToList();
                return new SourcesModel(filter, SourceRecords.Of(whole), whole.Count, ledger.Incidents.Count(filter.Filter));
            },
            context.RequestAborted);
    }

    private static async Task<IResult> Sources(HttpContext context, Ledgers ledgers) => Answer.Page<SourcesPage, SourcesModel>(context, await SourcesOf(context, ledgers));

    private static async Task<IResult> SourcesJson(HttpContext context, Ledgers ledgers)
    {
        var model = await SourcesOf(context, ledgers);
        return Answer.Json(SourceJson.List(model.Filter.Filter.AsOf, model.Records));
    }

    private static async Task<IResult> Source(HttpContext context, Ledgers ledgers, string name) =>
        Answer.Page<SourcePage, SourceModel>(context, await ledgers.Remember("source " + name, ledger => SourceModel.Of(ledger, name), context.RequestAborted));

    private static async Task<IResult> SourceTwin(HttpContext context, Ledgers ledgers, string name)
    {
        var model = await ledgers.Remember("source " + name, ledger => SourceModel.Of(ledger, name), context.RequestAborted);
        return Answer.Json(NamedJson.Source(model));
    }

    private static async Task<IResult> Actor(HttpContext context, Ledgers ledgers, string name) =>
        Answer.Page<ActorPage, ActorModel>(context, await ledgers.Remember("actor " + name, ledger => ActorModel.Of(ledger, name), context.RequestAborted));

    private static async Task<IResult> ActorTwin(HttpContext context, Ledgers ledgers, string name)
    {
        var model = await ledgers.Remember("actor " + name, ledger => ActorModel.Of(ledger, name), context.RequestAborted);
        return Answer.Json(NamedJson.Named("actor", model.Name, model.Incidents));
    }

    private static async Task<IResult> Place(HttpContext context, Ledgers ledgers, string name) =>
        Answer.Page<PlacePage, PlaceModel>(context, await ledgers.Remember("place " + name, ledger => PlaceModel.Of(ledger, name), context.RequestAborted));

    private static async Task<IResult> PlaceTwin(HttpContext context, Ledgers ledgers, string name) =>
        Answer.Json(await ledgers.Read(ledger => IncidentJson.List(null, Policies.Range, PlaceModel.Of(ledger, name).Here, ledger.Incidents.IncidentOf), context.RequestAborted));
}
