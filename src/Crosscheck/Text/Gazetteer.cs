using System.Text;
using Crosscheck.Data;

namespace Crosscheck.Text;

/// <summary>What a row of the gazetteer is, coarse to fine.</summary>
public enum PlaceKind : byte
{
    None, Country, Region, Water, Admin1, Admin2, Capital, Admin1Seat, Admin2Seat, Town, Section, Site, Airport, Demonym,
}

/// <summary>
/// The places of the world under all their names, read in place from <c>gazetteer/places.bin</c>.
/// <para>Layout (little-endian): magic 'XGZ1'; number of places N, of names K, of countries C, bytes of text T;
/// C country codes of 2 bytes padded to 4; N places of 20 bytes (int latitude and longitude in 1e-5 degrees, int GeoNames id or 0,
/// uint text offset | kind &lt;&lt; 24, ushort admin1 place, byte country place, byte 10 log2(population + 1));
/// 65,537 ints: the first name of each hash's upper 16 bits; K uints: the hashes' upper 32 bits, ascending;
/// K uints: place | 1 &lt;&lt; 19 where the name is not its main one | 12 further bits of the hash &lt;&lt; 20; then the text: each name one length byte and UTF-8.</para>
/// Place 0 is none; places 1..C are the countries.
/// </summary>
public sealed unsafe class Gazetteer
{
    public const uint Magic = 0x315A4758;
    public const int PlaceBytes = 20;
    private readonly byte* _codes;
    private readonly byte* _places;
    private readonly int* _buckets;
    private readonly uint* _hashes;
    private readonly uint* _postings;
    private readonly byte* _text;

    private Gazetteer(byte* data)
    {
        var head = (int*)data;
        if ((uint)head[0] != Magic)
            throw new InvalidOperationException("'gazetteer/places.bin' is not a gazetteer of this version. Rebuild it with `lab compile-gazetteer`.");
        Count = head[1];
        Names = head[2];
        Countries = head[3];
        _codes = data + 20;
        _places = _codes + (((2 * Countries) + 3) & ~3);
        _buckets = (int*)(_places + (long)PlaceBytes * Count);
        _hashes = (uint*)(_buckets + 65537);
        _postings = _hashes + Names;
        _text = (byte*)(_postings + Names);
    }

    /// <summary>The gazetteer of the build.</summary>
    public static Gazetteer Shared { get; } = new((byte*)DataFile.Map("gazetteer/places.bin").Address);

    public int Count { get; }
    public int Names { get; }
    public int Countries { get; }

    /// <summary>Set on a place that <see cref="Find"/> returns where the name is not the place's main one.</summary>
    public const int Alternate = 1 << 19;

    /// <summary>
    /// Finds the places under a folded name's finished hash, most populous first, flagged with <see cref="Alternate"/>.
    /// Writes as many as fit and returns their number.
    /// </summary>
    public int Find(ulong hash, Span<int> places)
    {
        var key = (uint)(hash >> 32);
        var check = (uint)hash & 0xFFF;
        var at = _buckets[key >> 16];
        var end = _buckets[(key >> 16) + 1];
        while (at < end && _hashes[at] < key)
            at++;
        var found = 0;
        for (; at < end && _hashes[at] == key && found < places.Length; at++)
        {
            if (_postings[at] >> 20 == check)
                places[found++] = (int)(_postings[at] & 0xFFFFF);
        }
        return found;
    }

    public double Latitude(int place) => *(int*)Row(place) / 1e5;

    public double Longitude(int place) => ((int*)Row(place))[1] / 1e5;

    public PlaceKind Kind(int place) => (PlaceKind)(((uint*)Row(place))[3] >> 24);

    /// <summary>The province, governorate or state that holds a place; 0 where none is known.</summary>
    public int Admin1(int place) => *(ushort*)(Row(place) + 16);

    /// <summary>The country that holds a place; 0 for none (a sea).</summary>
    public int Country(int place) => Row(place)[18];

    /// <summary>log2(population + 1), to a tenth.</summary>
    public float LogPopulation(int place) => Row(place)[19] / 10f;

    /// <summary>The ISO 3166-1 alpha-2 code of a country's place; null for 0.</summary>
    public string? Code(int country) =>
        country <= 0 || country > Countries ? null : new string([(char)_codes[2 * (country - 1)], (char)_codes[2 * (country - 1) + 1]]);

    public string Name(int place)
    {
        var at = _text + (((uint*)Row(place))[3] & 0xFFFFFF);
        return Encoding.UTF8.GetString(at + 1, *at);
    }

    /// <summary>The place as readers of annotations see it.</summary>
    public Place Place(int place)
    {
        var id = ((int*)Row(place))[2];
        return new Place(Name(place), Latitude(place), Longitude(place), Code(Country(place)), Precision(Kind(place)), id == 0 ? null : id);
    }

    public static PlacePrecision Precision(PlaceKind kind) => kind switch
    {
        PlaceKind.Site or PlaceKind.Airport or PlaceKind.Section => PlacePrecision.Site,
        PlaceKind.Country => PlacePrecision.Country,
        PlaceKind.Admin1 or PlaceKind.Region or PlaceKind.Water => PlacePrecision.Province,
        PlaceKind.Admin2 => PlacePrecision.District,
        _ => PlacePrecision.Town,
    };

    private byte* Row(int place) => _places + (long)PlaceBytes * place;
}
