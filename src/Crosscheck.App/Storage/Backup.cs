using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Crosscheck.Ledger;

namespace Crosscheck.App.Storage;

/// <summary>
/// A ledger's entries as gzipped JSON Lines: each entry with its place in the chain, and a last line with their number, the
/// chain's head and the hash of all lines before. Entries are never changed, so that it can be taken while others write.
/// </summary>
internal static class Backup
{
    private const string Kind = "crosscheck-backup/1";

    /// <summary>Writes the entries that are there now, reads the file back, and only then gives it its name.</summary>
    /// <returns>How many entries, and the hash of the last.</returns>
    public static (long Entries, string Head) Write(LedgerStore ledger, string path)
    {
        var part = path + ".part";
        var last = ledger.Count;
        var head = LedgerEntry.Genesis;
        using (var file = new FileStream(part, FileMode.Create, FileAccess.Write))
        {
            using (var lines = new HashedLines(file))
            {
                foreach (var entry in ledger.Entries().TakeWhile(e => e.Number <= last))
                {
                    lines.Write(Line(entry));
                    head = entry.Hash;
                }
                lines.Finish(last, head);
            }
            file.Flush(flushToDisk: true);
        }
        if (Read(part).Count() != last)
            throw LedgerException.Damaged(part, "it does not read back as it was written.");
        File.Move(part, path, overwrite: true);
        return (last, head);
    }

    /// <summary>The entries of a backup, each checked against its hash and the one before; at the end the whole.</summary>
    /// <exception cref="LedgerException">It is no backup, or damaged.</exception>
    public static IEnumerable<LedgerEntry> Read(string path)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var reader = Open(path);
        var (previous, number) = (LedgerEntry.Genesis, 0L);
        while (Next(reader, path) is { } line)
        {
            if (Parse(line, path) is not { } entry)
            {
                CheckEnd(line, path, number, previous, Convert.ToHexStringLower(hash.GetHashAndReset()));
                yield break;
            }
            if (entry.Number != number + 1 || entry.Previous != previous || entry.ComputeHash() != entry.Hash)
                throw LedgerException.Damaged(path, string.Create(CultureInfo.InvariantCulture, $"entry {number + 1} does not fit the chain."));
            hash.AppendData(Encoding.UTF8.GetBytes(line + "\n"));
            (previous, number) = (entry.Hash, entry.Number);
            yield return entry;
        }
        throw LedgerException.Damaged(path, string.Create(CultureInfo.InvariantCulture, $"it ends after entry {number} without its last line."));
    }

    private static StreamReader Open(string path)
    {
        try
        {
            return new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress), Encoding.UTF8);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw LedgerException.CannotOpen(path, exception.Message, exception);
        }
    }

    private static string? Next(StreamReader reader, string path)
    {
        try
        {
            return reader.ReadLine();
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            throw LedgerException.Damaged(path, exception.Message, exception);
        }
    }

    private static string Line(LedgerEntry e) => JsonSerializer.Serialize(new Dictionary<string, object>(StringComparer.Ordinal)
    {
        ["number"] = e.Number,
        ["kind"] = e.Kind,
        ["subject"] = e.Subject,
        ["version"] = e.Version,
        ["added"] = LedgerEntry.Instant(e.Added),
        ["previous"] = e.Previous,
        ["hash"] = e.Hash,
        ["body"] = e.Body,
    });

    /// <summary>Null for the last line.</summary>
    private static LedgerEntry? Parse(string line, string path)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var o = json.RootElement;
            return o.TryGetProperty("backup", out _) ? null : new LedgerEntry
            {
                Number = o.GetProperty("number").GetInt64(),
                Kind = o.GetProperty("kind").GetString()!,
                Subject = o.GetProperty("subject").GetString()!,
                Version = o.GetProperty("version").GetString()!,
                Added = DateTimeOffset.Parse(o.GetProperty("added").GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
                Previous = o.GetProperty("previous").GetString()!,
                Hash = o.GetProperty("hash").GetString()!,
                Body = o.GetProperty("body").GetString()!,
            };
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentNullException)
        {
            throw LedgerException.Damaged(path, "a line of it is no entry: " + exception.Message, exception);
        }
    }

    private static void CheckEnd(string line, string path, long number, string head, string hash)
    {
        using var json = JsonDocument.Parse(line);
        var o = json.RootElement;
        if (o.GetProperty("backup").ToString() != Kind || o.GetProperty("entries").ToString() != number.ToString(CultureInfo.InvariantCulture)
            || o.GetProperty("head").ToString() != head || o.GetProperty("sha256").ToString() != hash)
            throw LedgerException.Damaged(path, "its last line does not fit what stands before it.");
    }

    private sealed class HashedLines(Stream file) : IDisposable
    {
        private readonly GZipStream _packed = new(file, CompressionLevel.Optimal, leaveOpen: true);
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public void Write(string line)
        {
            var bytes = Encoding.UTF8.GetBytes(line + "\n");
            _hash.AppendData(bytes);
            _packed.Write(bytes);
        }

        public void Finish(long entries, string head) => _packed.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $$"""{"backup":"{{Kind}}","entries":{{entries}},"head":"{{head}}","sha256":"{{Convert.ToHexStringLower(_hash.GetHashAndReset())}}"}{{"\n"}}""")));

        public void Dispose()
        {
            _packed.Dispose();
            _hash.Dispose();
        }
    }
}
