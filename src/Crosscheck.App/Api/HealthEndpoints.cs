using Crosscheck.App.Desk;
using Crosscheck.App.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crosscheck.App.Api;

/// <summary>For whoever watches over the process: does it live, and can it answer from its ledger?</summary>
internal static class HealthEndpoints
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", () => Answer.Json("{\"status\":\"live\"}"));
        app.MapGet("/health/ready", (Delegate)Ready);
    }

    private static async Task<IResult> Ready(HttpContext context, Ledgers ledgers)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        limit.CancelAfter(Patience);
        try
        {
            await ledgers.Read(ledger => ledger.Count, limit.Token);
            return Answer.Json("{\"status\":\"ready\"}");
        }
        catch (Exception exception) when (exception is LedgerException || (exception is OperationCanceledException && !context.RequestAborted.IsCancellationRequested))
        {
            return Results.Content("{\"status\":\"not ready\",\"why\":\"the ledger does not answer\"}", "application/json", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
