using Crosscheck.Models;
using Crosscheck.Text;
using Crosscheck.Text.Names;

namespace Crosscheck.Lab.Places;

/// <summary><c>lab train places --corpora DIR --gold DIR --out data</c>: the model that tells places from other names.</summary>
public static class PlaceFilterTraining
{
    public static int Run(string[] args)
    {
        var corpora = GazetteerCompiler.Option(args, "--corpora") ?? throw new ArgumentException("--corpora DIR names the folder of corpora.");
        var gold = GazetteerCompiler.Option(args, "--gold") ?? throw new ArgumentException("--gold DIR names the folder of gold-train.");
        var output = GazetteerCompiler.Option(args, "--out") ?? "data";
        var texts = PlaceCorpora.Load(corpora, gold);
        if (WriteCommonWords(corpora, texts, Path.Combine(output, "models", "common-words.bin")))
        {
            Console.Error.WriteLine("common-words.bin has changed: build and train again, so that the model sees it.");
            return 1;
        }
        var examples = texts.AsParallel().AsOrdered().WithDegreeOfParallelism(1).SelectMany(Examples).ToList();
        Console.WriteLine($"{texts.Count} texts, {examples.Count} candidates, {examples.Count(e => e.Example.Class == 1)} places");
        var (hits, found, wanted) = (0, 0, 0);
        for (var fold = 0; fold < 5; fold++)
        {
            var model = LinearTrainer.TrainModel(examples.Where(e => e.Fold != fold).Select(e => e.Example).ToList(), PlaceFilter.Classes, epochs: 8);
            var scores = new float[2];
            foreach (var (_, example, _) in examples.Where(e => e.Fold == fold && e.Complete))
            {
                var says = model.Best(example.Features, scores) == 1;
                found += says ? 1 : 0;
                wanted += example.Class;
                hits += says && example.Class == 1 ? 1 : 0;
            }
        }
        var f1 = 2.0 * hits / (found + wanted);
        Console.WriteLine(FormattableString.Invariant($"five folds, completely marked texts: P {(double)hits / found:F3} R {(double)hits / wanted:F3} F1 {f1:F3} on {wanted} places among the candidates"));
        var weights = LinearTrainer.Train(examples.Select(e => e.Example).ToList(), 2, epochs: 8, prune: 0.05f);
        var bytes = LinearModel.Write(PlaceFilter.Classes, weights);
        File.WriteAllBytes(Path.Combine(output, "models", "places-filter.bin"), bytes);
        File.WriteAllText(Path.Combine(output, "models", "places-filter.score.json"), FormattableString.Invariant($$"""
            {
              "model": "places-filter",
              "corpus": "uner-ewt, wikigold, re3d (not BBC, EU), event-location, gold-train",
              "split": "five folds by document; scored on the completely marked texts",
              "metric": "F1 of place names among the gazetteer's matches",
              "value": {{f1:F4}},
              "command": "lab train places --corpora CORPORA --gold GOLD-TRAIN --out data"
            }

            """));
        Console.WriteLine($"{weights.Count} features, {bytes.Length / 1e3:F0} kB");
        return 0;
    }

    /// <summary>Words of the shipping texts that stand in lower case at least twice, and oftener than capitalised inside a sentence.</summary>
    private static bool WriteCommonWords(string corpora, List<PlaceText> texts, string file)
    {
        var lower = new Dictionary<string, int>();
        var upper = new Dictionary<string, int>();
        foreach (var body in texts.Select(t => t.Body).Concat(TreebankTexts(corpora)))
        {
            var before = '.';
            foreach (var token in Tokenizer.Split(body))
            {
                var form = body[token.Start..token.End];
                if (form.All(char.IsLetter))
                {
                    var counts = char.IsLower(form[0]) ? lower : before is '.' or '"' or ':' ? null : upper;
                    if (counts is not null)
                        counts[form.ToLowerInvariant()] = counts.GetValueOrDefault(form.ToLowerInvariant()) + 1;
                }
                before = form[^1];
            }
        }
        var keys = lower.Where(l => l.Value >= 2 && l.Value > upper.GetValueOrDefault(l.Key)).Select(l => CommonWords.Key(l.Key))
            .Concat("monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december".Split(' ').Select(w => CommonWords.Key(w)))
            .Distinct().Order().ToArray();
        var bytes = System.Runtime.InteropServices.MemoryMarshal.AsBytes(keys.AsSpan()).ToArray();
        var changed = !File.Exists(file) || !File.ReadAllBytes(file).AsSpan().SequenceEqual(bytes);
        File.WriteAllBytes(file, bytes);
        return changed;
    }

    private static IEnumerable<string> TreebankTexts(string corpora) =>
        Directory.GetFiles(Path.Combine(corpora, "ud-ewt"), "*train*.conllu").Order(StringComparer.Ordinal)
            .SelectMany(File.ReadLines).Where(l => l.StartsWith("# text = ", StringComparison.Ordinal)).Select(l => l[9..]);

    private static IEnumerable<(int Fold, Example Example, bool Complete)> Examples(PlaceText source)
    {
        var text = new AnnotatedText { Body = source.Body };
        foreach (var step in new ITextStep[] { new Tokenizer(), new SentenceSplitter(), new SyntaxReader(), new NameReader() })
            text = step.Apply(text);
        var gazetteer = Gazetteer.Shared;
        var candidates = PlaceMatcher.Match(text, gazetteer);
        var context = new PlaceContext(text, gazetteer, candidates);
        var result = new List<(int, Example, bool)>();
        var buffer = new uint[PlaceFilter.MaxFeatures];
        foreach (var candidate in candidates.Where(c => c.People == 0))
        {
            var word = candidate.Tokens.Length == 1 && CommonWords.Contains(candidate.Words);
            if ((Label(source, text.SpanOf(candidate.Tokens)) ?? (word ? 0 : null)) is not { } label)
                continue;
            var sink = new FeatureSink(buffer);
            PlaceFilter.Write(ref sink, text, candidate, context, gazetteer);
            result.Add((source.Fold, new Example(sink.Features.ToArray(), label), source.Complete));
        }
        return result;
    }

    /// <summary>"Santa Maria" of "Santa Maria Church": a capitalised word of the same phrase stands right beside it.</summary>
    private static bool IsPartOfName(string body, TextSpan phrase, TextSpan span) =>
        (span.End + 1 < phrase.End && body[span.End] is ' ' or '-' && char.IsUpper(body[span.End + 1]))
        || (span.Start - 2 > phrase.Start && body[span.Start - 1] is ' ' or '-' && char.IsUpper(body[body.LastIndexOf(' ', span.Start - 2) + 1]));

    /// <summary>1 where the candidate is a marked place or begins or ends a longer phrase that is one; 0 where it is not; null where nothing is told.</summary>
    private static int? Label(PlaceText source, TextSpan span)
    {
        foreach (var place in source.Places.Where(p => p.Overlaps(span)))
        {
            if (place == span)
                return 1;
            if (!source.Complete)
                return IsPartOfName(source.Body, place, span) ? 0 : 1;
            // "northern Iraq", "the city of Mosul" hold a place; "Ain" of "Ain al-Asad" is a part of a name.
            var rest = source.Body[place.Start..place.End];
            var outside = rest.Remove(Math.Max(0, span.Start - place.Start), Math.Min(rest.Length, span.End - place.Start) - Math.Max(0, span.Start - place.Start));
            return outside.Any(char.IsUpper) && !outside.Contains(',', StringComparison.Ordinal) ? 0 : 1;
        }
        if (source.Complete || source.Others.Any(o => o.Overlaps(span)))
            return 0;
        return null;
    }
}
