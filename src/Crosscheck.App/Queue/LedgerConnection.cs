using Crosscheck.App.Storage;

namespace Crosscheck.App.Queue;

/// <summary>A ledger that may go away and come back: a database that is restarted, a full disk that is cleared.</summary>
internal sealed class LedgerConnection(string address, Action<string> say) : IDisposable
{
    private static readonly TimeSpan[] Pauses = [.. new[] { 0.5, 1, 2, 4, 8, 15, 30, 30, 60, 60, 60 }.Select(TimeSpan.FromSeconds)];

    private LedgerStore? _ledger;

    /// <summary>Does the work; where the ledger is lost, connects again and does it anew, for about five minutes.</summary>
    /// <exception cref="LedgerException">It stays away, or is damaged.</exception>
    public T Do<T>(Func<LedgerStore, T> work)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return work(_ledger ??= LedgerStore.Open(address, create: true));
            }
            catch (LedgerException exception) when (exception.Diagnostic.Code is "XC3001" or "XC3003" or "XC3004" && attempt < Pauses.Length)
            {
                say($"{exception.Message} Trying again in {Pauses[attempt].TotalSeconds} s.");
                Dispose();
                _ledger = null;
                Thread.Sleep(Pauses[attempt]);
            }
        }
    }

    public void Dispose()
    {
        try
        {
            _ledger?.Dispose();
        }
        catch (Exception exception) when (exception is System.Data.Common.DbException or InvalidOperationException or IOException)
        {
            // What is lost needs no closing.
        }
    }
}
