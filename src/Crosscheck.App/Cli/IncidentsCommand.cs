using System.CommandLine;
using System.Globalization;
using Crosscheck.App.Storage;
using Crosscheck.Incidents;
using Crosscheck.Views;

namespace Crosscheck.App.Cli;

/// <summary><c>crosscheck incidents</c>: lists incidents.</summary>
internal static class IncidentsCommand
{
    internal enum Format { Table, Json, Csv }

    public static Command Create(Terminal terminal)
    {
        var address = LedgerOptions.Ledger();
        var filters = new FilterOptions();
        var format = new Option<Format>("--format") { Description = "How to print them.", HelpName = "table|json|csv", CustomParser = Options.Choice<Format> };
        var command = new Command("incidents", "List the incidents of the ledger.") { address, format };
        foreach (var option in filters.All)
            command.Add(option);
        command.SetAction(parsed => LedgerOptions.Use(terminal, parsed.GetValue(address)!, create: false, ledger =>
        {
            ledger.Project();
            var filter = filters.Read(parsed);
            Print(terminal, ledger, filter, ledger.Incidents.List(filter), parsed.GetValue(format));
            return ExitCode.Done;
        }));
        return command;
    }

    private static void Print(Terminal terminal, LedgerStore ledger, IncidentFilter filter, List<Incident> incidents, Format format)
    {
        switch (format)
        {
            case Format.Json:
                terminal.Out.WriteLine(IncidentJson.List(filter.AsOf, filter.Policy, incidents, ledger.Incidents.IncidentOf));
                break;
            case Format.Csv:
                IncidentCsv.Write(terminal.Out, incidents, filter.Policy);
                break;
            default:
                IncidentTable.Write(terminal.Out, incidents, filter.Policy, terminal.Width);
                break;
        }
    }
}
