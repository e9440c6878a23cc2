using System.Collections.Concurrent;
using Crosscheck.App.Storage;

namespace Crosscheck.App.Desk;

/// <summary>A few connections to the ledger, lent to requests one at a time each; what is over waits.</summary>
public sealed class Ledgers : IDisposable
{
    private const int MostAnswers = 64;

    private readonly ConcurrentBag<LedgerStore> _idle = [];
    private readonly ConcurrentDictionary<(string Question, long Count), Lazy<Task<object?>>> _answers = new();
    private long _answersOf;
    private readonly SemaphoreSlim _free;
    private readonly SemaphoreSlim _writing = new(1);
    private readonly string _address;
    private readonly TimeProvider _clock;

    private Ledgers(string address, TimeProvider clock, int most)
    {
        _address = address;
        _clock = clock;
        _free = new SemaphoreSlim(most);
    }

    /// <summary>The ledger's address as people may see it.</summary>
    public string Where { get; private set; } = "";

    /// <summary>Opens the ledger, makes it where there is none, and brings its projection up to date.</summary>
    /// <exception cref="LedgerException">It could not be opened.</exception>
    public static Ledgers Open(string address, TimeProvider clock)
    {
        var ledgers = new Ledgers(address, clock, Math.Clamp(2 * Environment.ProcessorCount, 4, 16));
        var first = LedgerStore.Open(address, create: true, clock);
        ledgers.Where = first.Where;
        first.Project();
        ledgers._idle.Add(first);
        return ledgers;
    }

    /// <summary>Asks the ledger something. What other processes added meanwhile is seen.</summary>
    public async Task<T> Read<T>(Func<LedgerStore, T> ask, CancellationToken cancel)
    {
        await _free.WaitAsync(cancel);
        LedgerStore? ledger = null;
        try
        {
            ledger = _idle.TryTake(out var idle) ? idle : LedgerStore.Open(_address, create: false, _clock);
            ledger.Refresh();
            var answer = ask(ledger);
            _idle.Add(ledger);
            ledger = null;
            return answer;
        }
        finally
        {
            // One that failed is not lent again.
            ledger?.Dispose();
            _free.Release();
        }
    }

    /// <summary>
    /// Asks for a page, and keeps the answer until the ledger grows: whoever asks the same waits for the one answer. A few
    /// answers are kept; all are dropped when there are too many, or when one is of an older ledger.
    /// </summary>
    /// <param name="question">Names everything that the answer depends on, but for the ledger.</param>
    public async Task<T> Remember<T>(string question, Func<LedgerStore, T> ask, CancellationToken cancel) where T : class?
    {
        var now = await Read(ledger => ledger.Count, cancel);
        if (_answers.Count >= MostAnswers || Interlocked.Exchange(ref _answersOf, now) != now)
            _answers.Clear();
        var answer = _answers.GetOrAdd((question, now), _ => new Lazy<Task<object?>>(() => Read<object?>(ask, CancellationToken.None)));
        try
        {
            return (T)(await answer.Value.WaitAsync(cancel))!;
        }
        catch (Exception) when (answer.Value.IsFaulted)
        {
            _answers.TryRemove((question, now), out _);
            throw;
        }
    }

    /// <summary>Writes to the ledger, one request at a time, and projects what was written.</summary>
    public async Task<T> Write<T>(Func<LedgerStore, T> work, CancellationToken cancel)
    {
        await _writing.WaitAsync(cancel);
        try
        {
            return await Read(
                ledger =>
                {
                    var answer = work(ledger);
                    ledger.Project();
                    return answer;
                },
                cancel);
        }
        finally
        {
            _writing.Release();
        }
    }

    public void Dispose()
    {
        while (_idle.TryTake(out var ledger))
            ledger.Dispose();
        _free.Dispose();
        _writing.Dispose();
    }
}
