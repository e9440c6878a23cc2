using System.Collections.Immutable;
using Crosscheck.Claims;
using Crosscheck.Models;

namespace Crosscheck.Incidents;

/// <summary>What linking needs of one telling: small, computed once from its reading, kept beside the ledger.</summary>
public sealed record TellingProfile
{
    /// <summary>Document id and offset of the telling's trigger: the same for every version of the reader that finds it there.</summary>
    public required string Key { get; init; }
    public required string Document { get; init; }

    /// <summary>The telling's id within its reading.</summary>
    public required string Telling { get; init; }
    public required bool Main { get; init; }
    public required string Type { get; init; }

    /// <summary>Day number of publication; 0 where unknown.</summary>
    public required int Published { get; init; }
    public DayRange? Date { get; init; }
    public double? Latitude { get; init; }
    public double? Longitude { get; init; }
    public string Country { get; init; } = "";

    /// <summary>The place is a site, town or district: its point says where, not just in which country.</summary>
    public bool FinePlace { get; init; }
    public ImmutableArray<uint> PlaceNames { get; init; } = [];
    public ImmutableArray<uint> ActorNames { get; init; } = [];
    public ImmutableArray<uint> Killed { get; init; } = [];
    public ImmutableArray<uint> Injured { get; init; } = [];
    public ImmutableArray<uint> Other { get; init; } = [];
    public WordVector Words { get; init; } = WordVector.Empty;

    /// <summary>The days that the telling is looked up under: its own, else those around publication.</summary>
    public DayRange? When => Date ?? (Published > 0 ? new DayRange(Published, Published) : null);
}

/// <summary>Makes the profiles of a reading.</summary>
public static class Profiles
{
    public static ImmutableArray<TellingProfile> Of(Reading reading)
    {
        if (reading.Incidents.IsEmpty)
            return [];
        var mains = reading.Incidents.Count(t => t.Role == "main");
        var whole = new Lazy<WordVector>(() => Whole(reading));
        var used = new HashSet<string>(StringComparer.Ordinal);
        var result = ImmutableArray.CreateBuilder<TellingProfile>(reading.Incidents.Length);
        foreach (var telling in reading.Incidents)
        {
            var claims = reading.Claims.Where(c => c.Incident == telling.Id).ToList();
            var words = telling.Role == "main" && mains == 1 ? whole.Value : Local(reading, telling, claims);
            result.Add(Of(reading, telling, claims, words) with { Key = Key(reading, telling, used) });
        }
        return result.MoveToImmutable();
    }

    private static string Key(Reading reading, Telling telling, HashSet<string> used)
    {
        var digest = reading.Document.Id.StartsWith("sha256:", StringComparison.Ordinal) ? reading.Document.Id[7..] : reading.Document.Id;
        var key = $"{digest}:{telling.Trigger?.Start ?? 0}";
        for (var n = 2; !used.Add(key); n++)
            key = $"{digest}:{telling.Trigger?.Start ?? 0}.{n}";
        return key;
    }

    private static TellingProfile Of(Reading reading, Telling telling, List<Claim> claims, WordVector words)
    {
        var place = telling.Place;
        return new TellingProfile
        {
            Key = "",
            Document = reading.Document.Id,
            Telling = telling.Id,
            Main = telling.Role == "main",
            Type = telling.Type,
            Published = reading.Document.Published?.DayNumber ?? 0,
            Date = DayRange.Of(telling.Date),
            Latitude = place?.Latitude,
            Longitude = place?.Longitude,
            Country = place?.Country ?? "",
            FinePlace = place is { Latitude: not null } && place.Precision is not ("country" or "province"),
            PlaceNames = Names.Set(TextsOf(claims, ClaimAttribute.Place).Append(place?.Name)),
            ActorNames = Names.Set(claims.Where(c => c.Attribute is ClaimAttribute.Perpetrator or ClaimAttribute.Responsibility or ClaimAttribute.Target)
                .Select(c => c.Value.Text).Where(t => t != "none")),
            Killed = Numbers(claims, ClaimAttribute.Killed),
            Injured = Numbers(claims, ClaimAttribute.Injured),
            Other = Numbers(claims, ClaimAttribute.Munitions, ClaimAttribute.Abducted),
            Words = words,
        };
    }

    private static IEnumerable<string?> TextsOf(List<Claim> claims, ClaimAttribute attribute) =>
        claims.Where(c => c.Attribute == attribute).Select(c => c.Value.Text);

    private static ImmutableArray<uint> Numbers(List<Claim> claims, params ReadOnlySpan<ClaimAttribute> attributes)
    {
        var set = new SortedSet<uint>();
        foreach (var claim in claims)
        {
            if (attributes.Contains(claim.Attribute) && (claim.Value.N ?? claim.Value.Low ?? claim.Value.High) is { } n && n >= 0)
                set.Add((uint)n);
        }
        return [.. set];
    }

    private static WordVector Whole(Reading reading)
    {
        var counts = new WordCounts();
        var body = reading.Document.Body;
        // The lead counts twice: it tells of the main incident, the tail of what came before.
        counts.Add(body, 0, Math.Min(body.Length, LongestText), 1);
        counts.Add(body, 0, Math.Min(body.Length, 600), 1);
        if (reading.Document.Title is { } title)
            counts.Add(title, 0, title.Length, 1);
        return counts.ToVector();
    }

    /// <summary>UTF-16 units of a body that are looked at: the cost of a telling is bounded.</summary>
    private const int LongestText = 20_000;

    /// <summary>The words around the telling's own evidence, for reports that tell of several incidents.</summary>
    private static WordVector Local(Reading reading, Telling telling, List<Claim> claims)
    {
        var body = reading.Document.Body;
        var spans = claims.Where(c => c.Attribute != ClaimAttribute.Date || c.Evidence.Start > 0).Select(c => c.Evidence)
            .Append(telling.Trigger).OfType<Evidence>()
            .Where(e => e.Start >= 0 && e.Start < e.End && e.End <= body.Length)
            .Select(e => Sentence(body, e.Start)).Distinct().Take(40);
        var counts = new WordCounts();
        foreach (var (start, end) in spans)
            counts.Add(body, start, end, 1);
        return counts.ToVector();
    }

    /// <summary>The sentence around an offset, by full stops and line ends, no longer than 400 units to each side.</summary>
    private static (int Start, int End) Sentence(string body, int at)
    {
        var start = at;
        while (start > 0 && at - start < 400 && !Ends(body, start - 1))
            start--;
        var end = at;
        while (end < body.Length && end - at < 400 && !Ends(body, end))
            end++;
        return (start, end);
    }

    private static bool Ends(string body, int i) =>
        body[i] == '\n' || (body[i] is '.' or '!' or '?' && i + 1 < body.Length && char.IsWhiteSpace(body[i + 1]));
}
