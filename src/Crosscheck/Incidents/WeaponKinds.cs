using System.Collections.Immutable;

namespace Crosscheck.Incidents;

/// <summary>Weapons by kind, as far as two kinds exclude each other.</summary>
public static class WeaponKinds
{
    public static readonly ImmutableArray<(string, string)> Exclusive =
    [
        ("drone", "rocket"), ("drone", "missile"), ("rocket", "mortar"), ("air strike", "rocket"), ("air strike", "car bomb"), ("air strike", "artillery"), ("drone", "artillery"),
        ("car bomb", "device"), ("air strike", "interceptor"), ("rocket", "interceptor"), ("suicide vest", "remote bomb"),
    ];

    /// <summary>The kind that the words name; empty where they name none or two ("rockets or mortars").</summary>
    public static string Of(string words)
    {
        var found = "";
        foreach (var word in Names.Words(words))
        {
            var kind = KindOf(word);
            if (kind.Length == 0 || kind == found)
                continue;
            if (found.Length > 0 && found != "air strike")
                return "";
            found = kind;
        }
        return found;
    }

    private static string KindOf(string word) => word switch
    {
        "drone" or "uav" or "quadcopter" => "drone",
        "mortar" => "mortar",
        "rocket" or "katyusha" or "grad" => "rocket",
        "missile" => "missile",
        "airstrike" or "warplane" or "aircraft" or "jet" or "helicopter" => "air strike",
        "air" => "air strike",
        "artillery" or "shell" or "shelling" or "howitzer" => "artillery",
        "car" or "vehicle" or "truck" or "tanker" or "lorry" or "minibus" => "car bomb",
        "ied" or "improvised" or "landmine" or "mine" => "device",
        "interceptor" => "interceptor",
        "vest" => "suicide vest",
        "remote" => "remote bomb",
        _ => "",
    };
}
