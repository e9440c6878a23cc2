using System.Text;
using System.Text.Json;
using Crosscheck.App.Desk;
using Crosscheck.App.Intake;
using Crosscheck.App.Storage;
using Crosscheck.Claims;
using Crosscheck.Documents;
using Crosscheck.Incidents;
using Crosscheck.Ledger;
using Crosscheck.Views;
using ModelContextProtocol.Server;

namespace Crosscheck.App.Mcp;

/// <summary>The tools over a ledger; docs/mcp.md lists them (a test compares).</summary>
internal sealed class LedgerTools(Ledgers ledgers)
{
    /// <summary>UTF-16 units of a text that is given in a call.</summary>
    private const int LongestText = 400_000;

    private static readonly string AsOf = Property("as_of", "string", "What was known on that day, YYYY-MM-DD: reports published by then.");
    private static readonly string Policy = Property("policy", "string", "The rule by which claims become figures: range (unless given), acled, ucdp, ibc or latest.");
    private static readonly string Id = Property("id", "string", "The incident's id, as search_incidents gives it.");
    private static readonly string Text = Property("text", "string", "The report's whole text, plain or HTML.");
    private static readonly string Published = Property("published", "string", "Its publication date, YYYY-MM-DD, where the text carries none.");
    private static readonly string Title = Property("title", "string", "Its headline.");
    private static readonly string Disputed = Property("disputed", "boolean", "Only those whose accounts differ.");

    private static readonly string Origin = string.Join(
        ',',
        Property("url", "string", "Where it stands."),
        Property("publisher", "string", "Who printed it."),
        Property("confidential", "boolean", "Its text is never sent to a language model by this program."));

    private static readonly string Filters = string.Join(
        ',',
        Property("words", "string", "Words that a report holds; in quotes as a phrase."),
        Property("place", "string", "Part of a place's name, or a country's two letters."),
        Property("type", "string", "An ACLED sub-event type."),
        Property("since", "string", "Incidents of that day or later, YYYY-MM-DD."),
        Property("until", "string", "Incidents of that day or earlier, YYYY-MM-DD."),
        AsOf,
        Policy);

    /// <summary>A property of a JSON schema.</summary>
    private static string Property(string name, string type, string description) =>
        $$"""{{JsonSerializer.Serialize(name)}}:{"type":"{{type}}","description":{{JsonSerializer.Serialize(description)}}}""";

    private static string Limit(int most) => Property("limit", "integer", $"From 1 to {most}; 10 unless given.");

    /// <summary>The tools, those that write only where that is allowed.</summary>
    public IEnumerable<McpServerTool> All(bool allowAdd)
    {
        yield return new LedgerTool("search_incidents",
            "Lists incidents of armed violence with their reports, figures, discrepancies and links, by date. 'total' says how many there are in all.",
            [Filters, Disputed, Limit(50)],
            [], readOnly: true, (a, cancel) => Read(l => ToolAnswers.List(l, a.Filter(10, 50)), cancel));
        yield return new LedgerTool("show_incident",
            "One incident with every claim: what is said, by which source, through whom, how firmly, in which words, in which report at which address.",
            [Id, AsOf, Policy], ["id"], readOnly: true, (a, cancel) => Read(l => ToolAnswers.Show(l, Find(l, a), a.Policy()), cancel));
        yield return new LedgerTool("list_discrepancies",
            "Where accounts of an incident differ: the positions on each attribute, who holds them, in which words, and why they differ where that can be told.",
            [Filters, Id, Limit(25)],
            [], readOnly: true, (a, cancel) => Read(l => Discrepancies(l, a), cancel));
        yield return new LedgerTool("figures",
            "The figures of one incident (killed, injured, abducted, munitions) by policy, with the claims that decided them. Nobody's figure is the truth: give its policy and sources with it.",
            [Id, AsOf, Policy], ["id"], readOnly: true,
            (a, cancel) => Read(l => ToolAnswers.Figures(l, Find(l, a), a.Text("policy") is { Length: > 0 } ? [a.Policy()] : Policies.All, a.Day("as_of")), cancel));
        yield return new LedgerTool("read_text",
            "Reads a report that is given as text and keeps nothing: its incidents, claims with source and words, discrepancies.",
            [Text, Published, Title], ["text"], readOnly: true,
            (a, _) => Task.Run(() => ReadingJson.Write(ReadTaken(Taken(a)), indented: false)));
        if (allowAdd)
        {
            yield return new LedgerTool("add_report",
                "Reads a report that is given as text and adds it to the ledger; the same text twice is one document. The ledger only grows.",
                [Text, Published, Title, Origin],
                ["text"], readOnly: false, Add);
        }
    }

    private Task<string> Read(Func<LedgerStore, string> ask, CancellationToken cancel) => ledgers.Read(ask, cancel);

    private static Incident Find(LedgerStore ledger, ToolArguments arguments)
    {
        var id = arguments.Required("id");
        return ledger.Incidents.Find(id, arguments.Day("as_of")) ?? throw new ToolException($"There is no incident '{id}' in this ledger at that time. search_incidents lists them with their ids.");
    }

    private static string Discrepancies(LedgerStore ledger, ToolArguments arguments)
    {
        if (arguments.Text("id") is { Length: > 0 })
            return ToolAnswers.Discrepancies(ledger, [Find(ledger, arguments)]);
        var filter = arguments.Filter(10, 25) with { Disputed = true };
        return ToolAnswers.Discrepancies(ledger, ledger.Incidents.List(filter).Select(i => ledger.Incidents.Find(i.Id, filter.AsOf)).OfType<Incident>());
    }

    private async Task<string> Add(ToolArguments arguments, CancellationToken cancel)
    {
        var taken = Taken(arguments);
        var document = taken.Document with { Url = arguments.Text("url", 2_000) ?? taken.Document.Url, Publisher = arguments.Text("publisher") ?? taken.Document.Publisher, Confidential = taken.Document.Confidential || arguments.Flag("confidential") };
        var reading = await Task.Run(() => ReadTaken(taken with { Document = document }), cancel);
        var (isNew, incidents) = await ledgers.Write(
            ledger =>
            {
                var added = ledger.Append([EntryJson.Draft(taken with { Document = document }), EntryJson.Draft(reading)]) > 0;
                ledger.Project();
                return (added, ledger.Incidents.IncidentsOf(document.Id));
            },
            cancel);
        return AddedJson.Write(document.Id, isNew, incidents);
    }

    private static TakenDocument Taken(ToolArguments arguments)
    {
        var bytes = Encoding.UTF8.GetBytes(arguments.Required("text", LongestText));
        var input = InputReader.Parse("", bytes);
        if (input.Document is not { } document || input.IsFailed)
            throw new ToolException(string.Join(' ', input.Diagnostics.Select(d => $"{d.Code}: {d.Message} {d.Remedy}")));
        return new TakenDocument(document with { Path = null, Published = document.Published ?? arguments.Day("published"), Title = arguments.Text("title") ?? document.Title }, bytes);
    }

    private static Reading ReadTaken(TakenDocument taken)
    {
        var reading = ReportReader.Read(taken.Document);
        return reading.Diagnostics.FirstOrDefault(d => d.Severity == Crosscheck.Diagnostics.Severity.Error) is { } error
            ? throw new ToolException($"{error.Code}: {error.Message} {error.Remedy}")
            : reading;
    }
}
