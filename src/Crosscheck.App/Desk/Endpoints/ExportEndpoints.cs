using System.Globalization;
using Crosscheck.App.Cli;
using Crosscheck.App.Desk.Models;
using Crosscheck.Views;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crosscheck.App.Desk.Endpoints;

/// <summary>Exactly what is filtered, in the formats of other tools: the same writers as <c>crosscheck export</c>.</summary>
internal static class ExportEndpoints
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/export", Export);

    private static async Task<IResult> Export(HttpContext context, Ledgers ledgers, TimeProvider clock)
    {
        var filter = DeskFilter.Of(context.Request.Query);
        var to = context.Request.Query["to"].ToString();
        var isTable = to.Equals("csv", StringComparison.OrdinalIgnoreCase);
        var isTarget = Enum.TryParse<ExportCommand.Target>(to, ignoreCase: true, out var target) && Enum.IsDefined(target);
        if (!filter.Errors.IsEmpty || !(isTable || isTarget))
        {
            await Problems.Tell(context, StatusCodes.Status400BadRequest, $"'{to}' with these filters cannot be exported", "Choose a format below the list of incidents, and correct the filters that are marked there.");
            return Results.Empty;
        }
        var all = filter.Filter with { Limit = 0, Skip = 0 };
        var text = await ledgers.Read(
            ledger =>
            {
                using var writer = new StringWriter(CultureInfo.InvariantCulture);
                if (isTable)
                    IncidentCsv.Write(writer, ledger.Incidents.List(all), all.Policy);
                else
                    ExportCommand.Write(writer, ledger, all, target);
                return writer.ToString();
            },
            context.RequestAborted);
        var (type, ending) = isTable ? ("text/csv", "csv") : FormOf(target);
        var day = clock.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return Results.File(System.Text.Encoding.UTF8.GetBytes(text), type, $"crosscheck-{to.ToLowerInvariant()}-{day}.{ending}");
    }

    private static (string Type, string Ending) FormOf(ExportCommand.Target target) => target switch
    {
        ExportCommand.Target.Geojson => ("application/geo+json", "geojson"),
        ExportCommand.Target.Prov => ("application/ld+json", "jsonld"),
        ExportCommand.Target.Jsonl => ("application/x-ndjson", "jsonl"),
        _ => ("text/csv", "csv"),
    };
}
