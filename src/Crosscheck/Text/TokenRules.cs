using System.Collections.Frozen;
using Crosscheck.Data;

namespace Crosscheck.Text;

/// <summary>The word lists of the tokenizer, from <c>data/rules/tokens.tsv</c>.</summary>
internal static class TokenRules
{
    // An abbreviation counts in the case of the list and in capitals: "Sat." is a day, "sat." is a verb.
    private static readonly FrozenSet<string> Abbreviations = WithCapitals(Words("abbreviation"));
    private static readonly FrozenSet<string> Numbered = Load("numbered");
    private static readonly FrozenSet<string> Prefixes = Load("prefix");
    private static readonly FrozenSet<string> Units = Load("unit");
    private static readonly FrozenSet<string> Domains = Load("domain");
    private static readonly FrozenDictionary<string, int> Fused = DataFile.Rows("rules/tokens.tsv")
        .Where(row => row[0] == "fused")
        .ToFrozenDictionary(row => row[1].Replace("|", "", StringComparison.Ordinal), row => row[1].IndexOf('|', StringComparison.Ordinal), StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> AbbreviationLookup = Abbreviations.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> NumberedLookup = Numbered.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> PrefixLookup = Prefixes.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> UnitLookup = Units.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> DomainLookup = Domains.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> FusedLookup = Fused.GetAlternateLookup<ReadOnlySpan<char>>();

    public static readonly int LongestAbbreviation = Abbreviations.Max(a => a.Length);
    public static readonly int LongestFused = Fused.Keys.Max(k => k.Length);

    /// <summary>Whether a word, its full stop left out, is written with one.</summary>
    public static bool IsAbbreviation(ReadOnlySpan<char> word) => AbbreviationLookup.Contains(word);

    /// <summary>Whether a word is written with a full stop where a number follows ("no. 5").</summary>
    public static bool IsNumbered(ReadOnlySpan<char> word) => NumberedLookup.Contains(word);

    /// <summary>Whether a hyphen behind these letters does not part the word.</summary>
    public static bool IsPrefix(ReadOnlySpan<char> letters) => PrefixLookup.Contains(letters);

    /// <summary>Whether these letters behind a number are a token of their own.</summary>
    public static bool IsUnit(ReadOnlySpan<char> letters) => UnitLookup.Contains(letters);

    /// <summary>Whether these letters end the name of a site or a file.</summary>
    public static bool IsDomain(ReadOnlySpan<char> letters) => DomainLookup.Contains(letters);

    /// <summary>Where two words written as one part ("can|not"); 0 where the word is one.</summary>
    public static int FusedAt(ReadOnlySpan<char> word) => FusedLookup.TryGetValue(word, out var cut) ? cut : 0;

    private static IEnumerable<string> Words(string kind) =>
        DataFile.Rows("rules/tokens.tsv").Where(row => row[0] == kind).Select(row => row[1]);

    private static FrozenSet<string> Load(string kind) => Words(kind).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static FrozenSet<string> WithCapitals(IEnumerable<string> words) =>
        words.SelectMany(w => new[] { w, w.Length > 2 ? w.ToUpperInvariant() : w }).ToFrozenSet(StringComparer.Ordinal);
}
