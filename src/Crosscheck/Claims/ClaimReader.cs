using System.Collections.Immutable;
using System.Globalization;
using Crosscheck.Documents;
using Crosscheck.Text;
using Crosscheck.Text.Attributions;

namespace Crosscheck.Claims;

/// <summary>
/// From an annotated text to a reading. In turn: what the text may state (<see cref="CandidateReader"/>), who says each
/// (<see cref="ClaimAttributor"/>), which of these are stated (the decision model), of which incident each is
/// (<see cref="IncidentGrouper"/>), and what follows from all of them together.
/// </summary>
internal sealed class ClaimReader(ReaderModels models, CandidateThresholds? thresholds = null)
{
    /// <summary>A further telling of a stated value is kept, for another incident, from this chance on.</summary>
    private const double FurtherMention = 0.5;

    /// <summary>How much a stated place claim adds to the chance of the place that it names.</summary>
    private const double ClaimedPlace = 0.5;

    /// <summary>A finer place that is claimed with this chance, and lies within so many kilometres, stands for the coarser one.</summary>
    private const double SureClaim = 0.6, SamePlace = 40;

    /// <summary>What the chances of harm, actors and targets must come to for a report to tell of an attack at all.</summary>
    private const double LeastHarm = 0.5;

    private readonly CandidateThresholds _thresholds = thresholds ?? new CandidateThresholds();

    public Reading Read(Document document, AnnotatedText text) => Read(document, new ClaimContext(text));

    internal Reading Read(Document document, ClaimContext context)
    {
        var reading = new Reading { Document = document, Reader = ReportReader.Version };
        var scan = new SourceScan(context.Text);
        var omissions = OmissionReader.Read(scan);
        // "Did not mention any casualties" is neither zero nor a denial.
        var stated = Decide(context, Groups(context, scan), models.Decision, _thresholds)
            .RemoveAll(s => omissions.Any(o => o.Tokens.Overlaps(s.Mention.Tokens) && s.Mention.Value.N == 0));
        if (stated.Where(s => IncidentGrouper.IsOfHarm(s.Mention.Attribute)).Sum(s => s.Chance) < LeastHarm)
            return reading;
        var mentions = Mentions(stated);
        var groups = IncidentGrouper.Group(context.Text, [.. mentions.Select(m => new ClaimMention(m.Mention.Tokens, m.Mention.Attribute, m.Mention.Value))], models.Incidents);
        if (groups.Incidents.IsEmpty)
            return reading;
        groups = SameIncident.Join(groups with { Incidents = WithPlaces(context.Text, mentions, groups) });
        var (claims, incidents) = (Claims(context.Text, mentions, groups), groups.Incidents);
        var nearest = new NearestIncident(incidents, claims);
        return reading with
        {
            Incidents = incidents,
            Claims = claims,
            Statements = [.. StatementReader.Read(scan).Select(s => s.Statement with { Incident = nearest.Of(s.Statement.Evidence) })],
            Omissions = [.. omissions.Select(o => o.Omission with { Incident = nearest.Of(o.Omission.Evidence)! })],
            Discrepancies = DiscrepancyReader.Read(claims),
        };
    }

    /// <summary>Everything that the text may state, once for each value and source.</summary>
    internal ImmutableArray<ClaimGroup> Groups(ClaimContext context) => Groups(context, new SourceScan(context.Text));

    private ImmutableArray<ClaimGroup> Groups(ClaimContext context, SourceScan scan)
    {
        var candidates = new CandidateReader(models.Claims, CandidateThresholds.Proposing).Read(context);
        var attributor = new ClaimAttributor(scan, models.Attribution);
        return ClaimGroup.Of(candidates, c =>
        {
            var attribution = attributor.Attribute(new ClaimSpan(c.Tokens, c.Attribute));
            return NounCues.Of(context.Text, c.Tokens, attribution) ?? attribution;
        });
    }

    /// <summary>The proposed claims that the decision model gives a fair chance.</summary>
    internal static ImmutableArray<StatedClaim> Decide(ClaimContext context, ImmutableArray<ClaimGroup> groups, Models.BoostedTrees? decision, CandidateThresholds thresholds)
    {
        var features = new DecisionFeatures(context, groups);
        var kept = ImmutableArray.CreateBuilder<StatedClaim>();
        for (var g = 0; g < groups.Length; g++)
        {
            var chance = Math.Max(ResponsibilityReader.ChanceOf(groups[g].Best), decision?.Chance(features.Row(g)) ?? groups[g].Best.Score);
            if (chance >= thresholds.Of(groups[g].Attribute))
                kept.Add(new StatedClaim(groups[g], groups[g].Best, chance));
        }
        return kept.DrainToImmutable();
    }

