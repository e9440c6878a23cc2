namespace Crosscheck.Text;

/// <summary>Cardinal numbers in digits and words: "1,200", "2.5 million", "twenty-seven", "a hundred and four", "two dozen".</summary>
internal readonly struct CardinalReader(AtomText text, NumberLexicon lexicon)
{
    /// <summary>The number that begins at an atom; false where none does. <paramref name="end"/> is the atom behind it.</summary>
    public bool Read(int at, int limit, out int end, out int value)
    {
        end = at;
        value = 0;
        if (at >= limit)
            return false;
        return text.Items[at].Kind == AtomKind.Digits ? Digits(at, limit, out end, out value) : Words(at, limit, out end, out value);
    }

    private NumberClass Class(int at) => lexicon.ClassOf(text.Items[at].Word);

    private bool Digits(int at, int limit, out int end, out int value)
    {
        end = at + 1;
        value = 0;
        double number = text.Items[at].Value;
        if (number < 0)
            return false;
        while (Grouped(end, limit))
        {
            number = number * 1000 + text.Items[end + 1].Value;
            end += 2;
        }
        var whole = end;
        if (Follows(end, limit, '.') && text.Items[end + 1].Length <= 2)
        {
            number += text.Items[end + 1].Value / (text.Items[end + 1].Length == 1 ? 10.0 : 100.0);
            end += 2;
        }
        if (end < limit && (Class(end) & (NumberClass.Scale | NumberClass.Hundred | NumberClass.Dozen)) != 0)
            number *= lexicon.ValueOf(text.Items[end++].Word);
        else if (end > whole)
            return false;
        if (number > int.MaxValue)
            return false;
        value = (int)Math.Round(number);
        return true;
    }

    /// <summary>A comma and exactly three digits, with no space: "1,200".</summary>
    private bool Grouped(int end, int limit) => Follows(end, limit, ',') && text.Items[end + 1].Length == 3 && text.Items[end - 1].Length <= 3;

    private bool Follows(int end, int limit, char mark) =>
        end + 1 < limit && text.Items[end].Glued && text.Items[end + 1].Glued && text.Items[end + 1].Kind == AtomKind.Digits
        && text.Text.Body[text.Items[end].Start] == mark;

    private bool Words(int at, int limit, out int end, out int value)
    {
        end = at;
        value = 0;
        var i = at;
        long total = 0, current = 0;
        var any = false;
        if ((Class(i) & NumberClass.Article) != 0)
        {
            if (i + 1 >= limit || (Class(i + 1) & (NumberClass.Hundred | NumberClass.Scale | NumberClass.Dozen)) == 0)
                return false;
            current = 1;
            i++;
        }
        var room = 1000L;
        while (i < limit)
        {
            var start = any && JoinsNext(i, limit) ? i + 1 : i;
            if (start >= limit || (Class(start) & NumberClass.NumberWord) == 0 || !Add(Class(start), lexicon.ValueOf(text.Items[start].Word), ref total, ref current, ref room))
                break;
            any = true;
            i = end = start + 1;
            if (total + current > int.MaxValue)
                return false;
        }
        value = (int)(total + current);
        return any;
    }

    /// <summary>A hyphen between number words, or "and" behind a hundred.</summary>
    private bool JoinsNext(int at, int limit)
    {
        if (at + 1 >= limit || (Class(at + 1) & (NumberClass.Unit | NumberClass.Ten)) == 0)
            return false;
        return (text.Items[at].Glued && text.Form(at) is "-" or "‑")
            || ((Class(at - 1) & (NumberClass.Hundred | NumberClass.Scale)) != 0 && text.Form(at) is "and");
    }

    private static bool Add(NumberClass word, int value, ref long total, ref long current, ref long room)
    {
        if ((word & NumberClass.Unit) != 0 && room > (value >= 10 ? 99 : 9))
        {
            current += value;
            room = 0;
            return true;
        }
        if ((word & NumberClass.Ten) != 0 && room > 99)
        {
            current += value;
            room = 10;
            return true;
        }
        if ((word & NumberClass.Hundred) != 0 && current is > 0 and < 100)
        {
            current *= 100;
            room = 100;
            return true;
        }
        if ((word & NumberClass.Dozen) != 0 && total == 0 && current < 100)
        {
            current = value == 0 ? 0 : Math.Max(1, current) * value;
            room = 0;
            return true;
        }
        if ((word & NumberClass.Scale) == 0 || current == 0)
            return false;
        total += current * value;
        current = 0;
        room = 1000;
        return true;
    }
}
