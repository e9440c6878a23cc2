using System.Collections.Immutable;

namespace Crosscheck.Text;

/// <summary>
/// Finds time expressions and gives them TIMEX3 values (TimeML 1.2.1). The publication date is the reference for relative ones;
/// "the day before" and the like go from the date that the text told last. Rules: <c>data/rules/time-expressions.tsv</c>.
/// </summary>
public sealed class TimeReader : ITextStep
{
    public string Name => "times";
    public Layers Requires => Layers.Tokens | Layers.Sentences;
    public Layers Sets => Layers.Times;

    public AnnotatedText Apply(AnnotatedText text)
    {
        var lexicon = TimeLexicon.Default;
        var atoms = AtomText.Split(text, lexicon.Vocabulary);
        var scanner = new TimeScanner(atoms, lexicon);
        var resolver = new TimeResolver(text.Published);
        var times = ImmutableArray.CreateBuilder<TimeExpression>();
        foreach (var sentence in text.Sentences)
        {
            foreach (var match in scanner.Scan(atoms.OfToken(sentence.First), atoms.OfToken(sentence.End)))
                Add(match, match.Rule.Op == "day" ? scanner.SaidOn(match) : null, atoms, resolver, times);
        }
        return text with { Times = times.ToImmutable() };
    }

    private static void Add(in TimeMatch match, TimeMatch? said, AtomText atoms, TimeResolver resolver, ImmutableArray<TimeExpression>.Builder times)
    {
        if (match.Rule.Op is "md-pair" or "dm-pair" or "m-pair")
        {
            Add(Half(match, first: true), null, atoms, resolver, times);
            Add(Half(match, first: false), null, atoms, resolver, times);
            return;
        }
        var value = resolver.Resolve(match, said);
        var type = value.Value.Contains('T', StringComparison.Ordinal) && match.Rule.Type == "DATE" && value.Grain == TimeGrain.Day ? "TIME" : match.Rule.Type;
        times.Add(new TimeExpression(atoms.Tokens(match.First, match.End), type, value.Value, match.Rule.Id));
    }

    /// <summary>One of the two dates of "3 to 5 May" or "March 5-8, 2019".</summary>
    private static TimeMatch Half(TimeMatch match, bool first)
    {
        var slots = match.Slots;
        var op = match.Rule.Op == "m-pair" ? "ym" : slots.Year != 0 ? "ymd" : "md";
        if (!first && match.Rule.Op == "m-pair")
            slots.Month = slots.Month2;
        else if (!first)
            slots.Day = slots.Day2;
        return match with
        {
            Rule = match.Rule with { Op = op },
            Slots = slots,
            First = first ? match.First : match.Slots.First2,
            End = first ? match.Slots.First2 : match.End,
        };
    }
}
