using System.Collections.Frozen;

namespace Crosscheck.Text;

/// <summary>Tells names of places from people, bodies and plain words that look like them.</summary>
internal static class PlaceFilter
{
    private static readonly FrozenSet<string> Before = new[] { "in", "at", "near", "from", "to", "of", "outside", "around", "across", "inside", "into", "between", "over", "through", "toward", "towards", "off" }.ToFrozenSet();
    private static readonly FrozenSet<string> Titles = new[] { "mr", "mrs", "ms", "dr", "president", "general", "gen", "colonel", "col", "captain", "lieutenant", "lt", "sgt", "sheikh", "senator", "sen", "rep", "minister", "secretary", "prince", "king", "pope" }.ToFrozenSet();

    public static bool IsPlace(AnnotatedText text, PlaceCandidate candidate, Gazetteer gazetteer)
    {
        if (candidate.Places.IsEmpty)
            return false;
        var best = candidate.Places[0];
        var kind = gazetteer.Kind(best);
        var first = candidate.Tokens.First;
        var sentence = text.Sentences[text.SentenceOf(first)];
        var start = first == sentence.First;
        var before = start ? "" : text.Form(first - 1).ToString();
        var after = candidate.Tokens.End < sentence.End ? text.Form(candidate.Tokens.End).ToString() : "";
        if (Titles.Contains(PlaceName.Fold(before)))
            return false;
        var strong = kind is PlaceKind.Country or PlaceKind.Region or PlaceKind.Water or PlaceKind.Capital || gazetteer.LogPopulation(best) > 16.5f;
        if (Before.Contains(before.ToLowerInvariant()))
            return true;
        var capitalBefore = before.Length > 1 && char.IsUpper(before[0]) && first - 1 > sentence.First;
        var capitalAfter = after.Length > 1 && char.IsUpper(after[0]);
        if ((capitalBefore || capitalAfter) && !strong)
            return false;
        return strong || !start;
    }
}
