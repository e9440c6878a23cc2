namespace Crosscheck.Lab.Clusters;

/// <summary>Joins classes two by two, each time those whose union loses the least likelihood, into a binary tree (Brown et al. 1992).</summary>
internal sealed class ClassTree
{
    private readonly ClassBigrams _model;
    private readonly int _n;
    private readonly double[] _loss;
    private readonly bool[] _gone;

    public ClassTree(ClassBigrams model)
    {
        _model = model;
        _n = model.Classes;
        _loss = new double[_n * _n];
        _gone = new bool[_n];
    }

    /// <summary>For each class a 1 followed by its path from the root, cut to 31 bits.</summary>
    public uint[] Codes()
    {
        for (var u = 0; u < _n; u++)
        {
            for (var v = u + 1; v < _n; v++)
                _loss[u * _n + v] = Loss(u, v);
        }
        var merges = new List<(int Kept, int Joined)>();
        for (var step = 1; step < _n; step++)
        {
            var (s, t) = Cheapest();
            merges.Add((s, t));
            Merge(s, t);
        }
        return Paths(merges);
    }

    private uint[] Paths(List<(int Kept, int Joined)> merges)
    {
        var codes = new uint[_n];
        codes[merges[^1].Kept] = 1;
        for (var m = merges.Count - 1; m >= 0; m--)
        {
            var (kept, joined) = merges[m];
            var deep = codes[kept] >= 1u << 30;
            codes[joined] = deep ? codes[kept] : codes[kept] << 1 | 1;
            codes[kept] = deep ? codes[kept] : codes[kept] << 1;
        }
        return codes;
    }

    private (int, int) Cheapest()
    {
        var best = (0, 0);
        var least = double.PositiveInfinity;
        for (var u = 0; u < _n; u++)
        {
            if (_gone[u])
                continue;
            for (var v = u + 1; v < _n; v++)
            {
                if (!_gone[v] && _loss[u * _n + v] < least)
                    (least, best) = (_loss[u * _n + v], (u, v));
            }
        }
        return best;
    }

    private double Loss(int u, int v)
    {
        var loss = Inside(u, v);
        for (var w = 0; w < _n; w++)
        {
            if (w != u && w != v && !_gone[w])
                loss += Outside(u, v, w);
        }
        return loss;
    }

    private double Inside(int u, int v)
    {
        int uu = u * _n + u, uv = u * _n + v, vu = v * _n + u, vv = v * _n + v;
        var counts = _model.Next;
        var f = _model.NextF;
        return f[uu] + f[uv] + f[vu] + f[vv] - ClassBigrams.F(counts[uu] + counts[uv] + counts[vu] + counts[vv])
            - 2 * (ClassBigrams.F(_model.Size[u]) + ClassBigrams.F(_model.Size[v]) - ClassBigrams.F(_model.Size[u] + _model.Size[v]));
    }

    private double Outside(int u, int v, int w)
    {
        int uw = w * _n + u, vw = w * _n + v;
        return _model.NextF[uw] + _model.NextF[vw] - ClassBigrams.F(_model.Next[uw] + _model.Next[vw])
            + _model.PreviousF[uw] + _model.PreviousF[vw] - ClassBigrams.F(_model.Previous[uw] + _model.Previous[vw]);
    }

    private void Merge(int s, int t)
    {
        _gone[s] = _gone[t] = true;
        ForOtherPairs((u, v) => -Outside(u, v, s) - Outside(u, v, t));
        var inside = _model.Next[t * _n + t] + _model.Next[s * _n + t] + _model.Next[t * _n + s];
        for (var w = 0; w < _n; w++)
        {
            if (w == s || w == t)
                continue;
            _model.Add(s, w, _model.Next[t * _n + w]);
            _model.Add(w, s, _model.Next[w * _n + t]);
        }
        _model.Add(s, s, inside);
        _model.Size[s] += _model.Size[t];
        ForOtherPairs((u, v) => Outside(u, v, s));
        _gone[s] = false;
        for (var u = 0; u < _n; u++)
        {
            if (u != s && !_gone[u])
                _loss[Math.Min(u, s) * _n + Math.Max(u, s)] = Loss(u, s);
        }
    }

    private void ForOtherPairs(Func<int, int, double> change)
    {
        for (var u = 0; u < _n; u++)
        {
            if (_gone[u])
                continue;
            for (var v = u + 1; v < _n; v++)
            {
                if (!_gone[v])
                    _loss[u * _n + v] += change(u, v);
            }
        }
    }
}
