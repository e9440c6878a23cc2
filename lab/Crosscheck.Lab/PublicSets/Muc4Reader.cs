using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Crosscheck.Claims;
using Crosscheck.Documents;
using Crosscheck.Incidents;
using Crosscheck.Text;
using Crosscheck.Text.Names;
using Crosscheck.Views.Exports;

namespace Crosscheck.Lab.PublicSets;

/// <summary>
/// MUC-4's templates out of the reader's claims, by tables of words alone: nothing here is trained on MUC-4. Messages stand in
/// capitals; words that plain text writes small are made small before they are read.
/// </summary>
internal static partial class Muc4Reader
{
    /// <summary>Incidents that lie further back than the task asks for, in days.</summary>
    private const int TooOld = 70;

    /// <summary>The message annotated by every step of the reader.</summary>
    public static Muc4Text Text(string message, string text)
    {
        var (published, body) = Parts(text);
        return new Muc4Text(message, published, ReportReader.Pipeline.Annotate(new AnnotatedText { Body = body, Published = published }));
    }

    public static IEnumerable<Muc4Template> Read(string message, string text)
    {
        var (published, body) = Parts(text);
        var reading = ReportReader.Read(new Document { Id = Document.IdOf(body), Body = body, Published = published, Language = "en" });
        foreach (var telling in reading.Incidents)
        {
            var claims = reading.Claims.Where(c => c.Incident == telling.Id && c.Status is not (ClaimStatus.Denied or ClaimStatus.Retracted)).ToList();
            if (DayRange.Of(telling.Date) is { } days && published is { } p && p.DayNumber - days.Last > TooOld)
                continue;
            if (TemplateOf(message, telling, claims, published) is { } template)
                yield return template;
        }
    }

