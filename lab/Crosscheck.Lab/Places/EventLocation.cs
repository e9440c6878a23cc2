using System.Text.Json;
using Crosscheck.Models;
using Crosscheck.Text;
using Crosscheck.Text.Names;

namespace Crosscheck.Lab.Places;

/// <summary>
/// <c>lab score event-location FILE</c> and <c>lab train event-place FILE --out data</c>: which place named in a sentence the marked event
/// happened at. Scored on the sentences with a marked place: right where the best of our candidates touches it.
/// </summary>
public static class EventLocation
{
    private sealed record Row(AnnotatedText Text, int Verb, List<TextSpan> Places, List<TokenRange> Candidates);

    public static int Score(string[] args)
    {
        var rows = Rows(args[0]).ToList();
        Share right = new(), present = new(), nearest = new();
        for (var fold = 0; fold < 5; fold++)
        {
            var model = new EventPlaceRanker(LinearTrainer.TrainModel(Examples(rows.Where((_, i) => i % 5 != fold)), EventPlaceRanker.Classes, epochs: 6));
            foreach (var row in rows.Where((_, i) => i % 5 == fold))
            {
                var best = row.Candidates.Count == 0 ? default : row.Candidates.MaxBy(c => model.Chance(row.Text, c, row.Verb, Turn(row, c)));
                right.Add(row.Candidates.Count > 0 && Hit(row, best));
                nearest.Add(row.Candidates.Count > 0 && Hit(row, row.Candidates.MinBy(c => Math.Abs(c.First - row.Verb))));
                present.Add(row.Candidates.Exists(c => Hit(row, c)));
                if (args.Contains("--errors") && !Hit(row, best))
                    Console.WriteLine($"{(row.Candidates.Exists(c => Hit(row, c)) ? "WRONG" : "ABSENT")} <{row.Text.Form(row.Verb)}> [{string.Join("|", row.Places.Select(p => p.Of(row.Text.Body)))}] not [{(best.Length == 0 ? "" : row.Text.Words(best))}] {row.Text.Body.ReplaceLineEndings(" ")}");
            }
        }
        Console.WriteLine($"place of the marked event, five folds: {right}; nearest place {nearest}; the right place is among the candidates: {present}");
        return 0;
    }

    public static int Train(string[] args)
    {
        var rows = Rows(args[0]).ToList();
        var output = GazetteerCompiler.Option(args, "--out") ?? "data";
        var weights = LinearTrainer.Train(Examples(rows), 2, epochs: 6, prune: 0.05f);
        var bytes = LinearModel.Write(EventPlaceRanker.Classes, weights);
        File.WriteAllBytes(Path.Combine(output, "models", "event-place.bin"), bytes);
        Console.WriteLine($"{rows.Count} sentences, {weights.Count} features, {bytes.Length / 1e3:F0} kB");
        return 0;
    }

    private static List<Example> Examples(IEnumerable<Row> rows)
    {
        var examples = new List<Example>();
        var buffer = new uint[EventPlaceRanker.MaxFeatures];
        foreach (var row in rows)
        {
            foreach (var candidate in row.Candidates)
            {
                var sink = new FeatureSink(buffer);
                EventPlaceRanker.Write(ref sink, row.Text, candidate, row.Verb, Turn(row, candidate));
                examples.Add(new Example(sink.Features.ToArray(), Hit(row, candidate) ? 1 : 0));
            }
        }
        return examples;
    }

    private static bool Hit(Row row, TokenRange candidate) => candidate.Length > 0 && row.Places.Exists(p => p.Overlaps(row.Text.SpanOf(candidate)));

    private static int Turn(Row row, TokenRange candidate) =>
        row.Candidates.Count(c => c != candidate && c.First > row.Verb == candidate.First > row.Verb && Math.Abs(c.First - row.Verb) < Math.Abs(candidate.First - row.Verb));

    private static IEnumerable<Row> Rows(string file)
    {
        foreach (var json in File.ReadLines(file).Select(l => JsonDocument.Parse(l).RootElement))
        {
            var body = json.GetProperty("text").GetString()!;
            var text = new AnnotatedText { Body = body };
            foreach (var step in new ITextStep[] { new Tokenizer(), new SentenceSplitter(), new SyntaxReader(), new NameReader(), new PlaceReader() })
                text = step.Apply(text);
            var spans = json.GetProperty("spans").EnumerateArray().ToList();
            var verb = spans.Find(s => s.GetProperty("label").GetString() == "VERB");
            var places = spans.Where(s => s.GetProperty("label").GetString() == "LOCATION").Select(s => SpanOf(text, s)).Where(s => s.Length > 0).ToList();
            if (verb.ValueKind == JsonValueKind.Undefined || places.Count == 0 || SpanOf(text, verb) is not { Length: > 0 } at)
                continue;
            yield return new Row(text, text.TokenAt(at.Start), places, Candidates(text));
        }
    }

    /// <summary>Some rows give a token's number in place of offsets.</summary>
    private static TextSpan SpanOf(AnnotatedText text, JsonElement span)
    {
        var (start, end) = (span.GetProperty("start").GetInt32(), span.GetProperty("end").GetInt32());
        if (start < end && start != span.GetProperty("token_start").GetInt32())
            return new TextSpan(start, end);
        return start < text.Tokens.Length ? new TextSpan(text.Tokens[start].Start, text.Tokens[Math.Min(end, text.Tokens.Length - 1)].End) : default;
    }

    /// <summary>The places that we read, and runs of proper nouns behind a preposition that we do not.</summary>
    private static List<TokenRange> Candidates(AnnotatedText text)
    {
        var found = text.Places.Where(p => !p.Relative).Select(p => p.Tokens).ToList();
        for (var t = 1; t < text.Tokens.Length; t++)
        {
            if (!PlaceCues.IsPreposition(text.Form(t - 1)) && text.Form(t - 1) is not ("of" or "the" or "on"))
                continue;
            var end = t;
            while (end < text.Tokens.Length && text.Tags[end].Upos == Upos.PROPN)
                end++;
            var run = new TokenRange(t, end);
            if (run.Length > 0 && !found.Exists(f => f.Overlaps(run)) && text.Form(t) is not ("Monday" or "Tuesday" or "Wednesday" or "Thursday" or "Friday" or "Saturday" or "Sunday"))
                found.Add(run);
        }
        return [.. found.OrderBy(f => f.First)];
    }
}
