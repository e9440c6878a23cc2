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
        var types = new TypeChoiceFeatures(context, claims, members);
        var triggers = new TriggerFeatures(context, claims);
        var roles = Roles(context, claims, members, models.Role);
        var dates = IncidentDates.Of(context, claims, members, roles, models.Date);
        var tellings = ImmutableArray.CreateBuilder<Telling>(members.Length);
        for (var k = 0; k < members.Length; k++)
        {
            tellings.Add(new Telling
            {
                Id = "i" + (k + 1).ToString(CultureInfo.InvariantCulture),
                Role = roles[k],
                Type = Type(features, types, k, models),
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

    private static string[] Roles(IncidentText context, ImmutableArray<ClaimMention> claims, List<int>[] members, BoostedTrees? model)
    {
        if (model is null)
            return [.. members.Select((_, k) => k == 0 ? "main" : "background")];
        var features = new RoleChoiceFeatures(context, claims, members);
        float[] scores = [.. members.Select((_, k) => model.Score(features.Row(k)))];
        var best = Array.IndexOf(scores, scores.Max());
        return [.. scores.Select((score, k) => score > 0 || k == best ? "main" : "background")];
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

    private static string Type(TellingFeatures features, TypeChoiceFeatures types, int k, IncidentModels models)
    {
        if (models.Type is not { } words)
            return "Attack";
        Span<float> scores = stackalloc float[words.Classes.Length];
        var best = words.Classes[words.Best(features.Type(k), scores)];
        if (models.TypeChoice is not { } choice)
            return best;
        var top = float.NegativeInfinity;
        var rows = types.Rows(k, Chances(words, scores));
        for (var c = 0; c < rows.Length; c++)
        {
            var score = choice.Score(rows[c]);
            if (score > top)
                (top, best) = (score, TypeChoiceFeatures.Names[c]);
        }
        return best;
    }

    /// <summary>The chances by the model over words, in the order of the types; 0 for one that it has not met.</summary>
    internal static float[] Chances(LinearModel words, Span<float> scores)
    {
        LinearModel.Normalize(scores);
        var chances = new float[TypeChoiceFeatures.Names.Length];
        for (var c = 0; c < chances.Length; c++)
            chances[c] = words.Classes.IndexOf(TypeChoiceFeatures.Names[c]) is >= 0 and var at ? scores[at] : 0;
        return chances;
    }
}
