using System.CommandLine;
using Crosscheck.App.Queue;

namespace Crosscheck.App.Cli;

/// <summary>What the commands over a queue share. Nothing here loads the client before a queue is used.</summary>
internal static class QueueOptions
{
    public const string Variable = "CROSSCHECK_QUEUE";

    public static Option<string?> Queue(string description) => new("--queue") { Description = description, HelpName = "amqp://..." };

    /// <summary>Does the work with the address that was given, or $CROSSCHECK_QUEUE, or this machine's broker.</summary>
    public static int Use(Terminal terminal, string? given, Func<QueueAddress, int> work)
    {
        var text = given ?? (terminal.Variable(Variable) is { Length: > 0 } set ? set : QueueAddress.Default);
        if (QueueAddress.Parse(text) is not { } address)
        {
            terminal.Error.WriteLine("crosscheck: the queue's address is not amqp://user:password@host:port,host:port/vhost?name=NAME.");
            return ExitCode.WrongUsage;
        }
        try
        {
            return work(address);
        }
        catch (QueueException exception)
        {
            LedgerOptions.Report(terminal, "crosscheck", exception.Diagnostic);
            return ExitCode.Ledger;
        }
    }
}
