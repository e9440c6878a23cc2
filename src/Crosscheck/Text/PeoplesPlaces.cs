namespace Crosscheck.Text;

/// <summary>Places told by the name of a people: "the Iraqi capital", "the Kyrgyz-Tajik border", "the Malian border".</summary>
internal static class PeoplesPlaces
{
    public const string By = "people";

    public static void Find(AnnotatedText text, List<PlaceCandidate> candidates, List<PlaceMention> mentions)
    {
        for (var c = 0; c < candidates.Count; c++)
        {
            if (candidates[c].People == 0)
                continue;
            var tokens = candidates[c].Tokens;
            var end = text.Sentences[text.SentenceOf(tokens.First)].End;
            if (tokens.End < end && text.Form(tokens.End) is "capital" && CountryShapes.Shared.Capital(candidates[c].People) is > 0 and var capital)
                Add(mentions, new TokenRange(tokens.First, tokens.End + 1), Gazetteer.Shared.Place(capital) with { Name = text.Words(new TokenRange(tokens.First, tokens.End + 1)) });
            else if (c + 1 < candidates.Count && candidates[c + 1] is { People: > 0 } other && IsBorder(text, tokens, other.Tokens, end))
                Border(text, mentions, tokens.First, other.Tokens.End, candidates[c].People, other.People);
        }
    }

    private static bool IsBorder(AnnotatedText text, TokenRange first, TokenRange second, int end) =>
        second.First == first.End + 1 && text.Form(first.End) is "-" or "\u2013" or "/" or "and" && second.End < end && text.Form(second.End) is "border" or "frontier";

    private static void Border(AnnotatedText text, List<PlaceMention> mentions, int first, int end, int a, int b)
    {
        if (CountryShapes.Shared.Border(a, b) is not { } middle)
            return;
        var tokens = new TokenRange(first, end + 1);
        Add(mentions, tokens, new Place(text.Words(tokens), Math.Round(middle.Latitude, 3), Math.Round(middle.Longitude, 3), Gazetteer.Shared.Code(a), PlacePrecision.Province, null));
    }

    private static void Add(List<PlaceMention> mentions, TokenRange tokens, Place place) => mentions.Add(new PlaceMention(tokens, place, false, By, 0.8));
}
