using System.Runtime.InteropServices;
using Crosscheck.Models;

namespace Crosscheck.Text;

/// <summary>Where a sentence may end inside a line, and what the model looks at there.</summary>
internal readonly ref struct SentenceBoundaries(string body, ReadOnlySpan<Token> tokens)
{
    public const int MaxFeatures = 32;
    private readonly ReadOnlySpan<Token> _tokens = tokens;

    private ReadOnlySpan<char> Form(int i) =>
        (uint)i < (uint)_tokens.Length ? body.AsSpan(_tokens[i].Start, _tokens[i].End - _tokens[i].Start) : [];

    /// <summary>A boundary stands behind a mark, or before a word that does not begin in lower case and has a space before it.</summary>
    public bool IsCandidate(int i)
    {
        if (i + 1 >= _tokens.Length)
            return false;
        var last = body[_tokens[i].End - 1];
        var next = body[_tokens[i + 1].Start];
        var gap = _tokens[i + 1].Start > _tokens[i].End;
        if (!gap)
            return last is '.' or '!' or '?' && !char.IsLower(next);
        return !char.IsLetterOrDigit(last) && last is not (',' or '-' or '(' or '[' or '$' or '#') || !char.IsLower(next) && next is not (',' or ')');
    }

    /// <summary>Writes the features of the boundary behind token <paramref name="i"/> of a sentence that began at <paramref name="first"/>.</summary>
    public int Features(int i, int first, Span<uint> features)
    {
        var n = 0;
        uint last = Word(Form(i)), previous = Word(Form(i - 1)), next = Word(Form(i + 1)), second = Word(Form(i + 2));
        uint lastShape = Shape(Form(i)), nextShape = Shape(Form(i + 1)), previousShape = Shape(Form(i - 1)), secondShape = Shape(Form(i + 2));
        var gap = (uint)(_tokens[i + 1].Start - _tokens[i].End > 0 ? 1 : 0);
        var length = (uint)System.Numerics.BitOperations.Log2((uint)(i - first + 1));
        var quotes = OpenMarks(first, i);
        features[n++] = Feature.Of(1, last);
        features[n++] = Feature.Of(2, next);
        features[n++] = Feature.Of(3, last, next);
        features[n++] = Feature.Of(4, last, nextShape, gap);
        features[n++] = Feature.Of(5, lastShape, next);
        features[n++] = Feature.Of(6, lastShape, nextShape, gap);
        features[n++] = Feature.Of(7, previous, last);
        features[n++] = Feature.Of(8, previousShape, last, nextShape);
        features[n++] = Feature.Of(9, last, quotes, nextShape);
        features[n++] = Feature.Of(10, length, lastShape, nextShape);
        features[n++] = Feature.Of(11, next, secondShape);
        features[n++] = Feature.Of(12, nextShape, second);
        features[n++] = Feature.Of(13, last, nextShape, secondShape);
        features[n++] = Feature.Of(14, previous);
        features[n++] = Feature.Of(15, second);
        features[n++] = Feature.Of(16, length, last);
        features[n++] = Feature.Of(17, quotes, lastShape);
        features[n++] = Feature.Of(18, Shape(Form(first)), lastShape, nextShape);
        features[n++] = Feature.Of(19, length, quotes, next);
        features[n++] = Feature.Of(20, next, second);
        features[n++] = Feature.Of(21, Word(Form(first)), last);
        features[n++] = Feature.Of(22, previousShape, lastShape, Feature.Of(0, nextShape, secondShape));
        features[n++] = 1;
        return n;
    }

    /// <summary>Which quotation marks and brackets stand open at the end of token <paramref name="i"/>: looks back 60 tokens at most.</summary>
    private uint OpenMarks(int first, int i)
    {
        int straight = 0, curly = 0, round = 0;
        for (var t = Math.Max(first, i - 60); t <= i; t++)
        {
            switch (body[_tokens[t].Start])
            {
                case '"': straight ^= 1; break;
                case '“': curly = 1; break;
                case '”': curly = 0; break;
                case '(' or '[': round = 1; break;
                case ')' or ']': round = 0; break;
            }
        }
        return (uint)(straight | curly << 1 | round << 2);
    }

    /// <summary>The word without case, its digits as zeros.</summary>
    internal static uint Word(ReadOnlySpan<char> form)
    {
        Span<char> lower = stackalloc char[24];
        var n = Math.Min(form.Length, lower.Length);
        for (var c = 0; c < n; c++)
            lower[c] = char.IsAsciiDigit(form[c]) ? '0' : char.ToLowerInvariant(form[c]);
        return Feature.Hash(lower[..n]);
    }

    /// <summary>A word's shape: its kinds of characters in order, repeats once, with its length up to 3.</summary>
    internal static uint Shape(ReadOnlySpan<char> form)
    {
        uint shape = (uint)Math.Min(form.Length, 3);
        uint previous = 0;
        foreach (var c in form.Length > 12 ? form[..12] : form)
        {
            var kind = char.IsLower(c) ? 1u : char.IsUpper(c) ? 2u : char.IsDigit(c) ? 3u : char.IsLetter(c) ? 4u : c == '.' ? 5u : c is '"' or '“' or '”' or '\'' or '’' ? 6u : 7u;
            if (kind != previous || kind == 7)
                shape = shape * 8 + kind;
            previous = kind;
        }
        return shape;
    }
}
