using System.Diagnostics;
using System.Globalization;
using Crosscheck.Models.Neural;
using Crosscheck.Text;

namespace Crosscheck.Lab.Syntax;

/// <summary>Trains the syntax network and shows how it does on a development set after each pass.</summary>
public static class SyntaxNetTraining
{
    public static byte[] Train(IReadOnlyList<Treebank> documents, IReadOnlyList<string[]> plain, int epochs, int early, IReadOnlyList<Treebank> development, float rate = 0.003f, float dropout = 0.3f)
    {
        var data = new SyntaxExamples([.. documents.SelectMany(d => d.Sentences)], plain);
        Console.Error.WriteLine($"syntax: {data.Sentences.Count} sentences, {data.Rows.Count} features, {data.Tags.Count} tags, {data.Labels.Count} labels");
        var trainer = new SyntaxNetTrainer(data) { Dropout = dropout };
        for (var epoch = 0; epoch < early; epoch++)
        {
            var watch = Stopwatch.StartNew();
            var loss = trainer.Pretrain(data.Plain, epoch, rate * (early - epoch) / early, rate * (early - epoch - 1) / early + 0.0002f);
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"pretrain {epoch}\t{loss:F3}\t{data.Plain.Sum(p => p.Classes.Length)} words\t{watch.Elapsed.TotalSeconds:F0} s"));
        }
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            var watch = Stopwatch.StartNew();
            float Rate(int at) => rate * Math.Max(0.01f, 1 - (float)at / epochs);
            var (tags, heads, labels) = trainer.Epoch(epoch, Rate(epoch), Rate(epoch + 1));
            var took = watch.Elapsed.TotalSeconds;
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{epoch}\ttags {tags:F3}\theads {heads:F3}\tlabels {labels:F3}\t{took:F0} s\t{Measure(trainer.ToBytes(), development)}"));
        }
        return trainer.ToBytes();
    }

    private static string Measure(byte[] model, IReadOnlyList<Treebank> development)
    {
        var step = new SyntaxReader(new SyntaxNetwork(new TensorFile(model, "training")));
        var score = new SyntaxScore();
        foreach (var document in development)
        {
            var text = new SentenceSplitter().Apply(new Tokenizer().Apply(new AnnotatedText { Body = document.Text }));
            score.Add(document.Sentences, SyntaxScore.SentencesOf(step.Apply(text)));
        }
        return string.Create(CultureInfo.InvariantCulture, $"UPOS {score.Upos.F1:F2} XPOS {score.Xpos.F1:F2} UAS {score.Uas.F1:F2} LAS {score.Las.F1:F2}");
    }
}
