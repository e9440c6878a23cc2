using Crosscheck.Text;

namespace Crosscheck.Lab.Places;

/// <summary>One place on its way into the gazetteer.</summary>
public sealed record GazetteerRow
{
    public required string Name { get; init; }
    public required PlaceKind Kind { get; init; }

    /// <summary>ISO 3166-1 alpha-2; "" for none.</summary>
    public required string Country { get; init; }

    public double Latitude { get; set; }
    public double Longitude { get; set; }
    public long Population { get; set; }
    public int Geonames { get; init; }

    /// <summary>GeoNames' codes of the province and district ("07", "9166564"); "" where unknown.</summary>
    public string Admin1 { get; init; } = "";
    public string Admin2 { get; init; } = "";

    /// <summary>The folded names that find it, the main name's among them.</summary>
    public HashSet<string> Keys { get; } = [];

    /// <summary>Names that count as the main one beside <see cref="Name"/>: what our own tables and bare forms add.</summary>
    public HashSet<string> Main { get; } = [];

    public bool IsMain(string key) => Main.Contains(key) || key == PlaceName.Fold(Name);

    /// <summary>Adds a name that people use in English for this place, as good as the main one.</summary>
    public void AddMain(string name)
    {
        AddName(name);
        Main.Add(PlaceName.Fold(name));
    }

    public void AddName(string name)
    {
        var folded = PlaceName.Fold(name);
        if (folded.Length >= 2 || (folded.Length == 1 && folded[0] > '\u0080'))
            Keys.Add(folded);
    }
}
