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
            json.WriteString("type", "Point");
            json.WriteStartArray("coordinates");
            json.WriteNumberValue(Math.Round(lon, 5));
            json.WriteNumberValue(Math.Round(lat, 5));
            json.WriteEndArray();
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
