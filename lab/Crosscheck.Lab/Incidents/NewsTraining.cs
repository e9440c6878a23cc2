using System.Xml.Linq;
using Crosscheck.Claims;
using Crosscheck.Documents;
using Crosscheck.Models;

namespace Crosscheck.Lab.Incidents;

/// <summary>The decision whether a report tells of an attack: gold reports against gold's other news and ECB+ (CC BY 3.0).</summary>
internal static class NewsTraining
{
    /// <summary>ECB+ topics of sport, rehab, offices, fires, quakes, crashes, thefts and networks: no attack in any.</summary>
    private static readonly int[] Topics = [1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 13, 14, 20, 21, 23, 24, 25, 26, 27, 28, 29, 30, 31, 34, 35];

    private const float NoneWeight = 6;

    /// <summary>News of other matters that every training uses beside gold's; set once by a command that is given them.</summary>
    public static IReadOnlyList<float[]> OtherNews { get; set; } = [];

    /// <summary>Takes up <c>--other-news ECB+</c> where the command has it.</summary>
    public static void TakeOption(string[] args)
    {
        var at = Array.IndexOf(args, "--other-news");
        if (at >= 0)
            OtherNews = Others(args[at + 1]);
    }

    public static byte[] Train(IReadOnlyList<IncidentSample> samples)
    {
        var others = OtherNews;
        // A report that was read, too, is one report.
        samples = [.. samples.DistinctBy(s => s.Report.Id)];
        float[][] rows = [.. samples.Select(s => AttackNews.Row(new IncidentText(s.Text))), .. others];
        bool[] labels = [.. samples.Select(s => !s.Report.Incidents.IsEmpty), .. others.Select(_ => false)];
        float[] weights = [.. samples.Select(s => s.Report.Incidents.IsEmpty ? NoneWeight : 1), .. others.Select(_ => 1f)];
        return BoostedTreesTrainer.Train(rows, labels, new BoostingOptions { Trees = 120, Depth = 3, Rate = 0.1f }, weights).ToBytes();
    }

    /// <summary>The documents of ECB+ about other matters.</summary>
    public static IReadOnlyList<float[]> Others(string ecb) =>
    [
        .. Topics.SelectMany(t => Directory.GetFiles(Path.Combine(ecb, t.ToString(System.Globalization.CultureInfo.InvariantCulture)), "*.xml").Order(StringComparer.Ordinal))
            .Select(path => string.Join(' ', XDocument.Load(path).Descendants("token").Select(x => x.Value)))
            .Select(body => ReportReader.Annotate(new Document { Id = "", Body = body }))
            .Select(text => AttackNews.Row(new IncidentText(text))),
    ];

    /// <summary>`lab score attack-news GOLD [--other-news ECB+]`: on five folds, gold's reports of no attack that are told so, and attacks that are lost.</summary>
    public static int Score(string[] args)
    {
        var samples = IncidentSample.Load(args[0]);
        TakeOption(args);
        var lines = new List<(float Score, bool Attack, string Id)>();
        for (var fold = 0; fold < 5; fold++)
        {
            var model = BoostedTrees.FromBytes(Train([.. samples.Where(s => s.Cluster.Fold != fold)]), "news");
            lines.AddRange(samples.Where(s => s.Cluster.Fold == fold).Select(s => (AttackNews.Score(new IncidentText(s.Text), model), !s.Report.Incidents.IsEmpty, s.Report.Id)));
        }
        foreach (var (score, attack, id) in lines.Where(l => l.Score < AttackNews.Threshold || !l.Attack).Order())
            Console.WriteLine($"{score:0.00}\t{(attack ? "attack" : "none")}\t{id}");
        return 0;
    }
}
