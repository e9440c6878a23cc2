namespace Crosscheck.App.Cli;

/// <summary>Where a command reads and writes. Nothing but the answer goes to <paramref name="Out"/>.</summary>
/// <param name="Width">Columns; 100 where the output is no terminal.</param>
/// <param name="Colour">Whether <paramref name="Out"/> shows ANSI colours.</param>
public sealed record Terminal(Stream In, TextWriter Out, TextWriter Error, int Width, bool Colour)
{
    private const int PlainWidth = 100;

    /// <summary>Where a command writes bytes that are no text; standard output where it is null.</summary>
    public Stream? Bytes { get; init; }

    /// <summary>The variables of the environment.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>The process's own: colour only on a terminal, and never where NO_COLOR is set (https://no-color.org).</summary>
    public static Terminal OfProcess()
    {
        var output = new StreamWriter(Console.OpenStandardOutput(), new System.Text.UTF8Encoding(false), 1 << 16) { AutoFlush = false };
        var error = new StreamWriter(Console.OpenStandardError(), new System.Text.UTF8Encoding(false)) { AutoFlush = true };
        var plain = Console.IsOutputRedirected || Environment.GetEnvironmentVariable("TERM") is "dumb";
        var forced = Environment.GetEnvironmentVariable("CLICOLOR_FORCE") is { Length: > 0 } force && force != "0";
        var refused = Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };
        return new Terminal(Console.OpenStandardInput(), output, error, plain ? PlainWidth : WindowWidth(), !refused && (forced || !plain));
    }

    private static int WindowWidth()
    {
        try
        {
            return Console.WindowWidth is > 0 and var width ? width : PlainWidth;
        }
        catch (IOException)
        {
            return PlainWidth;
        }
    }
}
