using System.Collections.Immutable;

namespace Crosscheck.Text;

/// <summary>
/// Finds every count of people or munitions with its value and what is counted, and, marked as such by their kind, the numbers that
/// are no counts (ages, distances ...) and the single persons and bare plurals that a reader of claims may count.
/// Rules and word lists: <c>data/rules/quantity-*.tsv</c>, <c>data/lexicons</c>.
/// </summary>
public sealed class NumberReader : ITextStep
{
    public string Name => "numbers";
    public Layers Requires => Layers.Tokens | Layers.Sentences;
    public Layers Sets => Layers.Quantities;

    public AnnotatedText Apply(AnnotatedText text)
    {
        var atoms = AtomText.Split(text, NumberLexicon.Default.Vocabulary);
        var found = ImmutableArray.CreateBuilder<Quantity>();
        var scanner = new NumberScanner(atoms, NumberLexicon.Default, found);
        foreach (var sentence in text.Sentences)
            scanner.Scan(atoms.OfToken(sentence.First), atoms.OfToken(sentence.End));
        return text with { Quantities = found.ToImmutable() };
    }

    /// <summary>
    /// Reads one expression ("about a dozen people", "no fewer than two"): the first explicit count in the words,
    /// else the first quantity of another kind; null where there is none.
    /// </summary>
    public static Quantity? Parse(string words)
    {
        var text = new SentenceSplitter().Apply(new Tokenizer().Apply(new AnnotatedText { Body = words }));
        Quantity? other = null;
        foreach (var quantity in new NumberReader().Apply(text).Quantities)
        {
            if (quantity.Kind == QuantityKind.Count)
                return quantity;
            other ??= quantity;
        }
        return other;
    }
}
