using Crosscheck.Data;

namespace Crosscheck.Text.Names;

/// <summary>Kinds of words that stand in or beside names (data/lexicons/name-words.tsv).</summary>
internal enum NameWord : byte { None, Title, Rank, OrgHead, PlaceHead, Weapon, Platform, Speech, Calendar }

internal static class NameWords
{
    private static readonly Lazy<PhraseTable<NameWord>> Loaded = new(Load);

    public static PhraseTable<NameWord> Shared => Loaded.Value;

    private static PhraseTable<NameWord> Load()
    {
        var words = new PhraseTable<NameWord>();
        foreach (var row in DataFile.Rows("lexicons/name-words.tsv"))
            words.Add(row[0], Enum.Parse<NameWord>(row[1], ignoreCase: true));
        return words;
    }
}
