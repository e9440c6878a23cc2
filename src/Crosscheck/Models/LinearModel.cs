using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using Crosscheck.Data;

namespace Crosscheck.Models;

/// <summary>
/// A multi-class linear model over hashed features, read in place from its file.
/// <para>Layout (little-endian, 4-byte units): magic 'XLM1', number of classes C, number of slots S (a power of two),
/// number of rows R, float scale, byte length of the class names, the names joined by '\n' padded to 4,
/// then S slots of (uint feature, int row), then R rows of C signed 16-bit weights.</para>
/// </summary>
public sealed unsafe class LinearModel
{
    private const uint Magic = 0x314D4C58;
    private readonly uint* _slots;
    private readonly short* _weights;
    private readonly uint _mask;
    private readonly float _scale;

    private LinearModel(byte* data, string name)
    {
        var head = (int*)data;
        if ((uint)head[0] != Magic)
            throw new InvalidOperationException($"'{name}' is not a linear model of this version. Rebuild it with `lab train`.");
        var classes = head[1];
        var slots = head[2];
        _mask = (uint)slots - 1;
        _scale = BitConverter.Int32BitsToSingle(head[4]);
        var names = head[5];
        Classes = [.. Encoding.UTF8.GetString(data + 24, names).Split('\n')];
        if (Classes.Length != classes)
            throw new InvalidOperationException($"'{name}' names {Classes.Length} classes and holds {classes}. Rebuild it with `lab train`.");
        _slots = (uint*)(data + 24 + ((names + 3) & ~3));
        _weights = (short*)(_slots + 2L * slots);
    }

    /// <summary>The names of the classes, in the order of the scores.</summary>
    public System.Collections.Immutable.ImmutableArray<string> Classes { get; }

    /// <summary>The model <c>models/NAME.bin</c> of the build.</summary>
    public static LinearModel Load(string name)
    {
        var file = $"models/{name}.bin";
        return new LinearModel((byte*)DataFile.Map(file).Address, file);
    }

    /// <summary>A model from bytes just written, for the lab; the copy lives as long as the process.</summary>
    public static LinearModel FromBytes(ReadOnlySpan<byte> bytes, string name)
    {
        var memory = (byte*)NativeMemory.AlignedAlloc((nuint)bytes.Length, 64);
        bytes.CopyTo(new Span<byte>(memory, bytes.Length));
        return new LinearModel(memory, name);
    }

    /// <summary>Adds up the scores of every class for the given features. <paramref name="scores"/> is overwritten.</summary>
    public void Score(ReadOnlySpan<uint> features, Span<float> scores)
    {
        var classes = Classes.Length;
        scores = scores[..classes];
        scores.Clear();
        foreach (var feature in features)
        {
            var slot = feature & _mask;
            uint found;
            while ((found = _slots[2 * slot]) != feature && found != 0)
                slot = (slot + 1) & _mask;
            if (found == 0)
                continue;
            var row = _weights + (long)_slots[2 * slot + 1] * classes;
            for (var c = 0; c < classes; c++)
                scores[c] += row[c];
        }
        foreach (ref var score in scores)
            score *= _scale;
    }

    /// <summary>The best class for the given features.</summary>
    public int Best(ReadOnlySpan<uint> features, Span<float> scores)
    {
        Score(features, scores);
        var best = 0;
        for (var c = 1; c < Classes.Length; c++)
        {
            if (scores[c] > scores[best])
                best = c;
        }
        return best;
    }

    /// <summary>Turns scores into probabilities in place (softmax).</summary>
    public static void Normalize(Span<float> scores)
    {
        var max = float.NegativeInfinity;
        foreach (var s in scores)
            max = MathF.Max(max, s);
        var sum = 0f;
        foreach (ref var s in scores)
        {
            s = MathF.Exp(s - max);
            sum += s;
        }
        foreach (ref var s in scores)
            s /= sum;
    }

    /// <summary>Writes a model: weights by feature, one per class; rows of zeros are left out.</summary>
    public static byte[] Write(IReadOnlyList<string> classes, IReadOnlyDictionary<uint, float[]> weights)
    {
        var rows = weights.Where(w => w.Value.Any(x => x != 0)).OrderBy(w => w.Key).ToArray();
        var max = rows.Length == 0 ? 1f : rows.Max(r => r.Value.Max(MathF.Abs));
        var scale = max / short.MaxValue;
        var slots = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, rows.Length * 3 / 2));
        var names = Encoding.UTF8.GetBytes(string.Join('\n', classes));
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(Magic);
        writer.Write(classes.Count);
        writer.Write(slots);
        writer.Write(rows.Length);
        writer.Write(scale);
        writer.Write(names.Length);
        writer.Write(names);
        for (var pad = names.Length; (pad & 3) != 0; pad++)
            writer.Write((byte)0);
        var table = new uint[2 * slots];
        for (var r = 0; r < rows.Length; r++)
        {
            var slot = rows[r].Key & (uint)(slots - 1);
            while (table[2 * slot] != 0)
                slot = (slot + 1) & (uint)(slots - 1);
            table[2 * slot] = rows[r].Key;
            table[2 * slot + 1] = (uint)r;
        }
        writer.Write(MemoryMarshal.AsBytes(table.AsSpan()));
        foreach (var row in rows)
        {
            foreach (var w in row.Value)
                writer.Write((short)MathF.Round(w / scale));
        }
        writer.Flush();
        return stream.ToArray();
    }
}
