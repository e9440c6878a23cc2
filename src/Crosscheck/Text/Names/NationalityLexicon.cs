using Crosscheck.Data;

namespace Crosscheck.Text.Names;

/// <summary>A word for a people or faith. Kind: nation, region, ethnic, religious or political; Country: ISO 3166-1 alpha-2 of a nation.</summary>
public sealed record Nationality(string Form, string Kind, string? Country)
{
    internal int KindNumber { get; } = Kind switch { "nation" => 1, "region" => 2, "ethnic" => 3, "religious" => 4, _ => 5 };
}

/// <summary>The words of data/lexicons/nationalities.tsv ("Iraqi", "Britons", "Kurdish", "Shiite"). Immutable.</summary>
public sealed class NationalityLexicon
{
    private readonly PhraseTable<Nationality> _forms = new();

    private NationalityLexicon()
    {
        foreach (var row in DataFile.Rows("lexicons/nationalities.tsv"))
            _forms.Add(row[0], new Nationality(row[0], row[1], row[2].Length == 0 ? null : row[2]));
    }

    public static NationalityLexicon Shared { get; } = new();

    public Nationality? Find(ReadOnlySpan<char> words) => _forms.TryFind(words, out var found) ? found : null;

    /// <summary>The longest such word that begins at a token, and the number of its tokens; 0 where there is none.</summary>
    public int Longest(AnnotatedText text, int first, int end, out Nationality found) => _forms.Longest(text, first, end, out found);
}
