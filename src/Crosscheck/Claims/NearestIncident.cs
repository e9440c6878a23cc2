using System.Collections.Immutable;
using Crosscheck.Text;

namespace Crosscheck.Claims;

/// <summary>Which incident words are about that carry no value of their own: that of the nearest claim, the main one where none is near.</summary>
internal sealed class NearestIncident(ImmutableArray<Telling> tellings, ImmutableArray<Claim> claims)
{
    /// <summary>A claim further away than this many UTF-16 units says nothing of what the words are about.</summary>
    private const int Near = 400;

    /// <summary>The id of the incident, null where the reading has none.</summary>
    public string? Of(Evidence words)
    {
        string? best = tellings.FirstOrDefault(t => t.Role == "main")?.Id ?? tellings.FirstOrDefault()?.Id;
        var least = Near;
        foreach (var claim in claims)
        {
            var distance = Distance(claim.Evidence.Span, words.Span);
            if (distance < least)
                (least, best) = (distance, claim.Incident);
        }
        return best;
    }

    private static int Distance(TextSpan a, TextSpan b) => a.Overlaps(b) ? 0 : Math.Max(a.Start - b.End, b.Start - a.End);
}
