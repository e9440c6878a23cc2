using System.Runtime.InteropServices;
using Crosscheck.Models.Neural;

namespace Crosscheck.Text;

/// <summary>The network at work on one text: its buffers, and the tags and arcs so far.</summary>
internal sealed unsafe class SyntaxRun : IDisposable
{
    private readonly SyntaxNetwork _net;
    private readonly AnnotatedText _text;
    private readonly TreeDecoder _decoder = new();
    private readonly float* _memory;
    private readonly float* _x, _gates, _lower, _upper, _scratch, _out, _parse, _query, _near, _label;

    public SyntaxRun(SyntaxNetwork net, AnnotatedText text)
    {
        (_net, _text) = (net, text);
        Tags = new Tag[text.Tokens.Length];
        Arcs = new Arc[text.Tokens.Length];
        const int N = SyntaxReader.Longest;
        int units = net.Upper.Units, widest = Math.Max(net.Tags.Columns, net.Labels.Columns);
        int[] sizes = [N * net.Width, N * 6 * units, N * 2 * units, N * 2 * units, 8 * units, N * widest, N * net.Parse.Columns, N * net.Arc, N * 32, N * net.Label];
        _memory = (float*)NativeMemory.AlignedAlloc((nuint)(sizes.Sum() + 1024) * 4, 64);
        var at = _memory;
        float* Take(int i)
        {
            var from = at;
            at += Gemm.Padded(sizes[i]);
            return from;
        }
        _x = Take(0);
        _gates = Take(1);
        _lower = Take(2);
        _upper = Take(3);
        _scratch = Take(4);
        _out = Take(5);
        _parse = Take(6);
        _query = Take(7);
        _near = Take(8);
        _label = Take(9);
    }

    public Tag[] Tags { get; }
    public Arc[] Arcs { get; }

    /// <summary>
    /// Reads tokens [first, first + n) of the sentence that begins at <paramref name="sentence"/>. Their root hangs from
    /// <paramref name="root"/>, the root of the sentence's earlier pieces, where that is not -1. Returns the sentence's root.
    /// </summary>
    public int Read(int first, int n, int sentence, int root)
    {
        Embed(first, n, sentence);
        _net.Lower.Input.Apply(_x, _net.Width, _gates, n);
        _net.Lower.Run(_gates, _lower, n, _scratch);
        _net.Tags.Apply(_lower, 2 * _net.Lower.Units, _out, n);
        SetTags(first, n, sentence);
        _net.Upper.Input.Apply(_lower, 2 * _net.Lower.Units, _gates, n);
        _net.Upper.Run(_gates, _upper, n, _scratch);
        _net.Parse.Apply(_upper, 2 * _net.Upper.Units, _parse, n);
        return SetArcs(first, n, root);
    }

    private void Embed(int first, int n, int sentence)
    {
        Span<uint> features = stackalloc uint[SyntaxInput.Max];
        new Span<float>(_x, n * _net.Width).Clear();
        for (var i = 0; i < n; i++)
        {
            var count = SyntaxInput.Features(_text.Form(first + i), first + i == sentence, features);
            for (var f = 0; f < count; f++)
            {
                if (_net.Row(features[f]) is var row and >= 0)
                    Activations.AddScaled(_x + i * _net.Width, _net.Words + (long)row * _net.Width, 1, _net.Width);
            }
        }
    }

    private void SetTags(int first, int n, int sentence)
    {
        for (var i = 0; i < n; i++)
        {
            var (upos, xpos) = _net.TagNames[Best(_out + i * _net.Tags.Columns, _net.TagNames.Length)];
            Tags[first + i] = new Tag(upos, xpos, Lemmatizer.Lemma(_text.Form(first + i), xpos, first + i == sentence));
        }
    }

    private int SetArcs(int first, int n, int root)
    {
        int arc = _net.Arc, stride = _net.Parse.Columns;
        for (var t = 0; t < n; t++)
        {
            for (var j = 0; j < 2 * arc; j++)
                _parse[t * stride + j] = MathF.Max(0, _parse[t * stride + j]);
        }
        Gemm.Multiply(_parse, stride, _net.Bilinear, arc, _query, arc, n, arc, arc, _net.Bilinear + arc * arc);
        Gemm.Multiply(_parse, stride, _net.Distance, 32, _near, 32, n, arc, 32, _net.Distance + arc * 32);
        var scores = _decoder.Scores(n);
        for (var d = 0; d < n; d++)
        {
            var row = scores.Slice(d * (n + 1), n + 1);
            for (var h = 0; h < n; h++)
                row[h] = h == d ? float.NegativeInfinity : Activations.Dot(_query + d * arc, _parse + h * stride + arc, arc) + _near[d * 32 + TreeDistance.Of(d, h)];
            row[n] = Activations.Dot(_query + d * arc, _net.Root, arc) + _near[d * 32 + TreeDistance.Root];
        }
        var heads = _decoder.Decode(n);
        Label(heads, n);
        for (var d = 0; d < n; d++)
        {
            var label = _net.LabelNames[Best(_out + d * _net.Labels.Columns, _net.LabelNames.Length)];
            if (heads[d] < n)
                Arcs[first + d] = new Arc(first + heads[d], label == "root" ? "dep" : label);
            else if (root >= 0)
                Arcs[first + d] = new Arc(root, "parataxis");
            else
                Arcs[root = first + d] = new Arc(-1, "root");
        }
        return root;
    }

    private void Label(ReadOnlySpan<int> heads, int n)
    {
        int arc = _net.Arc, label = _net.Label, stride = _net.Parse.Columns;
        for (var d = 0; d < n; d++)
        {
            var dependent = _parse + d * stride + 2 * arc;
            var head = heads[d] == n ? _net.LabelRoot : _parse + heads[d] * stride + 2 * arc + label;
            var near = _net.LabelDistance + (heads[d] == n ? TreeDistance.Root : TreeDistance.Of(d, heads[d])) * label;
            for (var j = 0; j < label; j++)
                _label[d * label + j] = MathF.Max(0, dependent[j] + head[j] + near[j]);
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

    public void Dispose() => NativeMemory.AlignedFree(_memory);
}
