namespace Crosscheck.Lab.Clusters;

/// <summary>
/// Puts words into classes so that a bigram model of the classes fits the text best: each word in turn goes to the class
/// that raises the likelihood most (Martin, Liermann, Ney 1998). Deterministic.
/// </summary>
internal sealed class ExchangeClustering
{
    private readonly (int Word, int Count)[][] _left;
    private readonly (int Word, int Count)[][] _right;
    private readonly int[] _count;
    private readonly int[] _self;
    private readonly double[] _gain;
    private readonly int[] _leftOf;
    private readonly int[] _rightOf;

    /// <summary>Words are numbered by falling frequency; number 0 is the sentence's edge and keeps class 0 to itself.</summary>
    public ExchangeClustering(IEnumerable<int[]> sentences, int words, int classes)
    {
        Model = new ClassBigrams(classes);
        ClassOf = [.. Enumerable.Range(0, words).Select(w => w == 0 ? 0 : 1 + (w - 1) % (classes - 1))];
        _gain = new double[classes];
        _leftOf = new int[classes];
        _rightOf = new int[classes];
        _self = new int[words];
        _count = new int[words];
        var bigrams = new Dictionary<(int, int), int>();
        foreach (var sentence in sentences)
        {
            for (var i = 1; i < sentence.Length; i++)
                bigrams[(sentence[i - 1], sentence[i])] = bigrams.GetValueOrDefault((sentence[i - 1], sentence[i])) + 1;
        }
        foreach (var ((a, b), n) in bigrams)
        {
            Model.Add(ClassOf[a], ClassOf[b], n);
            _count[a] += n;
            if (a == b)
                _self[a] = n;
        }
        for (var w = 0; w < words; w++)
            Model.Size[ClassOf[w]] += _count[w];
        _right = Neighbours(bigrams.Where(b => b.Key.Item1 != b.Key.Item2).Select(b => (b.Key.Item1, b.Key.Item2, b.Value)), words);
        _left = Neighbours(bigrams.Where(b => b.Key.Item1 != b.Key.Item2).Select(b => (b.Key.Item2, b.Key.Item1, b.Value)), words);
    }

    public ClassBigrams Model { get; }

    public int[] ClassOf { get; }

    /// <summary>Goes once through all words; returns how many changed their class.</summary>
    public int Pass()
    {
        var moved = 0;
        for (var w = 1; w < ClassOf.Length; w++)
        {
            var from = ClassOf[w];
            Gather(w);
            Shift(w, from, -1);
            var to = Best(w);
            Shift(w, to, +1);
            ClassOf[w] = to;
            if (to != from)
                moved++;
        }
        return moved;
    }

    private void Gather(int w)
    {
        Array.Clear(_leftOf);
        Array.Clear(_rightOf);
        foreach (var (other, n) in _left[w])
            _leftOf[ClassOf[other]] += n;
        foreach (var (other, n) in _right[w])
            _rightOf[ClassOf[other]] += n;
    }

    private void Shift(int w, int c, int sign)
    {
        for (var h = 0; h < Model.Classes; h++)
        {
            if (_leftOf[h] != 0)
                Model.Add(h, c, sign * _leftOf[h]);
            if (_rightOf[h] != 0)
                Model.Add(c, h, sign * _rightOf[h]);
        }
        if (_self[w] != 0)
            Model.Add(c, c, sign * _self[w]);
        Model.Size[c] += sign * _count[w];
    }

    private int Best(int w)
    {
        var classes = Model.Classes;
        Array.Clear(_gain);
        for (var h = 0; h < classes; h++)
        {
            if (_leftOf[h] != 0)
                AddGain(Model.Next, Model.NextF, h, _leftOf[h]);
            if (_rightOf[h] != 0)
                AddGain(Model.Previous, Model.PreviousF, h, _rightOf[h]);
        }
        var best = 1;
        var most = double.NegativeInfinity;
        for (var c = 1; c < classes; c++)
        {
            var inside = Model.Next[c * classes + c];
            var gain = _gain[c] + ClassBigrams.F(inside + _leftOf[c] + _rightOf[c] + _self[w]) - ClassBigrams.F(inside)
                - 2 * (ClassBigrams.F(Model.Size[c] + _count[w]) - ClassBigrams.F(Model.Size[c]));
            if (gain > most)
                (most, best) = (gain, c);
        }
        return best;
    }

    private void AddGain(int[] counts, double[] f, int h, int n)
    {
        var row = h * Model.Classes;
        for (var c = 0; c < _gain.Length; c++)
        {
            if (c != h)
                _gain[c] += ClassBigrams.F(counts[row + c] + n) - f[row + c];
        }
    }

    private static (int, int)[][] Neighbours(IEnumerable<(int Word, int Other, int Count)> pairs, int words)
    {
        var lists = new List<(int, int)>[words];
        foreach (var (word, other, count) in pairs)
            (lists[word] ??= []).Add((other, count));
        return [.. lists.Select(l => l?.ToArray() ?? [])];
    }
}
