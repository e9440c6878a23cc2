namespace Crosscheck.Text;

/// <summary>What the marks inside and around words mean, by their shape alone. All positions are offsets into the body.</summary>
internal static class TokenShapes
{
    /// <summary>Whether a web or mail address may stand in a stretch without white space.</summary>
    public static bool HoldsAddress(ReadOnlySpan<char> chunk) =>
        chunk.Length > 5 && (chunk.Contains('@') || chunk.Contains("://", StringComparison.Ordinal) || chunk.Contains("www.", StringComparison.OrdinalIgnoreCase));

    /// <summary>The end of a web or mail address that begins at <paramref name="start"/>, trailing punctuation left out; start where there is none.</summary>
    public static int AddressEnd(ReadOnlySpan<char> body, int start, int end)
    {
        var chunk = body[start..end];
        if (chunk.Length < 5)
            return start;
        var web = chunk.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || chunk.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            || chunk.StartsWith("www.", StringComparison.OrdinalIgnoreCase);
        if (!web && !IsMail(chunk))
            return start;
        while (chunk.Length > 1 && chunk[^1] is '.' or ',' or ';' or ':' or ')' or ']' or '>' or '"' or '\'' or '”' or '’' or '!' or '?')
            chunk = chunk[..^1];
        return start + chunk.Length;
    }

    private static bool IsMail(ReadOnlySpan<char> chunk)
    {
        var at = chunk.IndexOf('@');
        return at > 0 && char.IsLetterOrDigit(chunk[0]) && (char.IsLetterOrDigit(chunk[at - 1]) || chunk[at - 1] == '.')
            && chunk[(at + 1)..].IndexOf('.') > 0 && chunk.LastIndexOf('@') == at;
    }

    /// <summary>The end of an @handle or #tag; <paramref name="i"/> where there is none.</summary>
    public static int HandleEnd(ReadOnlySpan<char> body, int i, int end)
    {
        if (body[i] is not ('@' or '#') || i + 1 >= end || !(char.IsLetter(body[i + 1]) || body[i + 1] == '_'))
            return i;
        var to = i + 1;
        while (to < end && (char.IsLetterOrDigit(body[to]) || body[to] == '_'))
            to++;
        return to;
    }

    /// <summary>The end of a mark: a run of one mark that is written in runs ("...", "--", "!!", "?!"), a smiley, or one character.</summary>
    public static int MarksEnd(ReadOnlySpan<char> body, int i, int end)
    {
        var c = body[i];
        if (c is ':' or ';' or '=' && Smiley(body, i, end) is var smiley && smiley > i)
            return smiley;
        var to = i + 1;
        if (c is '!' or '?')
        {
            while (to < end && body[to] is '!' or '?')
                to++;
            return to;
        }
        if (c is '.' or '-' or '*' or '=' or '_' or '~' or '+' or '#' or '<' or '>' or '`' or '|' or '$')
            return RunOf(c, body, to, end);
        if (c is '\'' or '’' or '‘')
            return to < end && body[to] == c ? to + 1 : to;
        return to;
    }

    private static int RunOf(char c, ReadOnlySpan<char> body, int to, int end)
    {
        while (to < end && body[to] == c)
            to++;
        return to;
    }

    private static int Smiley(ReadOnlySpan<char> body, int i, int end)
    {
        var to = i + 1;
        if (to < end && body[to] == '-')
            to++;
        return to < end && body[to] is ')' or '(' && (to + 1 == end || !char.IsLetterOrDigit(body[to + 1])) ? to + 1 : i;
    }

