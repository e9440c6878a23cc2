using Crosscheck.Data;

namespace Crosscheck.Text;

/// <summary>The province and the district that hold a point, by GeoNames' names; null where they are not known.</summary>
public sealed record AdminArea(string? Admin1, string? Admin2)
{
    public static readonly AdminArea None = new(null, null);
}

/// <summary>
/// Which province and district a place lies in: those of the nearest town of its country, at most <see cref="Reach"/>
/// kilometres away; a place as coarse as a district or province is looked up itself. There are no borders in the gazetteer, so
/// that a point beside one may be given to the wrong side.
/// <para><c>gazetteer/districts.bin</c> (little-endian): magic 'XGD1', number of places N, N ushorts: which of the
/// gazetteer's districts (from 1, in their order) holds the place; 0 where none is known.</para>
/// </summary>
public static unsafe class AdminAreas
{
    public const uint Magic = 0x31444758;
    public const double Reach = 40;
    private const double CellDegrees = 0.5;
    private const int CellsAround = 720;

    private static readonly Lazy<Index> Loaded = new(Load);

    /// <param name="country">ISO 3166-1 alpha-2; null where it is not known.</param>
    /// <param name="precision">What the place is: site, town, district, province or country.</param>
    public static AdminArea Of(double? latitude, double? longitude, string? country, string? precision)
    {
        if (latitude is not { } lat || longitude is not { } lon || country is null || precision is null or "country")
            return AdminArea.None;
        var (gazetteer, index) = (Gazetteer.Shared, Loaded.Value);
        var kind = precision switch { "province" => PlaceKind.Admin1, "district" => PlaceKind.Admin2, _ => PlaceKind.Town };
        var place = index.Nearest(lat, lon, country, kind, kind == PlaceKind.Town ? Reach : 1);
        if (place == 0)
            return AdminArea.None;
        var admin1 = kind == PlaceKind.Admin1 ? place : gazetteer.Admin1(place);
        var admin2 = kind switch { PlaceKind.Admin1 => 0, PlaceKind.Admin2 => place, _ => index.District(place) };
        return new AdminArea(admin1 == 0 ? null : gazetteer.Name(admin1), admin2 == 0 ? null : gazetteer.Name(admin2));
    }

    private static Index Load()
    {
        var gazetteer = Gazetteer.Shared;
        var (address, _) = DataFile.Map("gazetteer/districts.bin");
        var head = (uint*)address;
        if (head[0] != Magic || head[1] != gazetteer.Count)
            throw new InvalidOperationException("'gazetteer/districts.bin' does not belong to 'gazetteer/places.bin'. Rebuild both with `lab compile-gazetteer`.");
        var (cells, districts) = (new Dictionary<int, List<int>>(), new List<int> { 0 });
        for (var place = 1; place < gazetteer.Count; place++)
        {
            var kind = KindOf(gazetteer.Kind(place));
            if (kind == PlaceKind.Admin2)
                districts.Add(place);
            if (kind == PlaceKind.None)
                continue;
            var cell = Cell(gazetteer.Latitude(place), gazetteer.Longitude(place));
            if (!cells.TryGetValue(cell, out var list))
                cells[cell] = list = [];
            list.Add(place);
        }
        return new Index((nint)(head + 2), cells, [.. districts]);
    }

    /// <summary>All towns are one kind; what lies in no province is none.</summary>
    private static PlaceKind KindOf(PlaceKind kind) => kind switch
    {
        PlaceKind.Admin1 or PlaceKind.Admin2 => kind,
        PlaceKind.Capital or PlaceKind.Admin1Seat or PlaceKind.Admin2Seat or PlaceKind.Town or PlaceKind.Section => PlaceKind.Town,
        _ => PlaceKind.None,
    };

    private static int Cell(double latitude, double longitude) =>
        ((int)Math.Floor((latitude + 90) / CellDegrees) * CellsAround) + (int)Math.Floor((longitude + 180) / CellDegrees);

    private sealed class Index(nint districtOf, Dictionary<int, List<int>> cells, int[] districts)
    {
        public int District(int place) => districts[((ushort*)districtOf)[place]];

        /// <summary>The nearest place of a kind and country; 0 where none is within reach (kilometres).</summary>
        public int Nearest(double latitude, double longitude, string country, PlaceKind kind, double reach)
        {
            var gazetteer = Gazetteer.Shared;
            var (best, found) = (reach, 0);
            // A degree of longitude shrinks towards the poles: as many columns more as are needed for the reach.
            var columns = (int)Math.Min(8, Math.Ceiling(reach / (111 * CellDegrees * Math.Max(0.1, Math.Cos(double.DegreesToRadians(latitude))))));
            for (var row = -1; row <= 1; row++)
            {
                for (var column = -columns; column <= columns; column++)
                {
                    foreach (var place in cells.GetValueOrDefault(Cell(latitude + (row * CellDegrees), longitude + (column * CellDegrees))) ?? [])
                    {
                        if (KindOf(gazetteer.Kind(place)) != kind || gazetteer.Code(gazetteer.Country(place)) != country)
                            continue;
                        var away = Geo.Kilometres(latitude, longitude, gazetteer.Latitude(place), gazetteer.Longitude(place));
                        if (away < best)
                            (best, found) = (away, place);
                    }
                }
            }
            return found;
        }
    }
}
