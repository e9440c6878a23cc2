using System.Globalization;
using Crosscheck.Data;

namespace Crosscheck.Text;

/// <summary>What a pattern of <c>data/rules/time-expressions.tsv</c> may hold in braces.</summary>
internal enum TimeSlot : byte
{
    Literal, Iso, Slash, Month, MonthName, Weekday, Day, DayTh, Year, Decade, Num, Unit, Units, UnitSingular,
    Part, PartName, Dawn, Season, Ordinal, Clock, Clock12, Hhmm,
}

/// <summary>What the time reader knows of a word; Value is a number or one of TIMEX3's letters.</summary>
internal readonly record struct TimeWord(string Class, string Value)
{
    public int Number => int.Parse(Value, CultureInfo.InvariantCulture);
}

/// <summary>One place of a pattern: a slot or any of some words, perhaps optional.</summary>
internal readonly record struct TimeElement(TimeSlot Slot, int[] Words, bool Optional);

/// <summary>One row of <c>data/rules/time-expressions.tsv</c>. Op is the way to the value, with its arguments.</summary>
internal sealed record TimeRule(string Id, TimeElement[] Elements, string Type, string Op, string[] Arguments);

/// <summary>The words and rules of the time reader. Immutable once built.</summary>
internal sealed class TimeLexicon
{
    private readonly Dictionary<int, TimeWord[]> _words = [];
    private readonly HashSet<int> _future = [];
    private readonly TimeRule[][] _byWord;
    private readonly TimeRule[] _byDigits;

    private TimeLexicon(Vocabulary vocabulary, NumberLexicon numbers)
    {
        Vocabulary = vocabulary;
        Numbers = numbers;
        foreach (var row in DataFile.Rows("lexicons/time-words.tsv"))
        {
            if (row[1] == "future")
                _future.Add(vocabulary.Add(row[0]));
            else
                AddWord(vocabulary.Add(row[0]), new TimeWord(row[1], row[2]));
        }
        Apostrophe = vocabulary.Add("'");
        var rules = DataFile.Rows("rules/time-expressions.tsv").Select(Rule).ToArray();
        var byWord = new List<TimeRule>?[vocabulary.Count];
        var byDigits = new List<TimeRule>();
        foreach (var rule in rules)
            Index(rule, byWord, byDigits);
        _byWord = [.. byWord.Select(list => list is null ? [] : list.ToArray())];
        _byDigits = [.. byDigits];
    }

    public static TimeLexicon Default => TextLexicons.Times;

    public Vocabulary Vocabulary { get; }
    public NumberLexicon Numbers { get; }
    public int Apostrophe { get; }

    internal static TimeLexicon Load(Vocabulary vocabulary, NumberLexicon numbers) => new(vocabulary, numbers);

    /// <summary>The rules that may begin at an atom.</summary>
    public ReadOnlySpan<TimeRule> RulesAt(in Atom atom)
    {
        if (atom.Kind == AtomKind.Digits)
            return _byDigits;
        return (uint)atom.Word < (uint)_byWord.Length ? _byWord[atom.Word] : [];
    }

    /// <summary>What a word means where a pattern has a slot; false where it does not fit.</summary>
    public bool TryWord(int word, TimeSlot slot, out TimeWord entry)
    {
        entry = default;
        if (word < 0 || !_words.TryGetValue(word, out var entries))
            return false;
        foreach (var each in entries)
        {
            if (Fits(slot, each))
            {
                entry = each;
                return true;
            }
        }
        return false;
    }

    /// <summary>Does the word tell of what is to come ("will", "scheduled")?</summary>
    public bool IsFuture(int word) => _future.Contains(word);

    public static bool Fits(TimeSlot slot, TimeWord word) => slot switch
    {
        TimeSlot.Month => word.Class is "month" or "monthabbr",
        TimeSlot.MonthName => word.Class is "month",
        TimeSlot.Weekday => word.Class is "weekday" or "weekdayabbr",
        TimeSlot.DayTh or TimeSlot.Ordinal => word.Class is "ordinal",
        TimeSlot.Decade => word.Class is "decade",
        TimeSlot.Unit => word.Class is "unit" or "units",
        TimeSlot.Units => word.Class is "units",
        TimeSlot.UnitSingular => word.Class is "unit",
        TimeSlot.Part or TimeSlot.PartName => word.Class is "part",
        TimeSlot.Dawn => word.Class is "dawn",
        TimeSlot.Season => word.Class is "season",
        TimeSlot.Num => word.Class is "vague",
        _ => false,
    };

    private void AddWord(int id, TimeWord word) => _words[id] = _words.TryGetValue(id, out var entries) ? [.. entries, word] : [word];

    private TimeRule Rule(string[] row)
    {
        var op = row[3].Split(' ');
        return new TimeRule(row[0], [.. row[1].Split(' ').Select(Element)], row[2], op[0], op[1..]);
    }

    private TimeElement Element(string text)
    {
        var optional = text.Length > 1 && text[^1] == '?';
        if (optional)
            text = text[..^1];
        if (text[0] == '{')
            return new TimeElement(Enum.Parse<TimeSlot>(text[1..^1], ignoreCase: true), [], optional);
        return new TimeElement(TimeSlot.Literal, [.. text.Split('|').SelectMany(Vocabulary.AddPhrase)], optional);
    }

    private void Index(TimeRule rule, List<TimeRule>?[] byWord, List<TimeRule> byDigits)
    {
        foreach (var element in rule.Elements)
        {
            foreach (var word in element.Slot == TimeSlot.Literal ? element.Words : WordsOf(element.Slot))
            {
                var list = byWord[word] ??= [];
                if (!list.Contains(rule))
                    list.Add(rule);
            }
            if (StartsWithDigits(element) && !byDigits.Contains(rule))
                byDigits.Add(rule);
            if (!element.Optional)
                break;
        }
    }

    private bool StartsWithDigits(TimeElement element) => element.Slot switch
    {
        TimeSlot.Iso or TimeSlot.Slash or TimeSlot.Day or TimeSlot.DayTh or TimeSlot.Year or TimeSlot.Decade or TimeSlot.Num
            or TimeSlot.Clock or TimeSlot.Clock12 or TimeSlot.Hhmm or TimeSlot.Ordinal => true,
        TimeSlot.Literal => element.Words.Any(w => w == Vocabulary.Find("9") || w == Vocabulary.Find("24")),
        _ => false,
    };

    private IEnumerable<int> WordsOf(TimeSlot slot)
    {
        foreach (var (id, entries) in _words)
        {
            if (entries.Any(e => Fits(slot, e)))
                yield return id;
        }
        if (slot is not (TimeSlot.Num or TimeSlot.Year or TimeSlot.Clock12))
            yield break;
        for (var id = 0; id < Vocabulary.Count; id++)
        {
            if ((Numbers.ClassOf(id) & (NumberClass.NumberWord | NumberClass.Article)) != 0)
                yield return id;
        }
    }
}
