using System.Collections.Immutable;
using Crosscheck.App.Storage;
using Crosscheck.Claims;
using Crosscheck.Documents;
using Crosscheck.Incidents;
using Crosscheck.Ledger;

namespace Crosscheck.App.Desk.Models;

/// <summary>A claim of a report as the ledger holds it, with the incident that it belongs to.</summary>
public sealed record ReportClaim(IncidentClaim Claim, string Incident)
{
    /// <summary>Its id within the report.</summary>
    public string Id => Claim.Claim.Id;
}

/// <summary>What a report tells of one incident.</summary>
public sealed record ReportTelling(Telling Telling, string? Incident, string Title, ImmutableArray<ReportClaim> Claims);

/// <summary>A run of the report's text. Roles says whether it carries a value, a source, a cue; Chosen the same for the chosen claim.</summary>
public sealed record TextPiece(int Start, string Text, ImmutableArray<string> Claims, string Roles, string Chosen);

/// <summary>A report with its words marked.</summary>
public sealed record ReportModel
{
    public required Document Document { get; init; }
    public required Reading Reading { get; init; }
    public required ImmutableArray<ReportTelling> Tellings { get; init; }
    public required ImmutableArray<TextPiece> Pieces { get; init; }
    public required ImmutableArray<Decision> Decisions { get; init; }
    public ReportClaim? Chosen { get; init; }

    /// <summary>The editor who codes it independently: only his decisions are applied and shown. Null for the ledger's state.</summary>
    public string? CodedBy { get; init; }

    /// <summary>The address with a claim chosen.</summary>
    public string At(string claim) => $"{Address}?{(CodedBy is null ? "" : "code=mine&")}claim={claim}#chosen";

    public string Address => "/reports/" + Labels.Short(Document.Id);

    public string Title => Document.Title ?? Document.Path?[(Document.Path.LastIndexOfAny(['/', '\\']) + 1)..] ?? Labels.HostOf(Document.Url) ?? Labels.Short(Document.Id);

    /// <summary>Null where there is no such report.</summary>
    /// <param name="coder">Applies and shows the decisions of that editor alone.</param>
    public static ReportModel? Of(LedgerStore ledger, string digits, string? chosen, string? coder = null)
    {
        if (digits.Length < 4 || ledger.DocumentStartingWith(digits) is not { } id || ledger.Incidents.Reading(id) is not { } reading)
            return null;
        var incidents = ledger.Incidents.IncidentsOf(id).Select(i => ledger.Incidents.Find(i)).OfType<Incident>().ToList();
        if (coder is not null)
            incidents = [.. incidents.Select(i => Alone(i, id, reading, coder))];
        return Of(reading, incidents, chosen) with { CodedBy = coder };
    }

    /// <summary>The incident as this report alone tells it, after the decisions of one editor.</summary>
    private static Incident Alone(Incident incident, string document, Reading reading, string editor)
    {
        var members = Profiles.Of(reading).Where(p => incident.Reports.Any(r => r.Document == document && r.Telling == p.Telling)).Select(p => new Member(p, reading));
        return IncidentBuilder.Build(members, [.. incident.Decisions.Where(d => d.Editor == editor)]) with { Id = incident.Id, Title = incident.Title };
    }

    /// <summary>A reading that is not in the ledger: each telling is an incident of its own.</summary>
    public static (ReportModel Report, ImmutableArray<Incident> Incidents) Of(Reading reading)
    {
        var incidents = Profiles.Of(reading).Select(p => IncidentBuilder.Build([new Member(p, reading)], [])).ToList();
        return (Of(reading, incidents, null), [.. incidents]);
    }

    private static ReportModel Of(Reading reading, List<Incident> incidents, string? chosen)
    {
        var id = reading.Document.Id;
        var tellings = reading.Incidents.Select(t => TellingOf(t, id, incidents)).OrderByDescending(t => t.Telling.Role == "main").ThenByDescending(t => t.Claims.Length).ToImmutableArray();
        var claims = tellings.SelectMany(t => t.Claims).ToList();
        var claim = claims.Find(c => c.Id == chosen);
        return new ReportModel
        {
            Document = reading.Document,
            Reading = reading,
            Tellings = tellings,
            Chosen = claim,
            Pieces = Cut(reading.Document.Body, claims, claim),
            Decisions = [.. incidents.SelectMany(i => i.Decisions).DistinctBy(d => d.Id).Where(d => d.Documents.Contains(id)).OrderBy(d => d.At)],
        };
    }

    private static ReportTelling TellingOf(Telling telling, string document, List<Incident> incidents)
    {
        var incident = incidents.Find(i => i.Reports.Any(r => r.Document == document && r.Telling == telling.Id));
        var claims = incident?.Claims.Where(c => c.Document == document && c.Claim.Incident == telling.Id)
            .OrderBy(c => c.Claim.Attribute).ThenBy(c => c.Claim.Evidence.Start).Select(c => new ReportClaim(c, incident.Id)) ?? [];
        return new ReportTelling(telling, incident?.Id, incident?.Title ?? telling.Type, [.. claims]);
    }

    /// <summary>Cuts the body where the words of a claim, a source or a cue begin or end. Every character stands in one piece.</summary>
    private static ImmutableArray<TextPiece> Cut(string body, List<ReportClaim> claims, ReportClaim? chosen)
    {
        var spans = claims.SelectMany(c => SpansOf(c.Claim.Claim).Select(s => (Claim: c, s.Role, s.Start, s.End))).Where(s => s.Start >= 0 && s.Start < s.End && s.End <= body.Length).ToList();
        var cuts = spans.SelectMany(s => new[] { s.Start, s.End }).Append(0).Append(body.Length).Distinct().Order().ToList();
        var result = ImmutableArray.CreateBuilder<TextPiece>(cuts.Count);
        foreach (var (from, to) in cuts.Zip(cuts.Skip(1)))
        {
            var here = spans.Where(s => s.Start <= from && to <= s.End).ToList();
            var own = here.Where(s => s.Claim == chosen);
            result.Add(new TextPiece(from, body[from..to], [.. here.OrderBy(s => s.Role == "v" ? 0 : 1).Select(s => s.Claim.Id).Distinct()], Roles(here.Select(s => s.Role)), Roles(own.Select(s => s.Role))));
        }
        return result.ToImmutable();
    }

    private static string Roles(IEnumerable<string> roles) => string.Join(' ', roles.Distinct().Order(StringComparer.Ordinal));

    private static IEnumerable<(string Role, int Start, int End)> SpansOf(Claim claim)
    {
        yield return ("v", claim.Evidence.Start, claim.Evidence.End);
        if (claim.SourceEvidence is { } source)
            yield return ("s", source.Start, source.End);
        if (claim.Cue is { } cue)
            yield return ("c", cue.Start, cue.End);
    }
}
