using System.CommandLine;

namespace Crosscheck.App.Cli;

/// <summary>The table of commands: one file each, one line here.</summary>
public static class CommandLine
{
    private static readonly Func<Terminal, Command>[] Commands =
    [
        ReadCommand.Create,
        AddCommand.Create,
        IncidentsCommand.Create,
        ShowCommand.Create,
        SourcesCommand.Create,
        DecideCommand.Create,
        ExportCommand.Create,
        ServeCommand.Create,
        McpCommand.Create,
        WatchCommand.Create,
        WorkCommand.Create,
        QueueCommand.Create,
        RebuildCommand.Create,
        VerifyCommand.Create,
        BackupCommand.CreateBackup,
        BackupCommand.CreateRestore,
    ];

    /// <summary>The whole command line, for help and for the test that keeps docs/cli.md equal to it.</summary>
    public static RootCommand Root(Terminal terminal)
    {
        var root = new RootCommand("Reads reports of attacks and keeps the ledger of who said what.");
        foreach (var create in Commands)
            root.Add(create(terminal));
        return root;
    }

    /// <summary>Runs one command line and returns the exit code.</summary>
    public static int Run(IReadOnlyList<string> args, Terminal terminal)
    {
        var parsed = Root(terminal).Parse(args);
        var configuration = new InvocationConfiguration { Output = terminal.Out, Error = terminal.Error };
        try
        {
            if (parsed.Errors.Count == 0)
                return parsed.Invoke(configuration);
            foreach (var error in parsed.Errors)
                terminal.Error.WriteLine($"crosscheck: {error.Message}");
            terminal.Error.WriteLine($"crosscheck: see 'crosscheck {Path(parsed)}--help'.");
            return ExitCode.WrongUsage;
        }
        catch (IOException exception) when (IsBrokenPipe(exception))
        {
            return ExitCode.Done;
        }
        finally
        {
            Flush(terminal.Out);
        }
    }

    private static string Path(ParseResult parsed) =>
        parsed.CommandResult.Command is RootCommand ? "" : parsed.CommandResult.Command.Name + " ";

    /// <summary>The reader of our output went away ("crosscheck read ... | head"): that is no failure.</summary>
    private static bool IsBrokenPipe(IOException exception) => exception.HResult is 32 or unchecked((int)0x8007006D);

    private static void Flush(TextWriter writer)
    {
        try
        {
            writer.Flush();
        }
        catch (IOException exception) when (IsBrokenPipe(exception))
        {
        }
    }
}
