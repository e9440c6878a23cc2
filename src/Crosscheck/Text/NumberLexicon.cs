using System.Globalization;
using Crosscheck.Data;

namespace Crosscheck.Text;

/// <summary>What the number reader knows of a word. A word may have several: "wounded" is an adjective and a group of people.</summary>
[Flags]
internal enum NumberClass
{
    None = 0,
    Unit = 1 << 0,
    Ten = 1 << 1,
    Hundred = 1 << 2,
    Scale = 1 << 3,
    Dozen = 1 << 4,
    Article = 1 << 5,
    Definite = 1 << 6,
    Possessive = 1 << 7,
    Another = 1 << 8,
    Person = 1 << 9,
    Persons = 1 << 10,
    Munition = 1 << 11,
    Munitions = 1 << 12,
    Harm = 1 << 13,
    Demonym = 1 << 14,
    Adjective = 1 << 15,
    Function = 1 << 16,
    Negation = 1 << 17,
    Pronoun = 1 << 18,
    HarmWord = 1 << 19,
    Month = 1 << 20,
    /// <summary>"wounded", "dead": people only where no noun follows.</summary>
    Participle = 1 << 21,

    /// <summary>"dozens", "hundreds": begins a count, and is no noun that is counted.</summary>
    Quantifier = 1 << 22,
    NumberWord = Unit | Ten | Hundred | Scale | Dozen,
    Noun = Person | Persons | Munition | Munitions | Harm,
    Plural = Persons | Munitions,
    SingularNoun = Person | Munition,
    Determiner = Article | Definite | Possessive | Another,
}

internal enum CountEffect : byte { None, Low, High, Approximate }

/// <summary>A phrase that changes the count it stands beside.</summary>
internal sealed record CountModifier(string Id, CountEffect Effect);

/// <summary>A phrase that is a count by itself.</summary>
internal sealed record CountPhrase(string Id, CountValue Value);

/// <summary>A phrase beside a number that tells what kind of number it is.</summary>
internal sealed record CountContext(string Id, QuantityKind Kind);

/// <summary>The value of a count: see <see cref="Quantity"/>.</summary>
internal readonly record struct CountValue(int? Low, int? N, int? High, bool Approximate)
{
    public static CountValue Exact(int n) => new(n, n, n, false);

    /// <summary>Reads "3", "3..", "..3", "3..5", "~12" and "?" (not known).</summary>
    public static CountValue Parse(string text)
    {
        if (text == "?")
            return default;
        if (text[0] == '~')
            return Exact(Number(text[1..])!.Value) with { Approximate = true };
        var dots = text.IndexOf("..", StringComparison.Ordinal);
        return dots < 0 ? Exact(Number(text)!.Value) : new CountValue(Number(text[..dots]), null, Number(text[(dots + 2)..]), false);
    }

    /// <summary>The form that <see cref="Parse"/> reads.</summary>
    public override string ToString()
    {
        if (N is { } n)
            return (Approximate ? "~" : "") + n.ToString(CultureInfo.InvariantCulture);
        if (Low is null && High is null)
            return "?";
        return Low?.ToString(CultureInfo.InvariantCulture) + ".." + High?.ToString(CultureInfo.InvariantCulture);
    }

    private static int? Number(string text) => text.Length == 0 ? null : int.Parse(text, CultureInfo.InvariantCulture);
}

/// <summary>The word lists and phrases of the number reader, from <c>data/lexicons</c> and <c>data/rules</c>. Immutable once built.</summary>
internal sealed class NumberLexicon
{
    private readonly List<NumberClass> _building = [];
    private readonly NumberClass[] _classes;
    private readonly Dictionary<int, int> _values = [];
    private readonly HashSet<int> _bodies = [];

    private NumberLexicon(Vocabulary vocabulary)
    {
        Vocabulary = vocabulary;
        Before = new PhraseTable<CountModifier>(Vocabulary);
        After = new PhraseTable<CountModifier>(Vocabulary);
        Vague = new PhraseTable<CountPhrase>(Vocabulary);
        Zero = new PhraseTable<CountPhrase>(Vocabulary);
        Unknown = new PhraseTable<CountPhrase>(Vocabulary);
        ContextBefore = new PhraseTable<CountContext>(Vocabulary);
        ContextAfter = new PhraseTable<CountContext>(Vocabulary);
        LoadWords();
        LoadNouns();
        LoadPhrases();
        _classes = new NumberClass[Vocabulary.Count];
        for (var i = 0; i < _building.Count; i++)
            _classes[i] = _building[i];
    }

    /// <summary>Built once, with the words of the time reader in the same vocabulary.</summary>
    public static NumberLexicon Default => TextLexicons.Numbers;

    internal static NumberLexicon Load(Vocabulary vocabulary) => new(vocabulary);

    public Vocabulary Vocabulary { get; }
    public PhraseTable<CountModifier> Before { get; }
    public PhraseTable<CountModifier> After { get; }
    public PhraseTable<CountPhrase> Vague { get; }
    public PhraseTable<CountPhrase> Zero { get; }
    public PhraseTable<CountPhrase> Unknown { get; }
    public PhraseTable<CountContext> ContextBefore { get; }
    public PhraseTable<CountContext> ContextAfter { get; }

    public NumberClass ClassOf(int word) => (uint)word >= (uint)_classes.Length ? NumberClass.None : _classes[word];

