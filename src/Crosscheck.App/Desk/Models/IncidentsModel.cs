using System.Collections.Immutable;
using Crosscheck.Incidents;

namespace Crosscheck.App.Desk.Models;

/// <summary>The list of incidents under a filter.</summary>
/// <param name="Total">How many pass the filter.</param>
/// <param name="Known">How many there are.</param>
/// <param name="Entries">The ledger's entries, 0 for an empty one.</param>
public sealed record IncidentsModel(DeskFilter Filter, ImmutableArray<Incident> Incidents, long Total, long Known, long Entries, ImmutableArray<string> Types)
{
    /// <summary>The ledger's last entry when the reader last said "seen"; 0 where that was never.</summary>
    public long Seen { get; init; }

    /// <summary>How many incidents changed since then; null where that was never.</summary>
    public long? New { get; init; }

    public ImmutableArray<SavedFilter> Saved { get; init; } = [];

    public Timeline? Timeline { get; init; }

    /// <summary>The incidents of this page on a map.</summary>
    public MapModel? Map { get; } = MapModel.Of(Incidents, 2.4);

    public int Pages => (int)((Total + DeskFilter.PageSize - 1) / DeskFilter.PageSize);

    public Figure? Of(Incident incident, Claims.ClaimAttribute attribute) => incident.Figures.GetValueOrDefault(Filter.Filter.Policy)?.GetValueOrDefault(attribute);
}

/// <summary>A filter under a name; Query is its address without the path.</summary>
public sealed record SavedFilter(string Name, string Query);
