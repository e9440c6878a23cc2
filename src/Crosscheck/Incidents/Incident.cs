using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Crosscheck.Claims;
using Crosscheck.Ledger;

namespace Crosscheck.Incidents;

/// <summary>A report's telling of an incident. Key is the telling's own, see <see cref="TellingProfile"/>.</summary>
public sealed record IncidentReport(
    string Key, string Document, string Telling, string Role, string? Path, string? Url, string? Publisher, string? Title, DateOnly? Published);

/// <summary>A claim as the incident holds it: from which report, after which decisions, from which origin.</summary>
public sealed record IncidentClaim
{
    /// <summary>The document's first 12 hexadecimal digits, a colon, the claim's id in its reading.</summary>
    public required string Id { get; init; }
    public required string Document { get; init; }

    /// <summary>The claim with the editors' corrections.</summary>
    public required Claim Claim { get; init; }
    public DateOnly? Published { get; init; }

    /// <summary>Who says it, over all reports: the name that groups one speaker's claims.</summary>
    public required string Speaker { get; init; }

    /// <summary>The speaker for people: the source's name, or the publisher's where the report speaks itself.</summary>
    public required string SpeakerName { get; init; }

    /// <summary>Number of its origin within incident and attribute; claims with one number go back to one utterance.</summary>
    public int Origin { get; init; }

    /// <summary>Neither rejected, retracted, denied, unknown, nor replaced by a newer word of the same speaker.</summary>
    public bool Standing { get; init; }

    /// <summary>Ids of the decisions about it.</summary>
    public ImmutableArray<string> Decisions { get; init; } = [];

    public string? Said => Claim.Said ?? Published?.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>A count under a named policy. Null bounds are open. Claims are those that decided it.</summary>
public sealed record Figure(int? Low, int? Best, int? High, int Origins, ImmutableArray<string> Claims)
{
    /// <summary>Said with fewer independent origins than the policy asks for.</summary>
    public bool Provisional { get; init; }

    /// <summary>The decision of an editor that set it.</summary>
    public string? Decision { get; init; }
}

/// <summary>One of the accounts that differ.</summary>
public sealed record Position(ClaimValue Value, ImmutableArray<string> Sources, int Origins, ImmutableArray<string> Claims);

/// <summary>Positions on an attribute that cannot all be true. Because: update, scope, time, contradiction.</summary>
public sealed record IncidentDiscrepancy(ClaimAttribute Attribute, string Kind, ImmutableArray<Position> Positions, string Because);

/// <summary>A link as told: to another telling of the same report, which belongs to some incident.</summary>
public sealed record TellingLink(string ToTelling, string Kind, string Document, string? Evidence);

/// <summary>One step of a figure in time: on that day that speaker gave that value.</summary>
public sealed record HistoryStep(ClaimAttribute Attribute, string? When, string Speaker, int? Low, int? N, int? High, ImmutableArray<string> Claims);

/// <summary>A source that gave no value where others do; never a zero.</summary>
public sealed record IncidentOmission(ClaimAttribute Attribute, string Source, string Document, Evidence Evidence);

/// <summary>What a party said about the incident without a value.</summary>
public sealed record IncidentStatement(string Source, string Kind, string? Said, string Document, Evidence Evidence);

/// <summary>One incident: what the ledger's tellings of it hold together. A projection, never the truth of record.</summary>
public sealed record Incident
{
    public required string Id { get; init; }
    public required string Type { get; init; }
    public IncidentDate? Date { get; init; }
    public IncidentPlace? Place { get; init; }
    public required string Title { get; init; }
    public ImmutableArray<IncidentReport> Reports { get; init; } = [];
    public ImmutableArray<IncidentClaim> Claims { get; init; } = [];

    /// <summary>Policy, then attribute, to figure.</summary>
    public ImmutableSortedDictionary<string, ImmutableSortedDictionary<ClaimAttribute, Figure>> Figures { get; init; } =
        ImmutableSortedDictionary<string, ImmutableSortedDictionary<ClaimAttribute, Figure>>.Empty;
    public ImmutableArray<IncidentDiscrepancy> Discrepancies { get; init; } = [];
    public ImmutableArray<TellingLink> Links { get; init; } = [];
    public ImmutableArray<HistoryStep> History { get; init; } = [];
    public ImmutableArray<IncidentOmission> Omissions { get; init; } = [];
    public ImmutableArray<IncidentStatement> Statements { get; init; } = [];

    /// <summary>Notes, and decisions whose claim is no longer found: shown, not dropped.</summary>
    public ImmutableArray<Decision> Decisions { get; init; } = [];

    /// <summary>Ids of the decisions that no longer find their claim.</summary>
    public ImmutableArray<string> Unplaced { get; init; } = [];

    /// <summary>The name of the incident that a telling begins: "x" and 12 hexadecimal digits. Every member's name finds it.</summary>
    public static string IdOf(string tellingKey) => "x" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(tellingKey)))[..12];
}
