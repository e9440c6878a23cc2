namespace Crosscheck.Text;

/// <summary>Tells counts from the other numbers of a report: dates, ages, distances, calibres, flight numbers ...</summary>
internal readonly struct NumberContext(AtomText text, NumberLexicon lexicon)
{
    /// <summary>
    /// The kind of the number in atoms [at, end) of a sentence [first, limit). <paramref name="kindEnd"/> covers its unit.
    /// <paramref name="modified"/>: "at least" or the like stands before it.
    /// </summary>
    public QuantityKind KindOf(int at, int end, int limit, int first, int value, bool modified, out int kindEnd)
    {
        kindEnd = end;
        if (lexicon.ContextAfter.Match(text, end, limit, out var unitEnd) is { } after && UnitStands(end, unitEnd, limit) && !DescribesPeople(end, unitEnd, limit, value))
        {
            kindEnd = unitEnd;
            return after.Kind;
        }
        for (var back = 1; back <= 3 && at - back >= first; back++)
        {
            if (lexicon.ContextBefore.Match(text, at - back, at, out var stop) is { } before && stop == at)
                return before.Kind;
        }
        if (text.Items[at].Kind != AtomKind.Digits)
            return QuantityKind.Count;
        return Marks(at, end, limit, first, value, modified, ref kindEnd);
    }

    /// <summary>"Two night watchmen", "three day labourers": a unit in the singular behind more than one says what kind of people are counted.</summary>
    private bool DescribesPeople(int end, int unitEnd, int limit, int value) =>
        value > 1 && unitEnd == end + 1 && text.Items[end].Kind == AtomKind.Word && !text.Items[end].Glued && text.Form(end)[^1] != 's' && text.Items[end].Length > 2
        && unitEnd < limit && (lexicon.ClassOf(text.Items[unitEnd].Word) & NumberClass.Plural) != 0;

    /// <summary>A one-letter unit ("m", "h", "g") stands only where it touches the number or ends the phrase.</summary>
    private bool UnitStands(int end, int unitEnd, int limit)
    {
        if (text.Items[end].Kind != AtomKind.Word)
            return true;
        if (text.Items[end].Length <= 2)
            return text.Items[end].Glued || unitEnd >= limit || text.Items[unitEnd].Kind != AtomKind.Word || text.Items[end].Length == 2;
        return true;
    }

    private QuantityKind Marks(int at, int end, int limit, int first, int value, bool modified, ref int kindEnd)
    {
        var behind = end < limit ? text.Text.Body[text.Items[end].Start] : ' ';
        var gluedBehind = end < limit && text.Items[end].Glued;
        var before = at > first ? text.Text.Body[text.Items[at - 1].Start] : ' ';
        var gluedBefore = at > first && text.Items[at].Glued;
        if (gluedBehind && behind == ':' && end + 1 < limit && text.Items[end + 1].Kind == AtomKind.Digits)
        {
            kindEnd = end + 2;
            return QuantityKind.Clock;
        }
        if (gluedBefore && (before == ':' || before == '.') && at - 2 >= first && text.Items[at - 2].Kind == AtomKind.Digits)
            return before == ':' ? QuantityKind.Clock : QuantityKind.Other;
        if (gluedBehind && behind is '/' or '.' && end + 1 < limit && text.Items[end + 1].Glued && text.Items[end + 1].Kind == AtomKind.Digits)
            return QuantityKind.Date;
        if (gluedBefore && (before == '/' || before == '.' || text.Items[at - 1].Kind == AtomKind.Word))
            return QuantityKind.Identifier;
        if (gluedBefore && before is '-' or '–' && at - 2 >= first && text.Items[at - 1].Glued && text.Items[at - 2].Kind == AtomKind.Word)
            return QuantityKind.Identifier;
        if (gluedBehind && text.Items[end].Kind == AtomKind.Word)
            return QuantityKind.Identifier;
        return Calendar(at, end, limit, first, value, modified);
    }

    private QuantityKind Calendar(int at, int end, int limit, int first, int value, bool modified)
    {
        if (!modified && value <= 31 && (IsMonth(at - 1, first, limit) || IsMonth(end, first, limit)))
            return QuantityKind.Date;
        if (!modified && value <= 31 && at - 2 >= first && text.Form(at - 1) is "." && IsMonth(at - 2, first, limit))
            return QuantityKind.Date;
        if (text.Items[at].Length == 4 && end == at + 1 && value is >= 1900 and < 2100 && !modified && !CountedNext(end, limit))
            return QuantityKind.Date;
        return Age(at, end, limit, first, value, modified) ? QuantityKind.Age : QuantityKind.Count;
    }

    private bool IsMonth(int at, int first, int limit) =>
        at >= first && at < limit && (lexicon.ClassOf(text.Items[at].Word) & NumberClass.Month) != 0 && text.Capital(at);

    /// <summary>Ahmad Karim, 42, or (42) behind a name.</summary>
    private bool Age(int at, int end, int limit, int first, int value, bool modified)
    {
        if (modified || value is < 1 or > 110 || at - 2 < first || !text.Capital(at - 2))
            return false;
        var open = text.Form(at - 1);
        return (open is "," && (end >= limit || text.Form(end) is "," or "." or ";")) || (open is "(" && end < limit && text.Form(end) is ")");
    }

    private bool CountedNext(int end, int limit) =>
        end < limit && (lexicon.ClassOf(text.Items[end].Word) & (NumberClass.Plural | NumberClass.Adjective | NumberClass.Demonym)) != 0;
}
