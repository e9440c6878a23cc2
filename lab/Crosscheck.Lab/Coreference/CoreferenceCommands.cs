using System.Globalization;
using Crosscheck.Lab.Attributions;
using Crosscheck.Models;
using Crosscheck.Text;
using Crosscheck.Text.Coreference;
using Crosscheck.Text.Names;

namespace Crosscheck.Lab.Coreference;

/// <summary>Trains and scores the reader of coreference on who the cited speakers of gold reports are.</summary>
internal static class CoreferenceCommands
{
    private static readonly TextPipeline Steps = new([new Tokenizer(), new SentenceSplitter(), new SyntaxReader(), new NameReader()]);

    private sealed record Report(string Id, int Fold, AnnotatedText Text, List<CitedSpeaker> Speakers);

    /// <summary>`lab train coreference GOLD [OUT]`.</summary>
    public static int Train(string[] args)
    {
        File.WriteAllBytes(args.Length > 1 ? args[1] : "data/models/coreference.bin", Bytes(Load(args[0])));
        return 0;
    }

    /// <summary>
    /// `lab score speakers GOLD [--shipped] [--errors]`: where the words that cite a source are a pronoun, a noun or a short name, the
    /// share resolved to words like the source's. Five folds, or the shipped model.
    /// </summary>
    public static int Score(string[] args)
    {
        var reports = Load(args[0]);
        var tally = new SortedDictionary<string, int[]>(StringComparer.Ordinal);
        for (var fold = 0; fold < 5; fold++)
        {
            var test = reports.Where(r => r.Fold == fold).ToList();
            if (test.Count == 0)
                continue;
            var reader = args.Contains("--shipped") ? new CoreferenceReader()
                : new CoreferenceReader(LinearModel.FromBytes(Bytes(reports.Where(r => r.Fold != fold)), "coreference"));
            foreach (var report in test)
                Count(report, reader.Apply(report.Text), tally, args.Contains("--errors"));
        }
        foreach (var (kind, n) in tally)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{kind,-8} resolved right {(double)n[1] / n[0]:F3}   precision {(n[2] == 0 ? 0 : (double)n[1] / n[2]):F3}   ({n[1]} right, {n[2]} resolved, {n[0]} in all)"));
        return 0;
    }

    private static void Count(Report report, AnnotatedText read, SortedDictionary<string, int[]> tally, bool errors)
    {
        foreach (var speaker in report.Speakers.Where(s => s.Kind.Length > 0))
        {
            if (!tally.TryGetValue(speaker.Kind, out var n))
                tally[speaker.Kind] = n = new int[3];
            var tokens = read.TokensIn(speaker.Span);
            var link = read.Coreference.FirstOrDefault(c => tokens.Overlaps(c.Mention));
            var found = link is null ? "" : read.Words(link.Antecedent);
            var right = found.Length > 0 && NameMatch.Similar(found, speaker.Source);
            n[0]++;
            n[1] += right ? 1 : 0;
            n[2] += found.Length > 0 ? 1 : 0;
            if (errors && !right)
                Console.WriteLine($"{report.Id}\t{speaker.Kind}\t{speaker.Words}\tgold: {speaker.Source}\tfound: {found}");
        }
    }

    private static List<Report> Load(string gold) =>
        [.. GoldCluster.Load(gold).SelectMany(c => c.Reports.Select(r => new Report(r.Id, c.Fold, Steps.Annotate(new AnnotatedText { Body = r.Document.Body }), [.. SpeakerGold.Of(r)])))];

    private static byte[] Bytes(IEnumerable<Report> reports)
    {
        var examples = reports.SelectMany(Examples).ToList();
        return LinearModel.Write(["no", "yes"], LinearTrainer.Train(examples, 2, epochs: 8, rate: 0.03f, l2: 1e-4f, minCount: 3));
    }

    /// <summary>Goes through a report as the reader does; where a source is cited, the right entities are known.</summary>
    private static IEnumerable<Example> Examples(Report report)
    {
        var entities = new EntityList(report.Text);
        var buffer = new uint[CoreferenceFeatures.Max];
        foreach (var mention in MentionFinder.Find(report.Text))
        {
            var at = report.Text.Tokens[mention.Head].Start;
            var speaker = report.Speakers.Find(s => s.Span.Start <= at && at < s.Span.End);
            var candidates = entities.Candidates(mention);
            Entity? right = null;
            for (var rank = 0; rank < candidates.Count; rank++)
            {
                var entity = candidates[rank];
                var like = speaker is not null ? NameMatch.Similar(report.Text.Words(entity.Root.Span), speaker.Source)
                    : mention.Kind == MentionKind.Name && CoreferenceFeatures.Shared(mention.Core, entity.Root.Words) == mention.Core.Length && mention.Core.Length > 0;
                if (like)
                    right ??= entity;
                if (speaker is not null || mention.Kind == MentionKind.Name)
                    yield return new Example(buffer[..CoreferenceFeatures.Write(report.Text, mention, entity, rank, buffer)], like ? 1 : 0);
            }
            if (right is null)
                entities.Enter(mention);
            else
                entities.See(mention, right);
        }
    }
}
