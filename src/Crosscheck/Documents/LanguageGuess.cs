using System.Collections.Immutable;
using Crosscheck.Data;

namespace Crosscheck.Documents;

/// <summary>
/// What language a text is in, by its script and, in Latin script, by its function words: enough to see that a text is not
/// English, which the reader would misread. Looks at the first 600 words only.
/// </summary>
public static class LanguageGuess
{
    private const int MaxWords = 600;
    private const int MinWords = 10;

    /// <summary>A language: ISO 639-1 code and English name.</summary>
    public sealed record Language(string Code, string Name);

    private static readonly Lazy<(ImmutableArray<Language> Languages, Dictionary<string, uint>.AlternateLookup<ReadOnlySpan<char>> Words)> Data =
        new(Load);

    /// <summary>The language of a text; null where there are too few words to say.</summary>
    public static Language? Of(string text) => ByScript(text) ?? ByWords(text);

    /// <summary>The English name of a code; the code itself where it is not known here.</summary>
    public static string NameOf(string code) =>
        Data.Value.Languages.FirstOrDefault(l => l.Code == code)?.Name ?? Scripts.FirstOrDefault(s => s.Language.Code == code).Language?.Name ?? code;

    private static (ImmutableArray<Language>, Dictionary<string, uint>.AlternateLookup<ReadOnlySpan<char>>) Load()
    {
        var languages = ImmutableArray.CreateBuilder<Language>();
        var words = new Dictionary<string, uint>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in DataFile.Rows("lexicons/languages.tsv"))
        {
            foreach (var word in row[2].Split(' '))
                words[word] = words.GetValueOrDefault(word) | (1u << languages.Count);
            languages.Add(new Language(row[0], row[1]));
        }
        return (languages.ToImmutable(), words.GetAlternateLookup<ReadOnlySpan<char>>());
    }

    /// <summary>The language whose function words are the most, if they are clearly more than English's.</summary>
    private static Language? ByWords(string text)
    {
        var (languages, words) = Data.Value;
        Span<int> hits = stackalloc int[languages.Length];
        var total = 0;
        for (var at = 0; at < text.Length && total < MaxWords;)
        {
            var start = at;
            while (at < text.Length && (char.IsLetter(text[at]) || text[at] is '\'' or '’'))
                at++;
            if (at == start)
            {
                at++;
                continue;
            }
            total++;
            if (!words.TryGetValue(text.AsSpan(start, at - start), out var bits))
                continue;
            for (var l = 0; l < languages.Length; l++)
                hits[l] += (int)(bits >> l) & 1;
        }
        return Decide(languages, hits, total);
    }

    private static Language? Decide(ImmutableArray<Language> languages, ReadOnlySpan<int> hits, int total)
    {
        if (total < MinWords)
            return null;
        var best = 0;
        for (var l = 1; l < hits.Length; l++)
        {
            if (hits[l] > hits[best])
                best = l;
        }
        var english = hits[0];
        if (best != 0 && hits[best] * 10 >= total && hits[best] * 2 > english * 3)
            return languages[best];
        return english * 10 >= total ? languages[0] : null;
    }

    /// <summary>Another script than Latin where it has most of the letters.</summary>
    private static Language? ByScript(string text)
    {
        Span<int> letters = stackalloc int[Scripts.Length];
        int all = 0, from = Math.Min(text.Length, MaxWords * 6);
        foreach (var c in text.AsSpan(0, from))
        {
            if (!char.IsLetter(c))
                continue;
            all++;
            for (var s = 0; s < Scripts.Length && c >= 0x370; s++)
            {
                if (c >= Scripts[s].First && c <= Scripts[s].Last)
                    letters[s]++;
            }
        }
        for (var s = 0; s < Scripts.Length; s++)
        {
            if (letters[s] * 2 > all)
                return Refine(Scripts[s].Language, text.AsSpan(0, from));
        }
        return null;
    }

    /// <summary>Languages that share a script, by letters that only one of them has.</summary>
    private static Language Refine(Language language, ReadOnlySpan<char> text) => language.Code switch
    {
        "ru" when text.ContainsAny("їєґі") => new Language("uk", "Ukrainian"),
        "ar" when text.ContainsAny("ٹڈےہ") => new Language("ur", "Urdu"),
        "ar" when text.ContainsAny("پچگی") => new Language("fa", "Persian"),
        "zh" when text.ContainsAnyInRange('\u3041', '\u30FF') => new Language("ja", "Japanese"),
        _ => language,
    };

    private static readonly (char First, char Last, Language Language)[] Scripts =
    [
        ('\u0370', '\u03FF', new("el", "Greek")),
        ('\u0400', '\u04FF', new("ru", "Russian or another language in Cyrillic script")),
        ('\u0530', '\u058F', new("hy", "Armenian")),
        ('\u0590', '\u05FF', new("he", "Hebrew")),
        ('\u0600', '\u06FF', new("ar", "Arabic")),
        ('\u0900', '\u097F', new("hi", "Hindi or another language in Devanagari script")),
        ('\u0980', '\u09FF', new("bn", "Bengali")),
        ('\u0B80', '\u0BFF', new("ta", "Tamil")),
        ('\u0E00', '\u0E7F', new("th", "Thai")),
        ('\u1000', '\u109F', new("my", "Burmese")),
        ('\u10A0', '\u10FF', new("ka", "Georgian")),
        ('\u1200', '\u137F', new("am", "Amharic or Tigrinya")),
        ('\uAC00', '\uD7AF', new("ko", "Korean")),
        ('\u3041', '\u9FFF', new("zh", "Chinese")),
    ];
}
