using System.Diagnostics;
using System.Globalization;
using Crosscheck.Claims;
using Crosscheck.Documents;
using Crosscheck.Text;
using Crosscheck.Text.Attributions;

namespace Crosscheck.Lab.Bench;

/// <summary><c>lab bench steps FOLDER</c>: tokens a second of every step of the reading, warm, on one core.</summary>
internal static class StepsBench
{
    public static int Run(string[] args)
    {
        Document[] documents = [.. Directory.GetFiles(args[0], "*.txt").Order(StringComparer.Ordinal).Take(120).Select(f => PlainText.Parse(File.ReadAllText(f), f))];
        var spent = new Dictionary<string, long>(StringComparer.Ordinal);
        var tokens = 0L;
        for (var round = 0; round < 3; round++)
        {
            spent.Clear();
            tokens = 0;
            foreach (var document in documents)
                tokens += One(document, spent);
        }
        foreach (var (name, ticks) in spent)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-28} {ticks * 1e9 / Stopwatch.Frequency / tokens,8:F0} ns/token"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"all",-28} {tokens * (double)Stopwatch.Frequency / spent.Values.Sum(),8:F0} tokens/s"));
        return 0;
    }

    private static int One(Document document, Dictionary<string, long> spent)
    {
        var text = new AnnotatedText { Body = document.Body, Published = document.Published, Title = document.Title };
        foreach (var step in ReportReader.Pipeline.Steps)
        {
            var before = text;
            text = Timed(spent, step.Name, () => step.Apply(before));
            text = text with { Layers = text.Layers | step.Sets };
        }
        var models = ReaderModels.Default;
        var context = Timed(spent, "claims: context", () => new ClaimContext(text));
        Timed(spent, "claims: network", () => models.Claims.Network.Read(context));
        var candidates = Timed(spent, "claims: candidates + network", () => new CandidateReader(models.Claims, CandidateThresholds.Proposing).Read(context));
        var scan = Timed(spent, "claims: source tables", () => new SourceScan(text));
        var attributor = new ClaimAttributor(scan, models.Attribution);
        var attributions = Timed(spent, "claims: attribution", () => candidates.ToDictionary(c => c, c => attributor.Attribute(new ClaimSpan(c.Tokens, c.Attribute))));
        var groups = Timed(spent, "claims: groups", () => ClaimGroup.Of(candidates, c => attributions[c]));
        var stated = Timed(spent, "claims: decision", () => ClaimReader.Decide(context, groups, models.Decision, new CandidateThresholds()));
        var mentions = Timed(spent, "claims: mentions", () => ClaimReader.Mentions(stated));
        Timed(spent, "incidents", () => IncidentGrouper.Group(text, [.. mentions.Select(m => new ClaimMention(m.Mention.Tokens, m.Mention.Attribute, m.Mention.Value))], models.Incidents));
        Timed(spent, "places of incidents", () => models.Places.Rank(new IncidentPlaceFeatures(text), null));
        Timed(spent, "statements", () => StatementReader.Read(scan));
        Timed(spent, "omissions", () => OmissionReader.Read(scan));
        return text.Tokens.Length;
    }

    private static T Timed<T>(Dictionary<string, long> spent, string name, Func<T> run)
    {
        var start = Stopwatch.GetTimestamp();
        var result = run();
        spent[name] = spent.GetValueOrDefault(name) + Stopwatch.GetTimestamp() - start;
        return result;
    }
}
