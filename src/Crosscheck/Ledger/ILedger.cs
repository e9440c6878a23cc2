namespace Crosscheck.Ledger;

/// <summary>The append-only sequence of documents, readings and decisions.</summary>
public interface ILedger
{
    /// <summary>
    /// Appends, in their order and all or none, those drafts that are not there yet (kind, subject and version). When it
    /// returns, they are on disk.
    /// </summary>
    /// <returns>How many were new.</returns>
    int Append(IEnumerable<EntryDraft> drafts);

    bool Contains(string kind, string subject, string version);

    /// <summary>The number of the last entry; 0 for an empty ledger.</summary>
    long Count { get; }

    /// <summary>The entries behind a number, in order.</summary>
    IEnumerable<LedgerEntry> Entries(long after = 0);
}
