using System.Numerics;
using Crosscheck.Models.Neural;

namespace Crosscheck.Text;

/// <summary>The weights of the syntax network: what `lab train syntax` learns and <see cref="SyntaxReader"/> applies. Immutable.</summary>
internal sealed unsafe class SyntaxNetwork
{
    private readonly uint[] _slots;
    private readonly uint _mask;

    public SyntaxNetwork(TensorFile file)
    {
        Words = file.Floats("words");
        Width = file.Columns("words");
        Lower = new Recurrent(file, "lower");
        Upper = new Recurrent(file, "upper");
        Tags = new Linear(file, "tags");
        Parse = new Linear(file, "parse");
        Labels = new Linear(file, "labels");
        Bilinear = file.Floats("bilinear");
        Distance = file.Floats("distance");
        LabelDistance = file.Floats("labeldistance");
        Root = file.Floats("root");
        LabelRoot = file.Floats("labelroot");
        Arc = file.Columns("bilinear");
        Label = file.Columns("labeldistance");
        TagNames = [.. file.Names("tagnames").Select(SplitTag)];
        LabelNames = [.. file.Names("labelnames").Select(string.Intern)];
        (_slots, _mask) = Index(file.Integers("features"));
    }

    /// <summary>One vector of <see cref="Width"/> floats for each known feature.</summary>
    public float* Words { get; }
    public int Width { get; }
    public Recurrent Lower { get; }
    public Recurrent Upper { get; }
    public Linear Tags { get; }

    /// <summary>Projections of a word as dependent and as head, for arcs and for labels.</summary>
    public Linear Parse { get; }
    public Linear Labels { get; }
    public float* Bilinear { get; }
    public float* Distance { get; }
    public float* LabelDistance { get; }
    public float* Root { get; }
    public float* LabelRoot { get; }
    public int Arc { get; }
    public int Label { get; }
    public (Upos Upos, string Xpos)[] TagNames { get; }
    public string[] LabelNames { get; }

    /// <summary>The vector's row of a feature; -1 where it is unknown.</summary>
    public int Row(uint feature)
    {
        for (var slot = feature & _mask; ; slot = (slot + 1) & _mask)
        {
            var found = _slots[2 * slot];
            if (found == feature)
                return (int)_slots[2 * slot + 1];
            if (found == 0)
                return -1;
        }
    }

    private static (uint[], uint) Index(uint[] features)
    {
        var size = BitOperations.RoundUpToPowerOf2((uint)features.Length * 2 + 2);
        var slots = new uint[2 * size];
        for (var r = 0; r < features.Length; r++)
        {
            var slot = features[r] & (size - 1);
            while (slots[2 * slot] != 0)
                slot = (slot + 1) & (size - 1);
            slots[2 * slot] = features[r];
            slots[2 * slot + 1] = (uint)r;
        }
        return (slots, size - 1);
    }

    private static (Upos, string) SplitTag(string name)
    {
        var space = name.IndexOf(' ', StringComparison.Ordinal);
        return (Enum.Parse<Upos>(name.AsSpan(0, space)), string.Intern(name[(space + 1)..]));
    }

    /// <summary>y = x W + b.</summary>
    internal sealed class Linear(TensorFile file, string name)
    {
        public float* Weights { get; } = file.Floats(name + ".w");
        public float* Bias { get; } = file.Floats(name + ".b");
        public int Inputs { get; } = file.Rows(name + ".w");
        public int Columns { get; } = file.Columns(name + ".w");

        public void Apply(float* x, int stride, float* y, int rows) => Gemm.Multiply(x, stride, Weights, Columns, y, Columns, rows, Inputs, Columns, Bias);
    }

    /// <summary>A recurrent layer in both directions.</summary>
    internal sealed class Recurrent(TensorFile file, string name)
    {
        public Linear Input { get; } = new(file, name + ".x");
        public float* Forward { get; } = file.Floats(name + ".f");
        public float* Backward { get; } = file.Floats(name + ".b");
        public int Units { get; } = file.Rows(name + ".f");

        /// <summary>Runs over a sentence whose gates' sums are ready; writes 2 * Units floats a word.</summary>
        public void Run(float* gates, float* hidden, int rows, float* scratch)
        {
            for (var direction = 0; direction < 2; direction++)
            {
                float* cell = scratch, sums = scratch + Units, zero = sums + 3 * Units;
                new Span<float>(cell, Units).Clear();
                new Span<float>(zero, Units).Clear();
                var before = zero;
                for (var n = 0; n < rows; n++)
                {
                    var t = direction == 0 ? n : rows - 1 - n;
                    var own = gates + (long)t * 6 * Units + direction * 3 * Units;
                    var recurrent = direction == 0 ? Forward : Backward;
                    if (Units == 64)
                        Gemm.Row192(before, recurrent, sums, Units, own);
                    else
                        Gemm.Multiply(before, Units, recurrent, 3 * Units, sums, 3 * Units, 1, Units, 3 * Units, own);
                    before = hidden + ((long)t * 2 + direction) * Units;
                    Activations.Cell(sums, cell, before, Units);
                }
            }
        }
    }
}
