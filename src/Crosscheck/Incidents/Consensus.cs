using System.Collections.Immutable;
using System.Globalization;
using Crosscheck.Claims;

namespace Crosscheck.Incidents;

/// <summary>
/// What most tellings say of date, type and place. Main tellings weigh three times a background one, finer values beat
/// coarser ones, ties go to the smaller value, so that the answer depends on the set of tellings alone.
/// </summary>
public static class Consensus
{
    public static IncidentDate? Date(IReadOnlyList<Telling> tellings)
    {
        var dated = tellings.Where(t => DayRange.Of(t.Date) is not null).ToList();
        return dated.GroupBy(t => t.Date!)
            .OrderBy(g => Fineness(g.Key.Precision))
            .ThenByDescending(g => g.Sum(Weight))
            .ThenBy(g => g.Key.Value, StringComparer.Ordinal)
            .FirstOrDefault()?.Key;
    }

    public static string Type(IReadOnlyList<Telling> tellings) => tellings.GroupBy(t => t.Type)
        .OrderByDescending(g => g.Sum(t => t.Type == "Other" ? 0 : Weight(t)))
        .ThenBy(g => g.Key, StringComparer.Ordinal).First().Key;

    public static IncidentPlace? Place(IReadOnlyList<Telling> tellings) => tellings.Where(t => t.Place is not null)
        .GroupBy(t => (t.Place!.Latitude, t.Place.Longitude, Fine: Fine(t.Place)))
        .OrderByDescending(g => g.Key.Fine)
        .ThenByDescending(g => g.Sum(Weight))
        .ThenBy(g => g.Key.Latitude ?? 99).ThenBy(g => g.Key.Longitude ?? 999)
        .Select(g => g.GroupBy(t => t.Place!).OrderByDescending(n => n.Sum(Weight)).ThenBy(n => n.Key.Name, StringComparer.Ordinal).ThenBy(n => n.Key.ToString(), StringComparer.Ordinal).First().Key)
        .FirstOrDefault();

    private static int Weight(Telling t) => t.Role == "main" ? 3 : 1;

    private static int Fineness(string precision) => precision switch { "day" => 0, "week" => 1, "month" => 2, _ => 3 };

    private static int Fine(IncidentPlace place) =>
        place.Latitude is null ? 0 : place.Precision switch { "site" or "town" => 3, "district" => 2, "province" => 1, _ => 0 };
}

/// <summary>"Rocket attack on Camp Taji, 11 March 2020".</summary>
public static class IncidentTitle
{
    private static readonly string[] Months =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    public static string Of(string type, IncidentDate? date, IncidentPlace? place, IReadOnlyList<IncidentClaim> claims)
    {
        var what = What(type, claims);
        var where = place is { Name.Length: > 0 } ? (IsSite(place) && IsAimed(type) ? " on " : " in ") + place.Name : "";
        var when = When(date);
        return when.Length > 0 ? $"{what}{where}, {when}" : what + where;
    }

    /// <summary>"11 March 2020", "week of 9 March 2020", "March 2020", "2020"; empty where there is none.</summary>
    public static string When(IncidentDate? date)
    {
        if (DayRange.Of(date) is not { } range)
            return "";
        var first = DateOnly.FromDayNumber(range.First);
        var month = Months[first.Month - 1];
        var day = string.Create(CultureInfo.InvariantCulture, $"{first.Day} {month} {first.Year}");
        return range.Days switch
        {
            1 => day,
            7 => "week of " + day,
            <= 31 => string.Create(CultureInfo.InvariantCulture, $"{month} {first.Year}"),
            _ => first.Year.ToString(CultureInfo.InvariantCulture),
        };
    }

    private static string What(string type, IReadOnlyList<IncidentClaim> claims)
    {
        var weapon = claims.Where(c => c.Claim.Attribute == ClaimAttribute.Weapon && c.Standing)
            .Select(c => WeaponKinds.Of(c.Claim.Value.Text ?? "")).Where(k => k.Length > 0)
            .GroupBy(k => k).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).FirstOrDefault()?.Key;
        return type switch
        {
            "Shelling/artillery/missile attack" => weapon switch { "rocket" => "Rocket attack", "missile" => "Missile attack", "mortar" => "Mortar attack", "drone" => "Drone attack", _ => "Shelling" },
            "Air/drone strike" => weapon == "drone" ? "Drone strike" : "Air strike",
            "Remote explosive/landmine/IED" => weapon == "car bomb" ? "Car bomb" : "Bombing",
            "Suicide bomb" => "Suicide bombing",
            "Grenade" => "Grenade attack",
            "Armed clash" => "Armed clash",
            "Abduction/forced disappearance" => "Abduction",
            "Mob violence" => "Mob violence",
            "Violent demonstration" => "Violent demonstration",
            "Looting/property destruction" => "Destruction of property",
            "Attack" => "Attack",
            _ => "Incident",
        };
    }

    private static bool IsSite(IncidentPlace place) => place.Precision == "site";

    private static bool IsAimed(string type) => type is "Shelling/artillery/missile attack" or "Air/drone strike" or "Attack" or "Grenade";
}