    /// <summary>The value of a word of class <see cref="NumberClass.NumberWord"/>.</summary>
    public int ValueOf(int word) => _values[word];

    /// <summary>Is it a word that ends or begins the name of a body or a site, and not of a person ("Ministry", "Hospital")?</summary>
    public bool IsBodyWord(int word) => _bodies.Contains(word);

    private int Mark(string word, NumberClass add)
    {
        var id = Vocabulary.Add(word);
        while (_building.Count <= id)
            _building.Add(NumberClass.None);
        _building[id] |= add;
        return id;
    }

    private void LoadWords()
    {
        foreach (var row in DataFile.Rows("rules/number-words.tsv"))
        {
            var add = row[1] switch
            {
                "unit" => NumberClass.Unit,
                "ten" => NumberClass.Ten,
                "hundred" => NumberClass.Hundred,
                "scale" => NumberClass.Scale,
                _ => NumberClass.Dozen,
            };
            _values[Mark(row[0], add)] = int.Parse(row[2], CultureInfo.InvariantCulture);
        }
        MarkAll("a an", NumberClass.Article);
        MarkAll("the this that these those", NumberClass.Definite);
        MarkAll("his her its their my our your whose", NumberClass.Possessive);
        MarkAll("another", NumberClass.Another);
        MarkAll("he she him her himself herself", NumberClass.Pronoun);
        MarkAll("january february march april may june july august september october november december jan feb mar apr jun jul aug sept sep oct nov dec", NumberClass.Month);
        MarkAll("monday tuesday wednesday thursday friday saturday sunday", NumberClass.Month | NumberClass.Function);
        MarkAll("dozens scores tens hundreds thousands millions several many few", NumberClass.Quantifier);
        MarkAll("wounded dead injured deceased killed hurt fallen slain missing hospitalised hospitalized abducted kidnapped", NumberClass.Participle | NumberClass.Adjective);
    }

    private void MarkAll(string words, NumberClass add)
    {
        foreach (var word in words.Split(' '))
            Mark(word, add);
    }

    private void LoadNouns()
    {
        LoadPairs("lexicons/person-nouns.tsv", NumberClass.Person, NumberClass.Persons);
        LoadPairs("lexicons/munition-nouns.tsv", NumberClass.Munition, NumberClass.Munitions);
        LoadPairs("lexicons/harm-nouns.tsv", NumberClass.Harm, NumberClass.Harm);
        foreach (var row in DataFile.Rows("lexicons/demonyms.tsv"))
        {
            Mark(row[0], NumberClass.Demonym);
            if (row[1] != "-")
                Mark(row[1], NumberClass.Demonym | NumberClass.Person);
            Mark(row[2], NumberClass.Demonym | NumberClass.Persons);
        }
        foreach (var row in DataFile.Rows("lexicons/body-words.tsv"))
            _bodies.Add(Mark(row[0], NumberClass.None));
        LoadList("lexicons/person-collectives.tsv", NumberClass.Persons);
        LoadList("lexicons/quantity-adjectives.tsv", NumberClass.Adjective);
        LoadList("lexicons/function-words.tsv", NumberClass.Function);
        LoadList("lexicons/negations.tsv", NumberClass.Negation);
        LoadList("lexicons/harm-words.tsv", NumberClass.HarmWord);
    }

    private void LoadPairs(string name, NumberClass singular, NumberClass plural)
    {
        foreach (var row in DataFile.Rows(name))
        {
            Mark(row[0], singular);
            Mark(row[1], plural);
        }
    }

    private void LoadList(string name, NumberClass add)
    {
        foreach (var row in DataFile.Rows(name))
            Mark(row[0], add);
    }

    private void LoadPhrases()
    {
        foreach (var row in DataFile.Rows("rules/quantity-before.tsv"))
            Before.Add(row[1], new CountModifier(row[0], Effect(row[2])));
        foreach (var row in DataFile.Rows("rules/quantity-after.tsv"))
            After.Add(row[1], new CountModifier(row[0], Effect(row[2])));
        foreach (var row in DataFile.Rows("rules/quantity-vague.tsv"))
            Vague.Add(row[1], new CountPhrase(row[0], CountValue.Parse(row[2])));
        foreach (var row in DataFile.Rows("rules/quantity-zero.tsv"))
            Zero.Add(row[1], new CountPhrase(row[0], CountValue.Exact(0)));
        foreach (var row in DataFile.Rows("rules/quantity-unknown.tsv"))
            Unknown.Add(row[1], new CountPhrase(row[0], default));
        foreach (var row in DataFile.Rows("rules/quantity-context.tsv"))
            (row[1] == "before" ? ContextBefore : ContextAfter).Add(row[2], new CountContext(row[0], Enum.Parse<QuantityKind>(row[3], ignoreCase: true)));
    }

    private static CountEffect Effect(string name) => name switch
    {
        "low" => CountEffect.Low,
        "high" => CountEffect.High,
        "approx" => CountEffect.Approximate,
        _ => CountEffect.None,
    };
}

/// <summary>The lexicons of the number and time readers over one vocabulary, which stands still once both are built.</summary>
internal static class TextLexicons
{
    private static readonly Vocabulary Words = new();

    public static NumberLexicon Numbers { get; } = NumberLexicon.Load(Words);

    public static TimeLexicon Times { get; } = TimeLexicon.Load(Words, Numbers);
}
