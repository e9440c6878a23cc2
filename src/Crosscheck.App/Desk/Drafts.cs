using System.Collections.Concurrent;
using System.Security.Cryptography;
using Crosscheck.Claims;
using Crosscheck.Documents;
using Crosscheck.Views;

namespace Crosscheck.App.Desk;

/// <summary>A report that was read and is not kept yet.</summary>
public sealed record Draft(Document Document, ReadOnlyMemory<byte> Content, Received? Received, Reading Reading);

/// <summary>
/// Readings between "read" and "keep": in memory, for an hour, a few at a time. Their keys cannot be guessed. What is
/// not kept leaves no trace.
/// </summary>
public sealed class Drafts(TimeProvider clock)
{
    private const int Most = 64;
    private const long MostBytes = 128L << 20;
    private static readonly TimeSpan Age = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, (DateTimeOffset At, IReadOnlyList<Draft> Drafts)> _waiting = new(StringComparer.Ordinal);

    public string Put(IReadOnlyList<Draft> drafts)
    {
        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        _waiting[key] = (clock.GetUtcNow(), drafts);
        Prune();
        return key;
    }

    /// <summary>Null where it was dropped, or the desk was started anew.</summary>
    public IReadOnlyList<Draft>? Get(string key) => _waiting.TryGetValue(key, out var found) && clock.GetUtcNow() - found.At < Age ? found.Drafts : null;

    public void Drop(string key) => _waiting.TryRemove(key, out _);

    private void Prune()
    {
        var kept = 0;
        var bytes = 0L;
        foreach (var (key, (at, drafts)) in _waiting.OrderByDescending(w => w.Value.At))
        {
            bytes += drafts.Sum(d => (long)d.Content.Length);
            if (++kept > Most || bytes > MostBytes || clock.GetUtcNow() - at >= Age)
                Drop(key);
        }
    }
}
