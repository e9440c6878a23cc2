using Crosscheck.Data;

namespace Crosscheck.Incidents;

/// <summary>
/// One name for an actor however it is written, from <c>lexicons/actors.tsv</c> where the build has it: the first column
/// is the name, the column "aliases" holds the others between "|".
/// </summary>
public static class ActorAliases
{
    private const string File = "lexicons/actors.tsv";
    private static readonly Lazy<Dictionary<string, string>> Loaded = new(Load);

    /// <summary>The canonical name, or the name itself where the table does not hold it.</summary>
    public static string Canonical(string name)
    {
        var table = Loaded.Value;
        if (table.Count == 0)
            return name;
        return table.TryGetValue(Fold(name), out var canonical) ? canonical : name;
    }

    private static string Fold(string name) => string.Join(' ', Names.Words(name));

    private static Dictionary<string, string> Load()
    {
        var table = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!DataFile.Exists(File))
            return table;
        foreach (var row in DataFile.Rows(File))
        {
            table.TryAdd(Fold(row[0]), row[0]);
            foreach (var alias in row.Length > 3 ? row[3].Split('|') : [])
            {
                if (Fold(alias) is { Length: > 1 } folded)
                    table.TryAdd(folded, row[0]);
            }
        }
        return table;
    }
}
