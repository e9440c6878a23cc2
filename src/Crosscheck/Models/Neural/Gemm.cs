using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Crosscheck.Models.Neural;

/// <summary>
/// C = init + A * B for row-major matrices of floats whose number of columns is a multiple of 16. The result does not depend
/// on how rows are grouped: every element is summed in the order of k.
/// </summary>
internal static unsafe class Gemm
{
    /// <summary>The rows of B and C are padded to a multiple of this many floats.</summary>
    public const int Lane = 16;

    /// <summary>The least multiple of <see cref="Lane"/> that holds <paramref name="n"/> columns.</summary>
    public static int Padded(int n) => (n + Lane - 1) / Lane * Lane;

    /// <summary>
    /// Multiplies m x k by k x n. <paramref name="init"/> is added to every row: a bias where <paramref name="ldi"/> is 0, C itself
    /// to accumulate, nothing where null.
    /// </summary>
    public static void Multiply(float* a, int lda, float* b, int ldb, float* c, int ldc, int m, int k, int n, float* init = null, int ldi = 0)
    {
        var j = 0;
        for (; j + 64 <= n; j += 64)
        {
            var i = 0;
            for (; i + 4 <= m; i += 4)
                Rows4Columns4(a + (long)i * lda, lda, b + j, ldb, c + (long)i * ldc + j, ldc, k, init == null ? null : init + (long)i * ldi + j, ldi);
            for (; i < m; i++)
                Columns4(a + (long)i * lda, b + j, ldb, c + (long)i * ldc + j, k, init == null ? null : init + (long)i * ldi + j);
        }
        for (; j < n; j += 16)
        {
            var i = 0;
            for (; i + 4 <= m; i += 4)
                Rows4(a + (long)i * lda, lda, b + j, ldb, c + (long)i * ldc + j, ldc, k, init == null ? null : init + (long)i * ldi + j, ldi);
            for (; i < m; i++)
                One(a + (long)i * lda, b + j, ldb, c + (long)i * ldc + j, k, init == null ? null : init + (long)i * ldi + j);
        }
    }

    private static void Rows4Columns4(float* a, int lda, float* b, int ldb, float* c, int ldc, int k, float* init, int ldi)
    {
        Vector512<float> c00, c01, c02, c03, c10, c11, c12, c13, c20, c21, c22, c23, c30, c31, c32, c33;
        Load4(init, out c00, out c01, out c02, out c03);
        Load4(init == null ? null : init + ldi, out c10, out c11, out c12, out c13);
        Load4(init == null ? null : init + 2L * ldi, out c20, out c21, out c22, out c23);
        Load4(init == null ? null : init + 3L * ldi, out c30, out c31, out c32, out c33);
        float* a1 = a + lda, a2 = a1 + lda, a3 = a2 + lda;
        for (var p = 0; p < k; p++, b += ldb)
        {
            Vector512<float> b0 = Vector512.Load(b), b1 = Vector512.Load(b + 16), b2 = Vector512.Load(b + 32), b3 = Vector512.Load(b + 48);
            var x = Vector512.Create(a[p]);
            c00 = Vector512.FusedMultiplyAdd(x, b0, c00);
            c01 = Vector512.FusedMultiplyAdd(x, b1, c01);
            c02 = Vector512.FusedMultiplyAdd(x, b2, c02);
            c03 = Vector512.FusedMultiplyAdd(x, b3, c03);
            x = Vector512.Create(a1[p]);
            c10 = Vector512.FusedMultiplyAdd(x, b0, c10);
            c11 = Vector512.FusedMultiplyAdd(x, b1, c11);
            c12 = Vector512.FusedMultiplyAdd(x, b2, c12);
            c13 = Vector512.FusedMultiplyAdd(x, b3, c13);
            x = Vector512.Create(a2[p]);
            c20 = Vector512.FusedMultiplyAdd(x, b0, c20);
            c21 = Vector512.FusedMultiplyAdd(x, b1, c21);
            c22 = Vector512.FusedMultiplyAdd(x, b2, c22);
            c23 = Vector512.FusedMultiplyAdd(x, b3, c23);
            x = Vector512.Create(a3[p]);
            c30 = Vector512.FusedMultiplyAdd(x, b0, c30);
            c31 = Vector512.FusedMultiplyAdd(x, b1, c31);
            c32 = Vector512.FusedMultiplyAdd(x, b2, c32);
            c33 = Vector512.FusedMultiplyAdd(x, b3, c33);
        }
        Store4(c, c00, c01, c02, c03);
        Store4(c + ldc, c10, c11, c12, c13);
        Store4(c + 2L * ldc, c20, c21, c22, c23);
        Store4(c + 3L * ldc, c30, c31, c32, c33);
    }

    /// <summary>One row times a matrix of n columns: the step of a recurrent layer. Twelve sums at a time keep both adders busy.</summary>
    public static void Row(float* a, float* b, float* c, int k, int n, float* init)
    {
        var j = 0;
        for (; j + 192 <= n; j += 192)
            Row192(a, b + j, n, c + j, k, init + j);
        for (; j + 96 <= n; j += 96)
            Row96(a, b + j, n, c + j, k, init + j);
        if (j < n)
            Multiply(a, k, b + j, n, c + j, n, 1, k, n - j, init + j);
    }

