using System.Collections.Immutable;
using Crosscheck.Claims;
using Crosscheck.Ledger;

namespace Crosscheck.Incidents;

/// <summary>A telling with its reading, ready to be put together with others.</summary>
public sealed record Member(TellingProfile Profile, Reading Reading)
{
    public Telling Telling => Reading.Incidents.First(t => t.Id == Profile.Telling);
}

/// <summary>Puts the members of one cluster together. Pure, and blind to the order in which they are given.</summary>
public static class IncidentBuilder
{
    /// <param name="decisions">The standing decisions on the members' documents, in their order.</param>
    public static Incident Build(IEnumerable<Member> given, IReadOnlyList<Decision> decisions)
    {
        var members = given.OrderByDescending(m => m.Profile.Main)
            .ThenBy(m => m.Reading.Document.Published ?? DateOnly.MaxValue).ThenBy(m => m.Profile.Key, StringComparer.Ordinal).ToList();
        var tellings = members.Select(m => m.Telling).ToList();
        var (claims, unplaced) = ClaimsOf(members, decisions);
        var type = Consensus.Type(tellings);
        var date = Consensus.Date(tellings);
        var place = Consensus.Place(tellings);
        return new Incident
        {
            Id = Incident.IdOf(members[0].Profile.Key),
            Type = type,
            Date = date,
            Place = place,
            Title = IncidentTitle.Of(type, date, place, claims),
            Reports = [.. members.Select(ReportOf)],
            Claims = claims,
            Figures = Figures(claims, decisions),
            Discrepancies = DiscrepancyFinder.Find(claims),
            Links = LinksOf(members),
            History = Histories.Of(claims),
            Omissions = [.. members.SelectMany(m => m.Reading.Omissions.Where(o => o.Incident == m.Profile.Telling)
                .Select(o => new IncidentOmission(o.Attribute, Speakers.Name(m.Reading.Document, o.Source), m.Profile.Document, o.Evidence)))],
            Statements = [.. members.SelectMany(m => m.Reading.Statements.Where(s => s.Incident == m.Profile.Telling)
                .Select(s => new IncidentStatement(Speakers.Name(m.Reading.Document, s.Source), s.Kind, s.Said, m.Profile.Document, s.Evidence)))],
            Decisions = [.. decisions],
            Unplaced = unplaced,
        };
    }

    private static IncidentReport ReportOf(Member m)
    {
        var d = m.Reading.Document;
        return new IncidentReport(m.Profile.Key, d.Id, m.Profile.Telling, m.Telling.Role, d.Path, d.Url, d.Publisher, d.Title, d.Published);
    }

    private static (ImmutableArray<IncidentClaim> Claims, ImmutableArray<string> Unplaced) ClaimsOf(List<Member> members, IReadOnlyList<Decision> decisions)
    {
        var claims = members.SelectMany(m => m.Reading.Claims.Where(c => c.Incident == m.Profile.Telling).Select(c => ClaimOf(m, c)))
            .Concat(AddedClaims.Of(members, decisions).Select(a => ClaimOf(a.Member, a.Claim) with { Decisions = [a.Claim.Id] }))
            .OrderBy(c => c.Id, StringComparer.Ordinal).ToImmutableArray();
        var applied = DecisionsOnClaims.Apply(claims, decisions, out var unplaced);
        var numbered = Origins.Number(applied, members.DistinctBy(m => m.Profile.Document).ToDictionary(m => m.Profile.Document, m => m.Reading.Document.Body, StringComparer.Ordinal));
        return (Histories.Supersede(numbered), unplaced);
    }

    private static IncidentClaim ClaimOf(Member m, Claim claim) => new()
    {
        Id = $"{Short(m.Profile.Document)}:{claim.Id}",
        Document = m.Profile.Document,
        Claim = claim,
        Published = m.Reading.Document.Published,
        Speaker = Speakers.Key(m.Reading.Document, claim.Source),
        SpeakerName = Speakers.Name(m.Reading.Document, claim.Source),
        Standing = claim.Status is ClaimStatus.Asserted or ClaimStatus.Confirmed or ClaimStatus.Preliminary,
    };

    /// <summary>The first 12 digits of a document's hash.</summary>
    public static string Short(string document)
    {
        var from = document.IndexOf(':', StringComparison.Ordinal) + 1;
        return document[from..Math.Min(document.Length, from + 12)];
    }

    private static ImmutableSortedDictionary<string, ImmutableSortedDictionary<ClaimAttribute, Figure>> Figures(
        ImmutableArray<IncidentClaim> claims, IReadOnlyList<Decision> decisions)
    {
        var tolls = Policies.Counted.ToDictionary(a => a, a => Tolls.Of(claims, a));
        return Policies.All.ToImmutableSortedDictionary(policy => policy, policy => Policies.Counted
            .Select(a => (Attribute: a, Figure: Chosen(a, decisions) ?? Policies.Apply(policy, a, tolls[a])))
            .Where(f => f.Figure is not null)
            .ToImmutableSortedDictionary(f => f.Attribute, f => f.Figure!), StringComparer.Ordinal);
    }

