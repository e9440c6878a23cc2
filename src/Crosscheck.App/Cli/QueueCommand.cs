using System.CommandLine;
using System.Globalization;
using Crosscheck.App.Queue;

namespace Crosscheck.App.Cli;

/// <summary><c>crosscheck queue status|retry</c>.</summary>
internal static class QueueCommand
{
    public static Command Create(Terminal terminal) => new("queue", "Look at a queue, and give dead letters another try.") { Status(terminal), Retry(terminal) };

    private static Command Status(Terminal terminal)
    {
        var queue = QueueOptions.Queue($"The queue; else ${QueueOptions.Variable}, else amqp://localhost.");
        var address = LedgerOptions.Ledger();
        var batches = new Option<bool>("--batches") { Description = "How far each batch is, from the ledger." };
        var command = new Command("status", "How much waits, who reads, and what could not be read and why.") { queue, address, batches };
        command.SetAction(parsed => QueueOptions.Use(terminal, parsed.GetValue(queue), where =>
        {
            var (waiting, readers, dead, letters) = QueueState.Ask(where).GetAwaiter().GetResult();
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{where.Where}: {waiting} waiting, {readers} machines reading, {dead} dead"));
            foreach (var letter in letters)
                terminal.Out.WriteLine($"dead  {letter.Id}  {letter.Reason}");
            return parsed.GetValue(batches) ? Batches(terminal, parsed.GetValue(address)!) : ExitCode.Done;
        }));
        return command;
    }

    private static int Batches(Terminal terminal, string address) => LedgerOptions.Use(terminal, address, create: false, ledger =>
    {
        foreach (var batch in ledger.Batches())
        {
            var total = batch.Total?.ToString(CultureInfo.InvariantCulture) ?? "?";
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"batch {batch.Batch}  {batch.Read} of {total} read, {batch.Dead} dead"));
        }
        return ExitCode.Done;
    });

    private static Command Retry(Terminal terminal)
    {
        var queue = QueueOptions.Queue($"The queue; else ${QueueOptions.Variable}, else amqp://localhost.");
        var command = new Command("retry", "Put the dead letters back into the queue.") { queue };
        command.SetAction(parsed => QueueOptions.Use(terminal, parsed.GetValue(queue), where =>
        {
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{QueueState.Retry(where).GetAwaiter().GetResult()} put back"));
            return ExitCode.Done;
        }));
        return command;
    }
}
