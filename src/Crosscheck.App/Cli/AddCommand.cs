using System.CommandLine;
using System.Globalization;
using Crosscheck.App.Intake;
using Crosscheck.App.Storage;
using Crosscheck.Claims;
using Crosscheck.Ledger;
using Crosscheck.Views;

namespace Crosscheck.App.Cli;

/// <summary><c>crosscheck add PATH...</c>: reads reports into the ledger, or takes a ledger in that was exported as JSON Lines.</summary>
internal sealed class AddCommand(Terminal terminal, LedgerStore ledger, DateOnly? published)
{
    private int _added;
    private int _known;
    private int _failed;

    public static Command Create(Terminal terminal)
    {
        var paths = Options.Paths("Files, folders or .jsonl files that 'crosscheck export --to jsonl' wrote; - is standard input.");
        var address = LedgerOptions.Ledger();
        var published = LedgerOptions.Day("--published", "The publication date of reports that carry none.");
        var command = new Command("add", "Read reports into the ledger; the same content twice is one document.") { paths, address, published };
        command.SetAction(parsed => LedgerOptions.Use(terminal, parsed.GetValue(address)!, create: true,
            ledger => new AddCommand(terminal, ledger, parsed.GetValue(published)).Run(parsed.GetValue(paths)!)));
        return command;
    }

    private int Run(string[] paths)
    {
        var (files, failed) = InputPaths.Expand(paths);
        foreach (var input in failed)
            Fail(input);
        foreach (var exported in files.Where(IsLedger))
            AddEntries(exported);
        foreach (var (input, reading) in InOrder.Map([.. files.Where(f => !IsLedger(f))], ReadOne))
            Add(input, reading);
        ledger.Project();
        terminal.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_added} added, {_known} already there, {_failed} failed"));
        return _failed == 0 ? ExitCode.Done : ExitCode.SomeInputsFailed;
    }

    private (Input Input, Reading? Reading) ReadOne(string path)
    {
        var input = InputReader.Read(path, terminal.In);
        if (input.Document is not { } document || input.IsFailed)
            return (input, null);
        document = document with { Published = document.Published ?? published };
        var reading = ReportReader.Read(document);
        return (input with { Document = document }, reading with { Diagnostics = [.. input.Diagnostics, .. reading.Diagnostics] });
    }

    /// <summary>A document and its reading are written together; the line on stderr says that they are on disk.</summary>
    private void Add(Input input, Reading? reading)
    {
        if (reading is null)
        {
            Fail(input);
            return;
        }
        foreach (var d in reading.Diagnostics)
            LedgerOptions.Report(terminal, input.Path, d);
        var isNew = ledger.Append([EntryJson.Draft(new TakenDocument(input.Document!, input.Content)), EntryJson.Draft(reading)]) > 0;
        _added += isNew ? 1 : 0;
        _known += isNew ? 0 : 1;
        terminal.Error.WriteLine($"{input.Path}: {(isNew ? "added" : "already there")} {input.Document!.Id}");
    }

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
                _failed++;
            }
            var added = ledger.Append(drafts);
            _added += added;
            _known += drafts.Count - added;
            first += lines.Length;
        }
    }

    private void Fail(Input input)
    {
        _failed++;
        foreach (var d in input.Diagnostics)
            LedgerOptions.Report(terminal, input.Path, d);
    }

    private static bool IsLedger(string path) => path.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase);
}
