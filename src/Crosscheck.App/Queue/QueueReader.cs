using System.Collections.Concurrent;
using System.Text.Json;
using Crosscheck.App.Storage;
using Crosscheck.Claims;
using Crosscheck.Ledger;
using Crosscheck.Views;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Crosscheck.App.Queue;

/// <summary>
/// One machine's readers. Documents are read side by side as they come; one writer puts what is read into the ledger, many at
/// once, and only then acknowledges. Whatever is killed, a document is in the queue or in the ledger, or for a moment in both,
/// which is the same as in the ledger: it is there once.
/// </summary>
internal sealed class QueueReader(QueueAddress address, string ledgerAddress, int readers, Action<string> say) : IDisposable
{
    /// <summary>Documents written in one transaction at most.</summary>
    private const int Together = 64;

    private static readonly TimeSpan ProjectEvery = TimeSpan.FromSeconds(2);

    private readonly BlockingCollection<Read> _read = new(boundedCapacity: 256);
    private readonly LedgerConnection _ledger = new(ledgerAddress, say);
    private Broker? _broker;

    private sealed record Read(Broker Broker, ulong Tag, IReadOnlyList<EntryDraft> Drafts, BatchMark? Mark, string? Fault, byte[] Body, string Id);

    public long Written { get; private set; }

    public long Dead { get; private set; }

    /// <summary>Reads until it is stopped or, where so asked, until nothing comes for a while.</summary>
    /// <exception cref="QueueException">The broker stays away.</exception>
    /// <exception cref="LedgerException">The ledger stays away.</exception>
    public void Run(TimeSpan? untilIdle, CancellationToken stop)
    {
        // Readers keep their threads busy; the connection must not wait for one.
        ThreadPool.GetMinThreads(out var workers, out var ports);
        ThreadPool.SetMinThreads(Math.Max(workers, readers + 8), ports);
        using var projecting = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var projector = Task.Run(() => Project(projecting.Token), CancellationToken.None);
        try
        {
            var idle = DateTime.UtcNow;
            while (!stop.IsCancellationRequested)
            {
                if (_broker is not { IsOpen: true })
                    Connect(stop);
                if (Take(stop) is { Count: > 0 } together)
                {
                    Write(together);
                    idle = DateTime.UtcNow;
                }
                else if (untilIdle is { } patience && DateTime.UtcNow - idle > patience)
                    break;
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Asked to end; what was not acknowledged comes to another reader.
        }
        finally
        {
            projecting.Cancel();
            projector.Wait(TimeSpan.FromMinutes(5), CancellationToken.None);
        }
    }

    public void Dispose()
    {
        _broker?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _ledger.Dispose();
        _read.Dispose();
    }

    private void Connect(CancellationToken stop)
    {
        if (_broker is not null)
            say("the broker went away; connecting again");
        _broker?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        while (_read.TryTake(out _))
        {
            // Read for a connection that is gone: it comes again.
        }
        _broker = Broker.Open(address, readers, stop: stop).GetAwaiter().GetResult();
        Consume(_broker, stop).GetAwaiter().GetResult();
    }

    private async Task Consume(Broker broker, CancellationToken stop)
    {
        await broker.Channel.BasicQosAsync(0, (ushort)Math.Min(1000, Together + (4 * readers)), false, stop).ConfigureAwait(false);
        var consumer = new AsyncEventingBasicConsumer(broker.Channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            // The body's memory is the client's again when this returns.
            var body = delivery.Body.ToArray();
            try
            {
                _read.Add(ReadOne(broker, delivery, body), stop);
            }
            catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException or InvalidOperationException)
            {
                // Asked to end.
            }
            return Task.CompletedTask;
        };
        await broker.Channel.BasicConsumeAsync(address.Name, autoAck: false, consumer, stop).ConfigureAwait(false);
    }

    private static Read ReadOne(Broker broker, BasicDeliverEventArgs delivery, byte[] body)
    {
        var batch = Broker.Header(delivery.BasicProperties, Broker.Batch);
        var id = delivery.BasicProperties.MessageId ?? "";
        if (Broker.Header(delivery.BasicProperties, Broker.Total) is { } total)
            return new Read(broker, delivery.DeliveryTag, [], batch is null ? null : new BatchMark(batch, null, total), null, body, id);
        try
        {
            var text = System.Text.Encoding.UTF8.GetString(body);
            var taken = EntryJson.ReadDocument(text);
            if (taken.Document.Id != Crosscheck.Documents.Document.IdOf(taken.Content.Span))
                return Faulty("its id is not that of its content");
            var reading = ReportReader.Read(taken.Document);
            EntryDraft[] drafts = [new EntryDraft(EntryKind.Document, taken.Document.Id, "", text), EntryJson.Draft(reading)];
            return new Read(broker, delivery.DeliveryTag, drafts, batch is null ? null : new BatchMark(batch, taken.Document.Id, "read"), null, body, id);
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            return Faulty("it is no document: " + exception.Message);
        }

        Read Faulty(string why) => new(broker, delivery.DeliveryTag, [], batch is null ? null : new BatchMark(batch, id, "dead"), why, body, id);
    }

    /// <summary>What is read by now; waits a little for the first.</summary>
    private List<Read> Take(CancellationToken stop)
    {
        var together = new List<Read>();
        if (!_read.TryTake(out var first, 250, stop))
            return together;
        together.Add(first);
        while (together.Count < Together && _read.TryTake(out var next))
            together.Add(next);
        together.RemoveAll(r => r.Broker != _broker);
        return together;
    }

    private void Write(List<Read> together)
    {
        var added = _ledger.Do(ledger => ledger.Append(together.SelectMany(r => r.Drafts), together.Select(r => r.Mark).OfType<BatchMark>()));
        Written += added / 2;
        try
        {
            foreach (var read in together)
                Acknowledge(read).GetAwaiter().GetResult();
        }
        catch (Exception exception) when (Broker.IsBroken(exception))
        {
            // It comes again, and is there already.
        }
    }

    /// <summary>What cannot be read goes to the dead letters with the reason before it leaves the queue.</summary>
    private async Task Acknowledge(Read read)
    {
        if (read.Fault is not null)
        {
            Dead++;
            var headers = new Dictionary<string, object?>(StringComparer.Ordinal) { [Broker.Reason] = read.Fault };
            if (read.Mark is { } mark)
                headers[Broker.Batch] = mark.Batch;
            await read.Broker.Publish(address.Dead, read.Body, read.Id, headers).ConfigureAwait(false);
        }
        await read.Broker.Channel.BasicAckAsync(read.Tag, multiple: false).ConfigureAwait(false);
    }

    /// <summary>Brings the incidents up to date on a connection of its own; whichever reader comes first does it for all.</summary>
    private void Project(CancellationToken stop)
    {
        using var ledger = new LedgerConnection(ledgerAddress, say);
        try
        {
            while (!stop.WaitHandle.WaitOne(ProjectEvery))
            {
                while (!stop.IsCancellationRequested && ledger.Do(l => l.TryProjectSome()))
                {
                }
            }
            ledger.Do(l =>
            {
                l.Project();
                return true;
            });
        }
        catch (LedgerException exception)
        {
            say($"incidents are not up to date: {exception.Message}");
        }
    }
}
