using Crosscheck.Claims;
using Shouldly;

namespace Crosscheck.Tests.Properties;

/// <summary>What is true of every reading of any text.</summary>
internal static class Sound
{
    public static void Check(Reading reading)
    {
        var body = reading.Document.Body;
        var tellings = reading.Incidents.Select(t => t.Id).ToHashSet();
        tellings.Count.ShouldBe(reading.Incidents.Length, "ids of incidents are unique");
        var claims = reading.Claims.ToDictionary(c => c.Id);
        foreach (var evidence in EvidenceOf(reading))
        {
            evidence.Start.ShouldBeInRange(0, body.Length);
            evidence.End.ShouldBeInRange(evidence.Start, body.Length);
            evidence.Text.ShouldBe(body[evidence.Start..evidence.End]);
        }
        foreach (var claim in reading.Claims)
        {
            tellings.ShouldContain(claim.Incident);
            claim.By.ShouldNotBeEmpty();
            claim.Score.ShouldBeInRange(0, 1);
            (claim.Value.Low ?? int.MinValue).ShouldBeLessThanOrEqualTo(claim.Value.High ?? int.MaxValue);
        }
        reading.Incidents.SelectMany(t => t.Links).ShouldAllBe(l => tellings.Contains(l.To));
        reading.Omissions.ShouldAllBe(o => tellings.Contains(o.Incident));
        reading.Statements.ShouldAllBe(s => s.Incident == null || tellings.Contains(s.Incident));
        foreach (var discrepancy in reading.Discrepancies)
            discrepancy.Claims.ShouldAllBe(id => claims[id].Incident == discrepancy.Incident && claims[id].Attribute == discrepancy.Attribute);
        foreach (var diagnostic in reading.Diagnostics)
            diagnostic.Span?.End.ShouldBeLessThanOrEqualTo(body.Length);
    }

    private static IEnumerable<Evidence> EvidenceOf(Reading reading)
    {
        var all = reading.Incidents.Select(t => t.Trigger)
            .Concat(reading.Incidents.SelectMany(t => t.Links).Select(l => l.Evidence))
            .Concat(reading.Claims.SelectMany(c => new[] { c.Evidence, c.SourceEvidence, c.Cue }))
            .Concat(reading.Omissions.Select(o => o.Evidence))
            .Concat(reading.Statements.Select(s => s.Evidence));
        return all.OfType<Evidence>();
    }
}
