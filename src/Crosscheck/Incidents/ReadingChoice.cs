using System.Collections.Immutable;
using System.Globalization;
using Crosscheck.Claims;
using Crosscheck.Claims.Llm;

namespace Crosscheck.Incidents;

/// <summary>
/// Which readings of a document count: our newest, and of each language model the one by the newest prompt. They count together,
/// a claim that several hold once. The order of their arrival plays no part.
/// </summary>
public static class ReadingChoice
{
    /// <summary>The names of the readers that count, ours first, then the models by name.</summary>
    public static ImmutableArray<string> Names(IEnumerable<string> readers)
    {
        var all = readers.Distinct(StringComparer.Ordinal).ToList();
        var models = all.Where(IsModel).GroupBy(r => Model(r).Name, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => g.OrderBy(r => Model(r).Prompt).ThenBy(r => r, StringComparer.Ordinal).Last());
        var ours = all.Where(r => !IsModel(r)).ToList();
        return ours.Count == 0 ? [.. models] : [ours.Aggregate((a, b) => ReadingOrder.Compare(b, a) > 0 ? b : a), .. models];
    }

    /// <summary>The reading that counts; null of none.</summary>
    public static Reading? Of(IEnumerable<Reading> readings)
    {
        var byReader = readings.ToDictionary(r => r.Reader, StringComparer.Ordinal);
        return Names(byReader.Keys).Select(n => byReader[n]).Aggregate((Reading?)null, (all, r) => all is null ? r : ReadingUnion.OfReaders(all, r));
    }

    public static bool IsModel(string reader) => reader.StartsWith(LlmPrompt.Prefix, StringComparison.Ordinal);

    private static (string Name, int Prompt) Model(string reader)
    {
        var at = reader.LastIndexOf("/prompt-", StringComparison.Ordinal);
        return at > 0 && int.TryParse(reader.AsSpan(at + 8), NumberStyles.None, CultureInfo.InvariantCulture, out var prompt) ? (reader[..at], prompt) : (reader, 0);
    }
}

/// <summary>The order of the versions of one reader.</summary>
public static class ReadingOrder
{
    /// <summary>Compares "crosscheck/0.10" with "crosscheck/0.9" by numbers; other names by letters, below any of ours.</summary>
    public static int Compare(string a, string b)
    {
        var (x, y) = (Parse(a), Parse(b));
        if (x is not null && y is not null)
            return x.CompareTo(y) is var c && c != 0 ? c : string.CompareOrdinal(a, b);
        return x is null && y is null ? string.CompareOrdinal(a, b) : x is null ? -1 : 1;
    }

    private static System.Version? Parse(string reader) =>
        reader.StartsWith("crosscheck/", StringComparison.Ordinal) && System.Version.TryParse(reader.AsSpan(11), out var version) ? version : null;
}
