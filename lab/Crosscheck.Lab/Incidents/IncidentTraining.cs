using Crosscheck.Claims;
using Crosscheck.Models;

namespace Crosscheck.Lab.Incidents;

/// <summary>Trains the models of the incident steps on gold reports.</summary>
internal static class IncidentTraining
{
    /// <summary>All models over the given reports, as the reader would load them.</summary>
    public static IncidentModels Train(IReadOnlyList<IncidentSample> samples)
    {
        var files = Weights(samples).ToDictionary(x => x.Name, x => x.Bytes);
        return Of(name => files[name]);
    }

    /// <summary>The same, with those taken from a folder that are kept there and the rest kept for the next time; null keeps none.</summary>
    public static IncidentModels Kept(IReadOnlyList<IncidentSample> samples, string? folder)
    {
        if (folder is null)
            return Train(samples);
        Directory.CreateDirectory(folder);
        foreach (var (name, bytes) in Weights(samples, n => !File.Exists(Path.Combine(folder, n + ".bin"))))
            File.WriteAllBytes(Path.Combine(folder, name + ".bin"), bytes);
        return Of(name => File.ReadAllBytes(Path.Combine(folder, name + ".bin")));
    }

    /// <summary>Models from the bytes of their files.</summary>
    public static IncidentModels Of(Func<string, byte[]> file) =>
        new(BoostedTrees.FromBytes(file("incident-grouping"), "grouping"),
            BoostedTrees.FromBytes(file("incident-role"), "role"), LinearModel.FromBytes(file("incident-type"), "type"), BoostedTrees.FromBytes(file("attack-news"), "news"),
            LinearModel.FromBytes(file("incident-trigger"), "trigger"), BoostedTrees.FromBytes(file("incident-date"), "date"),
            BoostedTrees.FromBytes(file("incident-type-choice"), "types"));

    /// <summary>The files of all models over the given reports; those that are not wanted are not trained.</summary>
    public static IEnumerable<(string Name, byte[] Bytes)> Weights(IReadOnlyList<IncidentSample> samples, Func<string, bool>? wanted = null, int rounds = 2)
    {
        foreach (var (name, train) in Trainings(samples, rounds))
        {
            if (wanted?.Invoke(name) ?? true)
                yield return (name, train());
        }
    }

    /// <summary>
    /// What a choice weighs in a report of three incidents and more, of which gold has few, and of a claim that gold does not tell.
    /// </summary>
    private const float ManyWeight = 3, UntoldWeight = 0.3f;

    private static IEnumerable<(string Name, Func<byte[]> Train)> Trainings(IReadOnlyList<IncidentSample> samples, int rounds)
    {
        yield return ("attack-news", () => NewsTraining.Train(samples));
        yield return ("incident-trigger", () => LinearModel.Write(["score"], Attributions.RankTrainer.Train(Triggers(samples))));
        yield return ("incident-grouping", () => Grouping(samples, rounds));
        yield return ("incident-date", () => Dates(samples));
        yield return ("incident-role", () => Roles(samples));
        yield return ("incident-type", () =>
        {
            return Types(samples);
        }
        );
        yield return ("incident-type-choice", () => TypeChoices(samples));
    }

    /// <summary>
    /// The trees that join claims to incidents, trained on their own mistakes as well: from the second round on, the reports are
    /// read with the trees so far, and the right choice is asked for in the states that it comes to (DAgger, Ross et al. 2011).
    /// </summary>
    private static byte[] Grouping(IReadOnlyList<IncidentSample> samples, int rounds)
    {
        List<float[]> rows = [];
        List<bool> labels = [];
        List<float> weights = [];
        BoostedTrees? model = null;
        for (var round = 0; round < rounds; round++)
        {
            foreach (var sample in samples)
            {
                AddChoices(sample, model, rows, labels, weights);
            }
            model = BoostedTreesTrainer.Train([.. rows], [.. labels], new BoostingOptions { Trees = 350, Depth = 6, Rate = 0.05f, MinHessian = 8 }, [.. weights]);
        }
        return model!.ToBytes();
    }

