using Crosscheck.Diagnostics;

namespace Crosscheck.App.Storage;

/// <summary>The ledger could not be opened, read or written. Nothing was half-written.</summary>
public sealed class LedgerException(Diagnostic diagnostic, Exception? inner = null) : Exception(diagnostic.Message, inner)
{
    public Diagnostic Diagnostic { get; } = diagnostic;

    /// <summary>Not there, not allowed, not a ledger.</summary>
    public static LedgerException CannotOpen(string where, string why, Exception? inner = null) => new(Codes.LedgerNotOpened.With(where, why), inner);

    /// <summary>The store says that its pages do not fit together.</summary>
    public static LedgerException Damaged(string where, string why, Exception? inner = null) => new(Codes.LedgerDamaged.With(where, why), inner);

    /// <summary>Full disk, read-only file, another writer that does not end.</summary>
    public static LedgerException CannotWrite(string where, string why, Exception? inner = null) => new(Codes.LedgerNotWritten.With(where, why), inner);

    /// <summary>The server went away.</summary>
    public static LedgerException Lost(string where, string why, Exception? inner = null) => new(Codes.LedgerLost.With(where, why), inner);

    /// <summary>A backup goes into an empty ledger only.</summary>
    public static LedgerException NotEmpty(string where) => new(Codes.LedgerNotEmpty.With(where));

    /// <summary>Written by a newer program.</summary>
    public static LedgerException TooNew(string where, int found, int known) => new(Codes.LedgerTooNew.With(where, found, known));
}
