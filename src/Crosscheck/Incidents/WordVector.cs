using System.Collections.Immutable;
using Crosscheck.Models;

namespace Crosscheck.Incidents;

/// <summary>
/// The telling words of a text: hashes in ascending order with weights of unit length together. A word weighs by how
/// often it stands there (square root) and by how rare it is in reports at large; the rarity is a table that ships,
/// so that the weight of a word does not depend on what else the ledger holds.
/// </summary>
public sealed record WordVector(ImmutableArray<uint> Words, ImmutableArray<float> Weights)
{
    public static readonly WordVector Empty = new([], []);

    /// <summary>How many words are kept at most: those that weigh most.</summary>
    public const int Kept = 96;

    /// <summary>The cosine of two vectors, in 0..1.</summary>
    public float Cosine(WordVector other)
    {
        var sum = 0f;
        int i = 0, j = 0;
        while (i < Words.Length && j < other.Words.Length)
        {
            if (Words[i] == other.Words[j])
                sum += Weights[i++] * other.Weights[j++];
            else if (Words[i] < other.Words[j])
                i++;
            else
                j++;
        }
        return Math.Min(1, sum);
    }

    /// <summary>The words that weigh most, heaviest first, ties by hash.</summary>
    public IEnumerable<uint> Heaviest(int count) =>
        Enumerable.Range(0, Words.Length).OrderByDescending(i => Weights[i]).ThenBy(i => Words[i]).Take(count).Select(i => Words[i]);

    public static WordVector Of(string text, Func<uint, float>? rarity = null)
    {
        var counts = new WordCounts();
        counts.Add(text, 0, text.Length, 1);
        return counts.ToVector(rarity);
    }
}

/// <summary>Counts the words of pieces of text, on the way to a <see cref="WordVector"/>.</summary>
public sealed class WordCounts
{
    private readonly Dictionary<uint, float> _counts = [];

    /// <summary>Adds the words of text[start..end), each counted <paramref name="weight"/> times.</summary>
    public void Add(string text, int start, int end, float weight)
    {
        Span<char> word = stackalloc char[24];
        var length = 0;
        for (var i = start; i <= end; i++)
        {
            var c = i < end ? text[i] : ' ';
            if (char.IsLetterOrDigit(c))
            {
                if (length < word.Length)
                    word[length++] = Fold(c);
                continue;
            }
            // "U.S." and "al-Asad's" end here too; a lone letter says nothing.
            if (length > 1)
                Count(word[..length], weight);
            length = 0;
        }
    }

    public WordVector ToVector(Func<uint, float>? rarity = null)
    {
        rarity ??= WordRarity.Of;
        var weighed = new List<(uint Word, float Weight)>(_counts.Count);
        foreach (var (word, count) in _counts)
        {
            var weight = MathF.Sqrt(count) * rarity(word);
            if (weight > 0)
                weighed.Add((word, weight));
        }
        weighed.Sort((a, b) => a.Weight != b.Weight ? b.Weight.CompareTo(a.Weight) : a.Word.CompareTo(b.Word));
        if (weighed.Count > WordVector.Kept)
            weighed.RemoveRange(WordVector.Kept, weighed.Count - WordVector.Kept);
        weighed.Sort((a, b) => a.Word.CompareTo(b.Word));
        var norm = MathF.Sqrt(weighed.Sum(w => w.Weight * w.Weight));
        return new WordVector([.. weighed.Select(w => w.Word)], [.. weighed.Select(w => w.Weight / norm)]);
    }

    /// <summary>The words counted so far.</summary>
    public IEnumerable<uint> Words => _counts.Keys;

    private void Count(Span<char> word, float weight)
    {
        if (word.Length > 3 && word[^1] == 's' && word[^2] != 's')
            word = word[..^1];
        var hash = Feature.Hash(word);
        _counts[hash] = _counts.GetValueOrDefault(hash) + weight;
    }

    /// <summary>A word as it is counted: lower case, Latin letters without their marks.</summary>
    public static string Fold(ReadOnlySpan<char> word)
    {
        var folded = new char[word.Length];
        for (var i = 0; i < word.Length; i++)
            folded[i] = Fold(word[i]);
        return new string(folded);
    }

    private static char Fold(char c) => c switch
    {
        < '\u0080' => char.ToLowerInvariant(c),
        'à' or 'á' or 'â' or 'ã' or 'ä' or 'å' or 'ā' or 'À' or 'Á' or 'Â' or 'Ä' or 'Ā' => 'a',
        'è' or 'é' or 'ê' or 'ë' or 'ē' or 'É' or 'È' => 'e',
        'ì' or 'í' or 'î' or 'ï' or 'ī' or 'ı' or 'İ' or 'Í' => 'i',
        'ò' or 'ó' or 'ô' or 'õ' or 'ö' or 'ō' or 'Ö' or 'Ó' => 'o',
        'ù' or 'ú' or 'û' or 'ü' or 'ū' or 'Ü' or 'Ú' => 'u',
        'ç' or 'Ç' => 'c',
        'ñ' or 'Ñ' => 'n',
        'ş' or 'Ş' or 'š' or 'Š' => 's',
        'ğ' or 'Ğ' => 'g',
        _ => char.ToLowerInvariant(c),
    };
}
