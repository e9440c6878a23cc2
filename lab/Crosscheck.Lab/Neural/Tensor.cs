using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Crosscheck.Models.Neural;

namespace Crosscheck.Lab.Neural;

/// <summary>A matrix of weights with its gradient, the moments of Adam and the moving average that is shipped. Columns are padded to 16.</summary>
public sealed unsafe class Tensor
{
    public Tensor(string name, int rows, int columns, Xorshift random, float scale = -1)
    {
        (Name, Rows, Columns) = (name, rows, Gemm.Padded(columns));
        Length = (long)Rows * Columns;
        W = Buffer.Floats(Length);
        G = Buffer.Floats(Length);
        M = Buffer.Floats(Length);
        V = Buffer.Floats(Length);
        Average = Buffer.Floats(Length);
        _marked = new bool[rows];
        var bound = scale < 0 ? MathF.Sqrt(6f / (rows + columns)) : scale;
        for (var i = 0L; i < Length; i++)
            W[i] = i % Columns < columns ? (random.NextFloat() * 2 - 1) * bound : 0;
        System.Buffer.MemoryCopy(W, Average, Length * 4, Length * 4);
    }

    public string Name { get; }
    public int Rows { get; }
    public int Columns { get; }
    public long Length { get; }
    public float* W { get; }
    public float* G { get; }
    public float* M { get; }
    public float* V { get; }
    public float* Average { get; }

    /// <summary>Whether only rows that <see cref="Touch"/> names have a gradient.</summary>
    public bool Sparse { get; init; }
    private readonly List<int> _touched = [];
    private readonly bool[] _marked;

    public void Touch(int row)
    {
        if (_marked[row])
            return;
        _marked[row] = true;
        _touched.Add(row);
    }

    /// <summary>One step of Adam (Kingma and Ba 2015) on every row, or on the touched rows; the gradient is cleared.</summary>
    public void Step(float rate, float beta1, float beta2, float decay, float keep)
    {
        if (!Sparse)
        {
            Update(0, Length, rate, beta1, beta2, decay, keep);
            return;
        }
        foreach (var row in _touched)
        {
            _marked[row] = false;
            Update((long)row * Columns, Columns, rate, beta1, beta2, decay, keep);
        }
        _touched.Clear();
    }

    private void Update(long from, long length, float rate, float beta1, float beta2, float decay, float keep)
    {
        var epsilon = Vector512.Create(1e-8f);
        for (var i = from; i < from + length; i += 16)
        {
            var g = Vector512.Load(G + i);
            var m = Vector512.Load(M + i) * beta1 + g * (1 - beta1);
            var v = Vector512.Load(V + i) * beta2 + g * g * (1 - beta2);
            var w = Vector512.Load(W + i);
            w -= (m / (Vector512.Sqrt(v) + epsilon) + w * decay) * rate;
            m.Store(M + i);
            v.Store(V + i);
            w.Store(W + i);
            (Vector512.Load(Average + i) * keep + w * (1 - keep)).Store(Average + i);
            Vector512<float>.Zero.Store(G + i);
        }
    }
}

/// <summary>Aligned memory that lives as long as the process, zeroed.</summary>
public static unsafe class Buffer
{
    public static float* Floats(long count)
    {
        var bytes = (nuint)(count + 64) * 4;
        var memory = (float*)NativeMemory.AlignedAlloc(bytes, 64);
        NativeMemory.Clear(memory, bytes);
        return memory;
    }

    public static void Clear(float* p, long count) => NativeMemory.Clear(p, (nuint)count * 4);

    public static void Transpose(float* from, int rows, int columns, int stride, float* to, int toStride)
    {
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
                to[(long)j * toStride + i] = from[(long)i * stride + j];
        }
    }
}

/// <summary>A small fast generator with a fixed seed (Marsaglia 2003).</summary>
public sealed class Xorshift(ulong seed)
{
    private ulong _state = seed * 0x9E3779B97F4A7C15UL + 1;

    public uint Next()
    {
        _state ^= _state << 13;
        _state ^= _state >> 7;
        _state ^= _state << 17;
        return (uint)(_state >> 32);
    }

    public float NextFloat() => (Next() >> 8) * (1f / (1 << 24));
}
