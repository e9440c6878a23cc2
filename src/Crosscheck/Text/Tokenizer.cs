using System.Collections.Immutable;

namespace Crosscheck.Text;

/// <summary>
/// Splits the body into words and marks as UD English does: clitics apart ("do n't", "Iraq 's"), compounds apart at hyphens
/// ("15 - year - old") but not behind a prefix ("anti-tank"), number and unit apart ("27 km", "$ 5 m"), abbreviations with their
/// full stop ("U.S.", "Gen."), and addresses, handles and runs of marks whole. Linear in the text.
/// </summary>
public sealed class Tokenizer : ITextStep
{
    public string Name => "tokenizer";
    public Layers Requires => Layers.None;
    public Layers Sets => Layers.Tokens;

    public AnnotatedText Apply(AnnotatedText text) => text with { Tokens = Split(text.Body) };

    /// <summary>The tokens of a text, in order; every character that is not white space is in exactly one.</summary>
    public static ImmutableArray<Token> Split(string body)
    {
        var tokens = ImmutableArray.CreateBuilder<Token>(body.Length / 5 + 4);
        var i = 0;
        while (i < body.Length)
        {
            if (IsSpace(body[i]))
            {
                i++;
                continue;
            }
            var end = i + 1;
            while (end < body.Length && !IsSpace(body[end]))
                end++;
            new Chunk(body, i, end, tokens).Split();
            i = end;
        }
        return tokens.DrainToImmutable();
    }

    /// <summary>White space, and the invisible marks (zero-width space, byte order mark, bidirectional controls) that no word holds.</summary>
    internal static bool IsSpace(char c) =>
        c <= ' ' || (c >= '\u007F' && (char.IsWhiteSpace(c) || c is '\u200B' or '\u200E' or '\u200F' or '\uFEFF' or (>= '\u202A' and <= '\u202E') or (>= '\u0080' and <= '\u009F')));
}
