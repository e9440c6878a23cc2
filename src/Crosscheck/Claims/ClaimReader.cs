using System.Collections.Immutable;
using System.Globalization;
using Crosscheck.Documents;
using Crosscheck.Text;

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

    private readonly CandidateThresholds _thresholds = thresholds ?? new CandidateThresholds();

    public Reading Read(Document document, AnnotatedText text) => Read(document, new ClaimContext(text));

    internal Reading Read(Document document, ClaimContext context)
    {
        var reading = new Reading { Document = document, Reader = ReportReader.Version };
        var stated = Decide(context, Groups(context), models.Decision, _thresholds);
        if (stated.IsEmpty)
            return reading;
        var mentions = Mentions(stated);
        var groups = IncidentGrouper.Group(context.Text, [.. mentions.Select(m => new ClaimMention(m.Mention.Tokens, m.Mention.Attribute, m.Mention.Value))], models.Incidents);
        var claims = Claims(context.Text, mentions, groups);
        return reading with { Incidents = WithPlaces(groups.Incidents, mentions, groups), Claims = claims, Discrepancies = DiscrepancyReader.Read(claims) };
    }

    /// <summary>Everything that the text may state, once for each value and source.</summary>
    internal ImmutableArray<ClaimGroup> Groups(ClaimContext context)
    {
        var candidates = new CandidateReader(models.Claims, CandidateThresholds.Proposing).Read(context);
        var attributor = new ClaimAttributor(context.Text, models.Attribution);
        return ClaimGroup.Of(candidates, c => attributor.Attribute(new ClaimSpan(c.Tokens, c.Attribute)));
    }

    /// <summary>The proposed claims that the decision model gives a fair chance.</summary>
    internal static ImmutableArray<StatedClaim> Decide(ClaimContext context, ImmutableArray<ClaimGroup> groups, Models.BoostedTrees? decision, CandidateThresholds thresholds)
    {
        var features = new DecisionFeatures(context, groups);
        var kept = ImmutableArray.CreateBuilder<StatedClaim>();
        for (var g = 0; g < groups.Length; g++)
        {
            var chance = decision?.Chance(features.Row(g)) ?? groups[g].Best.Score;
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
        var claims = ImmutableArray.CreateBuilder<Claim>();
        var seen = new HashSet<(ClaimGroup, int)>();
        for (var i = 0; i < mentions.Length; i++)
        {
            var incident = groups.IncidentOf[i];
            if (incident < 0 || !seen.Add((mentions[i].Group, incident)))
                continue;
            claims.Add(ToClaim(text, mentions[i], groups.Incidents[incident].Id, claims.Count));
        }
        return claims.DrainToImmutable();
    }

    private static ImmutableArray<Telling> WithPlaces(ImmutableArray<Telling> tellings, ImmutableArray<StatedClaim> mentions, IncidentGroups groups) =>
    [
        .. tellings.Select((t, k) => t.Place is not null ? t : t with { Place = PlaceOf(mentions.Where((_, i) => groups.IncidentOf[i] == k)) }),
    ];

    /// <summary>The best stated place of an incident, the finer first.</summary>
    private static IncidentPlace? PlaceOf(IEnumerable<StatedClaim> mentions)
    {
        var places = mentions.Where(m => m.Mention is { Attribute: ClaimAttribute.Place, Place.Resolved: not null })
            .OrderByDescending(m => m.Chance - 0.1 * (int)m.Mention.Place!.Resolved!.Precision).ToArray();
        if (places.Length == 0)
            return null;
        var place = places[0].Mention.Place!.Resolved!;
        return new IncidentPlace(places[0].Mention.Value.Text ?? place.Name, place.Latitude, place.Longitude, place.Country, place.Precision.ToString().ToLowerInvariant(), place.Geonames);
    }

    private static Claim ToClaim(AnnotatedText text, StatedClaim stated, string incident, int index) => new()
    {
        Id = "c" + (index + 1).ToString(CultureInfo.InvariantCulture),
        Incident = incident,
        Attribute = stated.Mention.Attribute,
        Value = stated.Mention.Value,
        Source = stated.Group.Attribution.Source,
        Status = stated.Group.Attribution.Status,
        Said = stated.Group.Attribution.Said,
        Evidence = Evidence.Of(text.Body, text.SpanOf(stated.Mention.Tokens)),
        SourceEvidence = stated.Group.Attribution.SourceEvidence,
        Cue = stated.Group.Attribution.Cue,
        By = stated.Mention.By,
        Score = stated.Chance,
    };
}

/// <summary>A value that the text states, one place where it does, and the chance that it does.</summary>
internal sealed record StatedClaim(ClaimGroup Group, ClaimCandidate Mention, double Chance);
