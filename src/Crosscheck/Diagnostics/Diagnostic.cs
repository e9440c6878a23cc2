using Crosscheck.Text;

namespace Crosscheck.Diagnostics;

public enum Severity : byte { Info, Warning, Error }

/// <summary>What went otherwise than a person would expect: a stable code, what was found, and what to do about it.</summary>
public sealed record Diagnostic(string Code, Severity Severity, string Message, TextSpan? Span = null)
{
    /// <summary>What the reader of the message can do.</summary>
    public string? Remedy { get; init; }
}
