using Crosscheck.Diagnostics;
using Crosscheck.Documents;

namespace Crosscheck.App.Intake.Forms;

/// <summary>
/// One report as it lies in a file: where, its bytes, and how they become a document. Finding parts is one thread's work;
/// <see cref="Read"/> is the costly half and may run on any thread.
/// </summary>
internal sealed record Part(string Path, byte[] Bytes, Func<string, byte[], Input> Parse)
{
    public static Part Failed(string path, Diagnostic diagnostic) => new(path, [], (p, _) => Input.Failed(p, diagnostic));

    /// <summary>A part whose document is known already.</summary>
    public static Part Of(string path, byte[] bytes, Document document, params IReadOnlyList<Diagnostic> diagnostics) =>
        new(path, bytes, (p, b) => new Input(p, document with { Id = Document.IdOf(b), Path = p }, diagnostics));

    public Input Read() => Parse(Path, Bytes) with { Content = Bytes };
}

/// <summary>A part or a file that cannot be taken in; the diagnostic says why.</summary>
internal sealed class IntakeException(Diagnostic diagnostic) : Exception(diagnostic.Message)
{
    public Diagnostic Diagnostic { get; } = diagnostic;
}
