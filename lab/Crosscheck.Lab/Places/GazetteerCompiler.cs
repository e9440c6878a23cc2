using Crosscheck.Text;

namespace Crosscheck.Lab.Places;

/// <summary><c>lab compile-gazetteer --packages DIR [--data data/gazetteer]</c>: builds <c>places.bin</c> and <c>districts.bin</c>.</summary>
public static class GazetteerCompiler
{
    private static readonly string[] OwnTables = ["sites.tsv", "regions.tsv", "waters.tsv", "neighbourhoods.tsv", "towns.tsv"];
    private static readonly string[] Articles = ["al", "ar", "as", "ash", "at", "ad", "az", "an", "el", "es", "ez", "ed", "et", "er", "adh", "ath"];

    private static readonly HashSet<string> Arabic =
        ["IQ", "SY", "YE", "LY", "EG", "SA", "SD", "JO", "LB", "PS", "IL", "KW", "BH", "QA", "AE", "OM", "DZ", "TN", "MA", "MR", "TD", "IR", "SO"];

    public static int Run(string[] args)
    {
        var packages = Option(args, "--packages") ?? throw new ArgumentException("--packages DIR names the folder with node_modules.");
        var data = Option(args, "--data") ?? "data/gazetteer";
        var rows = Collect(packages, data);
        AddExonyms(rows, Path.Combine(data, "exonyms.tsv"));
        AddArticleForms(rows);
        var bytes = GazetteerWriter.Write(rows);
        File.WriteAllBytes(Path.Combine(data, "places.bin"), bytes);
        File.WriteAllBytes(Path.Combine(data, "districts.bin"), GazetteerWriter.WriteDistricts(rows));
        Console.WriteLine($"{rows.Count} places, {rows.Sum(r => r.Keys.Count)} names, {bytes.Length / 1e6:F1} MB");
        foreach (var group in rows.GroupBy(r => r.Kind).OrderBy(g => g.Key))
            Console.WriteLine($"{group.Key}\t{group.Count()}");
        return 0;
    }

    private static List<GazetteerRow> Collect(string packages, string data)
    {
        var cities = GazetteerSources.Cities(packages);
        cities.AddRange(GazetteerSources.MoreCities(packages, cities));
        var admin1 = GazetteerSources.Admins(packages, 1, cities.ToLookup(c => $"{c.Country}.{c.Admin1}"));
        var admin2 = GazetteerSources.Admins(packages, 2, cities.Where(c => c.Admin2.Length > 0).ToLookup(c => $"{c.Country}.{c.Admin1}.{c.Admin2}"));
        var rows = Countries(Path.Combine(data, "countries.tsv"), admin1).ToList();
        rows.AddRange(admin1);
        rows.AddRange(admin2);
        rows.AddRange(cities);
        rows.AddRange(GazetteerSources.Airports(packages));
        var byKey = rows.SelectMany(r => r.Keys.Select(k => (Key: (k, r.Country), Row: r))).ToLookup(x => x.Key, x => x.Row);
        foreach (var table in OwnTables.Where(t => File.Exists(Path.Combine(data, t))))
            rows.AddRange(GazetteerSources.Own(data, table).Where(own => !Merged(own, byKey)).ToList());
        return rows;
    }

    /// <summary>A town or province of our tables that GeoNames has near by gives its names to that row; a province its middle too.</summary>
    private static bool Merged(GazetteerRow own, ILookup<(string, string), GazetteerRow> byKey)
    {
        var reach = own.Kind switch { PlaceKind.Town or PlaceKind.Section => 25, PlaceKind.Admin1 => 900, PlaceKind.Admin2 => 80, _ => 0 };
        var same = own.Keys.SelectMany(k => byKey[(k, own.Country)])
            .Where(r => Group(r.Kind) == Group(own.Kind) && Geo.Kilometres(r.Latitude, r.Longitude, own.Latitude, own.Longitude) < reach)
            .MaxBy(r => r.Population);
        if (same is null)
            return false;
        foreach (var key in own.Keys)
            same.AddMain(key);
        if (own.Kind == PlaceKind.Admin1)
            (same.Latitude, same.Longitude) = (own.Latitude, own.Longitude);
        return true;
    }

