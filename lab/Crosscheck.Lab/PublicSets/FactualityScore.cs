using Crosscheck.Lab.Scoring;
using Crosscheck.Lab.Syntax;
using Crosscheck.Models;

namespace Crosscheck.Lab.PublicSets;

/// <summary>
/// <c>lab score uds-factuality FOLDER --trees UD-EWT</c>: Pearson's r between annotated and predicted factuality on the development
/// part, by a linear regression over the predicate, what stands on it and what it hangs on, trained on the training part.
/// Trees are the treebank's.
/// </summary>
internal static class FactualityScore
{
    public static int Run(string[] args)
    {
        var trees = Array.IndexOf(args, "--trees") is >= 0 and var at ? args[at + 1] : Path.Combine(args[0], "..", "ud-ewt");
        var model = LinearRegression.Train([.. Factuality.Load(args[0], "train", trees).Select(p => (FactualityFeatures.Of(p.Sentence, p.At), p.Value))]);
        var dev = Factuality.Load(args[0], "dev", trees);
        var r = Pearson([.. dev.Select(p => p.Value)], [.. dev.Select(p => model.Of(FactualityFeatures.Of(p.Sentence, p.At)))]);
        return AccuracyPage.Report(args, [new PublicFigure("uds-factuality", "Pearson r, EWT development part", r, $"{dev.Count} predicates; trees of the treebank", "0.77 (with a network over the sentence)")]);
    }

    /// <summary>Pearson's correlation; 0 where one side does not vary.</summary>
    public static double Pearson(IReadOnlyList<double> a, IReadOnlyList<double> b)
    {
        if (a.Count == 0)
            return 0;
        double meanA = a.Average(), meanB = b.Average(), both = 0, squareA = 0, squareB = 0;
        for (var i = 0; i < a.Count; i++)
        {
            both += (a[i] - meanA) * (b[i] - meanB);
            squareA += (a[i] - meanA) * (a[i] - meanA);
            squareB += (b[i] - meanB) * (b[i] - meanB);
        }
        return squareA * squareB == 0 ? 0 : both / Math.Sqrt(squareA * squareB);
    }
}

/// <summary>Least squares over hashed features by AdaGrad, with a penalty on the squares of the weights. Deterministic.</summary>
internal sealed class LinearRegression(Dictionary<uint, float> weights, float mean)
{
    public double Of(uint[] features) => mean + features.Sum(f => weights.GetValueOrDefault(f));

    public static LinearRegression Train(IReadOnlyList<(uint[] Features, double Value)> examples, int epochs = 12, float rate = 0.06f, float l2 = 2e-4f)
    {
        var mean = (float)examples.Average(e => e.Value);
        var counts = new Dictionary<uint, int>();
        foreach (var f in examples.SelectMany(e => e.Features))
            counts[f] = counts.GetValueOrDefault(f) + 1;
        var index = counts.Where(c => c.Value >= 3).Select((c, i) => (c.Key, i)).ToDictionary(x => x.Key, x => x.i);
        var rows = examples.Select(e => e.Features.Where(index.ContainsKey).Select(f => index[f]).ToArray()).ToArray();
        var (w, squares, sum) = (new float[index.Count], new float[index.Count], new double[index.Count]);
        var order = Enumerable.Range(0, rows.Length).ToArray();
        var random = new Random(23);
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            random.Shuffle(order);
            foreach (var i in order)
            {
                var error = mean + rows[i].Sum(r => w[r]) - (float)examples[i].Value;
                foreach (var r in rows[i])
                {
                    var g = error + (l2 * w[r] * 100);
                    squares[r] += g * g;
                    w[r] -= rate * g / (0.1f + MathF.Sqrt(squares[r]));
                }
            }
            for (var r = 0; r < w.Length; r++)
                sum[r] += w[r];
        }
        return new LinearRegression(index.ToDictionary(x => x.Key, x => (float)(sum[x.Value] / epochs)), mean);
    }
}

/// <summary>What tells whether a predicate happened: its form, what stands on it (negation, auxiliaries, marks), what it hangs on, the kind of sentence.</summary>
internal static class FactualityFeatures
{
    private const int Farthest = 4;

    private static readonly HashSet<string> Negations = new("not n't never no nobody nothing none neither nor without hardly".Split(' '), StringComparer.Ordinal);

