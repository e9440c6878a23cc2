using System.Runtime.InteropServices;
using Crosscheck.Models.Neural;

namespace Crosscheck.Text;

/// <summary>Tokens [First, First + Length) of the sentence that begins at Sentence: all of it, but for long ones.</summary>
internal readonly record struct SyntaxPiece(int First, int Length, int Sentence);

/// <summary>The network at work on one text: its buffers, and the tags and arcs so far.</summary>
internal sealed unsafe class SyntaxRun : IDisposable
{
    private readonly SyntaxNetwork _net;
    private readonly AnnotatedText _text;
    private readonly TreeDecoder _decoder = new();
    private readonly float* _memory;
    private readonly WordGates _words;
    private readonly float* _gates, _lower, _upper, _scratch, _out, _parse, _query, _near, _label;

    public SyntaxRun(SyntaxNetwork net, AnnotatedText text)
    {
        (_net, _text) = (net, text);
        _words = new WordGates(net, text);
        Tags = new Tag[text.Tokens.Length];
        Arcs = new Arc[text.Tokens.Length];
        const int N = SyntaxReader.Longest * SyntaxReader.Together;
        int units = net.Upper.Units, widest = Math.Max(net.Tags.Columns, net.Labels.Columns);
        int[] sizes = [N * 6 * units, N * 2 * units, N * 2 * units, 8 * units * SyntaxReader.Together, N * widest, N * net.Parse.Columns, N * net.Arc, N * 32, N * net.Label];
        _memory = (float*)NativeMemory.AlignedAlloc((nuint)(sizes.Sum() + 1024) * 4, 64);
        var at = _memory;
        float* Take(int i)
        {
            var from = at;
            at += Gemm.Padded(sizes[i]);
            return from;
        }
        _gates = Take(0);
        _lower = Take(1);
        _upper = Take(2);
        _scratch = Take(3);
        _out = Take(4);
        _parse = Take(5);
        _query = Take(6);
        _near = Take(7);
        _label = Take(8);
    }

    public Tag[] Tags { get; }
    public Arc[] Arcs { get; }

    /// <summary>Reads up to <see cref="SyntaxReader.Together"/> pieces at once, the longest first.</summary>
    public void Read(ReadOnlySpan<SyntaxPiece> pieces)
    {
        Span<int> starts = stackalloc int[pieces.Length + 1];
        starts[0] = 0;
        for (var p = 0; p < pieces.Length; p++)
            starts[p + 1] = starts[p] + pieces[p].Length;
        var n = starts[^1];
        Span<int> rows = stackalloc int[n];
        _words.Reserve(n);
        for (var p = 0; p < pieces.Length; p++)
            _words.Find(pieces[p], rows[starts[p]..starts[p + 1]]);
        _net.Lower.Run(_words.Row(0), rows, starts, _lower, _scratch);
        _net.Tags.Apply(_lower, 2 * _net.Lower.Units, _out, n);
        _net.Upper.Input.Apply(_lower, 2 * _net.Lower.Units, _gates, n);
        for (var t = 0; t < n; t++)
            rows[t] = t;
        _net.Upper.Run(_gates, rows, starts, _upper, _scratch);
        _net.UpperTags?.Add(_upper, 2 * _net.Upper.Units, _out, n);
        _net.Parse.Apply(_upper, 2 * _net.Upper.Units, _parse, n);
        for (var p = 0; p < pieces.Length; p++)
            SetTags(pieces[p], _out + starts[p] * _net.Tags.Columns);
        for (var p = 0; p < pieces.Length; p++)
            SetArcs(pieces[p], _parse + starts[p] * _net.Parse.Columns);
    }

    private void SetTags(SyntaxPiece piece, float* scores)
    {
        for (var i = 0; i < piece.Length; i++)
        {
            var token = piece.First + i;
            var (upos, xpos) = _net.TagNames[Best(scores + i * _net.Tags.Columns, _net.TagNames.Length)];
            Tags[token] = new Tag(upos, xpos, Lemmatizer.Lemma(_text.Form(token), xpos, token == piece.Sentence));
        }
    }

    private void SetArcs(SyntaxPiece piece, float* parse)
    {
        int arc = _net.Arc, stride = _net.Parse.Columns, n = piece.Length, first = piece.First;
        for (var t = 0; t < n; t++)
            Activations.Rectify(parse + t * stride, 2 * arc);
        Gemm.Multiply(parse, stride, _net.Bilinear, arc, _query, arc, n, arc, arc, _net.Bilinear + arc * arc);
        Gemm.Multiply(parse, stride, _net.Distance, 32, _near, 32, n, arc, 32, _net.Distance + arc * 32);
        var scores = _decoder.Scores(n);
        for (var d = 0; d < n; d++)
        {
            var row = scores.Slice(d * (n + 1), n + 1);
            for (var h = 0; h < n; h++)
                row[h] = h == d ? float.NegativeInfinity : Activations.Dot(_query + d * arc, parse + h * stride + arc, arc) + _near[d * 32 + TreeDistance.Of(d, h)];
            row[n] = Activations.Dot(_query + d * arc, _net.Root, arc) + _near[d * 32 + TreeDistance.Root];
        }
        var heads = _decoder.Decode(n);
        Label(heads, n, parse);
        for (var d = 0; d < n; d++)
        {
            var label = _net.LabelNames[Best(_out + d * _net.Labels.Columns, _net.LabelNames.Length)];
            Arcs[first + d] = heads[d] == n ? new Arc(-1, "root") : new Arc(first + heads[d], label == "root" ? "dep" : label);
        }
    }

    private void Label(ReadOnlySpan<int> heads, int n, float* parse)
    {
        int arc = _net.Arc, label = _net.Label, stride = _net.Parse.Columns;
        for (var d = 0; d < n; d++)
        {
            var dependent = parse + d * stride + 2 * arc;
            var head = heads[d] == n ? _net.LabelRoot : parse + heads[d] * stride + 2 * arc + label;
            var near = _net.LabelDistance + (heads[d] == n ? TreeDistance.Root : TreeDistance.Of(d, heads[d])) * label;
            Activations.RectifiedSum(dependent, head, near, _label + d * label, label);
        }
        _net.Labels.Apply(_label, label, _out, n);
    }

    private static int Best(float* scores, int count)
    {
        var best = 0;
        for (var c = 1; c < count; c++)
        {
            if (scores[c] > scores[best])
                best = c;
        }
        return best;
    }

    public void Dispose()
    {
        _words.Dispose();
        NativeMemory.AlignedFree(_memory);
    }
}
