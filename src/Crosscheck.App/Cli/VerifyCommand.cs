using System.CommandLine;
using Crosscheck.App.Storage;

namespace Crosscheck.App.Cli;

/// <summary><c>crosscheck verify</c>: checks hashes, order-independence and the stored projection.</summary>
internal static class VerifyCommand
{
    public static Command Create(Terminal terminal)
    {
        var address = LedgerOptions.Ledger();
        var command = new Command("verify", "Check the chain of hashes, the documents' ids, and that the stored projection is the ledger's in any order.") { address };
        command.SetAction(parsed => LedgerOptions.Use(terminal, parsed.GetValue(address)!, create: false, ledger =>
        {
            ledger.Project();
            var found = Verification.Run(ledger).ToList();
            foreach (var fault in found)
                terminal.Error.WriteLine($"crosscheck: {fault}");
            terminal.Out.WriteLine(found.Count == 0 ? $"ok: {ledger.Count} entries, {ledger.Incidents.Count(new())} incidents" : $"damaged: {found.Count} faults");
            return found.Count == 0 ? ExitCode.Done : ExitCode.Ledger;
        }));
        return command;
    }
}
