using System.Collections.Frozen;
using System.Globalization;
using Crosscheck.Data;
using Crosscheck.Models;

namespace Crosscheck.Text;

/// <summary>
/// The dictionary form of a word by its Penn tag: the row of <c>data/models/lemmas.tsv</c> with the longest ending that fits
/// says how many characters to take off and what to put there. A word of its own has a row with "^" before it.
/// </summary>
public static class Lemmatizer
{
    internal const int LongestEnding = 5;
    private static readonly FrozenDictionary<uint, Edit> Rows = Load(DataFile.Rows("models/lemmas.tsv"));

    /// <summary>Strip characters come off the end of the word, Add goes there; Lower says whether the word goes to lower case first.</summary>
    internal readonly record struct Edit(int Strip, string Add, bool Lower)
    {
        public string Apply(ReadOnlySpan<char> form)
        {
            var lemma = string.Concat(form[..Math.Max(0, form.Length - Strip)], Add);
            return Lower ? lemma.ToLowerInvariant() : lemma;
        }
    }

    /// <summary>The lemma of a word. <paramref name="initial"/> says that it begins a sentence, where a capital says nothing.</summary>
    public static string Lemma(ReadOnlySpan<char> form, string xpos, bool initial)
    {
        if (form.Length > 64)
            return form.ToString();
        return Find(Rows, form, Group(form, xpos, initial)) is { } edit && form.Length >= edit.Strip ? edit.Apply(form) : form.ToString();
    }

    /// <summary>The rows that count for a word: those of its tag, apart for words with a capital inside a sentence.</summary>
    internal static string Group(ReadOnlySpan<char> form, string xpos, bool initial) =>
        !initial && char.IsUpper(form[0]) && xpos is not ("NNP" or "NNPS") ? CapitalGroups.GetValueOrDefault(xpos, xpos) : xpos;

    private static readonly FrozenDictionary<string, string> CapitalGroups = Penn().ToFrozenDictionary(t => t, t => t + "+");

    private static string[] Penn() =>
        "CC CD DT EX FW IN JJ JJR JJS MD NN NNS PDT PRP PRP$ RB RBR RBS RP TO UH VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB GW ADD AFX".Split(' ');

    internal static Edit? Find(IReadOnlyDictionary<uint, Edit> rows, ReadOnlySpan<char> form, string group)
    {
        Span<char> word = stackalloc char[form.Length + 1];
        word[0] = '^';
        form.ToLowerInvariant(word[1..]);
        for (var c = 1; c < word.Length; c++)
        {
            if (word[c] == '’')
                word[c] = '\'';
        }
        var tag = Feature.Hash(group);
        if (rows.TryGetValue(Feature.Of(1, tag, Feature.Hash(word)), out var edit))
            return edit;
        for (var n = Math.Min(LongestEnding, form.Length); n >= 0; n--)
        {
            if (rows.TryGetValue(Feature.Of(1, tag, Feature.Hash(word[^n..])), out edit))
                return edit;
        }
        return null;
    }

    internal static uint Key(string group, string ending) => Feature.Of(1, Feature.Hash(group), Feature.Hash(ending));

    private static FrozenDictionary<uint, Edit> Load(IEnumerable<string[]> rows) =>
        rows.ToFrozenDictionary(r => Key(r[0], r[1]), r => new Edit(int.Parse(r[2], CultureInfo.InvariantCulture), r[3], r[4] == "lower"));
}
