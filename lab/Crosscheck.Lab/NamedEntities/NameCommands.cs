using System.Diagnostics;
using System.Globalization;
using Crosscheck.Models;
using Crosscheck.Text.Names;

namespace Crosscheck.Lab.NamedEntities;

/// <summary>The commands that train and score the reader of names.</summary>
internal static class NameCommands
{
    /// <summary>`lab score names CORPORA`: five folds over all training corpora at once, each corpus scored on the folds left out.</summary>
    public static int Folds(string[] args)
    {
        var clock = Stopwatch.StartNew();
        var documents = Training(args[0]);
        var scores = documents.Select(d => d.Corpus).Distinct().ToDictionary(c => c, _ => new SpanScore());
        for (var fold = 0; fold < 5; fold++)
        {
            var reader = new NameReader(Train(documents.Where(d => d.Fold != fold)));
            foreach (var document in documents.Where(d => d.Fold == fold))
                NameScoring.Add(scores[document.Corpus], document, reader);
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"fold {fold}: {clock.Elapsed.TotalSeconds:F0} s"));
        }
        foreach (var (corpus, score) in scores)
            score.Print(corpus);
        return 0;
    }

    /// <summary>`lab train names CORPORA [OUT]`: the model that ships.</summary>
    public static int Train(string[] args)
    {
        var bytes = Bytes(Training(args[0]));
        File.WriteAllBytes(args.Length > 1 ? args[1] : "data/models/names.bin", bytes);
        Console.WriteLine($"{bytes.Length} bytes");
        return 0;
    }

    /// <summary>`lab score ner-worldwide FOLDER`: the shipped model on a set that it was not trained on.</summary>
    public static int Worldwide(string[] args)
    {
        var score = new SpanScore();
        var reader = new NameReader();
        foreach (var document in NameCorpora.Worldwide(args[0]))
            NameScoring.Add(score, document, reader);
        score.Print("worldwide");
        return 0;
    }

    private static List<NameDocument> Training(string corpora) =>
    [
        .. NameCorpora.Uner(Path.Combine(corpora, "uner-ewt/en_ewt-ud-dev.iob2")),
        .. NameCorpora.WikiGold(Path.Combine(corpora, "wikigold/wikigold.conll.txt")),
        .. GumNames.Load(Path.Combine(corpora, "ud-gum/en_gum-ud-train.conllu")),
    ];

    private static SequenceModel Train(IEnumerable<NameDocument> documents) => new(LinearModel.FromBytes(Bytes(documents), "names"));

    private static byte[] Bytes(IEnumerable<NameDocument> documents)
    {
        var examples = documents.SelectMany(NameLabels.Examples).ToList();
        var trainer = new CrfTrainer(examples, NameLabels.Count, float.Parse(Setting("RATE","0.012"),CultureInfo.InvariantCulture), float.Parse(Setting("L2","3e-3"),CultureInfo.InvariantCulture), int.Parse(Setting("MIN","2"),CultureInfo.InvariantCulture));
        return LinearModel.Write(NameLabels.Classes, trainer.Train(int.Parse(Setting("EPOCHS", "18"), CultureInfo.InvariantCulture)));
    }

    private static string Setting(string name, string value) => Environment.GetEnvironmentVariable(name) ?? value;
}
