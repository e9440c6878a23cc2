using Crosscheck.Lab.NamedEntities;
using Crosscheck.Lab.Scoring;
using Crosscheck.Models;
using Crosscheck.Text;
using Crosscheck.Text.Names;

namespace Crosscheck.Lab.PublicSets;

/// <summary>
/// <c>lab score re3d FOLDER</c>: exact spans by type. A sequence model a type, for one in five spans lies within
/// another, trained on the sources that may be trained on, five folds by document.
/// </summary>
internal static class Re3dScore
{
    /// <summary>How far a token outside is disfavoured: without it the models, careful after 40 documents, miss more than they invent.</summary>
    private const float Boldness = 0.6f;

    public static int Run(string[] args)
    {
        var documents = Re3d.Load(args[0]).Where(d => !Re3d.MeasureOnly.Contains(d.Source)).ToList();
        var read = new Dictionary<string, HashSet<(int Start, int End, string Type)>>(StringComparer.Ordinal);
        for (var fold = 0; fold < 5; fold++)
        {
            var models = Re3d.Types.Select(t => Train(t, documents.Where(d => d.Fold != fold))).ToList();
            foreach (var document in documents.Where(d => d.Fold == fold))
                read[document.Id] = [.. models.SelectMany(m => Read(m, document.Text))];
        }
        return AccuracyPage.Report(args, Figures(documents, d => read[d.Id]));
    }

    /// <summary>Micro F1 over all types, then each type's.</summary>
    public static List<PublicFigure> Figures(IReadOnlyList<Re3dDocument> documents, Func<Re3dDocument, IReadOnlySet<(int Start, int End, string Type)>> read)
    {
        var ratios = Re3d.Types.Select(type => (Type: type, Ratio: documents.Aggregate(new Ratio(), (sum, d) => sum + Count(d, read(d), type)))).ToList();
        var all = ratios.Aggregate(new Ratio(), (sum, r) => sum + r.Ratio);
        return [PublicFigure.Of("re3d", "spans, micro F1", all, ""), .. ratios.Select(r => PublicFigure.Of("re3d", r.Type + " F1", r.Ratio, ""))];
    }

    private static Ratio Count(Re3dDocument document, IReadOnlySet<(int Start, int End, string Type)> read, string type)
    {
        var (gold, mine) = (document.Gold.Where(g => g.Type == type).ToHashSet(), read.Where(r => r.Type == type).ToHashSet());
        return new Ratio(gold.Count(mine.Contains), gold.Count, mine.Count);
    }

    private static SequenceModel Train(string type, IEnumerable<Re3dDocument> documents)
    {
        string[] classes = ["O", .. "BILU".Select(p => $"{p}-{type}")];
        var examples = documents.SelectMany(d => Examples(d, type)).ToList();
        var trainer = new CrfTrainer(examples, classes.Length, rate: 0.03f, l2: 1e-3f, minCount: 1);
        return new SequenceModel(LinearModel.FromBytes(LinearModel.Write(classes, trainer.Train(epochs: 20)), "re3d"));
    }

    private static IEnumerable<SequenceExample> Examples(Re3dDocument document, string type)
    {
        var labels = new byte[document.Text.Tokens.Length];
        // The longest first: of two spans of one type that overlap one can be learned.
        foreach (var (start, end, _) in document.Gold.Where(g => g.Type == type).OrderByDescending(g => g.End - g.Start).ThenBy(g => g.Start))
        {
            var tokens = document.Text.TokensIn(new TextSpan(start, end));
            if (tokens.Length > 0 && labels.AsSpan(tokens.First, tokens.Length).IndexOfAnyExcept((byte)0) < 0)
                Mark(labels, tokens);
        }
        var features = Re3dFeatures.Of(document.Text);
        foreach (var s in document.Text.Sentences.Where(s => s.End > s.First))
            yield return new SequenceExample(features[s.First..s.End], [.. Enumerable.Range(s.First, s.End - s.First).Select(i => 1u << labels[i])]);
    }

    private static void Mark(byte[] labels, TokenRange tokens)
    {
        for (var i = tokens.First; i < tokens.End; i++)
            labels[i] = (byte)(tokens.Length == 1 ? 4 : i == tokens.First ? 1 : i == tokens.End - 1 ? 3 : 2);
    }

    private static IEnumerable<(int Start, int End, string Type)> Read(SequenceModel model, AnnotatedText text)
    {
        var features = Re3dFeatures.Of(text);
        foreach (var s in text.Sentences.Where(s => s.End > s.First))
        {
            var labels = new byte[s.End - s.First];
            var scores = new float[labels.Length * model.Labels];
            for (var i = 0; i < labels.Length; i++)
            {
                model.Score(features[s.First + i], scores.AsSpan(i * model.Labels, model.Labels));
                scores[i * model.Labels] -= Boldness;
            }
            model.Decode(scores, labels);
            for (var i = 0; i < labels.Length; i++)
            {
                var begin = i;
                if (labels[i] == 0)
                    continue;
                while (!SequenceModel.IsClosed(labels[i]))
                    i++;
                yield return (text.Tokens[s.First + begin].Start, text.Tokens[s.First + i].End, model.Types[0]);
            }
        }
    }
}

/// <summary>What the name model looks at, and what the reader's own layers say of a token: names, quantities, times, places.</summary>
internal static class Re3dFeatures
{
    public static uint[][] Of(AnnotatedText text)
    {
        var tokens = NameTokens.Of(text);
        var layers = Layers(text);
        var buffer = new uint[NameFeatures.Max];
        var result = new uint[text.Tokens.Length][];
        foreach (var s in text.Sentences)
        {
            for (var i = s.First; i < s.End; i++)
            {
                var count = new NameFeatures(tokens).Write(i, s.First, s.End, buffer);
                uint Layer(int at) => at >= s.First && at < s.End ? layers[at] : 1;
                result[i] = [.. buffer[..count], Feature.Of(800, layers[i]), Feature.Of(801, layers[i], Layer(i + 1)), Feature.Of(802, Layer(i - 1), layers[i]),
                    Feature.Of(803, Layer(i + 1)), Feature.Of(804, layers[i], (uint)text.Tags[i].Upos), Feature.Of(805, RelationOf(text, i)), Feature.Of(806, HeadOf(text, i), RelationOf(text, i))];
            }
        }
        return result;
    }

    private static uint RelationOf(AnnotatedText text, int token) => Feature.Hash(text.Tree[token].Relation);

    private static uint HeadOf(AnnotatedText text, int token) => text.Tree[token].Head is >= 0 and var head ? Feature.Hash(text.Tags[head].Lemma) : 0;

    /// <summary>A hash a token of the layers that hold it and whether they begin there.</summary>
    private static uint[] Layers(AnnotatedText text)
    {
        var layers = new uint[text.Tokens.Length];
        void Add(uint kind, TokenRange range)
        {
            for (var i = range.First; i < range.End; i++)
                layers[i] = Feature.Of(820, layers[i], kind, i == range.First ? 1u : 0u);
        }
        foreach (var name in text.Names)
            Add(10 + (uint)name.Type, name.Tokens);
        foreach (var time in text.Times)
            Add(30, time.Tokens);
        foreach (var quantity in text.Quantities)
        {
            Add(40 + (uint)quantity.Kind, quantity.Tokens);
            if (quantity.Group is { } group)
                Add(39, group);
        }
        return layers;
    }
}
