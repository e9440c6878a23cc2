using Crosscheck.App.Storage;
using Crosscheck.Claims;
using Crosscheck.Ledger;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crosscheck.App.Desk.Endpoints;

/// <summary>What editors decide, by forms: each needs its reason, and is signed.</summary>
internal static class DecisionEndpoints
{
    public static void Map(IEndpointRouteBuilder app) => app.MapPost("/decisions", Decide);

    private static async Task<IResult> Decide(HttpContext context, Ledgers ledgers, TimeProvider clock)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var why = Views.Wording.OneLine(form["why"].ToString()).Trim();
        if (why.Length is 0 or > 1000)
        {
            await Problems.Tell(context, StatusCodes.Status400BadRequest, "A decision needs its reason", "Nothing was changed. Go back and say why in at most 1000 characters, for those who come after.");
            return Results.Empty;
        }
        var editor = EditorOf(context, form);
        var decision = await ledgers.Write(ledger => Make(new DecisionMaker(ledger, editor, why, clock), form), context.RequestAborted);
        Cookies.Tell(context, $"Recorded: {Views.ReadingJson.Name(decision.Kind)}, signed {editor}.");
        return Answer.Back(form["back"]);
    }

    private static string EditorOf(HttpContext context, IFormCollection form)
    {
        if (context.User.Identity is { IsAuthenticated: true } || Editors.Clean(form["as"]) is not { Length: > 0 } named)
            return Editors.Of(context);
        Cookies.Set(context, Cookies.Editor, named);
        return named;
    }

    private static Decision Make(DecisionMaker make, IFormCollection form)
    {
        string Text(string name) => form[name].ToString().Trim();
        return Text("kind") switch
        {
            "accept" => make.OnClaims(DecisionKind.Accept, form["claim"].OfType<string>()),
            "reject" => make.OnClaims(DecisionKind.Reject, form["claim"].OfType<string>()),
            "correct" => make.Correct(Text("claim"), Text("value") is { Length: > 0 } value ? value : null, StatusOf(Text("status"))),
            "figure" => make.Figure(Text("incident"), AttributeOf(Text("attribute")), Text("value")),
            "merge" => make.Merge([Text("incident"), Text("other")]),
            "split" => make.Split(Text("incident"), [.. form["report"].OfType<string>()]),
            "add" => make.Add(
                Text("document"), Text("telling"), AttributeOf(Text("attribute")), Text("value"), form["words"].ToString().Replace("\r\n", "\n", StringComparison.Ordinal), NumberOf(Text("near")), Text("source"),
                StatusOf(Text("status")) ?? ClaimStatus.Asserted),
            "undo" => make.Undo(Text("decision")),
            _ => make.Note(Text("incident")),
        };
    }

    private static ClaimAttribute AttributeOf(string text) => Enum.TryParse<ClaimAttribute>(text, ignoreCase: true, out var attribute) ? attribute : ClaimAttribute.Killed;

    private static int NumberOf(string text) => int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var n) ? n : 0;

    private static ClaimStatus? StatusOf(string text) => Enum.TryParse<ClaimStatus>(text, ignoreCase: true, out var status) ? status : null;
}
