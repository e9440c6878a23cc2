namespace Crosscheck.Incidents;

/// <summary>
/// The keys that a telling is filed under and those that it is looked up by. Two tellings are candidates when their days
/// are at most three apart (coarse dates: overlap) in one cell of half a degree or its neighbours, or when they share
/// at least <see cref="WordsShared"/> of their heaviest words in one month or the next. The relation is symmetric and
/// looks at the two alone: whichever came first finds the other.
/// </summary>
public static class BlockingKeys
{
    public const int WordsShared = 3;
    public const int DaysApart = 3;
    private const int HeavyWords = 20;
    private const double CellDegrees = 0.5;

    private enum Tag : ulong { Day = 1, Month, CoarseMonth, Year, CoarseYear, Word }

    /// <summary>A key of places counts as a hit alone; <see cref="WordsShared"/> word keys make one hit.</summary>
    public static bool IsWord(long key) => (key & 1) != 0;

    /// <summary>What the telling is filed under.</summary>
    public static IEnumerable<long> Filed(TellingProfile p)
    {
        if (p.When is not { } when)
            yield break;
        if (Cell(p) is { } cell)
        {
            foreach (var key in FiledPlace(when, cell))
                yield return key;
        }
        foreach (var month in WordMonths(p))
        {
            foreach (var word in Telling(p))
                yield return Key(Tag.Word, month, word);
        }
    }

    /// <summary>A word that stands in more than one report of twenty brings too many together to be a key.</summary>
    private const float Rare = 3;

    private static IEnumerable<uint> Telling(TellingProfile p) => p.Words.Heaviest(HeavyWords).Where(w => WordRarity.Of(w) >= Rare);

    /// <summary>
    /// The months under which a telling's words are filed: that of its day, and for what a report is mainly about that of
    /// its publication, which is right where a day was misread.
    /// </summary>
    private static IEnumerable<int> WordMonths(TellingProfile p)
    {
        if (p.When is not { } when)
            yield break;
        yield return when.Month;
        if (p.Main && p.Published > 0 && new DayRange(p.Published, p.Published).Month is var printed && printed != when.Month)
            yield return printed;
    }

    /// <summary>What others that could be the same incident are filed under.</summary>
    public static IEnumerable<long> Wanted(TellingProfile p)
    {
        if (p.When is not { } when)
            yield break;
        if (Cell(p) is { } cell)
        {
            foreach (var key in Neighbours(cell).SelectMany(c => WantedPlace(when, c)))
                yield return key;
        }
        var last = new DayRange(when.Last, when.Last).Month;
        var months = new SortedSet<int>(WordMonths(p).SelectMany(m => Enumerable.Range(m - 1, 3)));
        // A coarse date may be any of its months.
        for (var month = when.Month; month <= last + 1; month++)
            months.Add(month);
        foreach (var month in months)
        {
            foreach (var word in Telling(p))
                yield return Key(Tag.Word, month, word);
        }
    }

    private static IEnumerable<long> FiledPlace(DayRange when, ulong cell)
    {
        if (when.IsDay)
            yield return Key(Tag.Day, when.First, cell);
        if (when.Days <= 31)
        {
            foreach (var month in Months(when))
            {
                yield return Key(Tag.Month, month, cell);
                if (!when.IsDay)
                    yield return Key(Tag.CoarseMonth, month, cell);
            }
        }
        else
        {
            yield return Key(Tag.CoarseYear, when.Year, cell);
        }
        yield return Key(Tag.Year, when.Year, cell);
    }

    private static IEnumerable<long> WantedPlace(DayRange when, ulong cell)
    {
        if (when.IsDay)
        {
            for (var day = when.First - DaysApart; day <= when.First + DaysApart; day++)
                yield return Key(Tag.Day, day, cell);
        }
        if (when.Days > 31)
        {
            yield return Key(Tag.Year, when.Year, cell);
            yield break;
        }
        foreach (var month in Months(when))
            yield return Key(when.IsDay ? Tag.CoarseMonth : Tag.Month, month, cell);
        yield return Key(Tag.CoarseYear, when.Year, cell);
    }

    private static IEnumerable<int> Months(DayRange when)
    {
        yield return when.Month;
        var last = new DayRange(when.Last, when.Last).Month;
        if (last != when.Month)
            yield return last;
    }

    private static ulong? Cell(TellingProfile p) =>
        p is { FinePlace: true, Latitude: { } lat, Longitude: { } lon }
            ? Pack((int)Math.Floor((lat + 90) / CellDegrees), (int)Math.Floor((lon + 180) / CellDegrees))
            : null;

    private static IEnumerable<ulong> Neighbours(ulong cell)
    {
        int row = (int)(cell >> 12), column = (int)(cell & 0xFFF);
        const int Columns = (int)(360 / CellDegrees);
        for (var r = row - 1; r <= row + 1; r++)
        {
            for (var c = column - 1; c <= column + 1; c++)
                yield return Pack(r, (c + Columns) % Columns);
        }
    }

    private static ulong Pack(int row, int column) => ((ulong)(uint)row << 12) | (uint)column;

    /// <summary>Mixes tag, time and what stands there into 63 bits; the lowest bit tells words from places.</summary>
    private static long Key(Tag tag, int time, ulong what)
    {
        var h = ((ulong)tag * 0x9E3779B97F4A7C15UL) ^ ((ulong)(uint)time * 0xC2B2AE3D27D4EB4FUL);
        h = (h ^ (h >> 29)) * 0xBF58476D1CE4E5B9UL;
        h = (h ^ what ^ (h >> 31)) * 0x94D049BB133111EBUL;
        h = (h ^ (h >> 32)) * 0xD6E8FEB86659FD93UL;
        h ^= h >> 32;
        return (long)((h >> 1) & ~1UL) | (tag == Tag.Word ? 1L : 0L);
    }
}
