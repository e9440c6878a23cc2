using System.CommandLine;
using System.Globalization;
using Crosscheck.App.Storage;
using Crosscheck.Diagnostics;

namespace Crosscheck.App.Cli;

/// <summary><c>crosscheck backup FILE</c> and <c>crosscheck restore FILE</c>.</summary>
internal static class BackupCommand
{
    public static Command CreateBackup(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "The backup to write, gzipped JSON Lines." };
        var address = LedgerOptions.Ledger();
        var command = new Command("backup", "Write all entries of the ledger into one file, while others go on writing, and read it back.") { file, address };
        command.SetAction(parsed => Guard(terminal, parsed.GetValue(file)!, () => LedgerOptions.Use(terminal, parsed.GetValue(address)!, create: false, ledger =>
        {
            var (entries, head) = Backup.Write(ledger, parsed.GetValue(file)!);
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{entries} entries, head {head}"));
            return ExitCode.Done;
        })));
        return command;
    }

    public static Command CreateRestore(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "A backup that 'crosscheck backup' wrote." };
        var address = LedgerOptions.Ledger();
        var command = new Command("restore", "Make a ledger of a backup, entry by entry and hash by hash as it was.") { file, address };
        command.SetAction(parsed => LedgerOptions.Use(terminal, parsed.GetValue(address)!, create: true, ledger =>
        {
            var entries = ledger.Restore(Backup.Read(parsed.GetValue(file)!));
            ledger.Project();
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{entries} entries, {ledger.Incidents.Count(new())} incidents"));
            return ExitCode.Done;
        }));
        return command;
    }

    private static int Guard(Terminal terminal, string path, Func<int> work)
    {
        try
        {
            return work();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LedgerOptions.Report(terminal, path, Codes.CannotWriteFile.With(exception.Message));
            return ExitCode.SomeInputsFailed;
        }
    }
}
