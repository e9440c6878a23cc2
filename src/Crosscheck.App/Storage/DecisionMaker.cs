using System.Collections.Immutable;
using System.Globalization;
using Crosscheck.Claims;
using Crosscheck.Diagnostics;
using Crosscheck.Incidents;
using Crosscheck.Ledger;
using Crosscheck.Views;

namespace Crosscheck.App.Storage;

/// <summary>What an editor asked for could not be decided: the diagnostic says why.</summary>
public sealed class DecisionException(Diagnostic diagnostic) : Exception(diagnostic.Message)
{
    public Diagnostic Diagnostic { get; } = diagnostic;
}

/// <summary>
/// Writes editors' decisions. Claims are named as <c>show</c> prints them, incidents by id; what is written is anchored to
/// document, span and attribute. Call <see cref="LedgerStore.Project"/> before and after.
/// </summary>
public sealed class DecisionMaker(LedgerStore ledger, string editor, string why, TimeProvider? clock = null)
{
    public Decision OnClaims(DecisionKind kind, IEnumerable<string> claims) => Write(Begin(kind) with { Anchors = [.. claims.Select(AnchorOf)] });

    /// <param name="value">Null keeps the value.</param>
    /// <param name="status">Null keeps the status.</param>
    public Decision Correct(string claim, string? value, ClaimStatus? status)
    {
        var anchor = AnchorOf(claim);
        return Write(Begin(DecisionKind.Correct) with
        {
            Anchors = [anchor],
            Attribute = anchor.Attribute,
            Value = value is null ? null : ValueOf(anchor.Attribute!.Value, value) with { Who = FindClaim(claim).Claim.Value.Who },
            Status = status,
        });
    }

    public Decision Merge(IEnumerable<string> incidents) => Write(Begin(DecisionKind.Merge) with { Anchors = [.. incidents.SelectMany(i => AnchorsOf(Find(i)))] });

    /// <summary>Keeps the tellings of the given documents (ids or their first digits) apart from the incident's others.</summary>
    public Decision Split(string incident, IReadOnlyCollection<string> documents)
    {
        var found = Find(incident);
        bool IsGiven(Anchor a) => documents.Any(d => a.Document.StartsWith(d.StartsWith("sha256:", StringComparison.Ordinal) ? d : "sha256:" + d, StringComparison.Ordinal));
        var anchors = AnchorsOf(found).ToLookup(IsGiven);
        return Write(Begin(DecisionKind.Split) with { Anchors = [.. anchors[true]], Apart = [.. anchors[false]] });
    }

    public Decision Figure(string incident, ClaimAttribute attribute, string value) =>
        Write(Begin(DecisionKind.Figure) with { Anchors = [.. AnchorsOf(Find(incident)).Take(1)], Attribute = attribute, Value = ValueOf(attribute, value) });

    /// <summary>Adds a claim that the reader missed.</summary>
    /// <param name="document">The document's id, or its first digits.</param>
    /// <param name="telling">The telling of its reading that the claim is about.</param>
    /// <param name="words">The words that carry the value, exactly as they stand in the document's body.</param>
    /// <param name="near">Where the words stand, for words that stand there more than once.</param>
    /// <param name="source">"" for the report itself.</param>
    public Decision Add(string document, string telling, ClaimAttribute attribute, string value, string words, int near, string source, ClaimStatus status)
    {
        if (ledger.DocumentStartingWith(document) is not { } id || ledger.Incidents.Reading(id) is not { } reading || reading.Incidents.FirstOrDefault(t => t.Id == telling) is not { } told)
            throw new DecisionException(Codes.NoSuchIncident.With($"{document} {telling}"));
        if (OccurrenceOf(words, reading.Document.Body, near) is not { } start)
            throw new DecisionException(Codes.NotItsWords.With(words));
        var trigger = told.Trigger?.Start ?? 0;
        return Write(Begin(DecisionKind.Add) with
        {
            Anchors = [new Anchor(id, trigger, trigger + 1, null)],
            Attribute = attribute,
            Value = ValueOf(attribute, value),
            Status = status,
            Source = source,
            Words = new Anchor(id, start, start + words.Length, attribute) { Text = words },
        });
    }

