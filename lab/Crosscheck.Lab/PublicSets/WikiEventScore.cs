using Crosscheck.Lab.Scoring;

namespace Crosscheck.Lab.PublicSets;

/// <summary>
/// <c>lab score wikievents FOLDER</c>: triggers (token and kind) and argument heads (event, role, a token of the gold mention) of attacks,
/// detonations, injuries and deaths in dev.jsonl, by models trained on train.jsonl.
/// </summary>
internal static class WikiEventScore
{
    private const string Published = "argument heads 0.65-0.70 (with a language model, given triggers)";

    public static int Run(string[] args)
    {
        var train = WikiEvents.Load(Path.Combine(args[0], "train.jsonl"));
        var dev = WikiEvents.Load(Path.Combine(args[0], "dev.jsonl"));
        var reader = new WikiEventReader(train);
        var read = dev.ToDictionary(d => d.Id, d => reader.Read(d.Text), StringComparer.Ordinal);
        var given = dev.ToDictionary(d => d.Id, d => d.Events.Select(e => e with { Arguments = reader.ArgumentsOf(d.Text, e.End - 1, e.Kind) }).ToList(), StringComparer.Ordinal);
        var list = WordList(train);
        var first = dev.ToDictionary(d => d.Id, d => Enumerable.Range(0, d.Text.Tokens.Length).Where(i => list.ContainsKey(d.Text.Tags[i].Lemma))
            .Select(i => new WikiEvent(list[d.Text.Tags[i].Lemma], i, i + 1, [])).ToList(), StringComparer.Ordinal);
        return AccuracyPage.Report(args,
        [
            PublicFigure.Of("wikievents", "triggers F1, a list of words", Triggers(dev, d => first[d.Id]), ""),
            PublicFigure.Of("wikievents", "triggers F1", Triggers(dev, d => read[d.Id]), ""),
            PublicFigure.Of("wikievents", "argument heads F1, given triggers", Arguments(dev, d => given[d.Id]), Published),
            PublicFigure.Of("wikievents", "argument heads F1", Arguments(dev, d => read[d.Id]), ""),
        ]);
    }

    public static Ratio Triggers(IEnumerable<WikiDocument> gold, Func<WikiDocument, IReadOnlyList<WikiEvent>> read)
    {
        var sum = new Ratio();
        foreach (var d in gold)
        {
            var (want, got) = (d.Events.Select(e => (e.Kind, e.End)).ToHashSet(), read(d).Select(e => (e.Kind, e.End)).ToHashSet());
            sum += new Ratio(want.Count(got.Contains), want.Count, got.Count);
        }
        return sum;
    }

    /// <summary>Each gold argument is found once at most, by an argument of the same role of an event with that trigger and kind.</summary>
    public static Ratio Arguments(IEnumerable<WikiDocument> gold, Func<WikiDocument, IReadOnlyList<WikiEvent>> read)
    {
        var sum = new Ratio();
        foreach (var d in gold)
        {
            var mine = read(d).SelectMany(e => e.Arguments.Select(a => (e.Kind, e.End, Argument: a))).Distinct().ToList();
            var want = d.Events.SelectMany(e => e.Arguments.Select(a => (e.Kind, e.End, Argument: a))).Distinct().ToList();
            var used = new HashSet<int>();
            foreach (var w in want)
            {
                foreach (var (m, i) in mine.Select((m, i) => (m, i)))
                {
                    var touches = m.Argument.End > w.Argument.First && m.Argument.First < w.Argument.End;
                    if (touches && m.Kind == w.Kind && m.End == w.End && m.Argument.Role == w.Argument.Role && used.Add(i))
                        break;
                }
            }
            sum += new Ratio(used.Count, want.Count, mine.Count);
        }
        return sum;
    }

    /// <summary>The first model: lemmas that are a trigger in a third of the annotated sentences that hold them, of the kind that they mostly are.</summary>
    private static Dictionary<string, string> WordList(List<WikiDocument> train)
    {
        var seen = train.SelectMany(d => d.Text.Tags.Where((_, i) => d.Annotated.Contains(d.Text.SentenceOf(i)))).GroupBy(t => t.Lemma, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        return train.SelectMany(d => d.Events.DistinctBy(e => e.End).Select(e => (d.Text.Tags[e.End - 1].Lemma, e.Kind))).GroupBy(x => x.Lemma, StringComparer.Ordinal)
            .Where(g => g.Count() > 1 && 3 * g.Count() > seen[g.Key]).ToDictionary(g => g.Key, g => g.GroupBy(x => x.Kind, StringComparer.Ordinal).MaxBy(k => k.Count())!.Key, StringComparer.Ordinal);
    }
}
