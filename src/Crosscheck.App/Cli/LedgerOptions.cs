using System.CommandLine;
using System.Globalization;
using Crosscheck.App.Storage;
using Crosscheck.Diagnostics;
using Crosscheck.Incidents;
using Crosscheck.Views;

namespace Crosscheck.App.Cli;

/// <summary>What the commands over a ledger share: its address, its filters, its errors.</summary>
internal static class LedgerOptions
{
    public const string DefaultFile = "crosscheck.db";
    public const string Variable = "CROSSCHECK_LEDGER";

    public static Option<string> Ledger() => new("--ledger")
    {
        Description = $"A SQLite file or postgres://...; else ${Variable}, else {DefaultFile}.",
        HelpName = "FILE.db|postgres://...",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } set ? set : DefaultFile,
    };

    public static Option<string> Policy() => new("--policy")
    {
        Description = "The rule by which claims become figures.",
        HelpName = string.Join('|', Policies.All),
        DefaultValueFactory = _ => Policies.Range,
        CustomParser = result =>
        {
            var text = result.Tokens.Count > 0 ? result.Tokens[0].Value : Policies.Range;
            if (!Policies.All.Contains(text))
                result.AddError($"'{text}' is none of {string.Join(", ", Policies.All)}.");
            return text;
        },
    };

    public static Option<DateOnly?> Day(string name, string description) =>
        new(name) { Description = description, HelpName = "YYYY-MM-DD", CustomParser = Options.Date };

    /// <summary>Opens the ledger, does the work, and turns a ledger's failure into its message and exit code.</summary>
    public static int Use(Terminal terminal, string address, bool create, Func<LedgerStore, int> work)
    {
        try
        {
            using var ledger = LedgerStore.Open(address, create);
            return work(ledger);
        }
        catch (LedgerException exception)
        {
            Report(terminal, "crosscheck", exception.Diagnostic);
            return ExitCode.Ledger;
        }
    }

    public static void Report(Terminal terminal, string about, Diagnostic d) =>
        terminal.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{about}: {ReadingJson.Name(d.Severity)} {d.Code}: {d.Message} {d.Remedy}"));
}

/// <summary>The filters of <c>incidents</c> and <c>export</c>.</summary>
internal sealed class FilterOptions
{
    private readonly Option<DateOnly?> _asOf = LedgerOptions.Day("--as-of", "What was known on that day: reports published by then.");
    private readonly Option<DateOnly?> _since = LedgerOptions.Day("--since", "Incidents of that day or later.");
    private readonly Option<DateOnly?> _until = LedgerOptions.Day("--until", "Incidents of that day or earlier.");
    private readonly Option<DateOnly?> _newSince = LedgerOptions.Day("--new-since", "Incidents with a report published on that day or later.");
    private readonly Option<string?> _place = new("--place") { Description = "Part of a place's name, or a country's two letters.", HelpName = "NAME" };
    private readonly Option<Near?> _near = new("--near") { Description = "Within so many kilometres of a point.", HelpName = "LAT,LON,KM", CustomParser = NearOf };
    private readonly Option<string?> _type = new("--type") { Description = "An ACLED sub-event type.", HelpName = "TYPE" };
    private readonly Option<bool> _disputed = new("--disputed") { Description = "Only those whose accounts differ." };
    private readonly Option<string?> _search = new("--search") { Description = "Words that a report holds; in quotes as a phrase.", HelpName = "WORDS" };
    private readonly Option<string> _policy = LedgerOptions.Policy();
    private readonly Option<int> _limit = new("--limit") { Description = "At most so many.", HelpName = "N" };

    public IEnumerable<Option> All => [_asOf, _since, _until, _newSince, _place, _near, _type, _disputed, _search, _policy, _limit];

    public IncidentFilter Read(ParseResult parsed) => new()
    {
        AsOf = parsed.GetValue(_asOf),
        Since = parsed.GetValue(_since),
        Until = parsed.GetValue(_until),
        NewSince = parsed.GetValue(_newSince),
        Place = parsed.GetValue(_place),
        Near = parsed.GetValue(_near),
        Type = parsed.GetValue(_type),
        Disputed = parsed.GetValue(_disputed),
        Search = parsed.GetValue(_search),
        Policy = parsed.GetValue(_policy) ?? Policies.Range,
        Limit = parsed.GetValue(_limit),
    };

    private static Near? NearOf(System.CommandLine.Parsing.ArgumentResult result)
    {
        var parts = result.Tokens[0].Value.Split(',');
        var numbers = parts.Select(p => double.TryParse(p, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) ? n : double.NaN).ToArray();
        if (numbers.Length == 3 && Math.Abs(numbers[0]) <= 90 && Math.Abs(numbers[1]) <= 180 && numbers[2] is >= 0 and <= 21_000)
            return new Near(numbers[0], numbers[1], numbers[2]);
        result.AddError($"'{result.Tokens[0].Value}' is not LAT,LON,KM, such as 33.5,44.3,25.");
        return null;
    }
}
