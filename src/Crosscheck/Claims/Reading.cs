using System.Collections.Immutable;
using Crosscheck.Diagnostics;
using Crosscheck.Documents;
using Crosscheck.Text;

namespace Crosscheck.Claims;

public enum ClaimAttribute : byte
{
    Killed, Injured, Abducted, Munitions, Weapon, Target, Perpetrator, Responsibility, Place, Date,
}

public enum ClaimStatus : byte { Asserted, Confirmed, Preliminary, Denied, Unknown, Retracted }

/// <summary>A count (N null for an open range; Who is the group or munition) or, for the other attributes, Text.</summary>
public sealed record ClaimValue
{
    public int? Low { get; init; }
    public int? N { get; init; }
    public int? High { get; init; }
    public bool Approximate { get; init; }
    public string? Who { get; init; }

    /// <summary>The value of an attribute that is not a count; null for counts.</summary>
    public string? Text { get; init; }
}

/// <summary>Who is cited. Name is "" where the report says it in its own voice. Via is the ordered relay, nearest to the reader first.</summary>
public sealed record Source(string Name, string Kind, bool Anonymous, ImmutableArray<string> Via)
{
    /// <summary>Why the speaker is unnamed, in the text's words, where it says so.</summary>
    public string? Ground { get; init; }

    public static readonly Source OwnVoice = new("", "report", false, []);
}

/// <summary>Words of the document: a span and exactly what stands there.</summary>
public sealed record Evidence(int Start, int End, string Text)
{
    public TextSpan Span => new(Start, End);

    public static Evidence Of(string body, TextSpan span) => new(span.Start, span.End, span.Of(body));
}

/// <summary>One value of one attribute of one incident, from one source. By names the rule or model; Score is in 0..1.</summary>
public sealed record Claim
{
    public required string Id { get; init; }
    public required string Incident { get; init; }
    public required ClaimAttribute Attribute { get; init; }
    public required ClaimValue Value { get; init; }
    public required Source Source { get; init; }
    public required ClaimStatus Status { get; init; }

    /// <summary>When the source said it, an ISO date; null where the text does not tell.</summary>
    public string? Said { get; init; }
    public required Evidence Evidence { get; init; }
    public Evidence? SourceEvidence { get; init; }
    public Evidence? Cue { get; init; }
    public required string By { get; init; }
    public double Score { get; init; }

    /// <summary>The readers that found it, where two read the document; empty where one did.</summary>
    public ImmutableArray<string> FoundBy { get; init; } = [];

    /// <summary>In what the second reader differs: "source: US officials", "status: denied", "incident".</summary>
    public ImmutableArray<string> Differs { get; init; } = [];
}

public sealed record IncidentDate(string Value, string Precision);

public sealed record IncidentPlace(string Name, double? Latitude, double? Longitude, string? Country, string? Precision, int? Geonames);

/// <summary>A link to another telling of the same reading: response_to, part_of or repeat_at_same_place.</summary>
public sealed record IncidentLink(string To, string Kind, Evidence? Evidence);

/// <summary>One incident as one report tells it.</summary>
public sealed record Telling
{
    public required string Id { get; init; }

    /// <summary>"main", or "background": told, but not what the report is about.</summary>
    public required string Role { get; init; }

    /// <summary>An ACLED sub-event type.</summary>
    public required string Type { get; init; }
    public IncidentDate? Date { get; init; }
    public IncidentPlace? Place { get; init; }
    public Evidence? Trigger { get; init; }
    public ImmutableArray<IncidentLink> Links { get; init; } = [];
}

/// <summary>A source reported the incident and gave no value for an attribute that others give.</summary>
public sealed record Omission(string Incident, ClaimAttribute Attribute, Source Source, Evidence Evidence);

/// <summary>A position of a party without a value: confirms, denies, condemns, threatens, demands, justifies or other.</summary>
public sealed record Statement(Source Source, string Kind, string? Incident, string? Said, Evidence Evidence);

/// <summary>Standing claims of one incident that cannot all be true. Because: contradiction, update, scope or time.</summary>
public sealed record Discrepancy(string Incident, ClaimAttribute Attribute, string Kind, ImmutableArray<string> Claims, string Because);

/// <summary>What one version of the reader took from one document.</summary>
public sealed record Reading
{
    public required Document Document { get; init; }

    /// <summary>The reader's name and version, "crosscheck/0.1".</summary>
    public required string Reader { get; init; }
    public ImmutableArray<Telling> Incidents { get; init; } = [];
    public ImmutableArray<Claim> Claims { get; init; } = [];
    public ImmutableArray<Omission> Omissions { get; init; } = [];
    public ImmutableArray<Statement> Statements { get; init; } = [];
    public ImmutableArray<Discrepancy> Discrepancies { get; init; } = [];
    public ImmutableArray<Diagnostic> Diagnostics { get; init; } = [];
}
