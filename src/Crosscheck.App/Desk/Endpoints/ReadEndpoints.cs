using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Crosscheck.App.Desk.Models;
using Crosscheck.App.Desk.Pages;
using Crosscheck.App.Intake;
using Crosscheck.App.Intake.Forms;
using Crosscheck.App.Intake.Web;
using Crosscheck.Claims;
using Crosscheck.Diagnostics;
using Crosscheck.Views;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crosscheck.App.Desk.Endpoints;

/// <summary>Reads pasted text, uploaded files and addresses, shows what was read, and keeps it or not.</summary>
internal static class ReadEndpoints
{
    private const int MostReports = 50;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/read", (Delegate)Form);
        app.MapPost("/read", Read);
        app.MapGet("/read/{key}", Show);
        app.MapGet("/read/{key}.json", ShowJson);
        app.MapPost("/read/{key}", Keep);
    }

    private static IResult Form(HttpContext context) => Answer.Page<ReadFormPage, ReadFormModel>(context, new ReadFormModel([]));

    private static async Task<IResult> Read(HttpContext context, Drafts drafts)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var inputs = await InputsOf(form, context.RequestAborted);
        var published = DateOnly.TryParseExact(form["published"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : (DateOnly?)null;
        var read = await Task.Run(() => inputs.AsParallel().AsOrdered().Select(i => (Input: i, Draft: DraftOf(i, form, published))).ToList(), context.RequestAborted);
        var problems = read.Where(r => r.Draft is null).SelectMany(r => r.Input.Diagnostics.Where(d => d.Severity == Severity.Error).Select(d => (r.Input.Path, d))).ToImmutableArray();
        var made = read.Select(r => r.Draft).OfType<Draft>().ToList();
        if (made.Count > 0 && problems.IsEmpty)
            return Results.LocalRedirect("/read/" + drafts.Put(made));
        if (inputs.Count == 0)
            problems = [("", Codes.Empty.With())];
        return made.Count == 0
            ? Answer.Page<ReadFormPage, ReadFormModel>(context, new ReadFormModel(problems, form["text"].ToString()), StatusCodes.Status422UnprocessableEntity)
            : Answer.Page<DraftsPage, DraftsModel>(context, new DraftsModel(drafts.Put(made), [.. made.Select(d => DraftView.Of(d, known: false))], problems));
    }

    private static async Task<List<Input>> InputsOf(IFormCollection form, CancellationToken cancel)
    {
        var parts = new List<Part>();
        if (form["text"].ToString() is { } text && !string.IsNullOrWhiteSpace(text))
            parts.Add(new Part("pasted text", Encoding.UTF8.GetBytes(text.Replace("\r\n", "\n", StringComparison.Ordinal)), InputReader.Parse));
        foreach (var file in form.Files.Where(f => f.Length > 0))
            parts.AddRange(PartsOf(file).Take(MostReports + 1 - parts.Count));
        if (parts.Count == 0 && AddressIn(form) is { } address)
            parts.AddRange(await Task.Run(() => Fetch(address), cancel));
        if (parts.Count > MostReports)
            parts[MostReports] = Part.Failed($"what comes after the first {MostReports}", Codes.TooManyAtOnce.With(MostReports));
        return await Task.Run(() => parts.Take(MostReports + 1).AsParallel().AsOrdered().Select(p => p.Read()).ToList(), cancel);
    }

    /// <summary>The reports that lie in an upload, whatever its form. Its name is a label and never a path: nothing is written to disk.</summary>
    private static IEnumerable<Part> PartsOf(IFormFile file)
    {
        var name = Wording.Short(file.FileName[(file.FileName.LastIndexOfAny(['/', '\\']) + 1)..], 120);
        using var stream = file.OpenReadStream();
        foreach (var part in Opener.Guarded(name, n => new Opener(FieldMap.Default, new Limits()).Open(n, stream, 0)))
            yield return part;
    }

    private static Uri? AddressIn(IFormCollection form) =>
        Uri.TryCreate(form["url"].ToString().Trim(), UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url : null;

    /// <summary>Public addresses only: a desk is no way into the network that it stands in.</summary>
    private static List<Part> Fetch(Uri address)
    {
        try
        {
            using var fetcher = new Fetcher(new FetchOptions());
            return [.. WebParts.Of(fetcher.Get(address), FieldMap.Default).Take(MostReports + 1)];
        }
        catch (IntakeException exception)
        {
            return [Part.Failed(address.ToString(), exception.Diagnostic)];
        }
    }

    private static Draft? DraftOf(Input input, IFormCollection form, DateOnly? published)
    {
        if (input.Document is not { } document || input.IsFailed)
            return null;
        string? Given(string name) => Wording.OneLine(form[name].ToString()).Trim() is { Length: > 0 } text ? Wording.Short(text, 300) : null;
        document = document with
        {
            Published = document.Published ?? published,
            Publisher = document.Publisher ?? Given("publisher"),
            Url = document.Url ?? AddressIn(form)?.ToString(),
        };
        var reading = ReportReader.Read(document);
        return new Draft(document, input.Content, input.Received, reading with { Diagnostics = [.. input.Diagnostics, .. reading.Diagnostics] });
    }

    private static async Task<IResult> Show(HttpContext context, Ledgers ledgers, Drafts drafts, string key)
    {
        if (drafts.Get(key) is not { } found)
            return await Gone(context);
        var known = await ledgers.Read(ledger => found.Select(d => ledger.Contains(Ledger.EntryKind.Document, d.Document.Id, "")).ToList(), context.RequestAborted);
        return Answer.Page<DraftsPage, DraftsModel>(context, new DraftsModel(key, [.. found.Zip(known, DraftView.Of)], []));
    }

    private static async Task<IResult> ShowJson(HttpContext context, Drafts drafts, string key) => drafts.Get(key) switch
    {
        null => await Gone(context),
        [var one] => Answer.Json(ReadingJson.Write(one.Reading, indented: true)),
        var many => Answer.Json("[" + string.Join(",\n", many.Select(d => ReadingJson.Write(d.Reading, indented: true))) + "]"),
    };

    private static async Task<IResult> Keep(HttpContext context, Ledgers ledgers, Drafts drafts, string key)
    {
        if (drafts.Get(key) is not { } found)
            return await Gone(context);
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        drafts.Drop(key);
        if (form["do"] != "keep")
        {
            Cookies.Tell(context, "Nothing was kept.");
            return Results.LocalRedirect("/read");
        }
        var entries = found.SelectMany(d => new[] { EntryJson.Draft(new TakenDocument(d.Document, d.Content) { Received = d.Received }), EntryJson.Draft(d.Reading) }).ToList();
        var to = await ledgers.Write(
            ledger =>
            {
                ledger.Append(entries);
                ledger.Project();
                return found.SelectMany(d => MainOf(ledger, d)).Distinct(StringComparer.Ordinal).ToList();
            },
            context.RequestAborted);
        Cookies.Tell(context, found.Count == 1 ? "The report is in the ledger." : $"{found.Count} reports are in the ledger.");
        return Results.LocalRedirect(to.Count == 1 ? "/incidents/" + to[0] : "/incidents");
    }

    private static IEnumerable<string> MainOf(Storage.LedgerStore ledger, Draft draft) =>
        draft.Reading.Incidents.Where(t => t.Role == "main").Select(t => ledger.Incidents.IncidentOf(draft.Document.Id, t.Id)).OfType<string>();

    private static async Task<IResult> Gone(HttpContext context)
    {
        await Problems.Tell(context, StatusCodes.Status404NotFound, "This reading is no longer waiting", "It was kept, dropped, or older than an hour. Read the report again.");
        return Results.Empty;
    }
}