    private static void AddChoices(IncidentSample sample, BoostedTrees? policy, List<float[]> rows, List<bool> labels, List<float> weights)
    {
        var many = sample.Gold.Distinct().Count() > 2 ? ManyWeight : 1;
        var context = new JoinContext(new IncidentText(sample.Text), sample.Claims);
        var features = new JoinFeatures(context);
        List<IncidentDraft> drafts = [];
        IncidentDraft? recent = null;
        for (var i = 0; i < sample.Claims.Length; i++)
        {
            IncidentDraft? next = null;
            if (i > 0)
            {
                features.Begin(i, drafts);
                var candidates = IncidentGrouper.Candidates(drafts, recent).ToArray();
                var choice = candidates.Select(c => features.Of(i, c, drafts, recent).ToArray()).ToArray();
                var right = candidates.Select(c => c is not null && Owner(c, sample.Gold) == sample.Gold[i]).ToArray();
                if (!right.Contains(true) && !drafts.Any(d => Owner(d, sample.Gold) == sample.Gold[i]))
                    right[^1] = true;
                rows.AddRange(choice);
                labels.AddRange(right);
                var weight = many * (IsTold(sample, i) ? 1 : UntoldWeight);
                weights.AddRange(right.Select(_ => weight));
                var pick = Array.IndexOf(right, true);
                if (policy is not null)
                    pick = Enumerable.Range(0, choice.Length).MaxBy(c => policy.Score(choice[c]));
                next = pick >= 0 ? candidates[pick] : recent;
            }
            if (next is null)
                drafts.Add(next = new IncidentDraft());
            context.Add(next, i);
            recent = next;
        }
    }

    /// <summary>Does gold tell this claim of this incident? One that the reader made up belongs to it only as the nearest.</summary>
    private static bool IsTold(IncidentSample sample, int i) =>
        sample.Report.Incidents[sample.Gold[i]].Claims.Any(c => Scoring.GoldMatch.SameValue(c, sample.Claims[i].Attribute, sample.Claims[i].Value));

