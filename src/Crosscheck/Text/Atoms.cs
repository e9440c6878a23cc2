namespace Crosscheck.Text;

internal enum AtomKind : byte { Word, Digits, Mark }

/// <summary>
/// A run of letters, a run of digits, or one mark: what the number and time readers match on, so that "19-year-old",
/// "122mm" and "Wednesday's" read the same however the tokenizer cuts them.
/// Word is the number in the reader's vocabulary, -1 for a word that it does not know. Glued: no space stands before it.
/// Value is that of a run of digits, -1 where it has more than nine.
/// </summary>
internal readonly record struct Atom(int Start, int End, int Token, int Word, AtomKind Kind, bool Glued, int Value)
{
    public int Length => End - Start;
}

/// <summary>A text's atoms, sentence by sentence.</summary>
internal sealed class AtomText
{
    private readonly int[] _ofToken;

    private AtomText(AnnotatedText text, Atom[] items, int count, int[] ofToken)
    {
        Text = text;
        Items = items;
        Count = count;
        _ofToken = ofToken;
    }

    public AnnotatedText Text { get; }
    public Atom[] Items { get; }
    public int Count { get; }

    /// <summary>The first atom of a token, the number of atoms for the end of the tokens.</summary>
    public int OfToken(int token) => _ofToken[token];

    public ReadOnlySpan<char> Form(int atom) => Text.Body.AsSpan(Items[atom].Start, Items[atom].Length);

    public bool Capital(int atom) => Items[atom].Kind == AtomKind.Word && char.IsUpper(Text.Body[Items[atom].Start]);

    /// <summary>The tokens that atoms [first, end) touch.</summary>
    public TokenRange Tokens(int first, int end) => new(Items[first].Token, Items[end - 1].Token + 1);

    public static AtomText Split(AnnotatedText text, Vocabulary vocabulary)
    {
        var body = text.Body;
        var items = new Atom[text.Tokens.Length + 64];
        var ofToken = new int[text.Tokens.Length + 1];
        var count = 0;
        for (var t = 0; t < text.Tokens.Length; t++)
        {
            ofToken[t] = count;
            var token = text.Tokens[t];
            for (var i = token.Start; i < token.End;)
            {
                if (char.IsWhiteSpace(body[i]))
                {
                    i++;
                    continue;
                }
                if (count == items.Length)
                    Array.Resize(ref items, items.Length * 2);
                items[count] = Next(body, i, token.End, t, vocabulary);
                i = items[count++].End;
            }
        }
        ofToken[text.Tokens.Length] = count;
        return new AtomText(text, items, count, ofToken);
    }

    private static Atom Next(string body, int start, int limit, int token, Vocabulary vocabulary)
    {
        var glued = start > 0 && !char.IsWhiteSpace(body[start - 1]);
        var end = start + 1;
        if (char.IsAsciiDigit(body[start]))
        {
            var value = body[start] - '0';
            for (; end < limit && char.IsAsciiDigit(body[end]); end++)
                value = end - start >= 9 ? -1 : value * 10 + (body[end] - '0');
            return new Atom(start, end, token, vocabulary.Find(body.AsSpan(start, end - start)), AtomKind.Digits, glued, value);
        }
        if (!char.IsLetter(body[start]))
            return new Atom(start, end, token, vocabulary.Find(body[start] == '’' ? "'" : body.AsSpan(start, 1)), AtomKind.Mark, glued, -1);
        while (end < limit && char.IsLetter(body[end]))
            end++;
        return new Atom(start, end, token, vocabulary.Find(body.AsSpan(start, end - start)), AtomKind.Word, glued, -1);
    }
}
