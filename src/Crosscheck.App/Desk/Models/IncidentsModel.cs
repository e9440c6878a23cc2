using System.Collections.Immutable;
using Crosscheck.Incidents;

namespace Crosscheck.App.Desk.Models;

/// <summary>The list of incidents under a filter.</summary>
/// <param name="Total">How many pass the filter.</param>
/// <param name="Known">How many there are.</param>
/// <param name="Entries">The ledger's entries, 0 for an empty one.</param>
/// <param name="New">How many changed since the reader last said "seen"; null where that was never.</param>
public sealed record IncidentsModel(DeskFilter Filter, ImmutableArray<Incident> Incidents, long Total, long Known, long Entries, ImmutableArray<string> Types, long Seen, long? New)
{
    public ImmutableArray<SavedFilter> Saved { get; init; } = [];

    public Timeline? Timeline { get; init; }

    public int Pages => (int)((Total + DeskFilter.PageSize - 1) / DeskFilter.PageSize);

    public Figure? Of(Incident incident, Claims.ClaimAttribute attribute) => incident.Figures.GetValueOrDefault(Filter.Filter.Policy)?.GetValueOrDefault(attribute);
}

/// <summary>A filter under a name; Query is its address without the path.</summary>
public sealed record SavedFilter(string Name, string Query);
