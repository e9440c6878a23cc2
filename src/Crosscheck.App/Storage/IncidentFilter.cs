using Crosscheck.Incidents;

namespace Crosscheck.App.Storage;

/// <summary>Near a point: degrees, kilometres.</summary>
public sealed record Near(double Latitude, double Longitude, double Kilometres);

/// <summary>Which incidents; every condition that is given must hold.</summary>
public sealed record IncidentFilter
{
    /// <summary>What was known on that day: reports published by then.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>The incident's days end on that day or later.</summary>
    public DateOnly? Since { get; init; }

    /// <summary>The incident's days begin on that day or earlier.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Some report on it was published on that day or later: what is new.</summary>
    public DateOnly? NewSince { get; init; }

    /// <summary>Some report on it was added to the ledger behind the entry of that number.</summary>
    public long? AddedAfter { get; init; }

    /// <summary>Part of the name of a place, or a two-letter country code.</summary>
    public string? Place { get; init; }
    public Near? Near { get; init; }
    public string? Type { get; init; }
    public bool Disputed { get; init; }

    /// <summary>Words that a report on it holds; in quotes as a phrase.</summary>
    public string? Search { get; init; }
    public string Policy { get; init; } = Policies.Range;

    /// <summary>Some report on it was printed by that publisher.</summary>
    public string? Publisher { get; init; }

    /// <summary>Newest days first; else oldest first.</summary>
    public bool NewestFirst { get; init; }

    /// <summary>At most so many; 0 for all.</summary>
    public int Limit { get; init; }
    public int Skip { get; init; }
}
