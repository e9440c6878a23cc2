using System.Globalization;
using System.Text.Json;
using Crosscheck.App.Storage;
using Crosscheck.Incidents;

namespace Crosscheck.App.Mcp;

/// <summary>What is wrong with a call, for the program that made it.</summary>
public sealed class ToolException(string message) : Exception(message);

/// <summary>The arguments of one call, each checked as it is read.</summary>
public sealed class ToolArguments(IDictionary<string, JsonElement>? given)
{
    public string? Text(string name, int longest = 400) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } e when e.GetString()!.Length <= longest => e.GetString(),
        { ValueKind: JsonValueKind.String } => throw new ToolException($"'{name}' is longer than {longest} characters; give less."),
        _ => throw new ToolException($"'{name}' is no text; give a string."),
    };

    public string Required(string name, int longest = 400) =>
        Text(name, longest) is { Length: > 0 } text ? text : throw new ToolException($"'{name}' is missing; give it as a string.");

    public bool Flag(string name) => Find(name) switch
    {
        null => false,
        { ValueKind: JsonValueKind.True or JsonValueKind.False } e => e.GetBoolean(),
        _ => throw new ToolException($"'{name}' is neither true nor false."),
    };

    /// <summary>A number from 1 to <paramref name="most"/>.</summary>
    public int Number(string name, int otherwise, int most) => Find(name) switch
    {
        null => otherwise,
        { ValueKind: JsonValueKind.Number } e when e.TryGetInt32(out var n) && n >= 1 && n <= most => n,
        _ => throw new ToolException($"'{name}' is no number from 1 to {most}."),
    };

    public DateOnly? Day(string name) => Text(name) is not { Length: > 0 } text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw new ToolException($"'{name}' is '{text}', which is no day; write YYYY-MM-DD.");

    public string Policy()
    {
        var policy = Text("policy") is { Length: > 0 } given ? given : Policies.Range;
        return Policies.All.Contains(policy) ? policy : throw new ToolException($"There is no policy '{policy}'; the policies are {string.Join(", ", Policies.All)}.");
    }

    /// <summary>The filters that all lists of incidents share.</summary>
    public IncidentFilter Filter(int limit, int most) => new()
    {
        Search = Text("words") is { Length: > 0 } words ? words : null,
        Place = Text("place") is { Length: > 0 } place ? place : null,
        Type = Text("type") is { Length: > 0 } type ? type : null,
        Since = Day("since"),
        Until = Day("until"),
        AsOf = Day("as_of"),
        Disputed = Flag("disputed"),
        Policy = Policy(),
        Limit = Number("limit", limit, most),
    };

    private JsonElement? Find(string name) =>
        given is not null && given.TryGetValue(name, out var e) && e.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) ? e : null;
}
