using System.CommandLine;
using Crosscheck.App.Desk;
using Crosscheck.App.Mcp;
using Crosscheck.App.Storage;

namespace Crosscheck.App.Cli;

/// <summary><c>crosscheck mcp</c>: the ledger for a language model's program, over standard input and output.</summary>
internal static class McpCommand
{
    public static Command Create(Terminal terminal)
    {
        var address = LedgerOptions.Ledger();
        var allowAdd = new Option<bool>("--allow-add") { Description = "Offer the tool that adds reports; without it nothing can be written." };
        var command = new Command("mcp", "Serve the ledger over standard input and output to a program that speaks the Model Context Protocol.") { address, allowAdd };
        command.SetAction((parsed, cancel) => Serve(terminal, parsed.GetValue(address)!, parsed.GetValue(allowAdd), cancel));
        return command;
    }

    private static async Task<int> Serve(Terminal terminal, string address, bool allowAdd, CancellationToken cancel)
    {
        try
        {
            using (LedgerStore.Open(address, create: allowAdd))
            {
                // A ledger that is not there is said before the client is told that it may ask.
            }
            using var ledgers = Ledgers.Open(address, TimeProvider.System);
            var output = terminal.Bytes ?? Console.OpenStandardOutput();
            await McpHost.RunAsync(ledgers, allowAdd, terminal.In, output, cancel);
            return ExitCode.Done;
        }
        catch (LedgerException exception)
        {
            LedgerOptions.Report(terminal, "crosscheck", exception.Diagnostic);
            return ExitCode.Ledger;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return ExitCode.Done;
        }
    }
}
