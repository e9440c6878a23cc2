using Crosscheck.Claims;
using Crosscheck.Models;

namespace Crosscheck.Lab.Incidents;

/// <summary>Trains the models of the incident steps on gold reports.</summary>
internal static class IncidentTraining
{
    /// <summary>All models over the given reports, as the reader would load them.</summary>
    public static IncidentModels Train(IReadOnlyList<IncidentSample> samples)
    {
        var files = Weights(samples).ToDictionary(x => x.Name, x => LinearModel.FromBytes(x.Bytes, x.Name));
        return new IncidentModels(files["incident-grouping"], files["incident-role"], files["incident-type"]);
    }

    /// <summary>The files of all models over the given reports.</summary>
    public static IEnumerable<(string Name, byte[] Bytes)> Weights(IReadOnlyList<IncidentSample> samples, int rounds = 3)
    {
        yield return ("incident-grouping", Grouping(samples, rounds));
        var (roles, roleExamples) = Tellings(samples, (f, k) => f.Role(k), (s, k) => s.Report.Incidents[k].Role);
        yield return ("incident-role", LinearModel.Write(roles, LinearTrainer.Train(roleExamples, roles.Length)));
        var (types, typeExamples) = Tellings(samples, (f, k) => f.Type(k), (s, k) => s.Facts(k).Type);
        yield return ("incident-type", LinearModel.Write(types, MaxentTrainer.Train(typeExamples, types.Length, l2: 0.3f, steps: 100)));
    }

    /// <summary>
    /// The ranking model, trained on its own mistakes as well: from the second round on, the reports are read with the model
    /// so far, and the right choice is asked for in the states that it comes to (DAgger, Ross et al. 2011).
    /// </summary>
    private static byte[] Grouping(IReadOnlyList<IncidentSample> samples, int rounds)
    {
        List<Choice> choices = [];
        LinearModel? model = null;
        byte[] bytes = [];
        for (var round = 0; round < rounds; round++)
        {
            foreach (var sample in samples)
                AddChoices(sample, model, choices);
            bytes = LinearModel.Write(["score"], RankingTrainer.Train(choices));
            model = LinearModel.FromBytes(bytes, "training");
        }
        return bytes;
    }

    private static void AddChoices(IncidentSample sample, LinearModel? policy, List<Choice> choices)
    {
        var features = new IncidentFeatures(new IncidentText(sample.Text), sample.Claims);
        List<IncidentDraft> drafts = [];
        IncidentDraft? recent = null;
        Span<float> score = stackalloc float[1];
        for (var i = 0; i < sample.Claims.Length; i++)
        {
            IncidentDraft? next = null;
            if (i > 0)
            {
                features.Begin(i);
                var candidates = IncidentGrouper.Candidates(drafts, recent).ToArray();
                var rows = candidates.Select(c => features.Of(i, c, drafts, recent).ToArray()).ToArray();
                var right = candidates.Select(c => c is not null && Owner(c, sample.Gold) == sample.Gold[i]).ToArray();
                if (!right.Contains(true) && !drafts.Any(d => Owner(d, sample.Gold) == sample.Gold[i]))
                    right[^1] = true;
                if (right.Contains(true))
                    choices.Add(new Choice(rows, right));
                var pick = Array.IndexOf(right, true);
                if (policy is not null)
                {
                    var top = float.NegativeInfinity;
                    for (var c = 0; c < rows.Length; c++)
                    {
                        policy.Score(rows[c], score);
                        if (score[0] > top)
                            (top, pick) = (score[0], c);
                    }
                }
                next = pick >= 0 ? candidates[pick] : recent;
            }
            if (next is null)
                drafts.Add(next = new IncidentDraft());
            features.Add(next, i);
            recent = next;
        }
    }

    /// <summary>The telling that most claims of a draft belong to.</summary>
    private static int Owner(IncidentDraft draft, int[] gold) =>
        draft.Claims.GroupBy(c => gold[c]).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).First().Key;

    private delegate ReadOnlySpan<uint> FeaturesOf(TellingFeatures features, int k);

    private static (string[] Classes, List<Example> Examples) Tellings(IReadOnlyList<IncidentSample> samples, FeaturesOf of, Func<IncidentSample, int, string> label)
    {
        var classes = samples.SelectMany(s => s.Report.Incidents.Select((_, k) => label(s, k))).Distinct().Order(StringComparer.Ordinal).ToArray();
        List<Example> examples = [];
        List<GoldCluster> clusters = [];
        foreach (var sample in samples.Where(s => s.Claims.Length > 0))
        {
            var map = sample.Gold.Distinct().ToArray();
            var members = map.Select(g => Enumerable.Range(0, sample.Gold.Length).Where(i => sample.Gold[i] == g).ToList()).ToArray();
            var features = new TellingFeatures(new IncidentText(sample.Text), sample.Claims, members);
            for (var k = 0; k < map.Length; k++)
            {
                clusters.Add(sample.Cluster);
                examples.Add(new Example(of(features, k).ToArray(), Array.IndexOf(classes, label(sample, map[k]))));
            }
        }
        return (classes, Common(examples, clusters));
    }

    private const int MinClusters = 3;

    /// <summary>Keeps the features that more than one event's reports have: the rest are names of that event.</summary>
    private static List<Example> Common(List<Example> examples, List<GoldCluster> clusters)
    {
        var seen = new Dictionary<uint, HashSet<GoldCluster>>();
        for (var i = 0; i < examples.Count; i++)
        {
            foreach (var f in examples[i].Features)
                (System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(seen, f, out _) ??= []).Add(clusters[i]);
        }
        return [.. examples.Select(e => e with { Features = [.. e.Features.Where(f => seen[f].Count >= MinClusters)] })];
    }
}
