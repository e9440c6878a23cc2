using System.Globalization;
using Crosscheck.Claims;
using Crosscheck.Incidents;

namespace Crosscheck.Views.Exports;

/// <summary>UCDP GED's CSV: 49 columns; only incidents with at least one death by UCDP's rule. Ids of conflicts and dyads are UCDP's to give and stay empty.</summary>
public static class GedCsv
{
    public static readonly IReadOnlyList<string> Columns =
    [
        "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id", "conflict_name", "dyad_dset_id",
        "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article",
        "source_office", "source_date", "source_headline", "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2", "latitude",
        "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity", "date_prec", "date_start", "date_end",
        "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
    ];

    public static void Write(TextWriter writer, IEnumerable<Incident> incidents)
    {
        Csv.Row(writer, Columns);
        foreach (var incident in incidents)
        {
            if (incident.Figures.GetValueOrDefault(Policies.Ucdp)?.GetValueOrDefault(ClaimAttribute.Killed) is { Best: >= 1 } killed)
                Row(writer, incident, killed);
        }
    }

    private static void Row(TextWriter writer, Incident i, Figure killed)
    {
        var days = DayRange.Of(i.Date) ?? (i.Reports.Min(r => r.Published) is { } p ? DayRange.Day(p) : null);
        if (IncidentDays.Of(i) is [var begun, .., var ended])
            days = new DayRange(begun.DayNumber, ended.DayNumber);
        DateOnly? first = days is { } a ? DateOnly.FromDayNumber(a.First) : null;
        DateOnly? last = days is { } b ? DateOnly.FromDayNumber(b.Last) : null;
        var country = Countries.Find(i.Place?.Country);
        var (one, two) = (Sides.Attacker(i), Sides.Attacked(i));
        var violence = Violence(one, two);
        var (lat, lon) = (i.Place?.Latitude, i.Place?.Longitude);
        var area = Areas.Of(i.Place);
        // Deaths by side are told too seldom to be split: all are of unknown side, or civilians where violence is one-sided.
        var best = killed.Best ?? 0;
        var (civilians, unknown) = violence == 3 ? (best, 0) : (0, best);
        Csv.Row(writer,
            Convert.ToInt64(i.Id[1..], 16), "XC-" + i.Id[1..], first?.Year, "", "Clear", violence, "", "", $"{country?.Name}: {one.Name}", "",
            "", $"{one.Name} - {(two.Name.Length > 0 ? two.Name : "Unknown")}", "", "", one.Name, "", "", two.Name, i.Reports.Select(r => r.Publisher ?? r.Url ?? r.Document).Distinct().Count(), Articles(i),
            AcledCsv.Sources(i, ";"), string.Join(';', i.Reports.Select(r => r.Published?.ToString("O", CultureInfo.InvariantCulture) ?? "")), string.Join(';', i.Reports.Select(r => r.Title ?? "")), Original(i, killed),
            WherePrecision(i.Place), i.Place?.Name, Description(i), area.Admin1, area.Admin2, lat, lon,
            lat is not null && lon is not null ? string.Create(CultureInfo.InvariantCulture, $"POINT ({lon:0.######} {lat:0.######})") : "", Grid(lat, lon), country?.Name, country?.GleditschWard, country?.GedRegion,
            i.Date?.Precision == "day" ? 1 : 2, DatePrecision(days), first?.ToString("O", CultureInfo.InvariantCulture), last?.ToString("O", CultureInfo.InvariantCulture),
            0, 0, civilians, unknown, killed.Best, killed.High, killed.Low, "", "");
    }

    /// <summary>1 state-based, 2 non-state, 3 one-sided.</summary>
    private static int Violence(Side one, Side two) =>
        two.AcledType == "Civilians" ? 3 : one.AcledType == "State forces" || two.AcledType == "State forces" ? 1 : 2;

    private static string Articles(Incident i) => string.Join(';', i.Reports.Select(r =>
        $"\"{r.Publisher ?? r.Url ?? "unknown"},{r.Published?.ToString("O", CultureInfo.InvariantCulture)},{r.Title}\""));

    /// <summary>The speakers whose counts decided the figure.</summary>
    private static string Original(Incident i, Figure killed) => string.Join("; ", i.Claims
        .Where(c => killed.Claims.Contains(c.Id)).Select(c => c.SpeakerName).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    private static string Description(Incident i) => string.Join("; ", i.Claims
        .Where(c => c.Claim.Attribute == ClaimAttribute.Place && c.Standing).Select(c => c.Claim.Value.Text).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    private static int WherePrecision(IncidentPlace? place) => place?.Precision switch { "site" or "town" => 1, "district" => 3, "province" => 4, _ => 6 };

    private static int DatePrecision(DayRange? days) => days?.Days switch { 1 => 1, <= 6 => 2, 7 => 3, <= 31 => 4, _ => 5 };

    /// <summary>The cell of PRIO-GRID (Tollefsen et al. 2012): half a degree, numbered from the south-west, 720 a row.</summary>
    private static int? Grid(double? latitude, double? longitude) => latitude is { } lat && longitude is { } lon && lat is > -90 and < 90 && lon is >= -180 and < 180
        ? ((int)Math.Floor((lat + 90) * 2) * 720) + (int)Math.Floor((lon + 180) * 2) + 1
        : null;
}