    private static (DateOnly? Published, string Body) Parts(string text)
    {
        var at = text.IndexOf("[TEXT]", StringComparison.Ordinal);
        var (head, body) = at < 0 ? (text[..Math.Min(text.Length, 200)], text) : (text[..at], text[(at + "[TEXT]".Length)..]);
        DateOnly? published = Dateline().Match(head) is { Success: true } m && DateOnly.TryParseExact(m.Value, "d MMM yy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        return (published, Small(body));
    }

    /// <summary>Capital letters only where a sentence begins and on words that plain text does not write small.</summary>
    internal static string Small(string body)
    {
        var result = new StringBuilder(body.Length);
        var begins = true;
        for (var i = 0; i < body.Length;)
        {
            if (!char.IsLetter(body[i]))
            {
                begins |= body[i] is '.' or '!' or '?';
                result.Append(body[i++]);
                continue;
            }
            var start = i;
            while (i < body.Length && (char.IsLetter(body[i]) || (body[i] is '\'' or '.' && i + 1 < body.Length && char.IsLetter(body[i + 1]) && i - start < 4)))
                i++;
            var word = body[start..i];
            var lower = word.ToLowerInvariant();
            var common = CommonWords.Contains(CommonWords.Key(lower));
            result.Append(common && !begins ? lower : common || word.Length > 4 || Gazetteer.Shared.Find(PlaceName.Hash(lower), new int[1]) > 0 ? char.ToUpperInvariant(lower[0]) + lower[1..] : word);
            begins = false;
        }
        return result.ToString();
    }

    [GeneratedRegex(@"\b\d{1,2} (?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC) \d{2}\b")]
    private static partial Regex Dateline();

    private static Muc4Template? TemplateOf(string message, Telling telling, List<Claim> claims, DateOnly? published)
    {
        var slots = new Dictionary<int, List<Muc4Fill>>();
        void Add(int slot, string value, string? tag = null)
        {
            var fill = new Muc4Fill([value], tag is null ? [] : [tag], false);
            if (!slots.TryGetValue(slot, out var list))
                slots[slot] = list = [];
            if (!list.Exists(f => f.Values[0] == value && f.Tags.SequenceEqual(fill.Tags)))
                list.Add(fill);
        }
        Targets(claims, Add);
        if (!slots.ContainsKey(12) && !slots.ContainsKey(18) && !slots.ContainsKey(19))
            return null;
        Add(4, Muc4Words.Type(telling.Type));
        Add(5, "ACCOMPLISHED");
        if (DateOf(telling.Date, published) is { } date)
            Add(2, date);
        if (PlaceOf(telling.Place) is { } place)
            Add(3, place);
        Weapons(claims, Add);
        Perpetrators(claims, Add);
        return new Muc4Template(message, slots.ToImmutableDictionary(s => s.Key, s => s.Value.ToImmutableArray()), false);
    }

    private delegate void Adder(int slot, string value, string? tag = null);

    private static void Targets(List<Claim> claims, Adder add)
    {
        foreach (var claim in claims.Where(c => c.Attribute is ClaimAttribute.Killed or ClaimAttribute.Injured or ClaimAttribute.Abducted))
        {
            var who = (claim.Value.Who ?? "").ToUpperInvariant();
            if (who.Length == 0 || claim.Value is { N: 0 } or { High: 0 })
                continue;
            var isName = claim.Value.Who!.Split(' ').All(w => w.Length > 0 && char.IsUpper(w[0])) && ActorIdentity.Of(claim.Value.Who).Keys.IsEmpty;
            add(isName ? 18 : 19, who);
            add(20, Muc4Words.Person(who), who);
            add(21, claim.Value.N?.ToString(CultureInfo.InvariantCulture) ?? "PLURAL", who);
            if (claim.Attribute != ClaimAttribute.Abducted)
                add(23, claim.Attribute == ClaimAttribute.Killed ? "DEATH" : "INJURY", who);
        }
        foreach (var words in claims.Where(c => c.Attribute == ClaimAttribute.Target).Select(c => c.Value.Text?.ToUpperInvariant()).OfType<string>().Where(w => w.Length > 0))
        {
            if (Muc4Words.Building(words) is not { } type)
                continue;
            add(12, words);
            add(13, type, words);
            add(14, words.EndsWith('S') ? "PLURAL" : "1", words);
        }
    }

    private static void Weapons(List<Claim> claims, Adder add)
    {
        foreach (var words in claims.Where(c => c.Attribute == ClaimAttribute.Weapon).Select(c => c.Value.Text?.ToUpperInvariant()).OfType<string>())
        {
            if (Muc4Words.Instrument(words) is not { } type)
                continue;
            add(6, words);
            add(7, type, words);
        }
    }

    private static void Perpetrators(List<Claim> claims, Adder add)
    {
        var category = "TERRORIST ACT";
        foreach (var claim in claims.Where(c => c.Attribute is ClaimAttribute.Perpetrator or ClaimAttribute.Responsibility && c.Value.Text is { Length: > 0 } and not "none"))
        {
            var words = claim.Value.Text!.ToUpperInvariant();
            var actor = ActorLexicon.Shared.Find(claim.Value.Text);
            if (actor is { Kind: ActorKind.StateForces or ActorKind.Government } || Muc4Words.IsState(words))
                category = "STATE-SPONSORED VIOLENCE";
            var isGroup = actor is not null || claim.Value.Text!.Split(' ').Count(w => w.Length > 1 && char.IsUpper(w[0])) > 1;
            add(isGroup ? 10 : 9, words);
            if (isGroup)
                add(11, claim.Attribute == ClaimAttribute.Responsibility ? "CLAIMED OR ADMITTED" : claim.Source.Name.Length > 0 ? "SUSPECTED OR ACCUSED" : "REPORTED AS FACT", words);
        }
        add(8, category);
    }

    private static string? DateOf(IncidentDate? date, DateOnly? published)
    {
        if (DayRange.Of(date) is { IsDay: true } day)
            return Written(DateOnly.FromDayNumber(day.First));
        return published is { } p ? "- " + Written(p) : null;
    }

    private static string Written(DateOnly day) => day.ToString("dd MMM yy", CultureInfo.InvariantCulture).ToUpperInvariant();

    private static string? PlaceOf(IncidentPlace? place)
    {
        var country = Countries.Find(place?.Country)?.Name.ToUpperInvariant();
        if (place is null || country is null)
            return null;
        var name = place.Name.ToUpperInvariant();
        return place.Precision == "country" || name == country || name.Length == 0 ? country : $"{country}: {name}";
    }
}

/// <summary>MUC-4's set fills by words.</summary>
internal static class Muc4Words
{
    private static readonly (string Words, string Fill)[] Persons =
    [
        ("JUDGE MAGISTRATE LAWYER PROSECUTOR", "LEGAL OR JUDICIAL"), ("POLICE POLICEMAN POLICEMEN AGENT AGENTS DETECTIVE", "LAW ENFORCEMENT"), ("SOLDIER SOLDIERS COLONEL GENERAL LIEUTENANT CAPTAIN MAJOR SERGEANT TROOPS", "ACTIVE MILITARY"),
        ("MINISTER MAYOR GOVERNOR PRESIDENT OFFICIAL OFFICIALS SENATOR DEPUTY CONGRESSMAN", "GOVERNMENT OFFICIAL"), ("AMBASSADOR DIPLOMAT DIPLOMATS CONSUL", "DIPLOMAT"), ("CANDIDATE LEADER LEADERS POLITICIAN", "POLITICAL FIGURE"), ("GUARD GUARDS BODYGUARD BODYGUARDS ESCORT ESCORTS", "SECURITY GUARD"),
    ];

