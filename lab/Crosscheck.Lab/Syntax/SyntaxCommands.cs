using System.Diagnostics;
using System.Globalization;
using Crosscheck.Claims;
using Crosscheck.Models.Neural;
using Crosscheck.Text;

namespace Crosscheck.Lab.Syntax;

/// <summary>The lab's commands about tokens, sentences, tags and trees.</summary>
public static class SyntaxCommands
{
    /// <summary>Scores the shipped steps on the development part in FOLDER, from its raw text. With SYSTEM, scores that CoNLL-U file.</summary>
    public static int Score(string[] args)
    {
        var gold = Treebank.Load(args[0], "dev");
        var model = Array.IndexOf(args, "--model") is var m && m > 0 ? new SyntaxReader(new SyntaxNetwork(new TensorFile(File.ReadAllBytes(args[m + 1]), args[m + 1]))) : null;
        var system = args.Length > 1 && !args[1].StartsWith("--", StringComparison.Ordinal) ? Treebank.Load(args[1], "dev") : null;
        var score = new SyntaxScore();
        for (var d = 0; d < gold.Count; d++)
        {
            var sentences = system?[d].Sentences ?? SyntaxScore.SentencesOf(Annotate(gold[d].Text, model));
            score.Add(gold[d].Sentences, sentences);
            if (args.Contains("--errors"))
                PrintTokenErrors(gold[d], sentences);
        }
        Print(score);
        return 0;
    }

    /// <summary>Tokens, sentences, tags and trees of a text, by the steps of the reader that set them.</summary>
    public static AnnotatedText Annotate(string body, SyntaxReader? model = null)
    {
        var text = new AnnotatedText { Body = body };
        foreach (var step in Steps)
            text = (step is SyntaxReader ? model ?? step : step).Apply(text);
        return text;
    }

    private static IEnumerable<ITextStep> Steps =>
        ReportReader.Pipeline.Steps.Where(s => (s.Sets & (Layers.Tokens | Layers.Sentences | Layers.Tags | Layers.Tree)) != 0);

    internal static void Print(SyntaxScore score)
    {
        foreach (var (name, tally) in score.All)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}\t{tally.F1:F2}\t{tally.Correct}/{tally.Gold} gold, {tally.System} system"));
    }

    private static void PrintTokenErrors(Treebank gold, IReadOnlyList<Word[]> system)
    {
        var found = system.SelectMany(s => s).Select(w => (w.Start, w.End)).ToHashSet();
        foreach (var word in gold.Sentences.SelectMany(s => s).Where(w => !found.Contains((w.Start, w.End))))
        {
            var near = system.SelectMany(s => s).Where(w => w.Start < word.End && w.End > word.Start).Select(w => w.Form);
            Console.WriteLine($"TOK\t{word.Form}\t{string.Join(' ', near)}");
        }
        var ends = system.Select(s => s[^1].End).ToHashSet();
        var goldEnds = gold.Sentences.Select(s => s[^1].End).ToHashSet();
        foreach (var end in ends.Where(e => !goldEnds.Contains(e)))
            Console.WriteLine($"SPLIT\t{Around(gold.Text, end)}");
        foreach (var end in goldEnds.Where(e => !ends.Contains(e)))
            Console.WriteLine($"JOIN\t{Around(gold.Text, end)}");
    }

    /// <summary>Prints the tokens of a file with tag, lemma, head and relation, a sentence a block.</summary>
    public static int Show(string[] args)
    {
        foreach (var sentence in SyntaxScore.SentencesOf(Annotate(File.ReadAllText(args[0]))))
        {
            for (var i = 0; i < sentence.Length; i++)
                Console.WriteLine($"{i + 1}\t{sentence[i].Form}\t{sentence[i].Lemma}\t{sentence[i].Upos}\t{sentence[i].Xpos}\t_\t{sentence[i].Head}\t{sentence[i].Relation}");
            Console.WriteLine();
        }
        return 0;
    }

    private static string Around(string text, int at) =>
        (text[Math.Max(0, at - 40)..at] + " || " + text[at..Math.Min(text.Length, at + 40)]).Replace('\n', '¶');

    /// <summary>Prints the tokens a second of each step on one core over the texts of a folder: the best of several rounds, once warm.</summary>
    public static int Bench(string[] args)
    {
        var files = Directory.Exists(args[0]) ? Directory.GetFiles(args[0], "*.txt", SearchOption.AllDirectories) : [args[0]];
        var texts = files.Order(StringComparer.Ordinal).Select(File.ReadAllText).ToArray();
        var best = new Dictionary<string, double>();
        long tokens = 0;
        for (var round = 0; round < 8; round++)
        {
            var ticks = new Dictionary<string, long>();
            tokens = 0;
            foreach (var body in texts)
            {
                var text = new AnnotatedText { Body = body };
                foreach (var step in Steps)
                {
                    var from = Stopwatch.GetTimestamp();
                    text = step.Apply(text);
                    ticks[step.Name] = ticks.GetValueOrDefault(step.Name) + Stopwatch.GetTimestamp() - from;
                }
                tokens += text.Tokens.Length;
            }
            ticks["all"] = ticks.Values.Sum();
            foreach (var (name, spent) in ticks)
                best[name] = Math.Min(best.GetValueOrDefault(name, double.MaxValue), spent / (double)Stopwatch.Frequency);
        }
        foreach (var (name, seconds) in best)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}\t{tokens / seconds:N0} tokens/s\t{1e9 * seconds / tokens:F0} ns/token"));
        Console.WriteLine($"{texts.Length} texts, {tokens} tokens");
        return 0;
    }
}