    /// <summary>The best telling of each stated value, and further good ones that may belong to another incident; in text order.</summary>
    internal static ImmutableArray<StatedClaim> Mentions(ImmutableArray<StatedClaim> stated) =>
    [
        .. stated.SelectMany(s => s.Group.Mentions.Where(m => m == s.Mention || m.Score >= FurtherMention).Select(m => s with { Mention = m }))
            .OrderBy(s => s.Mention.Tokens.First).ThenBy(s => s.Mention.Tokens.End).ThenBy(s => s.Mention.Attribute),
    ];

    /// <summary>One claim for each stated value, source and incident, in text order.</summary>
    private static ImmutableArray<Claim> Claims(AnnotatedText text, ImmutableArray<StatedClaim> mentions, IncidentGroups groups)
    {
        var best = Enumerable.Range(0, mentions.Length).Where(i => groups.IncidentOf[i] >= 0)
            .GroupBy(i => (mentions[i].Group, groups.IncidentOf[i]))
            .Select(g => g.MaxBy(i => mentions[i].Mention.Score)).Order();
        var claims = ImmutableArray.CreateBuilder<Claim>();
        foreach (var i in best)
            claims.Add(ToClaim(text, mentions[i], groups.Incidents[groups.IncidentOf[i]].Id, claims.Count));
        return claims.DrainToImmutable();
    }

    private ImmutableArray<Telling> WithPlaces(AnnotatedText text, ImmutableArray<StatedClaim> mentions, IncidentGroups groups)
    {
        if (text.Places.IsEmpty)
            return groups.Incidents;
        var features = new IncidentPlaceFeatures(text);
        return [.. groups.Incidents.Select((t, k) => t with { Place = PlaceOf(text, features, t, [.. mentions.Where((_, i) => groups.IncidentOf[i] == k)]) })];
    }

    /// <summary>The likeliest place of an incident: where the text puts it, the more so where a claim of the incident says so.</summary>
    private IncidentPlace? PlaceOf(AnnotatedText text, IncidentPlaceFeatures features, Telling telling, StatedClaim[] claims)
    {
        int? trigger = telling.Trigger is { } words ? text.TokenAt(words.Start) : null;
        var places = claims.Where(c => c.Mention is { Attribute: ClaimAttribute.Place, Place: not null }).ToArray();
        var ranked = models.Places.Rank(features, trigger)
            .Select(r => (Ranked: r, Claim: places.FirstOrDefault(c => c.Mention.Tokens.Overlaps(r.Mention.Tokens))))
            .Where(r => telling.Role == "main" || r.Claim is not null)
            .OrderByDescending(r => r.Ranked.Chance + (r.Claim is null ? 0 : ClaimedPlace * r.Claim.Chance))
            .ToArray();
        if (ranked is not [{ Ranked.Mention.Resolved: { } first } likeliest, ..])
            return null;
        // "Camp Taji" rather than "Baghdad": the finest place that is claimed and lies where the likeliest does.
        var best = ranked.Where(r => r.Claim is { Chance: >= SureClaim } && r.Ranked.Mention.Resolved is { } p && p.Precision < first.Precision
                && Geo.Kilometres(p.Latitude, p.Longitude, first.Latitude, first.Longitude) <= SamePlace)
            .DefaultIfEmpty(likeliest).First();
        var place = best.Ranked.Mention.Resolved!;
        var name = best.Claim?.Mention.Value.Text ?? text.Words(best.Ranked.Mention.Tokens);
        return new IncidentPlace(name, place.Latitude, place.Longitude, place.Country, place.Precision.ToString().ToLowerInvariant(), place.Geonames);
    }

    private static Claim ToClaim(AnnotatedText text, StatedClaim stated, string incident, int index)
    {
        var attribution = stated.Mention.Attribution ?? stated.Group.Attribution;
        return new()
        {
            Id = "c" + (index + 1).ToString(CultureInfo.InvariantCulture),
            Incident = incident,
            Attribute = stated.Mention.Attribute,
            Value = stated.Mention.Value,
            Source = attribution.Source,
            Status = ResponsibilityReader.IsDenied(stated.Mention) && attribution.Status == ClaimStatus.Asserted ? ClaimStatus.Denied : attribution.Status,
            Said = attribution.Said,
            Evidence = Evidence.Of(text.Body, text.SpanOf(stated.Mention.Tokens)),
            SourceEvidence = attribution.SourceEvidence,
            Cue = attribution.Cue,
            By = stated.Mention.By,
            Score = stated.Chance,
        };
    }
}

/// <summary>A value that the text states, one place where it does, and the chance that it does.</summary>
internal sealed record StatedClaim(ClaimGroup Group, ClaimCandidate Mention, double Chance);
