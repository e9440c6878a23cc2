using System.Collections.Immutable;

namespace Crosscheck.Text;

/// <summary>Groups tokens into sentences; a blank line always ends one.</summary>
public sealed class SentenceSplitter : ITextStep
{
    public string Name => "sentences";
    public Layers Requires => Layers.Tokens;
    public Layers Sets => Layers.Sentences;

    public AnnotatedText Apply(AnnotatedText text)
    {
        var sentences = ImmutableArray.CreateBuilder<Sentence>();
        int first = 0, paragraph = 0;
        for (var i = 0; i < text.Tokens.Length; i++)
        {
            var last = i + 1 == text.Tokens.Length;
            var breaks = !last && text.Body.AsSpan(text.Tokens[i].End, text.Tokens[i + 1].Start - text.Tokens[i].End).Contains('\n');
            if (!last && !breaks && text.Form(i) is not ("." or "!" or "?"))
                continue;
            sentences.Add(new Sentence(first, i + 1, paragraph));
            first = i + 1;
            if (breaks)
                paragraph++;
        }
        return text with { Sentences = sentences.ToImmutable() };
    }
}
