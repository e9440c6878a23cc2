using System.Globalization;
using System.Text;
using Crosscheck.App.Intake;
using Crosscheck.Views;

namespace Crosscheck.App.Queue;

/// <summary>
/// Puts documents into the queue, many under way at once; each counts only when the broker confirmed it. Where the
/// connection breaks, all that was not confirmed is published again: a document that comes twice is one document.
/// </summary>
internal sealed class Publisher(QueueAddress address, string batch) : IDisposable
{
    private const int UnderWay = 128;

    private readonly List<(string Id, ReadOnlyMemory<byte> Body, Task Confirmed)> _underWay = [];
    private Broker? _broker;

    public int Confirmed { get; private set; }

    public void Publish(Input input)
    {
        var draft = EntryJson.Draft(new TakenDocument(input.Document!, input.Content) { Received = input.Received });
        Send(draft.Subject, Encoding.UTF8.GetBytes(draft.Body));
        if (_underWay.Count >= UnderWay)
            Settle(UnderWay / 2);
    }

    /// <summary>Waits for all, and tells the readers how many the batch has.</summary>
    public void Finish()
    {
        Settle(0);
        var total = Confirmed.ToString(CultureInfo.InvariantCulture);
        Send("total:" + batch, Encoding.UTF8.GetBytes(total));
        Settle(0);
        Confirmed--;
    }

    public void Dispose() => _broker?.DisposeAsync().AsTask().GetAwaiter().GetResult();

    private void Send(string id, ReadOnlyMemory<byte> body)
    {
        var headers = new Dictionary<string, object?>(StringComparer.Ordinal) { [Broker.Batch] = batch };
        if (id.StartsWith("total:", StringComparison.Ordinal))
            headers[Broker.Total] = Encoding.UTF8.GetString(body.Span);
        _broker ??= Broker.Open(address, 1).GetAwaiter().GetResult();
        _underWay.Add((id, body, _broker.Publish(address.Name, body, id, headers)));
    }

    private void Settle(int left)
    {
        while (_underWay.Count > left)
        {
            try
            {
                _underWay[0].Confirmed.GetAwaiter().GetResult();
                _underWay.RemoveAt(0);
                Confirmed++;
            }
            catch (Exception exception) when (Broker.IsBroken(exception) || exception is OperationCanceledException)
            {
                SendAgain();
            }
        }
    }

    private void SendAgain()
    {
        var again = _underWay.Where(u => !u.Confirmed.IsCompletedSuccessfully).ToList();
        Confirmed += _underWay.Count - again.Count;
        _underWay.Clear();
        Dispose();
        _broker = Broker.Open(address, 1).GetAwaiter().GetResult();
        foreach (var (id, body, confirmed) in again)
        {
            _ = confirmed.Exception;
            Send(id, body);
        }
    }
}
