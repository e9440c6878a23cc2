using System.Collections.Concurrent;

namespace Crosscheck.Text;

/// <summary>
/// Where "northern Mali" and "the border of Iraq and Syria" are, from the towns of the gazetteer: amid the towns that lie on that
/// side of the country's middle, or near a town of the other country. Each is computed once; pure.
/// </summary>
internal sealed class CountryShapes(Gazetteer gazetteer)
{
    /// <summary>Towns of two countries this near, in degrees, lie at their border.</summary>
    private const double Cell = 0.5;

    private readonly ConcurrentDictionary<(int Country, int Bearing), (double, double)?> _parts = new();
    private readonly ConcurrentDictionary<(int, int), (double, double)?> _borders = new();

    private readonly ConcurrentDictionary<int, int> _capitals = new();

    public static CountryShapes Shared { get; } = new(Gazetteer.Shared);

    /// <summary>The middle of the towns on one side (bearing in degrees, clockwise from north); null where there are none.</summary>
    public (double Latitude, double Longitude)? Part(int country, int bearing) => _parts.GetOrAdd((country, bearing), FindPart);

    /// <summary>The middle of the towns of either country near the other; null where they do not meet.</summary>
    public (double Latitude, double Longitude)? Border(int a, int b) => _borders.GetOrAdd((Math.Min(a, b), Math.Max(a, b)), FindBorder);

    /// <summary>The number of a country by its code; 0 where it is unknown.</summary>
    public int Country(string? code)
    {
        for (var c = 1; code is not null && c <= gazetteer.Countries; c++)
        {
            if (gazetteer.Code(c) == code)
                return c;
        }
        return 0;
    }

    /// <summary>The capital of a country; 0 where the gazetteer has none.</summary>
    public int Capital(int country) => _capitals.GetOrAdd(country, c => Towns(c).FirstOrDefault(t => gazetteer.Kind(t) == PlaceKind.Capital));

    private (double, double)? FindPart((int Country, int Bearing) key)
    {
        var (lat0, lon0) = (gazetteer.Latitude(key.Country), gazetteer.Longitude(key.Country));
        var (lat, lon, n) = (0.0, 0.0, 0);
        foreach (var town in Towns(key.Country))
        {
            var (y, x) = (gazetteer.Latitude(town) - lat0, (gazetteer.Longitude(town) - lon0) * Math.Cos(lat0 * Math.PI / 180));
            var turn = Math.Abs(((Math.Atan2(x, y) * 180 / Math.PI - key.Bearing + 540) % 360) - 180);
            if (turn > 45 || x * x + y * y < 0.3)
                continue;
            (lat, lon, n) = (lat + gazetteer.Latitude(town), lon + gazetteer.Longitude(town), n + 1);
        }
        return n < 3 ? null : (lat / n, lon / n);
    }

    private (double, double)? FindBorder((int A, int B) key)
    {
        var cells = new HashSet<(int, int)>();
        foreach (var town in Towns(key.B))
            cells.Add(CellOf(town));
        var (lat, lon, n) = (0.0, 0.0, 0);
        foreach (var town in Towns(key.A))
        {
            var (y, x) = CellOf(town);
            if (!cells.Contains((y, x)) && !cells.Contains((y + 1, x)) && !cells.Contains((y - 1, x)) && !cells.Contains((y, x + 1)) && !cells.Contains((y, x - 1)))
                continue;
            (lat, lon, n) = (lat + gazetteer.Latitude(town), lon + gazetteer.Longitude(town), n + 1);
        }
        return n == 0 ? null : (lat / n, lon / n);
    }

    private IEnumerable<int> Towns(int country)
    {
        for (var p = 1; p < gazetteer.Count; p++)
        {
            if (gazetteer.Country(p) == country && gazetteer.Kind(p) is >= PlaceKind.Capital and <= PlaceKind.Town)
                yield return p;
        }
    }

    private (int, int) CellOf(int town) => ((int)Math.Floor(gazetteer.Latitude(town) / Cell), (int)Math.Floor(gazetteer.Longitude(town) / Cell));
}
