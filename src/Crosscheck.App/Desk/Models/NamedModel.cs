using System.Collections.Immutable;
using Crosscheck.App.Storage;
using Crosscheck.Claims;
using Crosscheck.Incidents;

namespace Crosscheck.App.Desk.Models;

/// <summary>An incident with those of its claims that a page is about.</summary>
public sealed record NamedIncident(Incident Incident, ImmutableArray<IncidentClaim> Claims);

/// <summary>A source: what it said where, and how its first figures stood beside what came later.</summary>
/// <param name="Record">Null where it gave no dated figure.</param>
/// <param name="More">More incidents may name it than were looked through.</param>
public sealed record SourceModel(string Name, ImmutableArray<NamedIncident> Incidents, SourceRecord? Record, ImmutableArray<(string Relay, int Times)> Relays, bool More)
{
    private const int Most = 30;

    public static SourceModel Of(LedgerStore ledger, string name)
    {
        var found = ledger.Incidents.List(new IncidentFilter { Search = $"\"{name.Replace("\"", "", StringComparison.Ordinal)}\"", NewestFirst = true, Limit = Most })
            .Concat(ledger.Incidents.List(new IncidentFilter { Publisher = name, NewestFirst = true, Limit = Most })).DistinctBy(i => i.Id).ToList();
        var whole = found.Select(i => ledger.Incidents.Find(i.Id)).OfType<Incident>().ToList();
        var keys = whole.SelectMany(i => i.Claims.Where(c => Labels.Speaker(i, c).Equals(name, StringComparison.OrdinalIgnoreCase)).Select(c => c.Speaker)).ToHashSet(StringComparer.Ordinal);
        var incidents = whole.Select(i => new NamedIncident(i, [.. i.Claims.Where(c => keys.Contains(c.Speaker)).OrderBy(c => c.Said, StringComparer.Ordinal).ThenBy(c => c.Claim.Attribute)]))
            .Where(i => !i.Claims.IsEmpty).OrderByDescending(i => i.Incident.Date?.Value, StringComparer.Ordinal).ToImmutableArray();
        var records = SourceRecords.Of(incidents.Select(i => i.Incident)).Where(r => keys.Contains(r.Key)).ToList();
        var record = records.Count == 0 ? null : records[0] with { Name = name, Cases = [.. records.SelectMany(r => r.Cases)] };
        var relays = incidents.SelectMany(i => i.Claims).SelectMany(c => c.Claim.Source.Via).GroupBy(v => v, StringComparer.Ordinal).OrderByDescending(g => g.Count()).Select(g => (g.Key, g.Count()));
        return new SourceModel(name, incidents, record, [.. relays], found.Count >= Most);
    }
}

/// <summary>The sources of the newest incidents under a filter.</summary>
public sealed record SourcesModel(DeskFilter Filter, ImmutableArray<SourceRecord> Records, int Looked, long Total)
{
    public const int Most = 100;
}

/// <summary>An actor: what is said of it, and by whom.</summary>
public sealed record ActorModel(string Name, ImmutableArray<NamedIncident> Incidents, bool More)
{
    private const int Most = 30;

    public static ActorModel Of(LedgerStore ledger, string name)
    {
        var actor = ActorIdentity.Of(name);
        var found = ledger.Incidents.List(new IncidentFilter { Search = name.Replace("\"", "", StringComparison.Ordinal), NewestFirst = true, Limit = Most });
        var incidents = found.Select(i => ledger.Incidents.Find(i.Id)).OfType<Incident>()
            .Select(i => new NamedIncident(i, [.. i.Claims.Where(c => IsAbout(c.Claim, name, actor)).OrderBy(c => c.Claim.Attribute).ThenBy(c => c.Said, StringComparer.Ordinal)]))
            .Where(i => !i.Claims.IsEmpty);
        return new ActorModel(name, [.. incidents], found.Count >= Most);
    }

    private static bool IsAbout(Claim claim, string name, ActorIdentity actor)
    {
        if (claim.Attribute is not (ClaimAttribute.Perpetrator or ClaimAttribute.Responsibility or ClaimAttribute.Target) || claim.Value.Text is not { Length: > 0 } text)
            return false;
        return text.Contains(name, StringComparison.OrdinalIgnoreCase) || (actor.Named && ActorIdentity.Of(text) is { Named: true } other && actor.Agrees(other));
    }
}

/// <summary>A place: what happened there and around.</summary>
public sealed record PlaceModel(string Name, IncidentPlace? Place, ImmutableArray<Incident> Here, ImmutableArray<Incident> Around, long Total)
{
    public const double Kilometres = 25;

    public MapModel? Map { get; } = MapModel.Of([.. Here, .. Around], 1.5);
    private const int Most = 100;

    public static PlaceModel Of(LedgerStore ledger, string name)
    {
        var filter = new IncidentFilter { Place = name, NewestFirst = true, Limit = Most };
        var here = ledger.Incidents.List(filter);
        var place = here.Select(i => i.Place).FirstOrDefault(p => p is { Latitude: not null } && p.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? here.Select(i => i.Place).FirstOrDefault(p => p?.Latitude is not null);
        var around = place is { Latitude: { } lat, Longitude: { } lon } && name.Length > 2
            ? ledger.Incidents.List(new IncidentFilter { Near = new Near(lat, lon, Kilometres), NewestFirst = true, Limit = Most }).ExceptBy(here.Select(i => i.Id), i => i.Id)
            : [];
        return new PlaceModel(name, name.Length > 2 ? place : null, [.. here], [.. around], ledger.Incidents.Count(filter));
    }
}
