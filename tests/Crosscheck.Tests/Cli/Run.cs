using Crosscheck.App.Cli;

namespace Crosscheck.Tests.Cli;

/// <summary>Runs the command line in this process and keeps what it printed.</summary>
internal sealed record Run(int ExitCode, string Out, string Error)
{
    public static Run Crosscheck(params string[] args) => Crosscheck("", args);

    public static Run Crosscheck(string standardInput, string[] args, int width = 100, bool colour = false, Func<string, string?>? variable = null)
    {
        using var input = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(standardInput));
        using StringWriter output = new(), error = new();
        var terminal = new Terminal(input, output, error, width, colour);
        var code = CommandLine.Run(args, variable is null ? terminal : terminal with { Variable = variable });
        return new Run(code, output.ToString(), error.ToString());
    }
}
