using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Crosscheck.App.Intake;
using Crosscheck.App.Intake.Forms;
using Crosscheck.App.Llm;
using Crosscheck.App.Storage;
using Crosscheck.Claims;
using Crosscheck.Documents;
using Crosscheck.Incidents;
using Crosscheck.Ledger;
using Crosscheck.Views;

namespace Crosscheck.App.Cli;

/// <summary><c>crosscheck add PATH...</c>: reads reports into the ledger, or takes a ledger in that was exported as JSON Lines.</summary>
internal sealed class AddCommand(Terminal terminal, LedgerStore ledger, Readers readers, AddCommand.Settings settings)
{
    internal sealed record Settings(DateOnly? Published, bool Confidential, FieldMap Map);

    private int _added;
    private int _known;
    private int _failed;

    public static Command Create(Terminal terminal)
    {
        var paths = Options.Paths("Files, folders, or a ledger that 'crosscheck export --to jsonl' wrote; - is standard input.");
        var address = LedgerOptions.Ledger();
        var published = LedgerOptions.Day("--published", "The publication date of reports that carry none.");
        var reader = Options.Reader();
        var confidential = Options.Confidential();
        var map = Options.Map();
        var command = new Command("add", "Read reports into the ledger; the same content twice is one document.") { paths, address, published, reader, confidential, map };
        command.SetAction(parsed => Options.UseReaders(terminal, parsed.GetValue(reader), readers => LedgerOptions.Use(terminal, parsed.GetValue(address)!, create: true, ledger =>
        {
            var settings = new Settings(parsed.GetValue(published), parsed.GetValue(confidential), parsed.GetValue(map)!);
            return new AddCommand(terminal, ledger, readers, settings).Run(parsed.GetValue(paths)!);
        })));
        return command;
    }

    private int Run(string[] paths)
    {
        var (files, failed) = InputPaths.Expand(paths);
        foreach (var input in failed)
            Fail(input);
        foreach (var exported in files.Where(IsLedger))
            AddEntries(exported);
        foreach (var (input, readings) in InOrder.Map(files.Where(f => !IsLedger(f)).SelectMany(f => InputReader.Parts(f, terminal.In, settings.Map)), ReadOne))
            Add(input, readings);
        ledger.Project();
        terminal.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_added} added, {_known} already there, {_failed} failed"));
        return _failed == 0 ? ExitCode.Done : ExitCode.SomeInputsFailed;
    }

    private (Input Input, ImmutableArray<Reading> Readings) ReadOne(Part part)
    {
        var input = part.Read();
        if (input.Document is not { } document || input.IsFailed)
            return (input, []);
        document = document with { Published = document.Published ?? settings.Published, Confidential = document.Confidential || settings.Confidential };
        var readings = readers.Read(document);
        return (input with { Document = document }, [readings[0] with { Diagnostics = [.. input.Diagnostics, .. readings[0].Diagnostics] }, .. readings.Skip(1)]);
    }

    /// <summary>
    /// A document and its readings are written together; the line on stderr says that they are on disk. A model's reading that
    /// failed is not written, nor a document that only it should have read.
    /// </summary>
    private void Add(Input input, ImmutableArray<Reading> readings)
    {
        if (readings.IsEmpty)
        {
            Fail(input);
            return;
        }
        foreach (var d in readings.SelectMany(r => r.Diagnostics).DistinctBy(d => (d.Code, d.Message, d.Span)))
            LedgerOptions.Report(terminal, input.Path, d);
        var failed = readings.Where(r => ReadingChoice.IsModel(r.Reader) && Readers.HasFailed(r)).ToList();
        _failed += failed.Count;
        if (failed.Count == readings.Length)
            return;
        var isNew = ledger.Append([EntryJson.Draft(new TakenDocument(input.Document!, input.Content)), .. readings.Except(failed).Select(EntryJson.Draft)]) > 0;
        _added += isNew ? 1 : 0;
        _known += isNew ? 0 : 1;
        terminal.Error.WriteLine($"{input.Path}: {(isNew ? "added" : "already there")} {input.Document!.Id}{(isNew ? Successor(input.Document) : "")}");
    }

    /// <summary>Of which document this one is a new version, where it is one.</summary>
    private string Successor(Document document) =>
        ledger.VersionsOf(document).LastOrDefault(v => v != document.Id) is { } earlier ? $" (a new version of {earlier})" : "";

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
