using System.CommandLine;
using System.Text.Json;
using Crosscheck.App.Storage;
using Crosscheck.Incidents;
using Crosscheck.Ledger;
using Crosscheck.Views;
using Crosscheck.Views.Exports;

namespace Crosscheck.App.Cli;

/// <summary><c>crosscheck export --to FORMAT</c>: incidents in the formats of other tools, or the whole ledger.</summary>
internal static class ExportCommand
{
    internal enum Target { Acled, Ged, Geojson, Prov, Claims, Ninjs, Jsonl }

    public static Command Create(Terminal terminal)
    {
        var address = LedgerOptions.Ledger();
        var filters = new FilterOptions();
        var to = new Option<Target>("--to") { Description = "The format; jsonl is the whole ledger, which 'crosscheck add' takes back in.", HelpName = "acled|ged|geojson|prov|claims|ninjs|jsonl", Required = true, CustomParser = Options.Choice<Target> };
        var command = new Command("export", "Write incidents for other tools, or the whole ledger.") { to, address };
        foreach (var option in filters.All)
            command.Add(option);
        command.SetAction(parsed => LedgerOptions.Use(terminal, parsed.GetValue(address)!, create: false, ledger =>
        {
            ledger.Project();
            Write(terminal.Out, ledger, filters.Read(parsed), parsed.GetValue(to));
            return ExitCode.Done;
        }));
        return command;
    }

    internal static void Write(TextWriter writer, LedgerStore ledger, IncidentFilter filter, Target to)
    {
        if (to == Target.Jsonl)
        {
            foreach (var e in ledger.Entries())
                writer.WriteLine(EntryJson.Line(new EntryDraft(e.Kind, e.Subject, e.Version, e.Body)));
            return;
        }
        var incidents = ledger.Incidents.Whole(filter);
        switch (to)
        {
            case Target.Acled:
                AcledCsv.Write(writer, incidents);
                break;
            case Target.Ged:
                GedCsv.Write(writer, incidents);
                break;
            case Target.Claims:
                ClaimsCsv.Write(writer, incidents);
                break;
            case Target.Ninjs:
                foreach (var incident in incidents)
                    writer.WriteLine(NinjsExport.Line(incident, filter.Policy, ledger.Incidents.IncidentOf));
                break;
            case Target.Geojson:
                writer.WriteLine(Json(j => GeoJsonExport.Write(j, incidents, filter.Policy)));
                break;
            default:
                writer.WriteLine(Json(j => ProvExport.Write(j, incidents, filter.Policy, ledger.Incidents.Document, d => ledger.Incidents.Reading(d)?.Reader ?? "")));
                break;
        }
    }

    private static string Json(Action<Utf8JsonWriter> write)
    {
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory, EntryJson.Compact with { Indented = true }))
            write(json);
        return System.Text.Encoding.UTF8.GetString(memory.GetBuffer(), 0, (int)memory.Length);
    }
}
