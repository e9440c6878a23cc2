using System.Globalization;
using Crosscheck.Data;
using Crosscheck.Models;

namespace Crosscheck.Incidents;

/// <summary>
/// How rare a word is in news reports, from <c>lexicons/word-rarity.tsv</c>: minus the logarithm of the share of reports
/// that hold it, 0 for words in more than a third of them. A word not in the table is as rare as its rarest.
/// </summary>
public static class WordRarity
{
    private const string File = "lexicons/word-rarity.tsv";
    private static readonly Lazy<(Dictionary<uint, float> Table, float Rarest)> Loaded = new(Load);

    public static float Of(uint word)
    {
        var (table, rarest) = Loaded.Value;
        return table.TryGetValue(word, out var rarity) ? rarity : rarest;
    }

    private static (Dictionary<uint, float> Table, float Rarest) Load()
    {
        var table = new Dictionary<uint, float>();
        if (!DataFile.Exists(File))
            return (table, 1);
        foreach (var row in DataFile.Rows(File))
            table[Feature.Hash(row[0])] = float.Parse(row[1], CultureInfo.InvariantCulture);
        return (table, table.Values.Max());
    }
}
