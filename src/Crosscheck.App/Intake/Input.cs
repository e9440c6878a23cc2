using Crosscheck.Diagnostics;
using Crosscheck.Documents;
using Crosscheck.Views;

namespace Crosscheck.App.Intake;

/// <summary>
/// What became of one path: a document with what was odd about it, or, where nothing could be taken in, only diagnostics.
/// </summary>
public sealed record Input(string Path, Document? Document, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>The bytes that were taken in.</summary>
    public ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>Where it was fetched from; null for files.</summary>
    public Received? Received { get; init; }

    public static Input Failed(string path, Diagnostic diagnostic) => new(path, null, [diagnostic]);

    /// <summary>Whether the input could not be read as a report.</summary>
    public bool IsFailed => Diagnostics.Any(d => d.Severity == Severity.Error);
}
