using Crosscheck.Models.Neural;

namespace Crosscheck.Text;

/// <summary>The weights of the syntax network: what `lab train syntax` learns and <see cref="SyntaxReader"/> applies. Immutable.</summary>
internal sealed unsafe class SyntaxNetwork
{
    public SyntaxNetwork(TensorFile file)
    {
        Words = file.Floats("words");
        Width = file.Columns("words");
        Lower = new Recurrent(file, "lower");
        Upper = new Recurrent(file, "upper");
        Tags = new Linear(file, "tags");
        UpperTags = file.Has("uppertags.w") ? new Linear(file, "uppertags") : null;
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
        Rows = new FeatureRows(file.Integers("features"));
    }

    /// <summary>One vector of <see cref="Width"/> floats for each known feature.</summary>
    public float* Words { get; }
    public int Width { get; }
    public Recurrent Lower { get; }
    public Recurrent Upper { get; }

    /// <summary>Tags are told from both layers: their scores add up.</summary>
    public Linear Tags { get; }
    public Linear? UpperTags { get; }

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

    /// <summary>The row of each feature in <see cref="Words"/>.</summary>
    public FeatureRows Rows { get; }

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

        /// <summary>Adds to what <paramref name="y"/> holds, without the bias.</summary>
        public void Add(float* x, int stride, float* y, int rows) => Gemm.Multiply(x, stride, Weights, Columns, y, Columns, rows, Inputs, Columns, y, Columns);

        public void Apply(float* x, int stride, float* y, int rows) => Gemm.Multiply(x, stride, Weights, Columns, y, Columns, rows, Inputs, Columns, Bias);
    }

    /// <summary>A recurrent layer in both directions.</summary>
    internal sealed class Recurrent(TensorFile file, string name)
    {
        public Linear Input { get; } = new(file, name + ".x");
        public float* Forward { get; } = file.Floats(name + ".f");
        public float* Backward { get; } = file.Floats(name + ".b");
        public int Units { get; } = file.Rows(name + ".f");

        /// <summary>
        /// Runs over sentences in step, the longest first: sentence s is words [starts[s], starts[s + 1]), and the sums of word t's
        /// gates stand at <paramref name="gates"/> + rows[t] * 6 * Units (t for rows[t] where rows is empty). Writes 2 * Units floats a word. Scratch holds 5 * Units a sentence.
        /// </summary>
        public void Run(float* gates, ReadOnlySpan<int> rows, ReadOnlySpan<int> starts, float* hidden, float* scratch)
        {
            var sentences = starts.Length - 1;
            float* cells = scratch, states = cells + sentences * Units, sums = states + sentences * Units;
            for (var direction = 0; direction < 2; direction++)
            {
                new Span<float>(cells, 2 * sentences * Units).Clear();
                var active = sentences;
                for (var step = 0; active > 0; step++)
                {
                    while (active > 0 && starts[active] - starts[active - 1] <= step)
                        active--;
                    for (var s = 0; s < active; s++)
                    {
                        var t = direction == 0 ? starts[s] + step : starts[s + 1] - 1 - step;
                        new Span<float>(gates + (long)(rows.IsEmpty ? t : rows[t]) * 6 * Units + direction * 3 * Units, 3 * Units).CopyTo(new Span<float>(sums + s * 3 * Units, 3 * Units));
                    }
                    AddStates(direction == 0 ? Forward : Backward, states, sums, active);
                    for (var s = 0; s < active; s++)
                    {
                        var t = direction == 0 ? starts[s] + step : starts[s + 1] - 1 - step;
                        Activations.Cell(sums + s * 3 * Units, cells + s * Units, states + s * Units, Units);
                        new Span<float>(states + s * Units, Units).CopyTo(new Span<float>(hidden + ((long)t * 2 + direction) * Units, Units));
                    }
                }
            }
        }

        private void AddStates(float* recurrent, float* states, float* sums, int active)
        {
            if (active >= 4)
            {
                Gemm.Multiply(states, Units, recurrent, 3 * Units, sums, 3 * Units, active, Units, 3 * Units, sums, 3 * Units);
                return;
            }
            for (var s = 0; s < active; s++)
                Gemm.Row(states + s * Units, recurrent, sums + s * 3 * Units, Units, 3 * Units, sums + s * 3 * Units);
        }
    }
}
