using System.Runtime.InteropServices;
using Crosscheck.Data;

namespace Crosscheck.Models;

/// <summary>
/// Gradient-boosted regression trees for a yes-or-no question (Friedman 2001), over dense features; a missing value is NaN and goes left.
/// <para>Layout (little-endian): magic 'XBT1', number of features F, number of nodes N, number of trees T, float bias,
/// T root numbers, then N nodes of (int feature, -1 for a leaf; float threshold or leaf value; int left; int right).</para>
/// </summary>
public sealed class BoostedTrees
{
    private const uint Magic = 0x31544258;
    private readonly int[] _roots;
    private readonly Node[] _nodes;
    private readonly float _bias;

    [StructLayout(LayoutKind.Sequential)]
    public readonly record struct Node(int Feature, float Value, int Left, int Right);

    public BoostedTrees(int features, float bias, int[] roots, Node[] nodes)
    {
        FeatureCount = features;
        _bias = bias;
        _roots = roots;
        _nodes = nodes;
    }

    /// <summary>The number of features that a row must have.</summary>
    public int FeatureCount { get; }

    /// <summary>The model <c>models/NAME.bin</c> of the build.</summary>
    public static BoostedTrees Load(string name) => FromBytes(DataFile.Bytes($"models/{name}.bin"), name);

    public static BoostedTrees FromBytes(ReadOnlySpan<byte> bytes, string name)
    {
        var head = MemoryMarshal.Cast<byte, int>(bytes);
        if ((uint)head[0] != Magic)
            throw new InvalidOperationException($"'{name}' is not a model of boosted trees of this version. Rebuild it with `lab train`.");
        var roots = head.Slice(5, head[3]).ToArray();
        var nodes = MemoryMarshal.Cast<byte, Node>(bytes[(20 + 4 * head[3])..])[..head[2]].ToArray();
        return new BoostedTrees(head[1], BitConverter.Int32BitsToSingle(head[4]), roots, nodes);
    }

    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(Magic);
        writer.Write(FeatureCount);
        writer.Write(_nodes.Length);
        writer.Write(_roots.Length);
        writer.Write(_bias);
        writer.Write(MemoryMarshal.AsBytes(_roots.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(_nodes.AsSpan()));
        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>The log-odds of yes.</summary>
    public float Score(ReadOnlySpan<float> row)
    {
        var sum = _bias;
        ReadOnlySpan<Node> nodes = _nodes;
        foreach (var root in _roots)
        {
            ref readonly var node = ref nodes[root];
            while (node.Feature >= 0)
                node = ref nodes[row[node.Feature] > node.Value ? node.Right : node.Left];
            sum += node.Value;
        }
        return sum;
    }

    /// <summary>The chance of yes, in 0..1.</summary>
    public double Chance(ReadOnlySpan<float> row) => 1 / (1 + Math.Exp(-Score(row)));
}
