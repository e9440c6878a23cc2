using Crosscheck.App.Desk.Models;
using Crosscheck.App.Desk.Pages;
using Crosscheck.Views;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crosscheck.App.Desk.Endpoints;

/// <summary>A report with its words marked, and its reading as JSON.</summary>
internal static class ReportEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/reports/{id}", One);
        app.MapGet("/reports/{id}.json", OneJson);
    }

    private static async Task<IResult> One(HttpContext context, Ledgers ledgers, string id)
    {
        var coder = context.Request.Query["code"] == "mine" ? Editors.Of(context) : null;
        var model = await ledgers.Remember($"report {id} {coder} {context.Request.Query["claim"]}", ledger => ReportModel.Of(ledger, id, context.Request.Query["claim"], coder), context.RequestAborted);
        return model is null ? await Missing(context) : Answer.Page<ReportPage, ReportModel>(context, model);
    }

    private static async Task<IResult> OneJson(HttpContext context, Ledgers ledgers, string id)
    {
        var json = await ledgers.Read(
            ledger => id.Length >= 4 && ledger.DocumentStartingWith(id) is { } document && ledger.Incidents.Reading(document) is { } reading ? ReadingJson.Write(reading, indented: true) : null,
            context.RequestAborted);
        return json is null ? await Missing(context) : Answer.Json(json);
    }

    private static async Task<IResult> Missing(HttpContext context)
    {
        await Problems.Tell(context, StatusCodes.Status404NotFound, "There is no such report in this ledger", "The pages of incidents list their reports.");
        return Results.Empty;
    }
}
