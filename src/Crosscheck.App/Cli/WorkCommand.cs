using System.CommandLine;
using System.Globalization;
using Crosscheck.App.Queue;
using Crosscheck.App.Storage;

namespace Crosscheck.App.Cli;

/// <summary><c>crosscheck work</c>: a reader on a queue, one of many machines.</summary>
internal static class WorkCommand
{
    public static Command Create(Terminal terminal)
    {
        var queue = QueueOptions.Queue($"The queue; else ${QueueOptions.Variable}, else amqp://localhost.");
        var address = LedgerOptions.Ledger();
        var readers = new Option<int>("--readers") { Description = "Documents read at once; as many as processors where none is given.", HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };
        var idle = new Option<int?>("--until-idle") { Description = "End when nothing came for so many seconds; else it waits for ever.", HelpName = "SECONDS" };
        var command = new Command("work", "Read documents from a queue into the ledger, as one of many machines.") { queue, address, readers, idle };
        command.SetAction((parsed, stop) => Task.FromResult(QueueOptions.Use(terminal, parsed.GetValue(queue), where =>
            Work(terminal, where, parsed.GetValue(address)!, Math.Max(1, parsed.GetValue(readers)), parsed.GetValue(idle), stop))));
        return command;
    }

    private static int Work(Terminal terminal, QueueAddress queue, string ledger, int readers, int? idle, CancellationToken stop)
    {
        using var reader = new QueueReader(queue, ledger, readers, text => terminal.Error.WriteLine("crosscheck: " + text));
        try
        {
            terminal.Error.WriteLine($"reading from {queue.Where} into {LedgerStore.DialectOf(ledger).Where}, {readers} at once");
            reader.Run(idle is { } seconds ? TimeSpan.FromSeconds(seconds) : null, stop);
            terminal.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{reader.Written} added, {reader.Dead} dead"));
            return ExitCode.Done;
        }
        catch (LedgerException exception)
        {
            LedgerOptions.Report(terminal, "crosscheck", exception.Diagnostic);
            return ExitCode.Ledger;
        }
    }
}
