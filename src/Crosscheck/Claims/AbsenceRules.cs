using System.Collections.Immutable;
using Crosscheck.Data;
using Crosscheck.Text;

namespace Crosscheck.Claims;

/// <summary>
/// Claims that say that there is none or that it is not known ("no group has claimed the attack"): pairs of word lists within
/// a window of one sentence. They propose; the decision model disposes.
/// </summary>
internal sealed class AbsenceRules
{
    private sealed record Rule(string Id, ImmutableArray<string[]> First, HashSet<string> Second, int Window, ClaimAttribute Attribute, string Value);

    private readonly Dictionary<string, List<(Rule Rule, string[] Words)>> _byFirstWord = new(StringComparer.Ordinal);

    private AbsenceRules(IEnumerable<string[]> rows)
    {
        foreach (var row in rows)
        {
            var rule = new Rule(row[0], [.. row[1].Split('|').Select(p => p.Split(' '))], [.. row[2].Split('|')],
                int.Parse(row[3], System.Globalization.CultureInfo.InvariantCulture), Enum.Parse<ClaimAttribute>(row[4], ignoreCase: true), row[5]);
            foreach (var words in rule.First)
            {
                if (!_byFirstWord.TryGetValue(words[0], out var list))
                    _byFirstWord[words[0]] = list = [];
                list.Add((rule, words));
            }
        }
    }

    public static AbsenceRules Shared { get; } = new(DataFile.Rows("rules/absences.tsv"));

    /// <summary>Adds at most one candidate of an attribute a sentence, spanning both words of the rule.</summary>
    public void Read(AnnotatedText text, ImmutableArray<ClaimCandidate>.Builder found)
    {
        foreach (var sentence in text.Sentences)
        {
            var words = new string[sentence.End - sentence.First];
            for (var t = 0; t < words.Length; t++)
                words[t] = text.Form(sentence.First + t).ToString().ToLowerInvariant();
            var seen = 0u;
            for (var t = 0; t < words.Length; t++)
            {
                if (!_byFirstWord.TryGetValue(words[t], out var rules))
                    continue;
                foreach (var (rule, phrase) in rules)
                {
                    if ((seen >> (int)rule.Attribute & 1) != 0 || !Matches(words, t, phrase) || Second(words, t, phrase.Length, rule) is not { } end)
                        continue;
                    seen |= 1u << (int)rule.Attribute;
                    found.Add(new ClaimCandidate(rule.Attribute, new TokenRange(sentence.First + Math.Min(t, end), sentence.First + Math.Max(t + phrase.Length, end + 1)),
                        new ClaimValue { Text = rule.Value }, 0.5, "absences:" + rule.Id));
                }
            }
        }
    }

    private static bool Matches(string[] words, int at, string[] phrase)
    {
        if (at + phrase.Length > words.Length)
            return false;
        for (var i = 1; i < phrase.Length; i++)
        {
            if (words[at + i] != phrase[i])
                return false;
        }
        return true;
    }

    /// <summary>The nearest word of the rule's second list: after the first phrase, else before it.</summary>
    private static int? Second(string[] words, int at, int length, Rule rule)
    {
        for (var t = at + length; t < Math.Min(words.Length, at + length + rule.Window); t++)
        {
            if (rule.Second.Contains(words[t]))
                return t;
        }
        for (var t = at - 1; t >= Math.Max(0, at - rule.Window); t--)
        {
            if (rule.Second.Contains(words[t]))
                return t;
        }
        return null;
    }
}
