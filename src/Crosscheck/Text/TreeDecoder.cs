namespace Crosscheck.Text;

/// <summary>
/// The best tree with one root under scores of every arc (Chu and Liu 1965, Edmonds 1967). Each word first takes its best head;
/// only where that makes a cycle or a second root is there more to do.
/// </summary>
internal sealed class TreeDecoder
{
    private float[] _scores = [];
    private int[] _heads = [];
    private int[] _best = [];

    /// <summary>The scores to fill in for n words: n rows of n + 1, the score of each head; column n is the root.</summary>
    public Span<float> Scores(int n)
    {
        if (_scores.Length < n * (n + 1))
        {
            _scores = new float[n * (n + 1) * 2];
            _heads = new int[2 * n];
            _best = new int[2 * n];
        }
        return _scores.AsSpan(0, n * (n + 1));
    }

    /// <summary>The head of each of n words; n for the root.</summary>
    public ReadOnlySpan<int> Decode(int n)
    {
        var heads = _heads.AsSpan(0, n);
        Greedy(_scores, n, heads);
        if (Roots(heads, n) == 1 && !HasCycle(heads, n))
            return heads;
        var best = _best.AsSpan(0, n);
        var bestScore = float.NegativeInfinity;
        // The root is one of the words that want to be it most: three candidates are enough, and keep the cost down.
        Span<int> candidates = stackalloc int[3];
        candidates = candidates[..BestRoots(n, candidates)];
        foreach (var root in candidates)
        {
            var solved = MaximumTree.Solve(Words(n), n, root);
            for (var d = 0; d < n; d++)
                heads[d] = d == root ? n : solved[d];
            var score = 0f;
            for (var d = 0; d < n; d++)
                score += _scores[d * (n + 1) + heads[d]];
            if (score > bestScore)
            {
                bestScore = score;
                heads.CopyTo(best);
            }
        }
        return best;
    }

    /// <summary>The scores without the root's column.</summary>
    private float[] Words(int n)
    {
        var words = new float[n * n];
        for (var d = 0; d < n; d++)
            _scores.AsSpan(d * (n + 1), n).CopyTo(words.AsSpan(d * n));
        return words;
    }

    private int BestRoots(int n, Span<int> candidates)
    {
        var found = 0;
        for (var d = 0; d < n; d++)
        {
            var at = found;
            while (at > 0 && _scores[candidates[at - 1] * (n + 1) + n] < _scores[d * (n + 1) + n])
                at--;
            if (at >= candidates.Length)
                continue;
            found = Math.Min(found + 1, candidates.Length);
            for (var i = found - 1; i > at; i--)
                candidates[i] = candidates[i - 1];
            candidates[at] = d;
        }
        return found;
    }

    private static void Greedy(float[] scores, int n, Span<int> heads)
    {
        for (var d = 0; d < n; d++)
        {
            var row = scores.AsSpan(d * (n + 1), n + 1);
            var best = n;
            for (var h = 0; h < n; h++)
            {
                if (row[h] > row[best])
                    best = h;
            }
            heads[d] = best;
        }
    }

    private static int Roots(ReadOnlySpan<int> heads, int n)
    {
        var roots = 0;
        foreach (var h in heads)
            roots += h == n ? 1 : 0;
        return roots;
    }

    private bool HasCycle(ReadOnlySpan<int> heads, int n)
    {
        // Marks each word with the walk that first saw it: a walk that meets its own mark has gone round.
        var seen = _best.AsSpan(0, n);
        seen.Fill(-1);
        for (var start = 0; start < n; start++)
        {
            var at = start;
            while (at < n && seen[at] < 0)
            {
                seen[at] = start;
                at = heads[at];
            }
            if (at < n && seen[at] == start)
                return true;
        }
        return false;
    }
}