    private static readonly (string Words, string Fill)[] Buildings =
    [
        ("EMBASSY CONSULATE", "DIPLOMAT OFFICE OR RESIDENCE"), ("PYLON PYLONS TOWER TOWERS POWER PIPELINE PIPELINES OIL ELECTRICITY SUBSTATION", "ENERGY"), ("BRIDGE BRIDGES ROAD HIGHWAY RAILWAY", "TRANSPORTATION ROUTE"),
        ("BUS BUSES TRUCK TRUCKS VEHICLE VEHICLES CAR CARS TRAIN PLANE AIRCRAFT HELICOPTER HELICOPTERS", "TRANSPORT VEHICLE"), ("BANK BANKS", "FINANCIAL"), ("RADIO STATION TELEVISION TELEPHONE NEWSPAPER ANTENNA", "COMMUNICATIONS"),
        ("STORE STORES HOTEL RESTAURANT SHOP SHOPS SUPERMARKET FACTORY BUSINESS", "COMMERCIAL"), ("HOUSE HOUSES HOME HOMES RESIDENCE RESIDENCES APARTMENT", "CIVILIAN RESIDENCE"), ("CHURCH CHURCHES", "CHURCH"), ("SCHOOL UNIVERSITY", "SCHOOL"),
        ("MINISTRY PALACE CITY-HALL MAYORALTY GOVERNMENT", "GOVERNMENT OFFICE OR RESIDENCE"), ("POLICE", "LAW ENFORCEMENT FACILITY"), ("OFFICE OFFICES HEADQUARTERS PARTY UNION", "ORGANIZATION OFFICE"), ("WATER DAM", "WATER"), ("BUILDING BUILDINGS FACILITIES INSTALLATIONS FARM", "OTHER"),
    ];

    private static readonly (string Words, string Fill)[] Instruments =
    [
        ("DYNAMITE", "DYNAMITE"), ("GRENADE GRENADES", "GRENADE"), ("MORTAR MORTARS", "MORTAR"), ("ROCKET ROCKETS", "ROCKET"), ("MISSILE MISSILES", "MISSILE"), ("MINE MINES", "MINE"), ("MACHINEGUN MACHINEGUNS SUBMACHINE MACHINE", "MACHINE GUN"),
        ("RIFLE RIFLES", "RIFLE"), ("PISTOL REVOLVER", "HANDGUN"), ("BOMB BOMBS", "BOMB"), ("EXPLOSIVE EXPLOSIVES", "EXPLOSIVE"), ("GUN GUNS GUNFIRE BULLETS BULLET WEAPONS SHOTS", "GUN"), ("MACHETE KNIFE MACHETES", "CUTTING DEVICE"), ("INCENDIARY GASOLINE", "INCENDIARY"),
    ];

    public static string Type(string subEvent) => subEvent switch
    {
        "Abduction/forced disappearance" => "KIDNAPPING",
        "Remote explosive/landmine/IED" or "Suicide bomb" or "Air/drone strike" => "BOMBING",
        "Looting/property destruction" => "ARSON",
        _ => "ATTACK",
    };

    public static string Person(string words) => Of(Persons, words) ?? "CIVILIAN";

    public static string? Building(string words) => Of(Buildings, words);

    public static string? Instrument(string words) =>
        words.Contains("BOMB", StringComparison.Ordinal) && (words.Contains("CAR", StringComparison.Ordinal) || words.Contains("VEHICLE", StringComparison.Ordinal)) ? "VEHICLE BOMB" : Of(Instruments, words);

    public static bool IsState(string words) => Of([("ARMY SOLDIERS SOLDIER MILITARY POLICE TROOPS GOVERNMENT", "STATE")], words) is not null;

    private static string? Of((string Words, string Fill)[] table, string words)
    {
        var parts = words.Split([' ', '"', '-', ','], StringSplitOptions.RemoveEmptyEntries);
        foreach (var (known, fill) in table)
        {
            if (known.Split(' ').Any(parts.Contains))
                return fill;
        }
        return null;
    }
}
