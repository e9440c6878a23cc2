using System.Collections.Immutable;

namespace Crosscheck.Text;

/// <summary>
/// Finds the places that a text names and what they are on the map: names of the gazetteer, told from people and bodies of
/// the same name, one sense per name and document; relative places ("27km north of Baghdad") with computed coordinates, which
/// contain the mention of the place that they start from; and villages that no gazetteer knows, placed where they are told to lie.
/// </summary>
public sealed class PlaceReader : ITextStep
{
    private const float Threshold = 0.35f;

    /// <summary>The same for a small place with the name of a common word ("Hit", "Force").</summary>
    private const float WordThreshold = 0.8f;

    public string Name => "places";
    public Layers Requires => Layers.Tokens | Layers.Sentences | Layers.Tags | Layers.Names;
    public Layers Sets => Layers.Places;

    public AnnotatedText Apply(AnnotatedText text)
    {
        var gazetteer = Gazetteer.Shared;
        var candidates = PlaceMatcher.Match(text, gazetteer);
        var context = new PlaceContext(text, gazetteer, candidates);
        var filter = PlaceFilter.Shared;
        return Resolve(text, candidates, c => filter.Probability(text, c, context, gazetteer) >= (IsWord(c) ? WordThreshold : Threshold) || InSite(c));

        // "Kabul" of "Kabul University": a site that bears the name of a big place of the country that the text is about.
        bool InSite(PlaceCandidate c) => gazetteer.LogPopulation(c.Place(0)) > 15 && context.Share(gazetteer.Country(c.Place(0))) > 0.1f && UnknownPlaces.HeadsSite(text, c.Tokens);

        bool IsWord(PlaceCandidate c) => c.Tokens.Length == 1 && CommonWords.Contains(c.Words) && gazetteer.LogPopulation(c.Place(0)) < 18;
    }

    /// <summary>The same with the names given: what a name means, apart from whether it is a place's. For measuring.</summary>
    internal static AnnotatedText Resolve(AnnotatedText text, IEnumerable<TokenRange> names)
    {
        var given = names.Select(n => PlaceMatcher.At(text, n, Gazetteer.Shared)).OfType<PlaceCandidate>().ToList();
        var starts = given.Select(g => g.Tokens).ToHashSet();
        var people = PlaceMatcher.Match(text, Gazetteer.Shared).Where(c => c.People != 0);
        return Resolve(text, [.. given.Concat(people).OrderBy(c => c.Tokens.First)], c => starts.Contains(c.Tokens));
    }

    private static AnnotatedText Resolve(AnnotatedText text, List<PlaceCandidate> candidates, Func<PlaceCandidate, bool> isPlace)
    {
        var gazetteer = Gazetteer.Shared;
        var names = new List<PlaceCandidate>(candidates.Count);
        var people = new float[gazetteer.Countries + 1];
        foreach (var candidate in candidates)
        {
            if (candidate.People != 0)
                people[candidate.People]++;
            else if (isPlace(candidate))
                names.Add(candidate);
        }
        var resolved = new PlaceResolver(text, gazetteer, names, people).Resolve();
        var mentions = new List<PlaceMention>(names.Count);
        for (var i = 0; i < names.Count; i++)
        {
            if (resolved[i].Place != 0)
                mentions.Add(new PlaceMention(names[i].Tokens, gazetteer.Place(resolved[i].Place), false, "gazetteer", resolved[i].Score));
        }
        PeoplesPlaces.Find(text, candidates, mentions);
        mentions.Sort(InOrder);
        UnknownPlaces.Find(text, mentions);
        mentions.Sort(InOrder);
        mentions.AddRange(RelativePlaces.Find(text, mentions));
        mentions.Sort(InOrder);
        return text with { Places = [.. mentions] };
    }

    private static int InOrder(PlaceMention a, PlaceMention b) =>
        a.Tokens.First != b.Tokens.First ? a.Tokens.First.CompareTo(b.Tokens.First) : b.Tokens.End.CompareTo(a.Tokens.End);
}
