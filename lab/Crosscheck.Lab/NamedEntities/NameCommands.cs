using System.Diagnostics;
using System.Globalization;
using Crosscheck.Lab.Neural;
using Crosscheck.Models;
using Crosscheck.Models.Neural;
using Crosscheck.Text;
using Crosscheck.Text.Coreference;
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
            var reader = new NameReader(Train([.. documents.Where(d => d.Fold != fold)]));
            foreach (var document in documents.Where(d => d.Fold == fold))
                NameScoring.Add(scores[document.Corpus], document, reader);
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"fold {fold}: {clock.Elapsed.TotalSeconds:F0} s"));
        }
        foreach (var (corpus, score) in scores)
            score.Print(corpus);
        return 0;
    }

    /// <summary>`lab train names CORPORA [FOLDER]`: the models that ship.</summary>
    public static int Train(string[] args)
    {
        var (chain, network) = Bytes(Training(args[0]));
        var folder = args.Length > 1 ? args[1] : "data/models";
        File.WriteAllBytes(Path.Combine(folder, "names.bin"), chain);
        File.WriteAllBytes(Path.Combine(folder, "names-network.bin"), network);
        Console.WriteLine($"{chain.Length} and {network.Length} bytes");
        return 0;
    }

    /// <summary>`lab score ner-worldwide FOLDER`: the shipped model on a set that it was not trained on.</summary>
    public static int Worldwide(string[] args)
    {
        Print("worldwide", NameCorpora.Worldwide(args[0]), new NameReader());
        return 0;
    }

    /// <summary>
    /// `lab score uner-ewt FILE` and `lab score wikigold FILE`: the shipped model. FILE must be one that it was not trained on; the
    /// figures of the training files are those of `lab score names`.
    /// </summary>
    public static int Columns(string[] args, string corpus)
    {
        Print(corpus, corpus == "uner" ? NameCorpora.Uner(args[0]) : NameCorpora.WikiGold(args[0]), new NameReader());
        return 0;
    }

    /// <summary>`lab bench names FOLDER`: tokens a second of the two steps alone, the best of eight rounds over the folder's texts.</summary>
    public static int Bench(string[] args)
    {
        var before = new TextPipeline([new Tokenizer(), new SentenceSplitter(), new SyntaxReader()]);
        var texts = Directory.GetFiles(args[0], "*.txt").Order(StringComparer.Ordinal)
            .Select(f => before.Annotate(new AnnotatedText { Body = File.ReadAllText(f) })).ToList();
        var tokens = texts.Sum(t => t.Tokens.Length);
        double names = double.MaxValue, coreference = double.MaxValue;
        for (var round = 0; round < 8; round++)
        {
            var clock = Stopwatch.StartNew();
            var named = texts.ConvertAll(new NameReader().Apply);
            names = Math.Min(names, clock.Elapsed.TotalSeconds);
            clock.Restart();
            _ = named.ConvertAll(new CoreferenceReader().Apply);
            coreference = Math.Min(coreference, clock.Elapsed.TotalSeconds);
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"names {tokens / names:N0} tokens/s, coreference {tokens / coreference:N0} tokens/s ({tokens} tokens)"));
        return 0;
    }

    private static void Print(string title, List<NameDocument> documents, NameReader reader)
    {
        var score = new SpanScore();
        foreach (var document in documents)
            NameScoring.Add(score, document, reader);
        score.Print(title);
    }

    private static List<NameDocument> Training(string corpora) =>
    [
        .. NameCorpora.Uner(Path.Combine(corpora, "uner-ewt/en_ewt-ud-dev.iob2")),
        .. NameCorpora.WikiGold(Path.Combine(corpora, "wikigold/wikigold.conll.txt")),
        .. GumNames.Load(Path.Combine(corpora, "ud-gum/en_gum-ud-train.conllu")),
    ];

    private static NameModels Train(List<NameDocument> documents)
    {
        var (chain, network) = Bytes(documents);
        return new NameModels(new SequenceModel(LinearModel.FromBytes(chain, "names")), new TokenNetwork(new TensorFile(network, "names-network")));
    }

    private static (byte[] Chain, byte[] Network) Bytes(List<NameDocument> documents)
    {
        var examples = documents.SelectMany(NameLabels.Examples).ToList();
        var trainer = new CrfTrainer(examples, NameLabels.Count, rate: 0.012f, l2: 3e-3f, minCount: 2);
        var network = TokenNetworkTrainer.Train([.. documents.SelectMany(NameLabels.Windows)], NameLabels.Count, oneOf: true);
        return (LinearModel.Write(NameLabels.Classes, trainer.Train(epochs: 18)), network);
    }
}