    private static void Row96(float* a, float* b, int ldb, float* c, int k, float* init)
    {
        Vector512<float> c0 = Vector512.Load(init), c1 = Vector512.Load(init + 16), c2 = Vector512.Load(init + 32);
        Vector512<float> c3 = Vector512.Load(init + 48), c4 = Vector512.Load(init + 64), c5 = Vector512.Load(init + 80);
        for (var p = 0; p < k; p++, b += ldb)
        {
            var x = Vector512.Create(a[p]);
            c0 = Vector512.FusedMultiplyAdd(x, Vector512.Load(b), c0);
            c1 = Vector512.FusedMultiplyAdd(x, Vector512.Load(b + 16), c1);
            c2 = Vector512.FusedMultiplyAdd(x, Vector512.Load(b + 32), c2);
            c3 = Vector512.FusedMultiplyAdd(x, Vector512.Load(b + 48), c3);
            c4 = Vector512.FusedMultiplyAdd(x, Vector512.Load(b + 64), c4);
            c5 = Vector512.FusedMultiplyAdd(x, Vector512.Load(b + 80), c5);
        }
        Store4(c, c0, c1, c2, c3);
        c4.Store(c + 64);
        c5.Store(c + 80);
    }

    private static void Row192(float* a, float* b, int ldb, float* c, int k, float* init)
    {
        Load4(init, out var c0, out var c1, out var c2, out var c3);
        Load4(init + 64, out var c4, out var c5, out var c6, out var c7);
        Load4(init + 128, out var c8, out var c9, out var c10, out var c11);
        for (var p = 0; p < k; p++, b += ldb)
        {
            var x = Vector512.Create(a[p]);
            c0 = Vector512.FusedMultiplyAdd(x, Vector512.Load(b), c0);
            c1 = Vector512.FusedMultiplyAdd(x, Vector512.Load(b + 16), c1);
            c2 = Vector512.FusedMultiplyAdd(x, Vector512.Load(b + 32), c2);
            c3 = Vector512.FusedMultiplyAdd(x, Vector512.Load(b + 48), c3);
            c4 = Vector512.FusedMultiplyAdd(x, Vector512.Load(b + 64), c4);
            c5 = Vector512.FusedMultiplyAdd(x, Vector512.Load(b + 80), c5);
            c6 = Vector512.FusedMultiplyAdd(x, Vector512.Load(b + 96), c6);
            c7 = Vector512.FusedMultiplyAdd(x, Vector512.Load(b + 112), c7);
            c8 = Vector512.FusedMultiplyAdd(x, Vector512.Load(b + 128), c8);
            c9 = Vector512.FusedMultiplyAdd(x, Vector512.Load(b + 144), c9);
            c10 = Vector512.FusedMultiplyAdd(x, Vector512.Load(b + 160), c10);
            c11 = Vector512.FusedMultiplyAdd(x, Vector512.Load(b + 176), c11);
        }
        Store4(c, c0, c1, c2, c3);
        Store4(c + 64, c4, c5, c6, c7);
        Store4(c + 128, c8, c9, c10, c11);
    }

    private static void Columns4(float* a, float* b, int ldb, float* c, int k, float* init)
    {
        Load4(init, out var c0, out var c1, out var c2, out var c3);
        for (var p = 0; p < k; p++, b += ldb)
        {
            var x = Vector512.Create(a[p]);
            c0 = Vector512.FusedMultiplyAdd(x, Vector512.Load(b), c0);
            c1 = Vector512.FusedMultiplyAdd(x, Vector512.Load(b + 16), c1);
            c2 = Vector512.FusedMultiplyAdd(x, Vector512.Load(b + 32), c2);
            c3 = Vector512.FusedMultiplyAdd(x, Vector512.Load(b + 48), c3);
        }
        Store4(c, c0, c1, c2, c3);
    }

    private static void Rows4(float* a, int lda, float* b, int ldb, float* c, int ldc, int k, float* init, int ldi)
    {
        var zero = Vector512<float>.Zero;
        var c0 = init == null ? zero : Vector512.Load(init);
        var c1 = init == null ? zero : Vector512.Load(init + ldi);
        var c2 = init == null ? zero : Vector512.Load(init + 2L * ldi);
        var c3 = init == null ? zero : Vector512.Load(init + 3L * ldi);
        float* a1 = a + lda, a2 = a1 + lda, a3 = a2 + lda;
        for (var p = 0; p < k; p++, b += ldb)
        {
            var y = Vector512.Load(b);
            c0 = Vector512.FusedMultiplyAdd(Vector512.Create(a[p]), y, c0);
            c1 = Vector512.FusedMultiplyAdd(Vector512.Create(a1[p]), y, c1);
            c2 = Vector512.FusedMultiplyAdd(Vector512.Create(a2[p]), y, c2);
            c3 = Vector512.FusedMultiplyAdd(Vector512.Create(a3[p]), y, c3);
        }
        c0.Store(c);
        c1.Store(c + ldc);
        c2.Store(c + 2L * ldc);
        c3.Store(c + 3L * ldc);
    }

    private static void One(float* a, float* b, int ldb, float* c, int k, float* init)
    {
        var sum = init == null ? Vector512<float>.Zero : Vector512.Load(init);
        for (var p = 0; p < k; p++, b += ldb)
            sum = Vector512.FusedMultiplyAdd(Vector512.Create(a[p]), Vector512.Load(b), sum);
        sum.Store(c);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load4(float* from, out Vector512<float> v0, out Vector512<float> v1, out Vector512<float> v2, out Vector512<float> v3)
    {
        if (from == null)
        {
            v0 = v1 = v2 = v3 = Vector512<float>.Zero;
            return;
        }
        v0 = Vector512.Load(from);
        v1 = Vector512.Load(from + 16);
        v2 = Vector512.Load(from + 32);
        v3 = Vector512.Load(from + 48);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store4(float* to, Vector512<float> v0, Vector512<float> v1, Vector512<float> v2, Vector512<float> v3)
    {
        v0.Store(to);
        v1.Store(to + 16);
        v2.Store(to + 32);
        v3.Store(to + 48);
    }
}