    /// <summary>The telling that most claims of a draft belong to.</summary>
    private static int Owner(IncidentDraft draft, int[] gold) =>
        draft.Claims.GroupBy(c => gold[c]).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).First().Key;

    /// <summary>The tellings that the claims of a sample belong to, and the claims of each.</summary>
    private static (int[] Tellings, List<int>[] Claims) Told(IncidentSample sample)
    {
        var tellings = sample.Gold.Distinct().ToArray();
        return (tellings, [.. tellings.Select(g => Enumerable.Range(0, sample.Gold.Length).Where(i => sample.Gold[i] == g).ToList())]);
    }

    private static byte[] Roles(IReadOnlyList<IncidentSample> samples)
    {
        List<float[]> rows = [];
        List<bool> labels = [];
        foreach (var sample in samples.Where(s => s.Claims.Length > 0))
        {
            var (map, members) = Told(sample);
            var features = new RoleChoiceFeatures(new IncidentText(sample.Text), sample.Claims, members);
            rows.AddRange(map.Select((_, k) => features.Row(k)));
            labels.AddRange(map.Select(g => sample.Report.Incidents[g].Role == "main"));
        }
        return BoostedTreesTrainer.Train([.. rows], [.. labels], new BoostingOptions { Trees = 120, Depth = 4, Rate = 0.07f }).ToBytes();
    }

    private static byte[] Types(IReadOnlyList<IncidentSample> samples)
    {
        var (types, examples) = Tellings(samples, (f, k) => f.Type(k), (s, k) => s.Facts(k).Type);
        return LinearModel.Write(types, MaxentTrainer.Train(examples, types.Length, l2: 0.3f, steps: 100));
    }

    /// <summary>The trees that choose a type, from chances by models over words that did not see the report.</summary>
    private static byte[] TypeChoices(IReadOnlyList<IncidentSample> samples)
    {
        List<float[]> rows = [];
        List<bool> labels = [];
        for (var inner = 0; inner < InnerFolds; inner++)
        {
            var words = LinearModel.FromBytes(Types([.. samples.Where(s => InnerFold(s) != inner)]), "words");
            var scores = new float[words.Classes.Length];
            foreach (var sample in samples.Where(s => InnerFold(s) == inner && s.Claims.Length > 0))
            {
                var (map, members) = Told(sample);
                var context = new IncidentText(sample.Text);
                var features = new TellingFeatures(context, sample.Claims, members);
                var types = new TypeChoiceFeatures(context, sample.Claims, members);
                for (var k = 0; k < map.Length; k++)
                {
                    words.Score(features.Type(k), scores);
                    rows.AddRange(types.Rows(k, IncidentTellings.Chances(words, scores)));
                    labels.AddRange(TypeChoiceFeatures.Names.Select(n => n == sample.Facts(map[k]).Type));
                }
            }
        }
        return BoostedTreesTrainer.Train([.. rows], [.. labels], new BoostingOptions { Trees = 150, Depth = 5, Rate = 0.07f }).ToBytes();
    }

    private const int InnerFolds = 4;

    private static int InnerFold(IncidentSample sample) => (int)(Feature.Hash(sample.Cluster.Cluster + "/types") % InnerFolds);

    /// <summary>The trees that choose the date of a main incident among those that the text tells, from the choices where one is right.</summary>
    private static byte[] Dates(IReadOnlyList<IncidentSample> samples)
    {
        List<float[]> rows = [];
        List<bool> labels = [];
        foreach (var sample in samples.Where(s => s.Claims.Length > 0))
        {
            var (map, members) = Told(sample);
            string[] roles = [.. map.Select(g => sample.Report.Incidents[g].Role)];
            var context = new IncidentText(sample.Text);
            var features = new DateChoiceFeatures(context, sample.Claims, members);
            var rule = IncidentDates.ByRule(context, sample.Claims, members, roles);
            for (var k = 0; k < map.Length; k++)
            {
                bool[] right = [.. features.Values.Select(v => v == sample.Facts(map[k]).Date)];
                if (roles[k] != "main" || !right.Contains(true))
                    continue;
                rows.AddRange(features.Rows(k, rule[k]));
                labels.AddRange(right);
            }
        }
        return BoostedTreesTrainer.Train([.. rows], [.. labels], new BoostingOptions { Trees = 150, Depth = 4, Rate = 0.06f }).ToBytes();
    }

    private static List<Attributions.Choice> Triggers(IReadOnlyList<IncidentSample> samples)
    {
        List<Attributions.Choice> choices = [];
        foreach (var sample in samples.Where(s => s.Claims.Length > 0))
        {
            var features = new TriggerFeatures(new IncidentText(sample.Text), sample.Claims);
            foreach (var g in sample.Gold.Distinct())
            {
                var members = Enumerable.Range(0, sample.Gold.Length).Where(i => sample.Gold[i] == g).ToList();
                if (sample.Report.Incidents[g] is not { Trigger: { } trigger, TriggerAt: { } at })
                    continue;
                var candidates = features.Candidates(members);
                bool[] right = [.. candidates.Select(t => sample.Text.Tokens[t].Span.Overlaps(new(at, at + trigger.Length)))];
                if (right.Contains(true))
                    choices.Add(new Attributions.Choice([.. candidates.Select(t => features.Of(t, members).ToArray())], right));
            }
        }
        return choices;
    }

    private delegate ReadOnlySpan<uint> FeaturesOf(TellingFeatures features, int k);

    private static (string[] Classes, List<Example> Examples) Tellings(IReadOnlyList<IncidentSample> samples, FeaturesOf of, Func<IncidentSample, int, string> label)
    {
        var classes = samples.SelectMany(s => s.Report.Incidents.Select((_, k) => label(s, k))).Distinct().Order(StringComparer.Ordinal).ToArray();
        List<Example> examples = [];
        List<GoldCluster> clusters = [];
        foreach (var sample in samples.Where(s => s.Claims.Length > 0))
        {
            var (map, members) = Told(sample);
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
