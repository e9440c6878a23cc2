using System.Collections.Immutable;
using System.Globalization;
using Crosscheck.Documents;
using Crosscheck.Text;

namespace Crosscheck.Claims;

/// <summary>From an annotated text to a reading: which claims it states, who says each, and of which incident.</summary>
internal sealed class ClaimReader(ReaderModels models, CandidateThresholds? thresholds = null)
{
    private readonly CandidateThresholds _thresholds = thresholds ?? new CandidateThresholds();

    public Reading Read(Document document, AnnotatedText text) => Read(document, new ClaimContext(text));

    internal Reading Read(Document document, ClaimContext context)
    {
        var text = context.Text;
        var decided = Decide(context, Groups(context));
        var reading = new Reading { Document = document, Reader = ReportReader.Version };
        if (decided.IsEmpty)
            return reading;
        var claims = decided.Select((d, i) => ToClaim(text, d.Group, d.Chance, i)).ToImmutableArray();
        var date = claims.FirstOrDefault(c => c.Attribute == ClaimAttribute.Date)?.Value.Text;
        return reading with
        {
            Incidents = [new Telling { Id = "i1", Role = "main", Type = "Attack", Date = date is null ? null : new IncidentDate(date, "day") }],
            Claims = claims,
        };
    }

    /// <summary>Everything that the text may state, once for each value and source.</summary>
    internal ImmutableArray<ClaimGroup> Groups(ClaimContext context)
    {
        var candidates = new CandidateReader(models.Claims, CandidateThresholds.Proposing).Read(context);
        var attributor = new ClaimAttributor(context.Text, models.Attribution);
        return ClaimGroup.Of(candidates, c => attributor.Attribute(new ClaimSpan(c.Tokens, c.Attribute)));
    }

    private ImmutableArray<(ClaimGroup Group, double Chance)> Decide(ClaimContext context, ImmutableArray<ClaimGroup> groups)
    {
        var features = new DecisionFeatures(context, groups);
        var kept = ImmutableArray.CreateBuilder<(ClaimGroup, double)>();
        for (var g = 0; g < groups.Length; g++)
        {
            var chance = models.Decision?.Chance(features.Row(g)) ?? groups[g].Best.Score;
            if (chance >= _thresholds.Of(groups[g].Attribute))
                kept.Add((groups[g], chance));
        }
        return kept.DrainToImmutable();
    }

    private static Claim ToClaim(AnnotatedText text, ClaimGroup group, double chance, int index) => new()
    {
        Id = "c" + (index + 1).ToString(CultureInfo.InvariantCulture),
        Incident = "i1",
        Attribute = group.Attribute,
        Value = group.Best.Value,
        Source = group.Attribution.Source,
        Status = group.Attribution.Status,
        Said = group.Attribution.Said,
        Evidence = Evidence.Of(text.Body, text.SpanOf(group.Best.Tokens)),
        SourceEvidence = group.Attribution.SourceEvidence,
        Cue = group.Attribution.Cue,
        By = group.Best.By,
        Score = chance,
    };
}
