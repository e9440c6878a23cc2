using System.Text;

namespace Crosscheck.Data;

/// <summary>The rules, lexicons, gazetteer and models of <c>data/</c>, compiled into the assembly under their path there.</summary>
public static class DataFile
{
    /// <summary>
    /// The bytes of a data file, mapped and not copied: a model of 20 MB costs nothing until it is touched.
    /// The memory lives as long as the process.
    /// </summary>
    /// <exception cref="InvalidOperationException">The assembly was built without that file.</exception>
    public static unsafe ReadOnlySpan<byte> Bytes(string name)
    {
        var stream = Open(name);
        if (stream is UnmanagedMemoryStream mapped)
            return new ReadOnlySpan<byte>(mapped.PositionPointer, checked((int)mapped.Length));
        var copy = new byte[stream.Length];
        stream.ReadExactly(copy);
        return copy;
    }

    /// <summary>A pointer to the bytes of a data file and their number; the memory lives as long as the process.</summary>
    internal static unsafe (nint Address, int Length) Map(string name)
    {
        if (Open(name) is UnmanagedMemoryStream mapped)
            return ((nint)mapped.PositionPointer, checked((int)mapped.Length));
        var bytes = Bytes(name);
        var memory = (byte*)System.Runtime.InteropServices.NativeMemory.AlignedAlloc((nuint)bytes.Length, 64);
        bytes.CopyTo(new Span<byte>(memory, bytes.Length));
        return ((nint)memory, bytes.Length);
    }

    public static bool Exists(string name) =>
        typeof(DataFile).Assembly.GetManifestResourceInfo(name) is not null;

    /// <summary>The names of all data files below a folder ("rules/").</summary>
    public static IEnumerable<string> Names(string folder) =>
        typeof(DataFile).Assembly.GetManifestResourceNames().Where(n => n.StartsWith(folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    /// <summary>The rows of a tab-separated file, the first line (column names) and lines that begin with # left out.</summary>
    public static IEnumerable<string[]> Rows(string name)
    {
        using var reader = new StreamReader(Open(name), Encoding.UTF8);
        var header = true;
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            if (header)
                header = false;
            else
                yield return line.Split('\t');
        }
    }

    private static Stream Open(string name) =>
        typeof(DataFile).Assembly.GetManifestResourceStream(name)
        ?? throw new InvalidOperationException($"The data file '{name}' is not in this build. Rebuild it with the command in data/README.md.");
}
