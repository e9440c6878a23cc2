using System.Collections.Immutable;

namespace Crosscheck.Text;

/// <summary>One stretch of text without white space, on its way to tokens.</summary>
internal readonly ref struct Chunk(string body, int start, int end, ImmutableArray<Token>.Builder tokens)
{
    private readonly ReadOnlySpan<char> _body = body;

    public void Split()
    {
        var address = TokenShapes.HoldsAddress(_body[start..end]);
        var i = start;
        while (i < end)
        {
            if (address && IsWord(i) && TokenShapes.AddressEnd(_body, i, end) is var to && to > i)
                i = Add(i, to);
            else if (IsWord(i))
                i = Word(i);
            else if (TokenShapes.HandleEnd(_body, i, end) is var handle && handle > i)
                i = Add(i, handle);
            else if (ClockOrYear(i) is var year && year > i)
                i = Add(i, year);
            else
                i = Add(i, TokenShapes.MarksEnd(_body, i, end));
        }
    }

    private bool IsWord(int i) => char.IsLetterOrDigit(_body[i]) || char.IsSurrogate(_body[i]);

    private char At(int i) => i < end ? _body[i] : ' ';

    private int Add(int from, int to)
    {
        if (to > from)
            tokens.Add(new Token(from, to));
        return to;
    }

    /// <summary>"'90s", "’72": an apostrophe that belongs to the digits behind it.</summary>
    private int ClockOrYear(int i)
    {
        if (_body[i] is not ('\'' or '’') || i + 2 >= end || !char.IsAsciiDigit(_body[i + 1]) || !char.IsAsciiDigit(_body[i + 2]))
            return i;
        var to = i + 3;
        if (At(to) == 's')
            to++;
        return to == end || !IsWord(to) ? to : i;
    }

    /// <summary>Adds the token or tokens of the word that begins at <paramref name="from"/>; returns where it ends.</summary>
    private int Word(int from)
    {
        var to = RunEnd(from);
        if (At(to) == '.' && TakesStop(from, to))
            to++;
        var word = _body[from..to];
        if (to - from <= TokenRules.LongestFused && TokenRules.FusedAt(word) is var cut && cut > 0)
        {
            Add(from, from + cut);
            return Add(from + cut, to);
        }
        if (char.IsAsciiDigit(_body[from]))
            return Number(from, to);
        return Clitic(from, to);
    }

    /// <summary>The end of the letters, digits and the marks that hold them together.</summary>
    private int RunEnd(int from)
    {
        var i = from + 1;
        for (; i < end; i++)
        {
            var c = _body[i];
            if (char.IsLetterOrDigit(c) || char.IsSurrogate(c) || char.IsBetween(c, '\u0300', '\u036F'))
                continue;
            if (i + 1 >= end || !IsWord(i + 1) || !Joins(from, i))
                break;
        }
        return i;
    }

    /// <summary>Whether the mark at <paramref name="i"/> stands inside a word: between two word characters and of a kind that joins.</summary>
    private bool Joins(int from, int i)
    {
        var digits = char.IsAsciiDigit(_body[i - 1]) && char.IsAsciiDigit(_body[i + 1]);
        return _body[i] switch
        {
            '.' => digits || TokenShapes.StopJoins(_body, from, i, end),
            ',' => digits && TokenShapes.GroupOfThree(_body, i, end),
            ':' => digits,
            '/' => digits,
            '\'' or '’' => true,
            '_' => true,
            '&' => TokenShapes.ShortCapitals(_body, from, i, end),
            '-' or '\u2010' or '\u2011' => TokenShapes.HyphenJoins(_body, from, i, end),
            '@' => !char.IsAsciiDigit(_body[i - 1]),
            _ => false,
        };
    }

    /// <summary>Whether the full stop behind the word is part of it: an initial, an acronym or a known abbreviation.</summary>
    private bool TakesStop(int from, int to)
    {
        // "etc..." is a word and an ellipsis; "Inc.." is an abbreviation and the end of the sentence.
        if (At(to + 1) == '.' && (At(to + 2) == '.' || to + 2 < end))
            return false;
        var word = _body[from..to];
        if (word.Length == 1)
            return (char.IsUpper(word[0]) && word[0] != 'I' && !(from > start && _body[from - 1] is '-' or '\'')) || (TokenRules.IsNumbered(word) && NumberFollows(to + 1));
        if (TokenShapes.IsAcronym(word) || (char.IsAsciiDigit(word[0]) && word[^2..] is ".m"))
            return true;
        if (word.Length > TokenRules.LongestAbbreviation)
            return false;
        return TokenRules.IsAbbreviation(word) || (TokenRules.IsNumbered(word) && NumberFollows(to + 1));
    }

    private bool NumberFollows(int i)
    {
        if (i < _body.Length && _body[i] == ' ')
            i++;
        return i < _body.Length && char.IsAsciiDigit(_body[i]);
    }

    /// <summary>"27km" is a number and a unit; "20th", "1990s", "4A" and "B52" stay whole.</summary>
    private int Number(int from, int to)
    {
        var i = from;
        while (i < to && (char.IsAsciiDigit(_body[i]) || _body[i] is ',' or '.'))
            i++;
        if (i > from && i < to && TokenRules.IsUnit(_body[i..to]))
        {
            Add(from, i);
            return Add(i, to);
        }
        return Clitic(from, to);
    }

    /// <summary>Parts a final clitic ("n't", "'s") from its word; a decade ("80's") keeps it.</summary>
    private int Clitic(int from, int to)
    {
        var length = TokenShapes.CliticLength(_body[from..to]);
        if (length == 0 || length == to - from)
            return Add(from, to);
        Clitic(from, to - length);
        return Add(to - length, to);
    }
}
