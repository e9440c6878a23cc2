using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Crosscheck.Ledger;

/// <summary>The kinds of entries, under our own names and versions: what is written once is read for ever.</summary>
public static class EntryKind
{
    public const string Document = "document/1";
    public const string Reading = "reading/1";
    public const string Decision = "decision/1";

    public static bool IsKnown(string kind) => kind is Document or Reading or Decision;
}

/// <summary>
/// What is to be appended. Subject is the document's id (a document, a reading) or the decision's own id; Version is the
/// reader's of a reading and "" of the others. An entry of the same kind, subject and version is there only once.
/// </summary>
public sealed record EntryDraft(string Kind, string Subject, string Version, string Body);

/// <summary>One line of the ledger. Numbers begin at 1; Added is UTC; Previous and Hash are lower-case hexadecimal SHA-256.</summary>
public sealed record LedgerEntry
{
    /// <summary>The hash before the first entry.</summary>
    public static readonly string Genesis = new('0', 64);

    public required long Number { get; init; }
    public required string Kind { get; init; }
    public required string Subject { get; init; }
    public required string Version { get; init; }
    public required DateTimeOffset Added { get; init; }
    public required string Body { get; init; }
    public required string Previous { get; init; }
    public required string Hash { get; init; }

    /// <summary>The draft as the entry that stands behind <paramref name="previous"/>.</summary>
    public static LedgerEntry After(long number, string previous, EntryDraft draft, DateTimeOffset added)
    {
        var whole = new DateTimeOffset(added.UtcTicks - (added.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
        var entry = new LedgerEntry
        {
            Number = number,
            Kind = draft.Kind,
            Subject = draft.Subject,
            Version = draft.Version,
            Added = whole,
            Body = draft.Body,
            Previous = previous,
            Hash = "",
        };
        return entry with { Hash = entry.ComputeHash() };
    }

    /// <summary>Instants as the ledger writes them: UTC, milliseconds, 24 characters.</summary>
    public static string Instant(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    /// <summary>
    /// SHA-256 over number, previous hash, kind, subject, version, time and body, each but the last ended by a line feed:
    /// none of the others can hold one, so that no two entries are written alike.
    /// </summary>
    public string ComputeHash()
    {
        var head = string.Create(CultureInfo.InvariantCulture, $"{Number}\n{Previous}\n{Kind}\n{Subject}\n{Version}\n{Instant(Added)}\n");
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(Encoding.UTF8.GetBytes(head));
        sha.AppendData(Encoding.UTF8.GetBytes(Body));
        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }
}

/// <summary>A place where the chain does not hold.</summary>
public sealed record ChainBreak(long Number, string What);

/// <summary>Walks the chain and names the first entries that do not fit.</summary>
public static class Chain
{
    public static IEnumerable<ChainBreak> Check(IEnumerable<LedgerEntry> entries)
    {
        var previous = LedgerEntry.Genesis;
        var number = 0L;
        foreach (var entry in entries)
        {
            number++;
            if (entry.Number != number)
            {
                yield return new ChainBreak(number, $"entry {number} is missing; entry {entry.Number} stands in its place");
                number = entry.Number;
            }
            if (entry.Previous != previous)
                yield return new ChainBreak(entry.Number, $"entry {entry.Number} does not follow the entry before it");
            if (entry.ComputeHash() != entry.Hash)
                yield return new ChainBreak(entry.Number, $"entry {entry.Number} ({entry.Kind} {entry.Subject}) was changed after it was written");
            previous = entry.Hash;
        }
    }
}
