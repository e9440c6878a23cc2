namespace Crosscheck.App.Storage;

/// <summary>The ledger could not be opened, read or written. Code and remedy are for people; nothing was half-written.</summary>
public sealed class LedgerException(string code, string message, string remedy, Exception? inner = null) : Exception(message, inner)
{
    public string Code { get; } = code;

    public string Remedy { get; } = remedy;

    /// <summary>XC3001: not there, not allowed, not a ledger.</summary>
    public static LedgerException CannotOpen(string where, string why, Exception? inner = null) =>
        new("XC3001", $"The ledger {where} could not be opened: {why}", "Check the path or address, and that you may read and write there.", inner);

    /// <summary>XC3002: the store says that its pages do not fit together, or the chain is broken.</summary>
    public static LedgerException Damaged(string where, string why, Exception? inner = null) =>
        new("XC3002", $"The ledger {where} is damaged: {why}", "Keep the file as it is, restore a copy, and run 'crosscheck verify' on it.", inner);

    /// <summary>XC3003: full disk, read-only file, another writer that does not end.</summary>
    public static LedgerException CannotWrite(string where, string why, Exception? inner = null) =>
        new("XC3003", $"The ledger {where} could not be written: {why}", "What was acknowledged before is kept. Make room or rights, and add the rest again.", inner);

    /// <summary>XC3004: the server went away.</summary>
    public static LedgerException Lost(string where, string why, Exception? inner = null) =>
        new("XC3004", $"The connection to the ledger {where} was lost: {why}", "What was acknowledged before is kept. Add the rest again when the server is back.", inner);

    /// <summary>XC3005: written by a newer program.</summary>
    public static LedgerException TooNew(string where, int found, int known) =>
        new("XC3005", $"The ledger {where} has schema {found}; this program knows {known} and older.", "Use a newer crosscheck.");
}
