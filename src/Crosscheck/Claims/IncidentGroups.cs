using System.Collections.Immutable;
using Crosscheck.Text;

namespace Crosscheck.Claims;

/// <summary>A claim that does not yet belong to an incident: where its value stands, and what it says.</summary>
public sealed record ClaimMention(TokenRange Tokens, ClaimAttribute Attribute, ClaimValue Value);

/// <summary>
/// The incidents that a report tells of. <paramref name="IncidentOf"/> has, for each claim mention, the index in
/// <paramref name="Incidents"/> of the incident that it belongs to, or -1 where it belongs to none.
/// </summary>
public sealed record IncidentGroups(ImmutableArray<Telling> Incidents, ImmutableArray<int> IncidentOf)
{
    public static readonly IncidentGroups None = new([], []);
}
