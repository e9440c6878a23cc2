using System.Collections.Immutable;
using Crosscheck.Models;

namespace Crosscheck.Text;

/// <summary>A place of the text and the chance, in 0..1, that the incident happened within 50 km of it.</summary>
public readonly record struct RankedPlace(PlaceMention Mention, double Chance);

/// <summary>
/// Chooses the place of an incident among the places that a text names, by boosted trees over where each stands (title, dateline,
/// words before it, the trigger's sentence), what it is (site, town, country) and how much of the text lies near it. Pure.
/// </summary>
public sealed class IncidentPlaceChooser(BoostedTrees model)
{
    private static readonly Lazy<IncidentPlaceChooser> Lazily = new(() => new IncidentPlaceChooser(BoostedTrees.Load("incident-place")));

    /// <summary>The chooser with the model of the build.</summary>
    public static IncidentPlaceChooser Shared => Lazily.Value;

    /// <summary>
    /// All resolved places of a text, the likeliest first. <paramref name="trigger"/> is the token that tells of the incident
    /// ("strike"); null asks for the place of what the report is mainly about.
    /// </summary>
    public ImmutableArray<RankedPlace> Rank(AnnotatedText text, int? trigger) => Rank(new IncidentPlaceFeatures(text), trigger);

    /// <summary>The likeliest place of an incident, null where the text names none.</summary>
    public PlaceMention? Choose(AnnotatedText text, int? trigger) => Rank(text, trigger) is [var best, ..] ? best.Mention : null;

    /// <summary>The same for several incidents of one text: <paramref name="features"/> are made once.</summary>
    internal ImmutableArray<RankedPlace> Rank(IncidentPlaceFeatures features, int? trigger)
    {
        var row = new float[IncidentPlaceFeatures.Count];
        var ranked = new List<RankedPlace>(features.Mentions.Length);
        for (var m = 0; m < features.Mentions.Length; m++)
        {
            features.Fill(row, m, trigger);
            ranked.Add(new RankedPlace(features.Mentions[m], model.Chance(row)));
        }
        return [.. ranked.OrderByDescending(r => r.Chance).ThenBy(r => r.Mention.Resolved!.Precision).ThenBy(r => r.Mention.Tokens.First)];
    }
}
