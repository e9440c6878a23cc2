using System.Collections.Immutable;
using Crosscheck.App.Storage;
using Crosscheck.Claims;
using Crosscheck.Incidents;

namespace Crosscheck.App.Desk.Models;

/// <summary>A link to another incident. Outgoing: this one is in response to that one.</summary>
public sealed record LinkedIncident(string Id, string Title, string Kind, bool Outgoing, ImmutableArray<string> Words);

/// <summary>One incident with all that its page shows.</summary>
public sealed record IncidentModel
{
    public required Incident Incident { get; init; }
    public required string Policy { get; init; }
    public DateOnly? AsOf { get; init; }

    /// <summary>The days on which reports about it were published, in order.</summary>
    public required ImmutableArray<DateOnly> Days { get; init; }
    public required ClaimMatrix Matrix { get; init; }
    public required ImmutableArray<TollChart> Charts { get; init; }
    public required ImmutableArray<LinkedIncident> Links { get; init; }

    public IEnumerable<ClaimAttribute> Counted => Policies.Counted.Where(a => Incident.Figures.Values.Any(f => f.ContainsKey(a)));

    public Figure? Of(string policy, ClaimAttribute attribute) => Incident.Figures.GetValueOrDefault(policy)?.GetValueOrDefault(attribute);

    public IncidentClaim? Claim(string id) => Incident.Claims.FirstOrDefault(c => c.Id == id);

    public string Address(string? policy = null, string? asOf = null)
    {
        var query = new List<string>();
        if ((policy ?? Policy) is var p && p != Policies.Range)
            query.Add("policy=" + p);
        if ((asOf ?? (AsOf is { } day ? Labels.Iso(day) : "")) is { Length: > 0 } d)
            query.Add("as-of=" + d);
        return $"/incidents/{Incident.Id}" + (query.Count > 0 ? "?" + string.Join('&', query) : "");
    }

    /// <summary>Null where there is no such incident, or none yet on that day.</summary>
    public static IncidentModel? Of(LedgerStore ledger, string id, string policy, DateOnly? asOf)
    {
        if (ledger.Incidents.Find(id, asOf) is not { } incident)
            return null;
        var whole = asOf is null ? incident : ledger.Incidents.Find(id) ?? incident;
        return new IncidentModel
        {
            Incident = incident,
            Policy = policy,
            AsOf = asOf,
            Days = [.. whole.Reports.Select(r => r.Published).OfType<DateOnly>().Distinct().Order()],
            Matrix = ClaimMatrix.Of(incident),
            Charts = [.. Policies.Counted.Select(a => TollChart.Of(incident, a)).OfType<TollChart>()],
            Links = IncidentLinksOf(ledger, incident),
        };
    }

    private static ImmutableArray<LinkedIncident> IncidentLinksOf(LedgerStore ledger, Incident incident)
    {
        var found = new List<(string Id, string Kind, bool Outgoing, string Words)>();
        foreach (var link in incident.Links)
        {
            if (ledger.Incidents.IncidentOf(link.Document, link.ToTelling) is { } to && to != incident.Id)
                found.Add((to, link.Kind, true, link.Evidence ?? ""));
        }
        foreach (var report in incident.Reports)
        {
            foreach (var telling in ledger.Incidents.Reading(report.Document)?.Incidents ?? [])
            {
                foreach (var link in telling.Links.Where(l => l.To == report.Telling))
                {
                    if (ledger.Incidents.IncidentOf(report.Document, telling.Id) is { } from && from != incident.Id)
                        found.Add((from, link.Kind, false, link.Evidence?.Text ?? ""));
                }
            }
        }
        return [.. found.GroupBy(f => (f.Id, f.Kind, f.Outgoing)).OrderByDescending(g => g.Key.Outgoing).ThenBy(g => g.Key.Kind, StringComparer.Ordinal).ThenBy(g => g.Key.Id, StringComparer.Ordinal)
            .Select(g => new LinkedIncident(g.Key.Id, ledger.Incidents.TitleOf(g.Key.Id) ?? g.Key.Id, g.Key.Kind, g.Key.Outgoing, [.. g.Select(l => l.Words).Where(w => w.Length > 0).Distinct(StringComparer.Ordinal)]))];
    }
}
