using System.Collections.Immutable;
using Crosscheck.Text;

namespace Crosscheck.Claims;

/// <summary>
/// Who or what a quantity counts, by the tree where it tells more than the words beside the number: "nine of the fighters",
/// "three of the dead were children", "two German shisha bars". Outcome words ("dead", "wounded", "casualties") name no group.
/// </summary>
internal static class CountedGroup
{
    private static readonly HashSet<string> Outcomes = new(
        "dead killed wounded injured casualties casualty deaths death hurt fatalities injuries slain more others other least".Split(' '), StringComparer.OrdinalIgnoreCase);

    /// <summary>The words of the counted group, "" where there is none.</summary>
    public static string Of(AnnotatedText text, Quantity quantity)
    {
        if (Find(text, quantity) is not { } group)
            return "";
        var words = Stripped(text, group);
        // "Three of the dead were soldiers": the dead are no group, the soldiers are.
        return words.Length == 0 && !text.Tree.IsEmpty && Predicate(text, quantity) is { } said ? Stripped(text, said) : words;
    }

    private static string Stripped(AnnotatedText text, TokenRange group)
    {
        int first = group.First, end = group.End;
        while (end > first && Outcomes.Contains(text.Form(end - 1).ToString()))
            end--;
        while (first < end && (Outcomes.Contains(text.Form(first).ToString()) || text.Tags[first].Upos is Upos.DET or Upos.ADP or Upos.PUNCT))
            first++;
        return first == end ? "" : text.Words(new TokenRange(first, end));
    }

    /// <summary>The tokens of the counted group; null where nothing is counted.</summary>
    public static TokenRange? Find(AnnotatedText text, Quantity quantity)
    {
        if (text.Tree.IsEmpty || quantity.Kind is not (QuantityKind.Count or QuantityKind.Unknown))
            return quantity.Group;
        for (var t = quantity.Tokens.First; t < quantity.Tokens.End; t++)
        {
            var arc = text.Tree[t];
            if (arc.Relation is "nummod" or "det" or "amod" && arc.Head >= quantity.Tokens.End && arc.Head < t + 8)
                return Phrase(text, quantity.Tokens.End, arc.Head);
        }
        return quantity.Group is { Length: > 0 } group ? group : Partitive(text, quantity) ?? Predicate(text, quantity);
    }

    /// <summary>From the number on to the noun that it counts, with an "of" phrase of a word or three.</summary>
    private static TokenRange Phrase(AnnotatedText text, int from, int head)
    {
        var first = from;
        while (first < head && text.Tags[first].Upos is Upos.DET or Upos.ADP or Upos.PUNCT)
            first++;
        // "Two night watchmen": behind a number above one a noun in the singular describes the plural that follows.
        if (head + 1 < text.Tokens.Length && text.Tags[head].Xpos == "NN" && text.Tags[head + 1] is { Upos: Upos.NOUN, Xpos: "NNS" } && from == head)
            head++;
        var end = head + 1;
        var sentence = text.Sentences[text.SentenceOf(head)];
        if (end < sentence.End && text.Form(end) is "of" && text.Tree[end].Head is var of && of > end && of < end + 5 && text.Tree[of].Relation is "nmod" && text.Tree[of].Head == head)
            end = of + 1;
        return new TokenRange(first, end);
    }

    /// <summary>"Six of the children": the noun behind "of".</summary>
    private static TokenRange? Partitive(AnnotatedText text, Quantity quantity)
    {
        var last = quantity.Tokens.End;
        if (last >= text.Tokens.Length || text.Form(last) is not ("of" or "among"))
            return null;
        var noun = text.Tree[last].Head;
        return noun > last && noun < last + 6 && text.Tags[noun].Upos is Upos.NOUN or Upos.PROPN ? Phrase(text, last + 1, noun) : null;
    }

    /// <summary>"Three were children": the noun that the number is said to be.</summary>
    private static TokenRange? Predicate(AnnotatedText text, Quantity quantity)
    {
        for (var t = quantity.Tokens.First; t < quantity.Tokens.End; t++)
        {
            var head = text.Tree[t].Head;
            if (text.Tree[t].Relation is "nsubj" or "nsubj:pass" && head >= quantity.Tokens.End && head < t + 9 && text.Tags[head].Upos is Upos.NOUN)
                return Phrase(text, head, head);
        }
        return null;
    }
}
