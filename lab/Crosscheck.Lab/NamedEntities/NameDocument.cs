using System.Collections.Immutable;
using Crosscheck.Text;

namespace Crosscheck.Lab.NamedEntities;

/// <summary>A span of a document with its type in the set's own terms ("PER").</summary>
internal readonly record struct GoldName(TokenRange Tokens, string Type);

/// <summary>
/// A document with its names as a corpus has them. Fold is its side in five-fold cross-validation, by a hash
/// of its id. Text has tokens, sentences and tags.
/// </summary>
internal sealed record NameDocument(string Corpus, string Id, AnnotatedText Text, ImmutableArray<GoldName> Gold)
{
    public int Fold => (int)(Models.Feature.Hash(Id) % 5);

    /// <summary>Builds a document from sentences of words, joined by spaces, and tags it.</summary>
    public static NameDocument Of(string corpus, string id, IReadOnlyList<IReadOnlyList<string>> sentences, IEnumerable<GoldName> gold)
    {
        var body = new System.Text.StringBuilder();
        var tokens = ImmutableArray.CreateBuilder<Token>();
        var ranges = ImmutableArray.CreateBuilder<Sentence>();
        foreach (var sentence in sentences.Where(s => s.Count > 0))
        {
            var first = tokens.Count;
            foreach (var word in sentence)
            {
                tokens.Add(new Token(body.Length, body.Length + word.Length));
                body.Append(word).Append(' ');
            }
            ranges.Add(new Sentence(first, tokens.Count, ranges.Count));
        }
        var text = new AnnotatedText { Body = body.ToString(), Tokens = tokens.ToImmutable(), Sentences = ranges.ToImmutable() };
        return new NameDocument(corpus, id, new SyntaxReader().Apply(text), [.. gold]);
    }
}
