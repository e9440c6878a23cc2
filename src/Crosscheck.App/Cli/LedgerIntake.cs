using System.Collections.Immutable;
using System.Globalization;
using Crosscheck.App.Intake;
using Crosscheck.App.Intake.Forms;
using Crosscheck.App.Intake.Web;
using Crosscheck.App.Llm;
using Crosscheck.App.Storage;
using Crosscheck.Claims;
using Crosscheck.Documents;
using Crosscheck.Incidents;
using Crosscheck.Views;

namespace Crosscheck.App.Cli;

/// <summary>Reports into a ledger, one after the other in their order, read side by side; says of each what became of it.</summary>
internal sealed class LedgerIntake(Terminal terminal, LedgerStore ledger, Readers readers, LedgerIntake.Settings settings)
{
    internal sealed record Settings(DateOnly? Published, bool Confidential, FieldMap Map);

    public int Added { get; private set; }
    public int Known { get; private set; }
    public int Failed { get; private set; }

    public string Summary => string.Create(CultureInfo.InvariantCulture, $"{Added} added, {Known} already there, {Failed} failed");

    public FieldMap Map => settings.Map;

    public void Take(IEnumerable<Part> parts)
    {
        foreach (var (input, readings) in InOrder.Map(parts, ReadOne))
            Add(input, readings);
    }

    /// <summary>Fetches an address and takes in what is there; nothing where it has not changed.</summary>
    /// <returns>False where it could not be fetched.</returns>
    public bool TakeAddress(Uri address, Fetcher fetcher)
    {
        try
        {
            var name = address.ToString();
            var state = ledger.Fetches.Of(name);
            var fetched = fetcher.Get(address, new Condition(state.ETag, state.Modified));
            if (fetched.Content is null)
            {
                Known++;
                terminal.Error.WriteLine($"{name}: has not changed");
                return true;
            }
            Take(WebParts.Of(fetched, settings.Map));
            ledger.Fetches.Keep(name, state with { ETag = fetched.Condition.ETag, Modified = fetched.Condition.Modified });
            return true;
        }
        catch (IntakeException exception)
        {
            Fail(Input.Failed(address.ToString(), exception.Diagnostic));
            return false;
        }
    }

    public void Fail(Input input)
    {
        Failed++;
        foreach (var d in input.Diagnostics)
            LedgerOptions.Report(terminal, input.Path, d);
    }

    public void Count(int added, int known, int failed) => (Added, Known, Failed) = (Added + added, Known + known, Failed + failed);

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
        Failed += failed.Count;
        if (failed.Count == readings.Length)
            return;
        var document = input.Document!;
        var earlier = ledger.VersionsOf(document).LastOrDefault(v => v != document.Id);
        var isNew = !IsSamePage(input, earlier)
            && ledger.Append([EntryJson.Draft(new TakenDocument(document, input.Content) { Received = input.Received }), .. readings.Except(failed).Select(EntryJson.Draft)]) > 0;
        Added += isNew ? 1 : 0;
        Known += isNew ? 0 : 1;
        terminal.Error.WriteLine($"{input.Path}: {(isNew ? "added" : "already there")} {document.Id}{(isNew && earlier is not null ? $" (a new version of {earlier})" : "")}");
    }

    /// <summary>A page that was fetched again and differs in nothing that is read is no new version.</summary>
    private bool IsSamePage(Input input, string? earlier) =>
        input.Received is not null && earlier is not null && ledger.Document(earlier) is { } known && known.Body == input.Document!.Body && known.Title == input.Document.Title;
}
