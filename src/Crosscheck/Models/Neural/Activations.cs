using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Crosscheck.Models.Neural;

/// <summary>Elementwise functions over 16 floats at a time, the same on every machine that fuses multiply and add.</summary>
internal static unsafe class Activations
{
    /// <summary>e^x for |x| up to 87, to about 2e-7 relative: 2^n times a polynomial of degree 6 (Cephes).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp(Vector512<float> x)
    {
        x = Vector512.Min(Vector512.Max(x, Vector512.Create(-87f)), Vector512.Create(87f));
        var n = Vector512.Floor(Vector512.FusedMultiplyAdd(x, Vector512.Create(1.44269504f), Vector512.Create(0.5f)));
        x = Vector512.FusedMultiplyAdd(n, Vector512.Create(-0.693359375f), x);
        x = Vector512.FusedMultiplyAdd(n, Vector512.Create(2.12194440e-4f), x);
        var y = Vector512.Create(1.9875691500e-4f);
        y = Vector512.FusedMultiplyAdd(y, x, Vector512.Create(1.3981999507e-3f));
        y = Vector512.FusedMultiplyAdd(y, x, Vector512.Create(8.3334519073e-3f));
        y = Vector512.FusedMultiplyAdd(y, x, Vector512.Create(4.1665795894e-2f));
        y = Vector512.FusedMultiplyAdd(y, x, Vector512.Create(1.6666665459e-1f));
        y = Vector512.FusedMultiplyAdd(y, x, Vector512.Create(5.0000001201e-1f));
        y = Vector512.FusedMultiplyAdd(y, x * x, x + Vector512<float>.One);
        var power = Vector512.ShiftLeft(Vector512.ConvertToInt32(n) + Vector512.Create(127), 23).AsSingle();
        return y * power;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x) => Vector512<float>.One / (Vector512<float>.One + Exp(-x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x) =>
        Vector512.FusedMultiplyAdd(Vector512.Create(2f), Sigmoid(x + x), Vector512.Create(-1f));

    /// <summary>
    /// One step of an LSTM whose input gate is one less the forget gate (Greff et al. 2017): the gates' sums stand in
    /// <paramref name="gates"/> as forget, output, candidate; cell is updated in place, hidden is written.
    /// </summary>
    public static void Cell(float* gates, float* cell, float* hidden, int units)
    {
        for (var j = 0; j < units; j += 16)
        {
            var f = Sigmoid(Vector512.Load(gates + j));
            var o = Sigmoid(Vector512.Load(gates + units + j));
            var g = Tanh(Vector512.Load(gates + 2 * units + j));
            var c = Vector512.FusedMultiplyAdd(f, Vector512.Load(cell + j) - g, g);
            c.Store(cell + j);
            (o * Tanh(c)).Store(hidden + j);
        }
    }

    /// <summary>The sum of products of two rows whose length is a multiple of 16.</summary>
    public static float Dot(float* a, float* b, int n)
    {
        var sum = Vector512<float>.Zero;
        for (var j = 0; j < n; j += 16)
            sum = Vector512.FusedMultiplyAdd(Vector512.Load(a + j), Vector512.Load(b + j), sum);
        return Vector512.Sum(sum);
    }

    /// <summary>y += s * x over a length that is a multiple of 16.</summary>
    public static void AddScaled(float* y, float* x, float s, int n)
    {
        var scale = Vector512.Create(s);
        for (var j = 0; j < n; j += 16)
            Vector512.FusedMultiplyAdd(scale, Vector512.Load(x + j), Vector512.Load(y + j)).Store(y + j);
    }

    /// <summary>Sets what is below zero to zero, over a length that is a multiple of 16.</summary>
    public static void Rectify(float* x, int n)
    {
        for (var j = 0; j < n; j += 16)
            Vector512.Max(Vector512.Load(x + j), Vector512<float>.Zero).Store(x + j);
    }

    /// <summary>y = max(0, a + b + c) over a length that is a multiple of 16.</summary>
    public static void RectifiedSum(float* a, float* b, float* c, float* y, int n)
    {
        for (var j = 0; j < n; j += 16)
            Vector512.Max(Vector512.Load(a + j) + Vector512.Load(b + j) + Vector512.Load(c + j), Vector512<float>.Zero).Store(y + j);
    }
}
