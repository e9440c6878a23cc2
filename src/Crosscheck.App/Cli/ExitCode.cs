namespace Crosscheck.App.Cli;

/// <summary>What the process tells its caller.</summary>
public static class ExitCode
{
    public const int Done = 0;

    /// <summary>Some inputs failed; each was named on stderr with a code and a remedy, and the others were done.</summary>
    public const int SomeInputsFailed = 1;
    public const int WrongUsage = 2;

    /// <summary>The ledger could not be opened or is damaged.</summary>
    public const int Ledger = 3;
}
