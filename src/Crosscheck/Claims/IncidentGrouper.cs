using System.Collections.Immutable;
using Crosscheck.Models;
using Crosscheck.Text;

namespace Crosscheck.Claims;

/// <summary>
/// Decides which incidents a report tells of and which claims belong to which: from left to right, each claim joins the
/// incident that a ranking model puts first, or begins a new one (mention ranking, Denis and Baldridge 2008).
/// </summary>
public static class IncidentGrouper
{
    internal const int MaxCandidates = 12;
    /// <summary>Added to the score of a new incident: an incident that is missed costs all of its claims, one too many only itself.</summary>
    internal const float NewBias = 0.5f;

    /// <summary>Added where a paragraph of a round-up opens: gold has too few of these for the trees to be as sure as a reader is.</summary>
    private const float RoundUpBias = 3.2f;

    /// <summary>The incidents of a report and the incident of each claim. <paramref name="claims"/> are in text order.</summary>
    public static IncidentGroups Group(AnnotatedText text, ImmutableArray<ClaimMention> claims) =>
        Group(text, claims, IncidentModels.Shipped);

    internal static IncidentGroups Group(AnnotatedText text, ImmutableArray<ClaimMention> claims, IncidentModels models)
    {
        if (claims.IsDefaultOrEmpty || text.Tokens.IsEmpty)
            return IncidentGroups.None;
        var context = new IncidentText(text);
        if (!claims.Any(c => IsOfHarm(c.Attribute)) || AttackNews.Score(context, models.News) < AttackNews.Threshold)
            return IncidentGroups.None with { IncidentOf = [.. Enumerable.Repeat(-1, claims.Length)] };
        var of = Cluster(context, claims, models.Grouping);
        return IncidentTellings.Describe(context, claims, of, models);
    }

    /// <summary>A place, a date and a weapon are told of threats and marches, too: an attack has harm, or who did it, or to whom.</summary>
    internal static bool IsOfHarm(ClaimAttribute attribute) => attribute is not (ClaimAttribute.Place or ClaimAttribute.Date or ClaimAttribute.Weapon);

    /// <summary>The cluster of each claim, numbered from 0 in the order of their first claims.</summary>
    internal static int[] Cluster(IncidentText text, ImmutableArray<ClaimMention> claims, BoostedTrees? model)
    {
        var of = new int[claims.Length];
        if (model is null)
            return of;
        var context = new JoinContext(text, claims);
        var features = new JoinFeatures(context);
        List<IncidentDraft> drafts = [];
        IncidentDraft? recent = null;
        for (var i = 0; i < claims.Length; i++)
        {
            IncidentDraft? best = null;
            if (i > 0)
            {
                features.Begin(i, drafts);
                var another = NewBias + (context.Structure.OpensAnother(i) ? RoundUpBias : 0);
                var top = float.NegativeInfinity;
                foreach (var draft in Candidates(drafts, recent))
                {
                    var score = model.Score(features.Of(i, draft, drafts, recent)) + (draft is null ? another : 0);
                    if (score > top)
                        (top, best) = (score, draft);
                }
            }
            if (best is null)
                drafts.Add(best = new IncidentDraft());
            context.Add(best, i);
            recent = best;
            of[i] = drafts.IndexOf(best);
        }
        return of;
    }

    /// <summary>What a claim may join, null standing for a new incident: no more than the first and the most recent ones.</summary>
    internal static IEnumerable<IncidentDraft?> Candidates(List<IncidentDraft> drafts, IncidentDraft? recent)
    {
        yield return recent;
        for (var d = 0; d < drafts.Count; d++)
        {
            if (drafts[d] != recent && (d == 0 || d > drafts.Count - MaxCandidates))
                yield return drafts[d];
        }
        yield return null;
    }
}
