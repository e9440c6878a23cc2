using System.Collections.Immutable;
using Crosscheck.App.Accounts;
using Crosscheck.Incidents;

namespace Crosscheck.App.Api;

/// <summary>A parameter of an address. In is "query" or "path".</summary>
public sealed record OperationParameter(string Name, string In, string Description, string Type = "string", ImmutableArray<string> Choices = default);

/// <summary>One thing that programs may ask of a desk.</summary>
/// <param name="Body">The type of the body; null for none.</param>
public sealed record Operation(string Method, string Path, string Name, string Summary, Scopes Scope, ImmutableArray<OperationParameter> Parameters, string? Body, string Answer)
{
    public string BodyDescription { get; init; } = "";
}

/// <summary>The written list of what programs may ask: the OpenAPI document and the page to try it are made of it.</summary>
public static class Operations
{
    /// <summary>What a program sends without an account, so that no page of another site can have a browser send the same.</summary>
    public const string Header = "X-Crosscheck";

    private static readonly OperationParameter AsOf = new("as-of", "query", "What was known on that day, YYYY-MM-DD: reports published by then.");
    private static readonly OperationParameter Policy = new("policy", "query", "The rule by which claims become figures.", Choices: [.. Policies.All]);
    private static readonly OperationParameter Id = new("id", "path", "The incident's id.");
    private static readonly OperationParameter Published = new("published", "query", "The publication date of a text that carries none, YYYY-MM-DD.");

    private static readonly ImmutableArray<OperationParameter> Filters =
    [
        new("search", "query", "Words that a report holds; in quotes as a phrase."),
        new("place", "query", "Part of a place's name, or a country's two letters."),
        new("type", "query", "An ACLED sub-event type."),
        new("since", "query", "Incidents of that day or later, YYYY-MM-DD."),
        new("until", "query", "Incidents of that day or earlier, YYYY-MM-DD."),
        new("new-since", "query", "Incidents with a report published on that day or later, YYYY-MM-DD."),
        new("near", "query", "LAT,LON,KM: within so many kilometres of a point."),
        new("disputed", "query", "Only those whose accounts differ.", Choices: ["true"]),
        AsOf,
        Policy,
    ];

    private const string Decision =
        """
        An object with "kind" (accept, reject, correct, merge, split, figure, note, undo), "why" (the reason), and what the kind needs:
        "claims" (accept, reject, correct: ids); "value" and "status" (correct); "incidents" (merge: ids); "incident" with "documents" (split), with "attribute" and "value" (figure), alone (note); "decision" (undo).
        """;

    public static ImmutableArray<Operation> All { get; } =
    [
        new("get", "/incidents.json", "listIncidents", "The incidents, as 'crosscheck incidents --format json' prints them; fifty a page.", Scopes.Read,
            Filters.Add(new OperationParameter("page", "query", "From 1.", "integer")), null, "application/json"),
        new("get", "/incidents/{id}.json", "showIncident", "One incident with everything behind it, as 'crosscheck show --format json' prints it.", Scopes.Read, [Id, AsOf, Policy], null, "application/json"),
        new("get", "/export", "export", "All incidents that pass the filters, in the formats of other tools.", Scopes.Read,
            Filters.Insert(0, new OperationParameter("to", "query", "The format.", Choices: ["claims", "geojson", "csv", "acled", "ged", "ninjs", "prov", "jsonl"])), null, "text/csv"),
        new("post", "/api/read", "readText", "Reads a report and keeps nothing: the JSON of 'crosscheck read'.", Scopes.Read, [Published], "text/plain", "application/json")
        {
            BodyDescription = "The report, plain text or HTML; 16 MB at most.",
        },
        new("post", "/api/documents", "addDocument", "Reads a report into the ledger; the same content twice is one document.", Scopes.Add,
            [Published, new("url", "query", "Where it stands."), new("publisher", "query", "Who printed it."), new("title", "query", "Its headline."), new("confidential", "query", "Its text is never sent to a language model.", Choices: ["true"])],
            "text/plain", "application/json")
        {
            BodyDescription = "The report, plain text or HTML; 16 MB at most.",
        },
        new("post", "/api/decisions", "decide", "Records a decision, signed by the account of the token.", Scopes.Decide, [], "application/json", "application/json") { BodyDescription = Decision },
    ];
}
