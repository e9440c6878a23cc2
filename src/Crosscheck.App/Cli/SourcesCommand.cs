using System.CommandLine;
using Crosscheck.App.Storage;
using Crosscheck.Incidents;
using Crosscheck.Views;

namespace Crosscheck.App.Cli;

/// <summary><c>crosscheck sources</c>: how each source's first figures stood beside what was told later.</summary>
internal static class SourcesCommand
{
    internal enum Format { Table, Json, Csv }

    public static Command Create(Terminal terminal)
    {
        var address = LedgerOptions.Ledger();
        var filters = new FilterOptions();
        var format = new Option<Format>("--format") { Description = "How to print them.", HelpName = "table|json|csv", CustomParser = Options.Choice<Format> };
        var command = new Command("sources", "Show how each source's first figures stood beside what others told later: counts, no verdict.") { address, format };
        foreach (var option in filters.All)
            command.Add(option);
        command.SetAction(parsed => LedgerOptions.Use(terminal, parsed.GetValue(address)!, create: false, ledger =>
        {
            ledger.Project();
            var filter = filters.Read(parsed);
            var records = SourceRecords.Of(ledger.Incidents.Whole(filter));
            switch (parsed.GetValue(format))
            {
                case Format.Json:
                    terminal.Out.WriteLine(SourceJson.List(filter.AsOf, records));
                    break;
                case Format.Csv:
                    SourceTable.WriteCsv(terminal.Out, records);
                    break;
                default:
                    SourceTable.Write(terminal.Out, records, terminal.Width);
                    break;
            }
            return ExitCode.Done;
        }));
        return command;
    }
}
