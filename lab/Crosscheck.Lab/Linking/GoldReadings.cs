using System.Collections.Immutable;
using Crosscheck.Claims;
using Crosscheck.Documents;
using Crosscheck.Models;
using Crosscheck.Text;

namespace Crosscheck.Lab.Linking;

/// <summary>
/// Gold annotation as readings: what a reader without a fault would take from each report. For building and measuring
/// what comes after the reader, apart from the reader's own faults.
/// </summary>
public static class GoldReadings
{
    /// <param name="blur">0 for perfect readings; else a part of the dates, places and types is left out or moved, the same on every run.</param>
    public static Reading Of(GoldCluster cluster, GoldReport report, double blur = 0)
    {
        var document = report.Document with
        {
            Published = report.Document.Published ?? (DateOnly.TryParse(report.Published, System.Globalization.CultureInfo.InvariantCulture, out var d) ? d : null),
        };
        var ids = report.Incidents.Select((t, i) => (t.Ref, Id: $"i{i + 1}")).GroupBy(x => x.Ref).ToDictionary(g => g.Key, g => g.First().Id);
        var claims = ImmutableArray.CreateBuilder<Claim>();
        var tellings = ImmutableArray.CreateBuilder<Telling>();
        foreach (var (telling, index) in report.Incidents.Select((t, i) => (t, i)))
        {
            var facts = cluster.Incidents.GetValueOrDefault(telling.Ref) ?? new GoldIncident();
            var chance = new Chance($"{report.Id}/{telling.Ref}", blur);
            tellings.Add(TellingOf(document, telling, facts, $"i{index + 1}", ids, chance));
            foreach (var claim in telling.Claims)
                claims.Add(ClaimOf(document, claim, $"i{index + 1}", claims.Count + 1));
        }
        return new Reading { Document = document, Reader = "gold/1", Incidents = tellings.ToImmutable(), Claims = claims.ToImmutable() };
    }

    private static Telling TellingOf(Document document, GoldTelling telling, GoldIncident facts, string id, Dictionary<string, string> ids, Chance chance) => new()
    {
        Id = id,
        Role = telling.Role,
        Type = chance.Falls(0.25) ? "Attack" : facts.Type,
        Date = DateOf(facts, chance),
        Place = PlaceOf(facts, chance),
        Trigger = telling.TriggerAt is { } at ? EvidenceAt(document.Body, at, telling.Trigger) : null,
        Links = [.. telling.Links.Where(l => ids.ContainsKey(l.To)).Select(l => new IncidentLink(ids[l.To], l.Kind, null))],
    };

    private static IncidentDate? DateOf(GoldIncident facts, Chance chance)
    {
        if (string.IsNullOrEmpty(facts.Date) || chance.Falls(0.25))
            return null;
        if (facts.Date.Length != 10 || !chance.Falls(0.2))
            return new IncidentDate(facts.Date, facts.DatePrecision ?? "day");
        return DateOnly.TryParse(facts.Date, System.Globalization.CultureInfo.InvariantCulture, out var day)
            ? new IncidentDate(day.AddDays(chance.Falls(0.5 / Math.Max(chance.Blur, 0.01)) ? 1 : -1).ToString("O", System.Globalization.CultureInfo.InvariantCulture), "day")
            : null;
    }

    private static IncidentPlace? PlaceOf(GoldIncident facts, Chance chance)
    {
        if (chance.Falls(0.25) || (facts.Place.Length == 0 && facts.Country is null))
            return null;
        var moved = chance.Falls(0.2);
        var precision = facts.Lat is null ? "country" : "town";
        return new IncidentPlace(facts.Place, facts.Lat + (moved ? 0.6 : 0), facts.Lon + (moved ? 0.4 : 0), facts.Country, precision, null);
    }

    private static Claim ClaimOf(Document document, GoldClaim claim, string incident, int number)
    {
        var attribute = Enum.Parse<ClaimAttribute>(claim.Attribute, ignoreCase: true);
        var value = attribute <= ClaimAttribute.Munitions
            ? new ClaimValue { N = claim.N, Low = claim.Low ?? claim.N, High = claim.High ?? claim.N, Approximate = claim.Approximate, Who = claim.Who }
            : new ClaimValue { Text = claim.Value ?? "" };
        return new Claim
        {
            Id = $"c{number}",
            Incident = incident,
            Attribute = attribute,
            Value = value,
            Source = new Source(claim.Source, claim.Source.Length == 0 ? "report" : "other", claim.Anonymous, claim.Via.Length == 0 ? [] : [claim.Via]),
            Status = Enum.Parse<ClaimStatus>(claim.Status, ignoreCase: true),
            Evidence = claim.SpanAt is { } at ? EvidenceAt(document.Body, at, claim.Span) : Find(document.Body, claim.Value ?? claim.Who),
            SourceEvidence = claim.SourceAt is { } s ? EvidenceAt(document.Body, s, claim.SourceSpan) : null,
            By = "gold",
            Score = 1,
        };
    }

    private static Evidence EvidenceAt(string body, int at, string? words)
    {
        var end = Math.Min(body.Length, at + (words?.Length ?? 0));
        return at >= 0 && at < end ? Evidence.Of(body, new TextSpan(at, end)) : new Evidence(0, 0, "");
    }

    private static Evidence Find(string body, string words)
    {
        var at = words.Length == 0 ? -1 : body.IndexOf(words, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? new Evidence(0, 0, "") : Evidence.Of(body, new TextSpan(at, at + words.Length));
    }

    /// <summary>Coins that fall the same way on every run: each is a hash of the telling's name and of how many fell before.</summary>
    private sealed class Chance(string name, double blur)
    {
        private int _fallen;

        public double Blur => blur;

        public bool Falls(double share) =>
            Feature.Hash($"{name}#{_fallen++}") / (double)uint.MaxValue < share * blur;
    }
}
