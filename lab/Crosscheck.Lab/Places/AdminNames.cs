namespace Crosscheck.Lab.Places;

/// <summary>Takes the generic word off the name of a province or district ("Borno State", "Muḩāfaz̧at al Anbār", "Kharkivska Oblast").</summary>
public static class AdminNames
{
    private static readonly string[] Generic =
    [
        "governorate", "province", "provincia de", "provincia del", "provincia", "muhafazat", "muhafazat al", "mintaqat", "wilayat", "wilaya de", "wilaya",
        "state", "estado de", "estado", "region", "region de", "region du", "region des", "region metropolitana de", "oblast", "kray", "krai", "republic", "republic of",
        "respublika", "departement de", "departement du", "departement de la", "departement des", "departement d", "departement", "department", "departamento de",
        "departamento del", "departamento", "cercle de", "cercle", "county", "district", "distrito de", "distrito", "division", "prefecture", "vilayet", "ostan e",
        "ostan", "parish", "municipality", "municipio de", "arrondissement de", "arrondissement", "subdistrict", "sub district", "raion", "rayon", "tehsil",
        "autonomous region", "autonomous", "agency", "local government area", "lga", "zone", "union territory", "city", "canton", "voivodeship", "gobolka",
        "gobolka shabeellaha", "opstina", "kabupaten", "kota", "changwat", "shahrestan e", "shahrestan", "woreda", "commune", "emirate", "territory",
    ];

    private static readonly string[] Romance = ["province", "provincia", "departement", "departamento", "region", "cercle", "distrito", "prefecture", "commune", "municipio", "estado", "wilaya", "arrondissement", "sous prefecture", "circonscription"];

    private static readonly HashSet<string> Set = [.. Generic, .. Romance.SelectMany(r => new[] { "de", "du", "des", "de la", "del", "d", "do", "da", "de l" }.Select(d => $"{r} {d}"))];

    public static string Bare(string name)
    {
        var folded = Text.PlaceName.Fold(name);
        var words = folded.Split(' ');
        for (var n = Math.Min(3, words.Length - 1); n > 0; n--)
        {
            if (Set.Contains(string.Join(' ', words[..n])))
                return string.Join(' ', words[n..]);
            if (Set.Contains(string.Join(' ', words[^n..])))
                return string.Join(' ', words[..^n]);
        }
        return folded;
    }
}
