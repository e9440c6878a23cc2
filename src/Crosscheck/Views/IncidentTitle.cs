namespace Crosscheck.Views;

/// <summary>An incident in a headline: "Rocket attack on Camp Taji, 11 March 2020".</summary>
public static class IncidentTitle
{
    /// <param name="type">ACLED's sub-event type.</param>
    /// <param name="weapons">Weapons as told, the likeliest first.</param>
    /// <param name="place">The place as told; "" where none is.</param>
    /// <param name="isSite">Whether the place is a single site, so that one strikes "on" it and not "in" it.</param>
    /// <param name="date">ISO; null where none is told.</param>
    public static string Of(string type, IEnumerable<string> weapons, string place, bool isSite, string? date)
    {
        var what = What(type, weapons);
        var where = Where(Wording.OneLine(place), isSite, what.CanBeOn);
        return date is null ? what.Name + where : $"{what.Name}{where}, {Wording.Date(date)}";
    }

    private static string Where(string place, bool isSite, bool on)
    {
        if (place.Length == 0)
            return "";
        if (StartsWithAny(place, Prepositions))
            return " " + place;
        if (isSite || EndsAsSite(place))
            return (on ? " on " : " at ") + place;
        return (char.IsAsciiDigit(place[0]) || (char.IsLower(place[0]) && !place.StartsWith("the ", StringComparison.Ordinal)) ? " " : " in ") + place;
    }

    /// <summary>"Baidoa airport", "the central market": one thing on the map, whatever the gazetteer made of it.</summary>
    private static bool EndsAsSite(string place)
    {
        var last = place[(place.LastIndexOf(' ') + 1)..];
        foreach (var site in Sites)
        {
            if (last.Equals(site, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    private static readonly string[] Prepositions =
        ["near ", "close ", "outside ", "inside ", "off ", "in ", "at ", "on ", "along ", "around ", "between ", "north", "south", "east", "west"];

    private static readonly string[] Sites =
    [
        "airbase", "airfield", "airport", "barracks", "base", "bridge", "camp", "cathedral", "checkpoint", "church", "depot", "embassy", "factory",
        "hospital", "hotel", "mall", "market", "mosque", "port", "prison", "refinery", "school", "shrine", "station", "synagogue", "temple",
        "university",
    ];

    private static bool StartsWithAny(string text, params ReadOnlySpan<string> starts)
    {
        foreach (var start in starts)
        {
            if (text.StartsWith(start, StringComparison.Ordinal))
                return true;
        }
        return false;
    }

    private static (string Name, bool CanBeOn) What(string type, IEnumerable<string> weapons)
    {
        foreach (var weapon in weapons)
        {
            foreach (var (ofType, word, title) in ByWeapon)
            {
                if (type.StartsWith(ofType, StringComparison.Ordinal) && weapon.Contains(word, StringComparison.OrdinalIgnoreCase))
                    return (title, true);
            }
        }
        return type switch
        {
            "Shelling/artillery/missile attack" => ("Shelling", false),
            "Air/drone strike" => ("Air strike", true),
            "Remote explosive/landmine/IED" => ("Bombing", false),
            "Suicide bomb" => ("Suicide bombing", false),
            "Grenade" => ("Grenade attack", true),
            "Attack" => ("Attack", true),
            "Abduction/forced disappearance" => ("Abduction", false),
            "Armed clash" => ("Clash", false),
            "Looting/property destruction" => ("Destruction", false),
            "Other" or "" => ("Incident", false),
            _ => (type, false),
        };
    }

    private static readonly (string Type, string Word, string Title)[] ByWeapon =
    [
        ("Shelling", "rocket", "Rocket attack"),
        ("Shelling", "mortar", "Mortar attack"),
        ("Shelling", "missile", "Missile attack"),
        ("Shelling", "artillery", "Artillery attack"),
        ("Shelling", "drone", "Drone attack"),
        ("Air", "drone", "Drone strike"),
        ("Air", "barrel", "Barrel-bomb attack"),
        ("Air", "missile", "Missile strike"),
        ("Remote", "car bomb", "Car bombing"),
        ("Remote", "truck bomb", "Truck bombing"),
        ("Remote", "roadside", "Roadside bombing"),
        ("Remote", "mine", "Mine explosion"),
        ("Suicide", "car bomb", "Suicide car bombing"),
        ("Attack", "gun", "Shooting"),
        ("Attack", "rifle", "Shooting"),
        ("Attack", "knife", "Knife attack"),
        ("Attack", "knives", "Knife attack"),
        ("Attack", "machete", "Machete attack"),
    ];
}
