using System.Collections.Immutable;
using System.Globalization;
using Crosscheck.Models;

namespace Crosscheck.Claims;

/// <summary>Describes each incident of a report from its claims: role, type, date, trigger.</summary>
internal static class IncidentTellings
{
    public static IncidentGroups Describe(IncidentText context, ImmutableArray<ClaimMention> claims, int[] of, IncidentModels models)
    {
        var members = Members(claims, of);
        var features = new TellingFeatures(context, claims, members);
        var triggers = new TriggerFeatures(context, claims);
        var roles = Roles(features, members, models.Role);
        var dates = IncidentDates.Of(context, claims, members, roles, models.Date);
        var tellings = ImmutableArray.CreateBuilder<Telling>(members.Length);
        for (var k = 0; k < members.Length; k++)
        {
            tellings.Add(new Telling
            {
                Id = "i" + (k + 1).ToString(CultureInfo.InvariantCulture),
                Role = roles[k],
                Type = Type(features, k, models.Type),
                Date = dates[k],
                Trigger = Trigger(context, triggers, members[k], models.Trigger),
            });
        }
        return new IncidentGroups(IncidentLinks.Add(context, claims, of, members, tellings.MoveToImmutable()), [.. of]);
    }

    /// <summary>The claims of each incident.</summary>
    internal static List<int>[] Members(ImmutableArray<ClaimMention> claims, int[] of)
    {
        var members = Enumerable.Range(0, of.Max() + 1).Select(_ => new List<int>()).ToArray();
        for (var i = 0; i < claims.Length; i++)
            members[of[i]].Add(i);
        return members;
    }

    private static string[] Roles(TellingFeatures features, List<int>[] members, LinearModel? model)
    {
        var roles = new string[members.Length];
        Span<float> scores = stackalloc float[2];
        var best = 0;
        var top = float.NegativeInfinity;
        for (var k = 0; k < members.Length; k++)
        {
            if (model is null)
            {
                roles[k] = k == 0 ? "main" : "background";
                continue;
            }
            model.Score(features.Role(k), scores);
            roles[k] = scores[0] >= scores[1] ? model.Classes[0] : model.Classes[1];
            var main = model.Classes[0] == "main" ? scores[0] - scores[1] : scores[1] - scores[0];
            if (main > top)
                (top, best) = (main, k);
        }
        roles[best] = "main";
        return roles;
    }

    private static Evidence? Trigger(IncidentText context, TriggerFeatures features, List<int> members, LinearModel? model)
    {
        var best = -1;
        var top = float.NegativeInfinity;
        Span<float> score = stackalloc float[1];
        foreach (var t in features.Candidates(members))
        {
            if (model is null)
                return Evidence.Of(context.Text.Body, context.Text.Tokens[t].Span);
            model.Score(features.Of(t, members), score);
            if (score[0] > top)
                (top, best) = (score[0], t);
        }
        return best < 0 ? null : Evidence.Of(context.Text.Body, context.Text.Tokens[best].Span);
    }

    private static string Type(TellingFeatures features, int k, LinearModel? model)
    {
        if (model is null)
            return "Attack";
        Span<float> scores = stackalloc float[model.Classes.Length];
        return model.Classes[model.Best(features.Type(k), scores)];
    }
}
