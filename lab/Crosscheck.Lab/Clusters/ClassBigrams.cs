namespace Crosscheck.Lab.Clusters;

/// <summary>
/// The counts of a class bigram model and x log x of each: row-major, with the transpose beside it so that both directions
/// are read in order.
/// </summary>
internal sealed class ClassBigrams(int classes)
{
    private static readonly double[] Table = [.. Enumerable.Range(0, 1 << 18).Select(Exact)];

    public readonly int Classes = classes;
    public readonly int[] Next = new int[classes * classes];
    public readonly int[] Previous = new int[classes * classes];
    public readonly double[] NextF = new double[classes * classes];
    public readonly double[] PreviousF = new double[classes * classes];
    public readonly int[] Size = new int[classes];

    public static double F(int count) => (uint)count < (uint)Table.Length ? Table[count] : Exact(count);

    /// <summary>Adds n to the count of class <paramref name="b"/> after class <paramref name="a"/>.</summary>
    public void Add(int a, int b, int n)
    {
        var next = a * Classes + b;
        var previous = b * Classes + a;
        Previous[previous] = Next[next] += n;
        PreviousF[previous] = NextF[next] = F(Next[next]);
    }

    private static double Exact(int count) => count <= 0 ? 0 : count * Math.Log(count);
}
