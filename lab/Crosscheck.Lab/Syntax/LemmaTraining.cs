using System.Globalization;
using System.Text;
using Crosscheck.Text;

namespace Crosscheck.Lab.Syntax;

/// <summary>
/// Learns the lemmatizer's rows: for each tag and ending the edit that most words take, kept only where the next shorter ending
/// says otherwise. Irregular words of <c>data/lexicons/irregular.tsv</c> that the treebanks lack are added as words of their own.
/// </summary>
public static class LemmaTraining
{
    private sealed record Example(string Form, string Lemma, Lemmatizer.Edit Edit);

    public static string Train(IReadOnlyList<Treebank> documents, string irregular)
    {
        var groups = new SortedDictionary<string, List<Example>>(StringComparer.Ordinal);
        foreach (var sentence in documents.SelectMany(d => d.Sentences))
        {
            for (var i = 0; i < sentence.Length; i++)
            {
                var word = sentence[i];
                if (word.Lemma is not "_" && word.Xpos is not ("ADD" or "NFP") && word.Form.Length <= 64)
                    Add(groups, Lemmatizer.Group(word.Form, word.Xpos, i == 0), word.Form, word.Lemma);
            }
        }
        // The list of irregular forms goes before the treebank: other lemmas of these forms are slips.
        foreach (var forms in File.ReadLines(irregular).Skip(1).Select(l => l.Split('\t')).GroupBy(r => (r[0], r[1])))
        {
            var (group, form) = forms.Key;
            bool Same(Example e) => e.Form.Equals(form, StringComparison.OrdinalIgnoreCase);
            groups[group].RemoveAll(e => Same(e) && !forms.Any(r => r[2] == e.Lemma));
            if (!groups[group].Exists(Same))
                Add(groups, group, form, forms.First()[2]);
        }
        var text = new StringBuilder("tag\tending\tstrip\tadd\tcase\n");
        foreach (var (group, examples) in groups)
            WriteGroup(text, group, examples);
        return text.ToString();
    }

    private static void Add(SortedDictionary<string, List<Example>> groups, string group, string form, string lemma)
    {
        if (!groups.TryGetValue(group, out var list))
            groups[group] = list = [];
        list.Add(new Example(form, lemma, EditOf(form, lemma)));
    }

    private static Lemmatizer.Edit EditOf(string form, string lemma)
    {
        int same = 0, folded = 0;
        while (same < form.Length && same < lemma.Length && form[same] == lemma[same])
            same++;
        while (folded < form.Length && folded < lemma.Length && char.ToLowerInvariant(form[folded]) == lemma[folded])
            folded++;
        var lower = folded > same || !form.Any(char.IsUpper);
        var keep = lower ? folded : same;
        return new Lemmatizer.Edit(form.Length - keep, lemma[keep..], lower);
    }

    private static void WriteGroup(StringBuilder text, string group, List<Example> examples)
    {
        var rows = new Dictionary<uint, Lemmatizer.Edit>();
        for (var length = 0; length <= Lemmatizer.LongestEnding + 1; length++)
        {
            var whole = length > Lemmatizer.LongestEnding;
            foreach (var ending in examples.Where(e => whole || e.Form.Length >= length)
                .GroupBy(e => whole ? "^" + Plain(e.Form) : Plain(e.Form)[^length..]).OrderBy(g => g.Key, StringComparer.Ordinal))
            {
                // A word counts once and a bit more for its frequency: endings should speak for unseen words.
                var best = ending.GroupBy(e => e.Edit).OrderByDescending(g => whole ? g.Count() : g.Select(e => e.Form).Distinct().Count()).ThenBy(g => g.Key.Strip).ThenBy(g => g.Key.Add, StringComparer.Ordinal).First();
                if (length > 0 && length < 6 && ending.Select(e => Plain(e.Form)).Distinct().Count() < 3)
                    continue;
                if (length > 0 && Lemmatizer.Find(rows, whole ? best.First().Form : ending.Key, group) is { } shorter && shorter == best.Key)
                    continue;
                if (whole && Lemmatizer.Find(rows, best.First().Form, group) is { } known && known.Apply(best.First().Form) == best.First().Lemma)
                    continue;
                rows[Lemmatizer.Key(group, ending.Key)] = best.Key;
                text.Append(CultureInfo.InvariantCulture, $"{group}\t{ending.Key}\t{best.Key.Strip}\t{best.Key.Add}\t{(best.Key.Lower ? "lower" : "keep")}\n");
            }
        }
    }

    private static string Plain(string form) => form.ToLowerInvariant().Replace('’', '\'');
}
