using System.Globalization;
using Crosscheck.Claims;
using Crosscheck.Data;
using Crosscheck.Text;

namespace Crosscheck.Views.Exports;

/// <summary>A country as the datasets write it: ISO 3166-1 in letters and number, Gleditsch and Ward's number, regions.</summary>
public sealed record Country(string Code, string Name, string Iso3, int? Numeric, int? GleditschWard, string AcledRegion, string GedRegion);

/// <summary>The table <c>lexicons/country-codes.tsv</c>.</summary>
public static class Countries
{
    private static readonly Lazy<Dictionary<string, Country>> Loaded = new(() =>
        DataFile.Rows("lexicons/country-codes.tsv").Select(r => new Country(r[0], r[1], r[2], Number(r[3]), Number(r[4]), r[5], r[6])).ToDictionary(c => c.Code, StringComparer.OrdinalIgnoreCase));

    public static Country? Find(string? code) => code is not null && Loaded.Value.TryGetValue(code, out var found) ? found : null;

    private static int? Number(string text) => text.Length == 0 ? null : int.Parse(text, CultureInfo.InvariantCulture);
}

/// <summary>Province and district of an incident's place.</summary>
internal static class Areas
{
    public static AdminArea Of(IncidentPlace? place) =>
        place is null ? AdminArea.None : AdminAreas.Of(place.Latitude, place.Longitude, place.Country, place.Precision);
}
