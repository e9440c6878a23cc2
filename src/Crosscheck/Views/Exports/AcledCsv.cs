using System.Globalization;
using Crosscheck.Claims;
using Crosscheck.Incidents;

namespace Crosscheck.Views.Exports;

/// <summary>ACLED's CSV of 2023-03 and later: 31 columns, a row a day and place, fatalities under ACLED's rule.</summary>
public static class AcledCsv
{
    public static readonly IReadOnlyList<string> Columns =
    [
        "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1", "assoc_actor_1", "inter1",
        "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso", "region", "country", "admin1", "admin2", "admin3", "location",
        "latitude", "longitude", "geo_precision", "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
    ];

    public static void Write(TextWriter writer, IEnumerable<Incident> incidents)
    {
        Csv.Row(writer, Columns);
        foreach (var incident in incidents)
            Rows(writer, incident);
    }

    /// <summary>A row a day: where an incident lasted several, its dead are spread over them evenly, the rest over the first.</summary>
    private static void Rows(TextWriter writer, Incident i)
    {
        var days = IncidentDays.Of(i);
        if (days.Length < 2)
        {
            // ACLED dates every row; where no account gives a day, the first report's is the latest that it can be.
            var range = DayRange.Of(i.Date) ?? (i.Reports.Min(r => r.Published) is { } p ? DayRange.Day(p) : null);
            Row(writer, i, "", range is { } d ? DateOnly.FromDayNumber((d.First + d.Last) / 2) : null, Fatalities(i));
            return;
        }
        var (each, rest) = Math.DivRem(Fatalities(i), days.Length);
        for (var n = 0; n < days.Length; n++)
            Row(writer, i, string.Create(CultureInfo.InvariantCulture, $"-{n + 1}"), days[n], each + (n < rest ? 1 : 0));
    }

    private static void Row(TextWriter writer, Incident i, string part, DateOnly? day, int fatalities)
    {
        var country = Countries.Find(i.Place?.Country);
        var area = Areas.Of(i.Place);
        var (disorder, type) = AcledTypes.Of(i.Type);
        var (one, two) = (Sides.Attacker(i), Sides.Attacked(i));
        Csv.Row(writer,
            (country?.Iso3 ?? "XXX") + i.Id[1..] + part, day?.ToString("O", CultureInfo.InvariantCulture), day?.Year, TimePrecision(i.Date), disorder, type, i.Type,
            one.Name, "", one.AcledType, two.Name, "", two.AcledType, two.AcledType.Length > 0 ? $"{one.AcledType}-{two.AcledType}" : one.AcledType,
            two.AcledType == "Civilians" ? "Civilian targeting" : "", country?.Numeric, country?.AcledRegion, country?.Name, area.Admin1, area.Admin2, "", i.Place?.Name,
            Degrees(i.Place?.Latitude), Degrees(i.Place?.Longitude), GeoPrecision(i.Place), Sources(i, "; "), "", Notes(i),
            fatalities, "", Timestamp(i));
    }

    /// <summary>ACLED's fatalities are never empty: 0 where nobody counts dead.</summary>
    private static int Fatalities(Incident i) => i.Figures.GetValueOrDefault(Policies.Acled)?.GetValueOrDefault(ClaimAttribute.Killed)?.Best ?? 0;

    private static int TimePrecision(IncidentDate? date) => date?.Precision switch { "day" => 1, "week" => 2, null => 2, _ => 3 };

    private static int GeoPrecision(IncidentPlace? place) => place?.Precision switch { "site" or "town" => 1, "district" => 2, _ => 3 };

    /// <summary>Four decimals, as a number: text that begins with a minus would be made safe.</summary>
    private static decimal? Degrees(double? value) => value is { } v ? decimal.Round((decimal)v, 4) + 0.0000m : null;

    internal static string Sources(Incident i, string between) => string.Join(between, i.Reports
        .Select(r => r.Publisher ?? (Uri.TryCreate(r.Url, UriKind.Absolute, out var uri) ? uri.Host : null)).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    internal static string Notes(Incident i)
    {
        var range = i.Figures.GetValueOrDefault(Policies.Range);
        var parts = new List<string> { i.Title + "." };
        foreach (var attribute in (ReadOnlySpan<ClaimAttribute>)[ClaimAttribute.Killed, ClaimAttribute.Injured, ClaimAttribute.Abducted])
        {
            if (range?.GetValueOrDefault(attribute) is { } figure)
                parts.Add($"{IncidentTable.Range(figure)} {ReadingJson.Name(attribute)} by {figure.Origins} independent origin{(figure.Origins == 1 ? "" : "s")}.");
        }
        if (!i.Discrepancies.IsEmpty)
            parts.Add($"Accounts differ on {string.Join(", ", i.Discrepancies.Select(d => ReadingJson.Name(d.Attribute)).Distinct())}.");
        return string.Join(' ', parts);
    }

    private static long? Timestamp(Incident i) =>
        i.Reports.Max(r => r.Published) is { } day ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).ToUnixTimeSeconds() : null;
}
