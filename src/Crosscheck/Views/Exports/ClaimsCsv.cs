using Crosscheck.Incidents;

namespace Crosscheck.Views.Exports;

/// <summary>Every claim of the incidents, one a row.</summary>
public static class ClaimsCsv
{
    public static readonly IReadOnlyList<string> Columns =
    [
        "incident", "claim", "attribute", "value", "low", "n", "high", "approximate", "who", "status", "standing", "source", "source_kind", "anonymous", "via", "speaker", "origin",
        "said", "words", "start", "end", "document", "publisher", "published", "url", "decisions", "found_by",
    ];

    public static void Write(TextWriter writer, IEnumerable<Incident> incidents)
    {
        Csv.Row(writer, Columns);
        foreach (var incident in incidents)
        {
            var reports = incident.Reports.DistinctBy(r => r.Document).ToDictionary(r => r.Document, StringComparer.Ordinal);
            foreach (var c in incident.Claims)
            {
                var (claim, v, report) = (c.Claim, c.Claim.Value, reports[c.Document]);
                Csv.Row(writer,
                    incident.Id, c.Id, ReadingJson.Name(claim.Attribute), v.Text, v.Low, v.N, v.High, v.Text is null ? (v.Approximate ? "yes" : "no") : "", v.Who, ReadingJson.Name(claim.Status),
                    c.Standing ? "yes" : "no", claim.Source.Name, claim.Source.Kind, claim.Source.Anonymous ? "yes" : "no", string.Join("; ", claim.Source.Via), c.SpeakerName, c.Origin,
                    c.Said, claim.Evidence.Text, claim.Evidence.Start, claim.Evidence.End, c.Document, report.Publisher, report.Published, report.Url, string.Join(' ', c.Decisions), string.Join(' ', claim.FoundBy));
            }
        }
    }
}
