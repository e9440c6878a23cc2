namespace Crosscheck.Text;

internal readonly record struct UncountedMention(CountValue Value, TokenRange? Group, string By, QuantityKind Kind);

/// <summary>
/// One person or an uncounted plural that a report may tell of as a victim ("a child", "the driver", "civilians", "he"), and munitions
/// ("a bomb", "rockets"): people only in sentences that hold a word of harm.
/// </summary>
internal readonly struct UncountedReader(AtomText text, NumberLexicon lexicon)
{
    private const int ClauseReach = 10;
    private readonly CountedNoun _nouns = new(text, lexicon);

    public bool Read(int at, int first, int limit, bool harm, out int next, out UncountedMention mention)
    {
        next = at;
        mention = default;
        if (text.Items[at].Kind != AtomKind.Word)
            return false;
        var c = Class(at);
        if ((c & NumberClass.Pronoun) != 0 && harm && !(text.Form(at) is "her" or "Her" && _nouns.Head(at + 1, limit, out _) >= 0))
        {
            next = at + 1;
            mention = new UncountedMention(CountValue.Exact(1), null, "pronoun", QuantityKind.Pronoun);
            return true;
        }
        var determiner = c & NumberClass.Determiner;
        if (determiner == 0 && ((c & NumberClass.Function) != 0 || ((c & (NumberClass.Noun | NumberClass.Adjective | NumberClass.Demonym)) == 0 && !text.Capital(at))))
            return false;
        var start = determiner == 0 ? at : at + 1;
        var head = start < limit ? _nouns.Head(start, limit, out start) : -1;
        if (head < 0)
            return harm && Bare(c, at, limit, out next, out mention);
        return Mention(at, start, head, limit, first, determiner, harm, out next, out mention);
    }

    /// <summary>"another was injured", "the other is critical", "the third".</summary>
    private bool Bare(NumberClass c, int at, int limit, out int next, out UncountedMention mention)
    {
        next = at + 1;
        mention = new UncountedMention(CountValue.Exact(1), null, "singular:another", QuantityKind.Singular);
        if ((c & NumberClass.Another) != 0)
            return true;
        if (text.Form(at) is not ("the" or "The") || next >= limit || text.Form(next) is not ("other" or "second" or "third" or "fourth"))
            return false;
        next++;
        mention = mention with { By = "singular:other" };
        return next >= limit || text.Items[next].Kind == AtomKind.Mark || (Class(next) & NumberClass.Function) != 0 || (Class(next) & NumberClass.Adjective) != 0;
    }

    private bool Mention(int at, int start, int head, int limit, int first, NumberClass determiner, bool harm, out int next, out UncountedMention mention)
    {
        next = at;
        mention = default;
        var c = Class(head);
        var people = (c & (NumberClass.Person | NumberClass.Persons | NumberClass.Harm | NumberClass.Demonym)) != 0;
        if (people && !harm)
            return false;
        if (determiner == 0 && (c & NumberClass.Participle) != 0 && !NamesPeople(head))
            return false;
        _nouns.Read(start, limit, out var groupEnd);
        var group = text.Tokens(start, (c & NumberClass.Harm) != 0 ? head + 1 : Math.Max(groupEnd, head + 1));
        next = head + 1;
        if ((c & NumberClass.Harm) != 0 && Negated(at, head, first, limit))
            mention = new UncountedMention(CountValue.Exact(0), group, "zero:negated", QuantityKind.Count);
        else if ((c & (NumberClass.Plural | NumberClass.Harm)) != 0 && (determiner & NumberClass.Article) == 0)
            mention = new UncountedMention(new CountValue(2, null, null, false), group, "plural:" + By(determiner), QuantityKind.Plural);
        else if ((c & (NumberClass.SingularNoun | NumberClass.Demonym)) != 0 || (determiner & NumberClass.Article) != 0)
            mention = new UncountedMention(CountValue.Exact(1), group, "singular:" + By(determiner), QuantityKind.Singular);
        else
            return false;
        return true;
    }

    /// <summary>"wounded" by itself is people where its tag says so ("wounded were carried out"), not in "was wounded".</summary>
    private bool NamesPeople(int at) =>
        text.Text.Tags.IsDefaultOrEmpty ? at == 0 : text.Text.Tags[text.Items[at].Token].Upos is Upos.NOUN or Upos.PROPN;

    private static string By(NumberClass determiner) => determiner switch
    {
        NumberClass.Article => "a",
        NumberClass.Definite => "the",
        NumberClass.Possessive => "possessive",
        NumberClass.Another => "another",
        _ => "bare",
    };

    /// <summary>"did not cause any casualties", "injuries have not been reported".</summary>
    private bool Negated(int at, int head, int first, int limit)
    {
        for (var i = at - 1; i >= Math.Max(first, at - ClauseReach) && text.Form(i) is not ("," or ";" or "but"); i--)
        {
            if ((Class(i) & NumberClass.Negation) != 0)
                return true;
        }
        for (var i = head + 1; i < Math.Min(limit, head + 5); i++)
        {
            if (text.Form(i) is "not" or "never")
                return true;
        }
        return false;
    }

    private NumberClass Class(int at) => lexicon.ClassOf(text.Items[at].Word);
}
