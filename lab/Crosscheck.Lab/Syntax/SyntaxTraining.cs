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
        if (only is null or "syntax")
            Write("syntax", SyntaxNetTraining.Train(training, int.Parse(Option("--epochs") ?? "20", System.Globalization.CultureInfo.InvariantCulture), Option("--dev") is { } dev ? Treebank.Load(dev, "dev") : []));
        if (only is null or "lemmas")
            File.WriteAllText(Path.Combine(output, "lemmas.tsv"), LemmaTraining.Train(training, Path.Combine(output, "..", "lexicons", "irregular.tsv")));
        return 0;

        void Write(string name, byte[] bytes)
        {
            File.WriteAllBytes(Path.Combine(output, name + ".bin"), bytes);
            Console.Error.WriteLine($"{name}.bin: {bytes.Length:N0} bytes");
        }
    }
}
