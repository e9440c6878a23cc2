using System.CommandLine;
using System.Globalization;

namespace Crosscheck.App.Cli;

/// <summary><c>crosscheck rebuild</c>: projects the ledger anew.</summary>
internal static class RebuildCommand
{
    public static Command Create(Terminal terminal)
    {
        var address = LedgerOptions.Ledger();
        var command = new Command("rebuild", "Project the ledger anew.") { address };
        command.SetAction(parsed => LedgerOptions.Use(terminal, parsed.GetValue(address)!, create: false, ledger =>
        {
            ledger.Rebuild();
            terminal.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ledger.Count} entries, {ledger.Incidents.Count(new())} incidents"));
            return ExitCode.Done;
        }));
        return command;
    }
}
