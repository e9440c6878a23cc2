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

    /// <summary>How many pieces are read in step, so that each weight is fetched once for all of them.</summary>
    internal const int Together = 4;
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
        var pieces = Pieces(text);
        for (var p = 0; p < pieces.Length; p += Together)
            run.Read(pieces.AsSpan(p, Math.Min(Together, pieces.Length - p)));
        JoinPieces(text, run.Arcs);
        return text with
        {
            Tags = ImmutableCollectionsMarshal.AsImmutableArray(run.Tags),
            Tree = ImmutableCollectionsMarshal.AsImmutableArray(run.Arcs),
        };
    }

    /// <summary>The sentences, longest first: pieces of like length are read together.</summary>
    private static SyntaxPiece[] Pieces(AnnotatedText text)
    {
        var pieces = new List<SyntaxPiece>(text.Sentences.Length);
        foreach (var sentence in text.Sentences)
        {
            for (var first = sentence.First; first < sentence.End; first += Longest)
                pieces.Add(new SyntaxPiece(first, Math.Min(Longest, sentence.End - first), sentence.First));
        }
        var result = pieces.ToArray();
        var order = new long[result.Length];
        for (var p = 0; p < order.Length; p++)
            order[p] = ((long)(Longest - result[p].Length) << 32) + p;
        Array.Sort(order, result);
        return result;
    }

    /// <summary>Hangs the roots of a long sentence's later pieces from the root of its first.</summary>
    private static void JoinPieces(AnnotatedText text, Arc[] arcs)
    {
        foreach (var sentence in text.Sentences)
        {
            if (sentence.End - sentence.First <= Longest)
                continue;
            var root = -1;
            for (var t = sentence.First; t < sentence.End; t++)
            {
                if (arcs[t].Head >= 0)
                    continue;
                if (root >= 0)
                    arcs[t] = new Arc(root, "parataxis");
                else
                    root = t;
            }
        }
    }
}
