using Crosscheck.App.Desk.Models;
using Crosscheck.App.Desk.Pages;
using Crosscheck.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crosscheck.App.Desk.Endpoints;

/// <summary>One incident or a filtered set as a page for printing. Its JSON is that of the incident or the list.</summary>
internal static class DossierEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/dossier", Set);
        app.MapGet("/dossier.json", (HttpContext context) => Results.LocalRedirect("/incidents.json" + context.Request.QueryString));
        app.MapGet("/incidents/{id}/dossier", One);
    }

    private static async Task<IResult> Set(HttpContext context, Ledgers ledgers, TimeProvider clock)
    {
        var filter = DeskFilter.Of(context.Request.Query);
        var model = await ledgers.Remember(
            "dossier" + context.Request.QueryString,
            ledger =>
            {
                var first = 1;
                var entries = new List<DossierEntry>();
                foreach (var found in ledger.Incidents.List(filter.Filter with { Limit = DossierModel.Most, Skip = 0 }))
                {
                    if (IncidentModel.Of(ledger, found.Id, filter.Filter.Policy, filter.Filter.AsOf) is not { } incident)
                        continue;
                    entries.Add(DossierEntry.Of(incident, first));
                    first += entries[^1].Notes.Length;
                }
                return new DossierModel("Dossier", [.. entries], filter.Filter.Policy, filter.Filter.AsOf, ledger.Incidents.Count(filter.Filter), clock.GetUtcNow());
            },
            context.RequestAborted);
        return Answer.Page<DossierPage, DossierModel>(context, model);
    }

    private static async Task<IResult> One(HttpContext context, Ledgers ledgers, TimeProvider clock, string id)
    {
        var filter = DeskFilter.Of(context.Request.Query);
        var model = await ledgers.Read(ledger => IncidentModel.Of(ledger, id, filter.Filter.Policy, filter.Filter.AsOf), context.RequestAborted);
        if (model is null)
        {
            await Problems.Tell(context, StatusCodes.Status404NotFound, Codes.NoSuchIncident.With(id));
            return Results.Empty;
        }
        return Answer.Page<DossierPage, DossierModel>(context, new DossierModel(model.Incident.Title, [DossierEntry.Of(model, 1)], model.Policy, model.AsOf, 1, clock.GetUtcNow()));
    }
}
