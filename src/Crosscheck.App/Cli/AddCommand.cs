using System.CommandLine;
using System.Net;
using Crosscheck.App.Intake;
using Crosscheck.App.Intake.Forms;
using Crosscheck.App.Intake.Web;
using Crosscheck.App.Storage;
using Crosscheck.Ledger;
using Crosscheck.Views;

namespace Crosscheck.App.Cli;

/// <summary><c>crosscheck add PATH|URL...</c>: reads reports into the ledger, or takes a ledger in that was exported as JSON Lines.</summary>
internal sealed class AddCommand(Terminal terminal, LedgerStore ledger, LedgerIntake intake, IReadOnlyList<IPNetwork> allowed)
{
    public static Command Create(Terminal terminal)
    {
        var paths = Options.Paths("Files, folders, http(s) addresses, or a ledger that 'crosscheck export --to jsonl' wrote; - is standard input.");
        var address = LedgerOptions.Ledger();
        var published = LedgerOptions.Day("--published", "The publication date of reports that carry none.");
        var reader = Options.Reader();
        var confidential = Options.Confidential();
        var map = Options.Map();
        var allowed = Options.AllowAddress();
        var queue = QueueOptions.Queue("Put the documents into a queue, for 'crosscheck work' to read; the ledger is theirs.");
        var command = new Command("add", "Read reports into the ledger; the same content twice is one document.") { paths, address, published, reader, confidential, map, allowed, queue };
        command.SetAction(parsed => parsed.GetValue(queue) is { } where ? Queue(terminal, where, parsed.GetValue(paths)!, Settings(parsed)) : Options.UseReaders(terminal, parsed.GetValue(reader), readers => LedgerOptions.Use(terminal, parsed.GetValue(address)!, create: true, ledger =>
        {
            return new AddCommand(terminal, ledger, new LedgerIntake(terminal, ledger, readers, Settings(parsed)), parsed.GetValue(allowed)!).Run(parsed.GetValue(paths)!);
        })));
        return command;

        LedgerIntake.Settings Settings(ParseResult parsed) => new(parsed.GetValue(published), parsed.GetValue(confidential), parsed.GetValue(map)!);
    }

    private static int Queue(Terminal terminal, string queue, string[] paths, LedgerIntake.Settings settings) => QueueOptions.Use(terminal, queue, address =>
    {
        var (files, failed) = InputPaths.Expand(paths);
        return QueueFeed.Run(terminal, address, files.SelectMany(f => InputReader.Parts(f, terminal.In, settings.Map)), failed, settings);
    });

    private int Run(string[] paths)
    {
        var addresses = paths.Where(IsAddress).Distinct(StringComparer.Ordinal).ToList();
        var (files, failed) = InputPaths.Expand(paths.Except(addresses));
        foreach (var input in failed)
            intake.Fail(input);
        foreach (var exported in files.Where(IsLedger))
            AddEntries(exported);
        intake.Take(files.Where(f => !IsLedger(f)).SelectMany(f => InputReader.Parts(f, terminal.In, intake.Map)));
        if (addresses.Count > 0)
            AddAddresses(addresses);
        ledger.Project();
        terminal.Error.WriteLine(intake.Summary);
        return intake.Failed == 0 ? ExitCode.Done : ExitCode.SomeInputsFailed;
    }

    private void AddAddresses(List<string> addresses)
    {
        using var fetcher = new Fetcher(new FetchOptions { Rules = new AddressRules(allowed) });
        foreach (var address in addresses)
            intake.TakeAddress(new Uri(address), fetcher);
    }

    private static bool IsAddress(string path) =>
        (path.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || path.StartsWith("https://", StringComparison.OrdinalIgnoreCase)) && Uri.TryCreate(path, UriKind.Absolute, out _);

    /// <summary>A ledger's lines are written so many in one transaction.</summary>
    private const int LinesTogether = 500;

    private void AddEntries(string path)
    {
        var first = 1;
        foreach (var lines in File.ReadLines(path).Chunk(LinesTogether))
        {
            var drafts = new List<EntryDraft>();
            foreach (var (line, i) in lines.Select((l, i) => (l, i)).Where(l => !string.IsNullOrWhiteSpace(l.l)))
            {
                if (EntryJson.TryReadLine(line, out var draft, out var why))
                {
                    drafts.Add(draft!);
                    continue;
                }
                LedgerOptions.Report(terminal, path, Diagnostics.Codes.NotALedgerLine.With(first + i, why));
                intake.Count(0, 0, 1);
            }
            var added = ledger.Append(drafts);
            intake.Count(added, drafts.Count - added, 0);
            first += lines.Length;
        }
    }

    /// <summary>Whether the first line of a file is an entry that <c>export --to jsonl</c> wrote.</summary>
    private static bool IsLedger(string path)
    {
        if (path == InputPaths.StandardInput)
            return false;
        try
        {
            using var file = File.OpenRead(path);
            Span<byte> head = stackalloc byte[256];
            return JsonForms.IsEntry(head[..file.Read(head)]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
