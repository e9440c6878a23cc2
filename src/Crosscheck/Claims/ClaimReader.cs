using System.Collections.Immutable;
using System.Globalization;
using Crosscheck.Documents;
using Crosscheck.Text;

namespace Crosscheck.Claims;

/// <summary>From an annotated text to a reading: which claims it states, who says each, and of which incident.</summary>
public sealed class ClaimReader(ClaimModels models, CandidateThresholds? thresholds = null)
{
    private readonly CandidateReader _candidates = new(models, thresholds ?? new CandidateThresholds());

    public Reading Read(Document document, AnnotatedText text) => Read(document, new ClaimContext(text));

    internal Reading Read(Document document, ClaimContext context)
    {
        var text = context.Text;
        var candidates = Distinct(_candidates.Read(context));
        var reading = new Reading { Document = document, Reader = ReportReader.Version };
        if (candidates.IsEmpty)
            return reading;
        var claims = candidates.Select((c, i) => new Claim
        {
            Id = "c" + (i + 1).ToString(CultureInfo.InvariantCulture),
            Incident = "i1",
            Attribute = c.Attribute,
            Value = c.Value,
            Source = Source.OwnVoice,
            Status = ClaimStatus.Asserted,
            Evidence = Evidence.Of(text.Body, text.SpanOf(c.Tokens)),
            By = c.By,
            Score = c.Score,
        }).ToImmutableArray();
        var date = claims.FirstOrDefault(c => c.Attribute == ClaimAttribute.Date)?.Value.Text;
        return reading with
        {
            Incidents = [new Telling { Id = "i1", Role = "main", Type = "Attack", Date = date is null ? null : new IncidentDate(date, "day") }],
            Claims = claims,
        };
    }

    /// <summary>A value told twice is one claim: the better placed telling stays.</summary>
    private static ImmutableArray<ClaimCandidate> Distinct(ImmutableArray<ClaimCandidate> candidates)
    {
        var kept = new List<ClaimCandidate>();
        foreach (var candidate in candidates)
        {
            var twin = kept.FindIndex(k => k.Attribute == candidate.Attribute && SameValue.Holds(k.Value, candidate.Value));
            if (twin < 0)
                kept.Add(candidate);
            else if (candidate.Score > kept[twin].Score + 0.2)
                kept[twin] = candidate;
        }
        return [.. kept];
    }
}
