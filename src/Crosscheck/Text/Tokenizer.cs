using System.Collections.Immutable;

namespace Crosscheck.Text;

/// <summary>Splits the body into words and marks.</summary>
public sealed class Tokenizer : ITextStep
{
    public string Name => "tokenizer";
    public Layers Requires => Layers.None;
    public Layers Sets => Layers.Tokens;

    public AnnotatedText Apply(AnnotatedText text)
    {
        var body = text.Body;
        var tokens = ImmutableArray.CreateBuilder<Token>(body.Length / 5);
        var i = 0;
        while (i < body.Length)
        {
            if (char.IsWhiteSpace(body[i]))
            {
                i++;
                continue;
            }
            var start = i++;
            if (char.IsLetterOrDigit(body[start]))
            {
                while (i < body.Length && (char.IsLetterOrDigit(body[i]) || (body[i] is '-' or ',' or '.' && i + 1 < body.Length && char.IsLetterOrDigit(body[i + 1]))))
                    i++;
            }
            tokens.Add(new Token(start, i));
        }
        return text with { Tokens = tokens.ToImmutable() };
    }
}