    private static int Group(PlaceKind kind) => kind switch
    {
        PlaceKind.Capital or PlaceKind.Admin1Seat or PlaceKind.Admin2Seat or PlaceKind.Town or PlaceKind.Section => 1,
        PlaceKind.Admin1 => 2,
        PlaceKind.Admin2 => 3,
        _ => 4 + (int)kind,
    };

    /// <summary>A country lies amid its provinces; its demonyms are rows of their own.</summary>
    private static IEnumerable<GazetteerRow> Countries(string file, List<GazetteerRow> admin1)
    {
        var inside = admin1.ToLookup(a => a.Country);
        var demonyms = new List<GazetteerRow>();
        foreach (var c in File.ReadLines(file).Skip(1).Select(l => l.Split('\t')))
        {
            var provinces = inside[c[0]].ToList();
            var row = new GazetteerRow
            {
                Name = c[1],
                Kind = PlaceKind.Country,
                Country = c[0],
                Population = provinces.Sum(p => p.Population),
                Latitude = c[4].Length > 0 ? GazetteerSources.Number(c[4]) : provinces.Count == 0 ? 0 : provinces.Average(p => p.Latitude),
                Longitude = c[5].Length > 0 ? GazetteerSources.Number(c[5]) : provinces.Count == 0 ? 0 : provinces.Average(p => p.Longitude),
            };
            foreach (var name in c[2].Split(';').Append(c[1]))
                row.AddMain(name);
            yield return row;
            var people = new GazetteerRow { Name = c[1], Kind = PlaceKind.Demonym, Country = c[0], Latitude = row.Latitude, Longitude = row.Longitude, Population = row.Population };
            foreach (var name in c[3].Split(';', StringSplitOptions.RemoveEmptyEntries))
                people.AddMain(name);
            if (people.Keys.Count > 0)
                demonyms.Add(people);
        }
        foreach (var people in demonyms)
            yield return people;
    }

    /// <summary>exonyms.tsv: another name, the name in the gazetteer, its country; the most populous such place gets the name, and its province too.</summary>
    private static void AddExonyms(List<GazetteerRow> rows, string file)
    {
        if (!File.Exists(file))
            return;
        var byName = rows.SelectMany(r => r.Keys.Select(k => (Key: (k, r.Country), Row: r))).ToLookup(x => x.Key, x => x.Row);
        foreach (var line in File.ReadLines(file).Skip(1).Where(l => l.Length > 0 && l[0] != '#'))
        {
            var c = line.Split('\t');
            var targets = byName[(PlaceName.Fold(c[1]), c[2])].OrderByDescending(r => r.Population).ToList();
            if (targets.Count == 0)
                Console.Error.WriteLine($"exonyms.tsv: no place '{c[1]}' in {c[2]}");
            foreach (var kind in targets.GroupBy(t => t.Kind is PlaceKind.Admin1 ? 1 : t.Kind is PlaceKind.Admin2 ? 2 : 0))
            {
                foreach (var name in c[0].Split(';'))
                    kind.First().AddMain(name);
            }
        }
    }

    /// <summary>"Al Fallūjah" is found as "Fallujah" too.</summary>
    private static void AddArticleForms(List<GazetteerRow> rows)
    {
        foreach (var row in rows.Where(r => Arabic.Contains(r.Country)))
        {
            foreach (var key in row.Keys.ToList())
            {
                var space = key.IndexOf(' ');
                if (space > 0 && Articles.Contains(key[..space]) && key.Length - space > 4)
                    Copy(row, key, key[(space + 1)..]);
                if (key.EndsWith("ah", StringComparison.Ordinal) && key.Length > 5)
                    Copy(row, key, key[..^1]);
            }
        }
    }

    private static void Copy(GazetteerRow row, string key, string form)
    {
        if (row.IsMain(key))
            row.AddMain(form);
        else
            row.AddName(form);
    }

    internal static string? Option(string[] args, string name)
    {
        var at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
    }
}
