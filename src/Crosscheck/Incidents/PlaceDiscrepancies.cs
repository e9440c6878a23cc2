using System.Collections.Immutable;
using System.Globalization;
using Crosscheck.Claims;
using Crosscheck.Text.Names;

namespace Crosscheck.Incidents;

/// <summary>Where it happened, where accounts differ: a place that somebody denies, two countries, two distances.</summary>
internal static class PlaceDiscrepancies
{
    public static IEnumerable<IncidentDiscrepancy> Find(ImmutableArray<IncidentClaim> claims)
    {
        var standing = claims.Where(c => c.Claim.Attribute == ClaimAttribute.Place && c.Standing && c.Claim.Value.Text is { Length: > 0 }).ToList();
        if ((Denials.Find(claims, ClaimAttribute.Place) ?? Countries(standing) ?? Distances(standing)) is { } found)
            yield return found;
    }

    /// <summary>"Northern Iraq" and "southeastern Turkey", by speakers of whom none tells both.</summary>
    private static IncidentDiscrepancy? Countries(List<IncidentClaim> told)
    {
        var countries = told.Select(c => (Claim: c, Country: CountryIn(c.Claim.Value.Text!))).Where(x => x.Country.Length > 0)
            .GroupBy(x => x.Country, x => x.Claim, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => g.ToList()).ToList();
        if (countries.Count != 2 || countries[0].Select(c => c.Speaker).Intersect(countries[1].Select(c => c.Speaker), StringComparer.Ordinal).Any())
            return null;
        return new IncidentDiscrepancy(ClaimAttribute.Place, "place", [.. countries.Select(c => DiscrepancyFinder.Describe(c, c[0].Claim.Value))], "contradiction");
    }

    /// <summary>The one country that the words name; empty where they name none or several, or what is not in that country: near it, at its border, its embassy.</summary>
    private static string CountryIn(string words)
    {
        foreach (var word in (ReadOnlySpan<string>)["border", "frontier", "near", "far", "close", "embassy", "consulate"])
        {
            if (words.Contains(word, StringComparison.OrdinalIgnoreCase))
                return "";
        }
        var found = "";
        foreach (var word in words.Split([' ', ',', '(', ')', '-'], StringSplitOptions.RemoveEmptyEntries))
        {
            var country = ActorLexicon.Shared.Find(word) is { Kind: ActorKind.Government, Country: { } named } ? named : "";
            if (country.Length == 0 || country == found)
                continue;
            if (found.Length > 0)
                return "";
            found = country;
        }
        return found;
    }

    /// <summary>"20km" and "30 km from Srinagar": distances in one unit that are not one number.</summary>
    private static IncidentDiscrepancy? Distances(List<IncidentClaim> claims)
    {
        var told = claims.Select(c => (Claim: c, Distance: DistanceIn(c.Claim.Value.Text!))).Where(x => x.Distance.Unit.Length > 0).ToList();
        foreach (var unit in told.GroupBy(x => (x.Distance.Unit, x.Distance.From)).OrderBy(g => g.Key.Unit, StringComparer.Ordinal).ThenBy(g => g.Key.From, StringComparer.Ordinal))
        {
            var values = unit.GroupBy(x => x.Distance.Number).OrderBy(g => g.Key).ToList();
            if (values.Count > 1)
                return new IncidentDiscrepancy(ClaimAttribute.Place, "place", [.. values.Select(v => DiscrepancyFinder.Describe([.. v.Select(x => x.Claim)], v.First().Claim.Claim.Value))], "contradiction");
        }
        return null;
    }

    /// <summary>The first number of a place's words that a unit of length follows, and the last word: from where.</summary>
    private static (double Number, string Unit, string From) DistanceIn(string words)
    {
        var i = words.AsSpan().IndexOfAnyInRange('0', '9');
        if (i < 0)
            return (0, "", "");
        var end = i;
        while (end < words.Length && (char.IsAsciiDigit(words[end]) || words[end] is '.' or ','))
            end++;
        var after = words.AsSpan(end).TrimStart(" -");
        string unit = "";
        foreach (var (prefix, name) in (ReadOnlySpan<(string, string)>)[("km", "km"), ("kilomet", "km"), ("nautical", "nm"), ("nm", "nm"), ("mile", "mi"), ("met", "m")])
        {
            if (unit.Length == 0 && after.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                unit = name;
        }
        var from = Names.Words(words).LastOrDefault() ?? "";
        return double.TryParse(words.AsSpan(i, end - i).TrimEnd(".,"), NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var n) ? (n, unit, from) : (0, "", "");
    }
}
