using System.Text.Json;
using Crosscheck.App.Storage;
using Crosscheck.Claims;
using Crosscheck.Ledger;
using Crosscheck.Views;

namespace Crosscheck.App.Api;

/// <summary>A decision as a program sends it.</summary>
internal sealed class DecisionBody
{
    private const int Longest = 1000;

    private readonly JsonElement _body;
    private readonly DecisionKind _kind;

    /// <exception cref="FormatException">It has no kind or no reason.</exception>
    public DecisionBody(JsonElement body)
    {
        _body = body;
        if (body.ValueKind != JsonValueKind.Object)
            throw new FormatException("it is no object.");
        if (!Enum.TryParse(Text("kind"), ignoreCase: true, out _kind) || !Enum.IsDefined(_kind))
            throw new FormatException("'kind' is none of accept, reject, correct, merge, split, figure, note, undo.");
        Why = Wording.OneLine(Text("why")).Trim();
        if (Why.Length is 0 or > Longest)
            throw new FormatException($"'why' is missing or longer than {Longest} characters.");
    }

    public string Why { get; }

    /// <exception cref="FormatException">Something that the kind needs is missing.</exception>
    public Decision Make(DecisionMaker make) => _kind switch
    {
        DecisionKind.Accept or DecisionKind.Reject => make.OnClaims(_kind, Many("claims")),
        DecisionKind.Correct => make.Correct(Many("claims")[0], Text("value") is { Length: > 0 } value ? value : null, Status()),
        DecisionKind.Merge => make.Merge(Many("incidents")),
        DecisionKind.Split => make.Split(Needed("incident"), Many("documents")),
        DecisionKind.Figure => make.Figure(Needed("incident"), Attribute(), Needed("value")),
        DecisionKind.Note => make.Note(Needed("incident")),
        DecisionKind.Undo => make.Undo(Needed("decision")),
        _ => throw new FormatException($"'{ReadingJson.Name(_kind)}' is made on a page of the desk only."),
    };

    private ClaimStatus? Status() => Text("status") is not { Length: > 0 } text ? null
        : Enum.TryParse<ClaimStatus>(text, ignoreCase: true, out var status) && Enum.IsDefined(status) ? status
        : throw new FormatException($"'{text}' is no status.");

    private ClaimAttribute Attribute() => Enum.TryParse<ClaimAttribute>(Text("attribute"), ignoreCase: true, out var attribute) && Enum.IsDefined(attribute)
        ? attribute : throw new FormatException("'attribute' is none of killed, injured, abducted, munitions.");

    private string Needed(string name) => Text(name) is { Length: > 0 } text ? text : throw new FormatException($"'{name}' is missing.");

    private string Text(string name) => _body.TryGetProperty(name, out var e) && e.ValueKind == JsonValueKind.String ? e.GetString()!.Trim() : "";

    private List<string> Many(string name)
    {
        var all = _body.TryGetProperty(name, out var e) && e.ValueKind == JsonValueKind.Array
            ? e.EnumerateArray().Where(x => x.ValueKind == JsonValueKind.String).Select(x => x.GetString()!).ToList() : [];
        return all.Count > 0 ? all : throw new FormatException($"'{name}' is missing; give a list of ids.");
    }
}
