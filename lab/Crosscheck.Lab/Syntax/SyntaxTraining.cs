using Crosscheck.Lab.Clusters;

namespace Crosscheck.Lab.Syntax;

/// <summary>Trains what ships in data/models for sentences, tags and trees.</summary>
public static class SyntaxTraining
{
    public static int Run(string[] args)
    {
        string? Option(string name) => Array.IndexOf(args, name) is var at && at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
        var output = Path.Combine(Option("--out") ?? "data", "models");
        var only = Option("--only");
        List<Treebank> training = [.. Treebank.Load(Option("--ewt")!, "train"), .. Treebank.Load(Option("--gum")!, "train").Where(d => Treebank.OpenGenres.Contains(d.Genre))];
        Directory.CreateDirectory(output);
        if (only is null or "sentences")
            Write("sentences", SentenceTraining.Train(training));
        SyntaxNetTrainer.Units = Number("--units", 96);
        if (only is null or "syntax")
            Write("syntax", SyntaxNetTraining.Train(training, Plain(), Number("--epochs", 16), Number("--pretrain", 0), Option("--dev") is { } dev ? Treebank.Load(dev, "dev") : [], dropout: Number("--dropout", 30) / 100f));
        if (only is null or "lemmas")
            File.WriteAllText(Path.Combine(output, "lemmas.tsv"), LemmaTraining.Train(training, Path.Combine(output, "..", "lexicons", "irregular.tsv")));
        return 0;

        int Number(string name, int otherwise) => Option(name) is { } value ? int.Parse(value, System.Globalization.CultureInfo.InvariantCulture) : otherwise;

        List<string[]> Plain() => Option("--corpora") is { } corpora ? [.. PlainSentences.Of(corpora, Option("--gold")!, development: false).Where(s => s.All(w => w.Length > 0))] : [];

        void Write(string name, byte[] bytes)
        {
            File.WriteAllBytes(Path.Combine(output, name + ".bin"), bytes);
            Console.Error.WriteLine($"{name}.bin: {bytes.Length:N0} bytes");
        }
    }
}