    /// <summary>Where the words stand nearest to an offset; null where they do not.</summary>
    private static int? OccurrenceOf(string words, string body, int near)
    {
        int? best = null;
        for (var at = words.Length == 0 ? -1 : body.IndexOf(words, StringComparison.Ordinal); at >= 0; at = body.IndexOf(words, at + 1, StringComparison.Ordinal))
        {
            if (best is null || Math.Abs(at - near) < Math.Abs(best.Value - near))
                best = at;
        }
        return best;
    }

    public Decision Note(string incident) => Write(Begin(DecisionKind.Note) with { Anchors = [.. AnchorsOf(Find(incident)).Take(1)] });

    public Decision Undo(string decision)
    {
        var undone = ledger.Decision(decision) ?? throw new DecisionException(Codes.NoSuchDecision.With(decision));
        return Write(Begin(DecisionKind.Undo) with { Anchors = undone.Anchors, Apart = undone.Apart, Undoes = undone.Id });
    }

    /// <summary>"12", "12-15", "at least 12", "up to 12", "about 12"; words for what is no count.</summary>
    /// <exception cref="DecisionException">It is none of these.</exception>
    public static ClaimValue ValueOf(ClaimAttribute attribute, string text)
    {
        if (!Policies.Counted.Contains(attribute))
            return new ClaimValue { Text = text };
        var words = text.Trim().ToLowerInvariant();
        foreach (var (prefix, make) in Bounds)
        {
            if (words.StartsWith(prefix, StringComparison.Ordinal) && Number(words.AsSpan(prefix.Length)) is { } bound)
                return make(bound);
        }
        if (Number(words) is { } n)
            return new ClaimValue { Low = n, N = n, High = n };
        var dash = words.IndexOf('-', StringComparison.Ordinal);
        if (dash > 0 && Number(words.AsSpan(0, dash)) is { } low && Number(words.AsSpan(dash + 1)) is { } high && low <= high)
            return new ClaimValue { Low = low, High = high };
        throw new DecisionException(Codes.NotACount.With(text));
    }

    private static readonly ImmutableArray<(string, Func<int, ClaimValue>)> Bounds =
    [
        ("at least ", n => new ClaimValue { Low = n }), ("up to ", n => new ClaimValue { High = n }), ("about ", n => new ClaimValue { Low = n, N = n, High = n, Approximate = true }),
    ];

    private static int? Number(ReadOnlySpan<char> text) =>
        int.TryParse(text.Trim(), NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var n) && n >= 0 ? n : null;

    private Decision Begin(DecisionKind kind) => new() { Kind = kind, Editor = editor, Why = why, At = (clock ?? TimeProvider.System).GetUtcNow() };

    private Decision Write(Decision decision)
    {
        var (entry, named) = EntryJson.Draft(decision);
        ledger.Append([entry]);
        return named;
    }

    private Incident Find(string incident) => ledger.Incidents.Find(incident) ?? throw new DecisionException(Codes.NoSuchIncident.With(incident));

    private static IEnumerable<Anchor> AnchorsOf(Incident incident) => incident.Reports.Select(r => AnchorOf(r));

    /// <summary>The trigger's offset is the last part of a telling's key.</summary>
    private static Anchor AnchorOf(IncidentReport report)
    {
        var at = report.Key[(report.Key.LastIndexOf(':') + 1)..].Split('.')[0];
        var start = int.TryParse(at, CultureInfo.InvariantCulture, out var n) ? n : 0;
        return new Anchor(report.Document, start, start + 1, null);
    }

    private Anchor AnchorOf(string claim)
    {
        var (document, found) = FindClaim(claim);
        return new Anchor(document, found.Evidence.Start, found.Evidence.End, found.Attribute) { Text = found.Evidence.Text };
    }

    private (string Document, Claim Claim) FindClaim(string id)
    {
        var colon = id.LastIndexOf(':');
        if (colon > 0 && ledger.DocumentStartingWith(id[..colon]) is { } document && ledger.Incidents.Reading(document) is { } reading
            && reading.Claims.FirstOrDefault(c => c.Id == id[(colon + 1)..]) is { } claim)
            return (document, claim);
        throw new DecisionException(Codes.NoSuchClaim.With(id));
    }
}
