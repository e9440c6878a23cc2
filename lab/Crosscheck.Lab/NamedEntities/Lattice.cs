namespace Crosscheck.Lab.NamedEntities;

/// <summary>Forward and backward sums over the legal label sequences of one zone, which stands between tokens outside.</summary>
internal sealed class Lattice
{
    private readonly int _n;
    private readonly int _labels;
    private readonly float[] _scores;
    private readonly float[] _transitions;
    private readonly bool[] _legal;
    private readonly uint[]? _allowed;
    private readonly float[] _forward;
    private readonly float[] _backward;

    public Lattice(float[] scores, int n, int labels, float[] transitions, bool[] legal, uint[]? allowed)
    {
        (_scores, _n, _labels, _transitions, _legal, _allowed) = (scores, n, labels, transitions, legal, allowed);
        _forward = new float[n * labels];
        _backward = new float[n * labels];
        Forward();
        Backward();
        Total = float.NegativeInfinity;
        for (var label = 0; label < labels; label++)
        {
            if (_legal[label * labels])
                Total = Add(Total, _forward[(n - 1) * labels + label] + transitions[label * labels]);
        }
    }

    /// <summary>The logarithm of the sum over all sequences; negative infinity where none is legal.</summary>
    public float Total { get; }

    public float Probability(int i, int label)
    {
        var sum = _forward[i * _labels + label] + _backward[i * _labels + label];
        return float.IsNegativeInfinity(sum) ? 0 : MathF.Exp(sum - Total);
    }

    /// <summary>The probability that token i has label <paramref name="to"/> and the one before it <paramref name="from"/>; i runs to n, the token behind.</summary>
    public float Pair(int i, int from, int to)
    {
        if (i == 0 ? from != 0 : i == _n && to != 0)
            return 0;
        var before = i == 0 ? 0 : _forward[(i - 1) * _labels + from];
        var after = i == _n ? 0 : Allows(i, to) ? _scores[i * _labels + to] + _backward[i * _labels + to] : float.NegativeInfinity;
        var sum = before + _transitions[from * _labels + to] + after;
        return float.IsNegativeInfinity(sum) ? 0 : MathF.Exp(sum - Total);
    }

    private bool Allows(int i, int label) => _allowed is null || (_allowed[i] >> label & 1) != 0;

    private void Forward()
    {
        for (var i = 0; i < _n; i++)
        {
            for (var to = 0; to < _labels; to++)
            {
                var sum = float.NegativeInfinity;
                if (Allows(i, to))
                {
                    for (var from = 0; from < _labels; from++)
                    {
                        if (_legal[from * _labels + to] && (i > 0 || from == 0))
                            sum = Add(sum, (i == 0 ? 0 : _forward[(i - 1) * _labels + from]) + _transitions[from * _labels + to]);
                    }
                    sum += _scores[i * _labels + to];
                }
                _forward[i * _labels + to] = sum;
            }
        }
    }

    private void Backward()
    {
        for (var i = _n - 1; i >= 0; i--)
        {
            for (var from = 0; from < _labels; from++)
            {
                var sum = float.NegativeInfinity;
                if (i == _n - 1)
                    sum = _legal[from * _labels] ? _transitions[from * _labels] : sum;
                else
                {
                    for (var to = 0; to < _labels; to++)
                    {
                        if (_legal[from * _labels + to] && Allows(i + 1, to))
                            sum = Add(sum, _transitions[from * _labels + to] + _scores[(i + 1) * _labels + to] + _backward[(i + 1) * _labels + to]);
                    }
                }
                _backward[i * _labels + from] = sum;
            }
        }
    }

    private static float Add(float a, float b)
    {
        if (float.IsNegativeInfinity(a))
            return b;
        if (float.IsNegativeInfinity(b))
            return a;
        return a > b ? a + MathF.Log(1 + MathF.Exp(b - a)) : b + MathF.Log(1 + MathF.Exp(a - b));
    }
}