    /// <summary>A full stop between word characters joins acronyms ("U.S"), and names of files and sites ("report.doc").</summary>
    public static bool StopJoins(ReadOnlySpan<char> body, int from, int i, int end)
    {
        if (i - 1 == from || body[i - 2] == '.')
            return !(char.IsAsciiDigit(body[i - 1]) && char.IsLetter(body[i + 1]));
        if (char.IsAsciiDigit(body[i - 2]) && body[i - 1] is 'a' or 'p' && body[i + 1] == 'm')
            return true;
        var to = i + 1;
        while (to < end && char.IsAsciiLetterLower(body[to]))
            to++;
        // "irc.example.net", "alt.animals.cat": two stops inside lower-case letters are a name, one is a slip of the pen.
        if (to + 1 < end && body[to] == '.' && to > i + 2 && char.IsAsciiLetterLower(body[to + 1]))
            return true;
        if (body[from..i].Contains('.') && char.IsAsciiLetterLower(body[i - 1]))
            return to > i + 1;
        return TokenRules.IsDomain(body[(i + 1)..to]) && (to == end || !char.IsLetterOrDigit(body[to]));
    }

    /// <summary>A comma between digits joins where three digits follow, or one or two ("3,5").</summary>
    public static bool GroupOfThree(ReadOnlySpan<char> body, int i, int end)
    {
        var to = i + 1;
        while (to < end && char.IsAsciiDigit(body[to]))
            to++;
        return to - i - 1 <= 3;
    }

    /// <summary>"AT&amp;T", "R&amp;D", "PG&amp;E": an ampersand between capitals, three at most on a side.</summary>
    public static bool ShortCapitals(ReadOnlySpan<char> body, int from, int i, int end)
    {
        for (var j = from; j < i; j++)
        {
            if (!char.IsLetter(body[j]))
                return false;
        }
        return i - from <= 3 && (i + 2 >= end || !char.IsLetter(body[i + 2]) || i + 3 >= end || !char.IsLetter(body[i + 3]));
    }

    /// <summary>A hyphen joins behind a prefix ("anti-tank", "e-mail") and in the numbers of telephones and files.</summary>
    public static bool HyphenJoins(ReadOnlySpan<char> body, int from, int i, int end)
    {
        if (TokenRules.IsPrefix(body[from..i]))
            return char.IsLetterOrDigit(body[i + 1]);
        if (!char.IsAsciiDigit(body[i - 1]) || !char.IsAsciiDigit(body[i + 1]))
            return TokenRules.IsPrefix(LastPart(body[from..i])) && char.IsLetter(body[i + 1]);
        var left = i;
        while (left > from && char.IsAsciiDigit(body[left - 1]))
            left--;
        var right = i + 1;
        while (right < end && char.IsAsciiDigit(body[right]))
            right++;
        var more = (left > from && body[left - 1] == '-') || (right + 1 < end && body[right] == '-' && char.IsAsciiDigit(body[right + 1]));
        return more || (i - left is 1 or 3 && right - i - 1 == 4);
    }

    private static ReadOnlySpan<char> LastPart(ReadOnlySpan<char> word) => word[(word.LastIndexOf('-') + 1)..];

    /// <summary>Letters and full stops by turns: "U.S", "a.m", "Ph.D".</summary>
    public static bool IsAcronym(ReadOnlySpan<char> word)
    {
        if (word.Length < 3 || word[^2] != '.' || !char.IsLetter(word[^1]))
            return false;
        foreach (var c in word)
        {
            if (c != '.' && !char.IsLetter(c))
                return false;
        }
        return true;
    }

    /// <summary>The length of the clitic that ends a word; 0 where there is none.</summary>
    public static int CliticLength(ReadOnlySpan<char> word)
    {
        var n = word.Length;
        if (n < 2 || char.IsAsciiDigit(word[0]) && n > 2 && char.IsAsciiDigit(word[n - 3]))
            return 0;
        if (n >= 3 && word[n - 2] is '\'' or '’')
            return n > 3 && word[n - 1] is 't' or 'T' && word[n - 3] is 'n' or 'N' ? 3 : word[n - 1] is 's' or 'S' or 'm' or 'M' or 'd' or 'D' ? 2 : 0;
        if (n >= 4 && word[n - 3] is '\'' or '’')
            return word[(n - 2)..] is "re" or "RE" or "ve" or "VE" or "ll" or "LL" ? 3 : 0;
        return 0;
    }
}
