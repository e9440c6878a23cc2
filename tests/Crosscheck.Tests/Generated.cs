using Shouldly;

namespace Crosscheck.Tests;

/// <summary>
/// Files and parts of files that the program writes. A test compares; with UPDATE=1 in the environment it writes them anew,
/// and the difference is read before it is committed.
/// </summary>
internal static class Generated
{
    private const string Hint = "If that is what you want: UPDATE=1 dotnet test, then read the diff.";

    private static bool Updates => Environment.GetEnvironmentVariable("UPDATE") is "1";

    /// <summary>Compares a whole file.</summary>
    public static void CheckFile(string path, string expected)
    {
        var full = Repository.PathOf(path);
        if (Updates)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            File.WriteAllText(full, expected);
        }
        (File.Exists(full) ? File.ReadAllText(full) : "").ShouldBe(expected, $"{path} differs from what the program writes. {Hint}");
    }

    /// <summary>Compares what stands between a line that begins with <paramref name="start"/> and the line <paramref name="end"/>.</summary>
    public static void CheckBlock(string path, string start, string end, string expected)
    {
        var text = Repository.Read(path);
        var from = text.IndexOf('\n', text.IndexOf(start, StringComparison.Ordinal)) + 1;
        var to = text.IndexOf(end, from, StringComparison.Ordinal);
        if (Updates)
            File.WriteAllText(Repository.PathOf(path), text[..from] + expected + text[to..]);
        (Updates ? expected : text[from..to]).ShouldBe(expected, $"{path} differs from what the program writes. {Hint}");
    }
}