    public static uint[] Of(Word[] s, int at)
    {
        var found = new List<uint>();
        void Add(string kind, params ReadOnlySpan<string> parts) => found.Add(Feature.Hash(kind + "|" + string.Join('|', parts)));
        var w = s[at];
        var aux = Auxiliaries(s, at);
        Add("lemma", w.Lemma);
        Add("xpos", w.Xpos);
        Add("upos", w.Upos, w.Relation);
        Add("lemma-rel", w.Lemma, w.Relation);
        Add("aux", aux);
        Add("aux-xpos", aux, w.Xpos);
        Add("aux-lemma", aux, w.Lemma);
        Add("neg", IsNegated(s, at) ? "1" : "0");
        Add("subject", Subject(s, at), w.Xpos);
        Add("kind", Kind(s), w.Xpos, w.Relation);
        Add("kind-aux", Kind(s), aux);
        foreach (var c in Children(s, at))
        {
            Add("child", s[c].Relation);
            Add("child-lemma", s[c].Relation, s[c].Lemma);
            if (s[c].Relation is "mark" or "advmod" or "discourse")
                Add("mark", s[c].Lemma.ToLowerInvariant(), w.Xpos);
        }
        AddAbove(s, at, Add);
        return [.. found];
    }

    private delegate void Adder(string kind, params ReadOnlySpan<string> parts);

    /// <summary>Up the tree: "wants to leave", "did not say that he left", "if he leaves".</summary>
    private static void AddAbove(Word[] s, int at, Adder add)
    {
        var (below, negated, path) = (at, IsNegated(s, at), s[at].Relation);
        for (var step = 1; step <= Farthest && s[below].Head > 0; step++)
        {
            var head = s[below].Head - 1;
            var aux = Auxiliaries(s, head);
            negated ^= IsNegated(s, head);
            add("above", step == 1 ? "1" : "n", s[below].Relation, s[head].Lemma);
            add("above-aux", s[below].Relation, aux);
            add("above-path", path, s[head].Upos);
            add("above-neg", s[below].Relation, IsNegated(s, head) ? "1" : "0");
            if (step == 1)
            {
                add("head-xpos", s[below].Relation, s[head].Xpos, s[at].Xpos);
                add("head-neg", s[head].Lemma, IsNegated(s, head) ? "1" : "0", s[at].Xpos);
                add("head-subject", Subject(s, head), s[below].Relation);
            }
            foreach (var c in Children(s, head).Where(c => s[c].Relation == "mark"))
                add("above-mark", s[c].Lemma.ToLowerInvariant(), s[below].Relation);
            path += ">" + s[head].Relation;
            below = head;
        }
        add("parity", negated ? "1" : "0");
        add("path", path);
        add("depth", path.Count(c => c == '>').ToString(System.Globalization.CultureInfo.InvariantCulture), s[at].Xpos);
    }

    private static IEnumerable<int> Children(Word[] s, int head) => Enumerable.Range(0, s.Length).Where(i => s[i].Head == head + 1);

    private static string Auxiliaries(Word[] s, int head) =>
        string.Join(' ', Children(s, head).Where(c => s[c].Relation is "aux" or "aux:pass" or "cop" || s[c].Lemma == "to" && s[c].Relation == "mark").Select(c => s[c].Form.ToLowerInvariant()))
        + (IsNegated(s, head) ? " not" : "");

    private static bool IsNegated(Word[] s, int head) => Children(s, head).Any(c => Negations.Contains(s[c].Form.ToLowerInvariant()));

    private static string Subject(Word[] s, int head)
    {
        foreach (var c in Children(s, head))
        {
            if (s[c].Relation.StartsWith("nsubj", StringComparison.Ordinal))
                return s[c].Upos == "PRON" ? s[c].Form.ToLowerInvariant() : s[c].Upos;
        }
        return "-";
    }

    /// <summary>A question, a conditional, an order, or a plain sentence.</summary>
    private static string Kind(Word[] s)
    {
        if (Array.Exists(s, w => w.Form == "?"))
            return "?";
        var root = Array.FindIndex(s, w => w.Head == 0);
        if (root >= 0 && s[root].Xpos == "VB" && Subject(s, root) == "-" && Auxiliaries(s, root).Length == 0)
            return "order";
        return Array.Exists(s, w => w.Relation == "mark" && w.Lemma is "if" or "unless") ? "if" : ".";
    }
}
