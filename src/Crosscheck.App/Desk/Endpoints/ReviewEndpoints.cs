using Crosscheck.App.Desk.Models;
using Crosscheck.App.Desk.Pages;
using Crosscheck.App.Storage;
using Crosscheck.Views;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crosscheck.App.Desk.Endpoints;

/// <summary>The queue of claims that wait for an editor, and how far editors agree.</summary>
internal static class ReviewEndpoints
{
    private const int MostOpen = 200;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/review", Queue);
        app.MapGet("/review.json", QueueJson);
        app.MapGet("/review/agreement", Agree);
        app.MapGet("/review/agreement.json", AgreeJson);
        app.MapGet("/patterns", (Delegate)Patterns);
    }

    private static Task<ReviewModel> ModelOf(HttpContext context, Ledgers ledgers)
    {
        var filter = DeskFilter.Of(context.Request.Query);
        return ledgers.Remember("review" + context.Request.QueryString, ledger => ReviewModel.Of(ledger, filter, context.Request.Query["claim"]), context.RequestAborted);
    }

    private static async Task<IResult> Queue(HttpContext context, Ledgers ledgers) => Answer.Page<ReviewPage, ReviewModel>(context, await ModelOf(context, ledgers));

    private static async Task<IResult> QueueJson(HttpContext context, Ledgers ledgers)
    {
        var model = await ModelOf(context, ledgers);
        return Answer.Json(EntryJson.Write(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("claims");
            foreach (var item in model.Items)
            {
                json.WriteStartObject();
                json.WriteString("claim", item.Claim.Id);
                json.WriteString("incident", item.Incident);
                json.WriteString("attribute", ReadingJson.Name(item.Claim.Claim.Attribute));
                ReadingJson.WriteValue(json, "value", item.Claim.Claim.Value);
                json.WriteString("speaker", item.Claim.SpeakerName);
                json.WriteNumber("doubt", Math.Round(item.Doubt, 3));
                json.WriteString("why", item.Why);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }, indented: true));
    }

    private static async Task<IResult> Agree(HttpContext context, Ledgers ledgers) =>
        Answer.Page<AgreementPage, Agreement>(context, await ledgers.Read(ledger => Found(ledger, Agreement.Of(ledger.Decisions())), context.RequestAborted));

    /// <summary>Finds the claims that are to be adjudicated in the present readings.</summary>
    private static Agreement Found(LedgerStore ledger, Agreement agreement) => agreement with
    {
        Disagreements = [.. agreement.Disagreements.Take(MostOpen).Select(u => u with
        {
            Claim = ledger.Incidents.Reading(u.Document)?.Claims.FirstOrDefault(c => c.Attribute == u.Attribute && c.Evidence.Start == u.Start)?.Id,
        })],
        Open = agreement.Disagreements.Length,
    };

    private static async Task<IResult> AgreeJson(HttpContext context, Ledgers ledgers)
    {
        var model = await ledgers.Read(ledger => Agreement.Of(ledger.Decisions()), context.RequestAborted);
        return Answer.Json(EntryJson.Write(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("attributes");
            foreach (var a in model.Attributes)
            {
                json.WriteStartObject();
                json.WriteString("attribute", ReadingJson.Name(a.Attribute));
                json.WriteNumber("units", a.Units);
                json.WriteNumber("agreed", a.Agreed);
                if (a.Alpha is { } alpha)
                    json.WriteNumber("alpha", Math.Round(alpha, 4));
                else
                    json.WriteNull("alpha");
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }, indented: true));
    }

    private static IResult Patterns(HttpContext context) => Answer.Page<PatternsPage, PatternsModel>(context, PatternsModel.Example);
}
