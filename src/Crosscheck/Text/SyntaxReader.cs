using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Crosscheck.Models.Neural;

namespace Crosscheck.Text;

/// <summary>
/// Part of speech, lemma, head and relation of every token, by one network (model <c>syntax</c>): see docs/decisions.
/// A sentence longer than <see cref="Longest"/> tokens is read in pieces, so that the cost stays linear in the text.
/// </summary>
public sealed unsafe class SyntaxReader : ITextStep
{
    public const int Longest = 160;
    private static readonly Lazy<SyntaxNetwork> Shipped = new(() => new SyntaxNetwork(TensorFile.Load("syntax")));
    private readonly SyntaxNetwork? _network;

    public SyntaxReader() { }

    internal SyntaxReader(SyntaxNetwork network) => _network = network;

    public string Name => "syntax";
    public Layers Requires => Layers.Tokens | Layers.Sentences;
    public Layers Sets => Layers.Tags | Layers.Tree;

    public AnnotatedText Apply(AnnotatedText text)
    {
        using var run = new SyntaxRun(_network ?? Shipped.Value, text);
        foreach (var sentence in text.Sentences)
        {
            var root = -1;
            for (var first = sentence.First; first < sentence.End; first += Longest)
                root = run.Read(first, Math.Min(Longest, sentence.End - first), sentence.First, root);
        }
        return text with
        {
            Tags = ImmutableCollectionsMarshal.AsImmutableArray(run.Tags),
            Tree = ImmutableCollectionsMarshal.AsImmutableArray(run.Arcs),
        };
    }
}
