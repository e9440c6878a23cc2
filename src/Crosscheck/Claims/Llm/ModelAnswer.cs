using System.Collections.Immutable;
using System.Text.Json;

namespace Crosscheck.Claims.Llm;

/// <summary>A source as a model names it; nothing in it is believed before it is found in the text.</summary>
internal sealed record ModelSource(string Name, string? Evidence, string Kind, bool Anonymous, ImmutableArray<string> Via);

internal sealed record ModelLink(string To, string Kind, string Evidence);

internal sealed record ModelTelling(string Id, string Role, string Type, int Sentence, string Trigger, ImmutableArray<ModelLink> Links);

/// <summary>A claim as a model states it. Value has Text for words, else numbers.</summary>
internal sealed record ModelClaim(
    string Incident, string Attribute, int Sentence, string Evidence, ClaimValue Value, ModelSource Source, string? Cue, string Status, string? Said);

internal sealed record ModelOmission(string Incident, string Attribute, int Sentence, string Evidence, ModelSource Source);

internal sealed record ModelStatement(string? Incident, string Kind, int Sentence, string Evidence, ModelSource Source, string? Said);

/// <summary>
/// The answer of a model, in the shape of <c>data/prompts/reader.schema.json</c>. Read leniently, since not every server keeps
/// to a schema: what is missing is empty, what is too long or too much is left out. Sentences are numbered from 1.
/// </summary>
internal sealed record ModelAnswer(
    ImmutableArray<ModelTelling> Incidents, ImmutableArray<ModelClaim> Claims, ImmutableArray<ModelOmission> Omissions, ImmutableArray<ModelStatement> Statements)
{
    /// <summary>Of each kind, for one part.</summary>
    private const int Most = 400;

    /// <summary>UTF-16 units of any words.</summary>
    private const int Longest = 600;

    /// <summary>The answer, or null and why there is none. A fence of backquotes around the JSON is passed over.</summary>
    public static ModelAnswer? Parse(string text, out string why)
    {
        var start = text.IndexOf('{', StringComparison.Ordinal);
        var end = text.LastIndexOf('}');
        if (start < 0 || end < start)
        {
            why = "it holds no JSON object";
            return null;
        }
        try
        {
            using var parsed = JsonDocument.Parse(text.AsMemory(start, end + 1 - start), new JsonDocumentOptions { MaxDepth = 32, AllowTrailingCommas = true });
            why = parsed.RootElement.TryGetProperty("claims", out var claims) && claims.ValueKind == JsonValueKind.Array ? "" : "it has no list of claims";
            return why.Length == 0 ? Of(parsed.RootElement) : null;
        }
        catch (JsonException exception)
        {
            why = "it is not JSON: " + exception.Message;
            return null;
        }
    }

    private static ModelAnswer Of(JsonElement e) => new(
        All(e, "incidents", t => new ModelTelling(Text(t, "id") ?? "", Text(t, "role") ?? "", Text(t, "type") ?? "", Int(t, "sentence") ?? 0, Text(t, "trigger") ?? "",
            All(t, "links", l => new ModelLink(Text(l, "to") ?? "", Text(l, "kind") ?? "", Text(l, "evidence") ?? "")))),
        All(e, "claims", c => new ModelClaim(Text(c, "incident") ?? "", Text(c, "attribute") ?? "", Int(c, "sentence") ?? 0, Text(c, "evidence") ?? "",
            ValueOf(c), SourceOf(c), Text(c, "cue"), Text(c, "status") ?? "", Text(c, "said"))),
        All(e, "omissions", o => new ModelOmission(Text(o, "incident") ?? "", Text(o, "attribute") ?? "", Int(o, "sentence") ?? 0, Text(o, "evidence") ?? "", SourceOf(o))),
        All(e, "statements", s => new ModelStatement(Text(s, "incident"), Text(s, "kind") ?? "", Int(s, "sentence") ?? 0, Text(s, "evidence") ?? "", SourceOf(s), Text(s, "said"))));

    private static ClaimValue ValueOf(JsonElement e)
    {
        if (!e.TryGetProperty("value", out var v))
            return new ClaimValue();
        return v.ValueKind switch
        {
            JsonValueKind.String => new ClaimValue { Text = Text(e, "value") },
            JsonValueKind.Number when v.TryGetInt32(out var n) => new ClaimValue { N = n },
            JsonValueKind.Object => new ClaimValue
            {
                N = Int(v, "n"),
                Low = Int(v, "low"),
                High = Int(v, "high"),
                Approximate = v.TryGetProperty("approximate", out var a) && a.ValueKind == JsonValueKind.True,
                Who = Text(v, "who") is { Length: > 0 } who ? who : null,
            },
            _ => new ClaimValue(),
        };
    }

    private static ModelSource SourceOf(JsonElement e)
    {
        if (!e.TryGetProperty("source", out var s) || s.ValueKind != JsonValueKind.Object)
            return new ModelSource(Text(e, "source") ?? "", null, "", false, []);
        var anonymous = s.TryGetProperty("anonymous", out var a) && a.ValueKind == JsonValueKind.True;
        var via = s.TryGetProperty("via", out var v) && v.ValueKind == JsonValueKind.Array
            ? v.EnumerateArray().Where(x => x.ValueKind == JsonValueKind.String).Select(x => x.GetString()!).Where(x => x.Length is > 0 and <= Longest).Take(4).ToImmutableArray()
            : Text(s, "via") is { Length: > 0 } one ? [one] : [];
        return new ModelSource(Text(s, "name") ?? "", Text(s, "evidence"), Text(s, "kind") ?? "", anonymous, via);
    }

    private static string? Text(JsonElement e, string name) =>
        e.ValueKind == JsonValueKind.Object && e.TryGetProperty(name, out var v) && v.ValueKind == JsonValueKind.String && v.GetString() is { Length: <= Longest } text ? text : null;

    private static int? Int(JsonElement e, string name) =>
        e.ValueKind == JsonValueKind.Object && e.TryGetProperty(name, out var v) && v.ValueKind == JsonValueKind.Number && v.TryGetInt32(out var n) ? n : null;

    private static ImmutableArray<T> All<T>(JsonElement e, string name, Func<JsonElement, T> read) =>
        e.ValueKind == JsonValueKind.Object && e.TryGetProperty(name, out var v) && v.ValueKind == JsonValueKind.Array
            ? [.. v.EnumerateArray().Where(x => x.ValueKind == JsonValueKind.Object).Take(Most).Select(read)]
            : [];
}
