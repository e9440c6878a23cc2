using System.Text.Json;
using Crosscheck.Claims;
using Crosscheck.Incidents;

namespace Crosscheck.Views.Exports;

/// <summary>GeoJSON (RFC 7946): a feature an incident, geometry null where no account places it.</summary>
public static class GeoJsonExport
{
    public static void Write(Utf8JsonWriter json, IEnumerable<Incident> incidents, string policy)
    {
        json.WriteStartObject();
        json.WriteString("type", "FeatureCollection");
        json.All("features", incidents, (j, i) => WriteFeature(j, i, policy));
        json.WriteEndObject();
    }

    private static void WriteFeature(Utf8JsonWriter json, Incident i, string policy)
    {
        json.WriteString("type", "Feature");
        json.WriteString("id", i.Id);
        if (i.Place is { Latitude: { } lat, Longitude: { } lon })
        {
            json.WriteStartObject("geometry");
            WritePoint(json, lat, lon);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("geometry");
        }
        json.WriteStartObject("properties");
        WriteProperties(json, i, policy);
        json.WriteEndObject();
    }

    /// <summary>The members of a point: longitude comes first.</summary>
    internal static void WritePoint(Utf8JsonWriter json, double latitude, double longitude)
    {
        json.WriteString("type", "Point");
        json.WriteStartArray("coordinates");
        json.WriteNumberValue(Math.Round(longitude, 5));
        json.WriteNumberValue(Math.Round(latitude, 5));
        json.WriteEndArray();
    }

    private static void WriteProperties(Utf8JsonWriter json, Incident i, string policy)
    {
        var days = DayRange.Of(i.Date);
        json.WriteString("title", i.Title);
        json.WriteString("type", i.Type);
        json.WriteString("date_start", days is { } a ? DateOnly.FromDayNumber(a.First).ToString("O", System.Globalization.CultureInfo.InvariantCulture) : null);
        json.WriteString("date_end", days is { } b ? DateOnly.FromDayNumber(b.Last).ToString("O", System.Globalization.CultureInfo.InvariantCulture) : null);
        json.WriteString("date_precision", i.Date?.Precision);
        json.WriteString("place_name", i.Place?.Name);
        json.WriteString("place_precision", i.Place?.Precision);
        var area = Areas.Of(i.Place);
        json.WriteString("country", i.Place?.Country);
        json.WriteString("admin1", area.Admin1);
        json.WriteString("admin2", area.Admin2);
        foreach (var attribute in (ReadOnlySpan<ClaimAttribute>)[ClaimAttribute.Killed, ClaimAttribute.Injured])
        {
            var figure = i.Figures.GetValueOrDefault(policy)?.GetValueOrDefault(attribute);
            ReadingJson.WriteNumber(json, ReadingJson.Name(attribute) + "_low", figure?.Low);
            ReadingJson.WriteNumber(json, ReadingJson.Name(attribute) + "_best", figure?.Best);
            ReadingJson.WriteNumber(json, ReadingJson.Name(attribute) + "_high", figure?.High);
        }
        json.Strings("disagreement", i.Discrepancies.Select(d => ReadingJson.Name(d.Attribute)).Distinct(StringComparer.Ordinal));
        json.WriteNumber("n_claims", i.Claims.Length);
        json.WriteNumber("n_origins", Origins.Count(i.Claims));
        json.WriteString("url", i.Reports.Select(r => r.Url).OfType<string>().FirstOrDefault());
    }
}
