using Crosscheck.Models;

namespace Crosscheck.Text.Names;

/// <summary>What the model of names looks at in a word without its neighbours: hashes of the form, its lower case, its ends and its shape.</summary>
internal readonly record struct WordShape(uint Form, uint Lower, uint Shape, uint Suffix2, uint Suffix3, uint Suffix4, uint Prefix3)
{
    public static WordShape Of(ReadOnlySpan<char> form)
    {
        if (form.Length > 32)
            form = form[^32..];
        Span<char> lower = stackalloc char[form.Length];
        for (var c = 0; c < form.Length; c++)
            lower[c] = char.IsAsciiDigit(form[c]) ? '0' : form[c] == '’' ? '\'' : char.ToLowerInvariant(form[c]);
        var n = lower.Length;
        return new WordShape(Feature.Hash(form), Feature.Hash(lower), SentenceBoundaries.Shape(form),
            Feature.Hash(lower[^Math.Min(n, 2)..]), Feature.Hash(lower[^Math.Min(n, 3)..]), Feature.Hash(lower[^Math.Min(n, 4)..]),
            Feature.Hash(lower[..Math.Min(n, 3)]));
    }
}