    /// <summary>The figure that an editor chose last, under every policy.</summary>
    private static Figure? Chosen(ClaimAttribute attribute, IReadOnlyList<Decision> decisions)
    {
        var last = decisions.LastOrDefault(d => d.Kind == DecisionKind.Figure && d.Attribute == attribute && d.Value is not null);
        return last is null ? null : new Figure(last.Value!.Low ?? last.Value.N, last.Value.N, last.Value.High ?? last.Value.N, 0, []) { Decision = last.Id };
    }

    private static ImmutableArray<TellingLink> LinksOf(List<Member> members)
    {
        var result = ImmutableArray.CreateBuilder<TellingLink>();
        foreach (var m in members)
        {
            foreach (var link in m.Telling.Links)
                result.Add(new TellingLink(link.To, link.Kind, m.Profile.Document, link.Evidence?.Text));
        }
        return result.ToImmutable();
    }
}

/// <summary>Accept, reject and correct, applied to the claims that they find by document, span and attribute.</summary>
public static class DecisionsOnClaims
{
    public static ImmutableArray<IncidentClaim> Apply(ImmutableArray<IncidentClaim> claims, IReadOnlyList<Decision> decisions, out ImmutableArray<string> unplaced)
    {
        var lost = ImmutableArray.CreateBuilder<string>();
        var result = claims.ToBuilder();
        foreach (var decision in decisions.Where(d => d.Kind is DecisionKind.Accept or DecisionKind.Reject or DecisionKind.Correct))
        {
            var found = false;
            for (var i = 0; i < result.Count; i++)
            {
                if (!decision.Anchors.Any(a => Means(a, claims[i])))
                    continue;
                found = true;
                result[i] = Apply(result[i], decision);
            }
            if (!found)
                lost.Add(decision.Id);
        }
        unplaced = lost.ToImmutable();
        return result.ToImmutable();
    }

    private static bool Means(Anchor anchor, IncidentClaim claim) =>
        anchor.Document == claim.Document && (anchor.Attribute is null || anchor.Attribute == claim.Claim.Attribute)
        && anchor.Covers(claim.Claim.Evidence.Start, claim.Claim.Evidence.End);

    private static IncidentClaim Apply(IncidentClaim claim, Decision decision)
    {
        var decided = claim with { Decisions = claim.Decisions.Add(decision.Id) };
        return decision.Kind switch
        {
            DecisionKind.Reject => decided with { Standing = false },
            DecisionKind.Correct => decided with
            {
                Standing = true,
                Claim = claim.Claim with { Value = decision.Value ?? claim.Claim.Value, Status = decision.Status ?? claim.Claim.Status },
            },
            _ => decided with { Standing = true },
        };
    }
}

/// <summary>How each speaker's word moved in time.</summary>
public static class Histories
{
    public static ImmutableArray<HistoryStep> Of(ImmutableArray<IncidentClaim> claims)
    {
        var steps = claims.Where(c => Policies.Counted.Contains(c.Claim.Attribute) && Tolls.HasNumber(c.Claim.Value))
            .GroupBy(c => (c.Claim.Attribute, c.Said, c.Speaker, c.Claim.Value.Low, c.Claim.Value.N, c.Claim.Value.High))
            .Select(g => new HistoryStep(g.Key.Attribute, g.Key.Said, g.Min(c => c.SpeakerName)!, g.Key.Low, g.Key.N, g.Key.High, [.. g.Select(c => c.Id)]));
        return [.. steps.OrderBy(s => s.Attribute).ThenBy(s => s.When, StringComparer.Ordinal).ThenBy(s => s.Speaker, StringComparer.Ordinal).ThenBy(s => s.N ?? s.Low ?? s.High).ThenBy(s => s.Claims[0], StringComparer.Ordinal)];
    }

    /// <summary>
    /// A count of a speaker about a group no longer stands when the same speaker gave another one on a later day, about
    /// the same group. An accepted claim stays.
    /// </summary>
    public static ImmutableArray<IncidentClaim> Supersede(ImmutableArray<IncidentClaim> claims)
    {
        var newest = new Dictionary<(ClaimAttribute, string, string), string>();
        foreach (var c in claims.Where(IsDatedCount))
        {
            var key = KeyOf(c);
            if (!newest.TryGetValue(key, out var day) || string.CompareOrdinal(c.Said, day) > 0)
                newest[key] = c.Said!;
        }
        return [.. claims.Select(c => IsDatedCount(c) && c.Decisions.IsEmpty && string.CompareOrdinal(newest[KeyOf(c)], c.Said) > 0 ? c with { Standing = false } : c)];
    }

    private static bool IsDatedCount(IncidentClaim c) =>
        c.Standing && c.Said is not null && Policies.Counted.Contains(c.Claim.Attribute) && Tolls.HasNumber(c.Claim.Value);

    private static (ClaimAttribute, string, string) KeyOf(IncidentClaim c) =>
        (c.Claim.Attribute, c.Speaker, string.Join(' ', Tolls.Group(c.Claim.Value.Who)));
}
