using System.Globalization;
using System.Text;
using Crosscheck.Diagnostics;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Crosscheck.App.Queue;

/// <summary>The broker could not be reached, or broke off and did not come back.</summary>
internal sealed class QueueException(Diagnostic diagnostic, Exception? inner = null) : Exception(diagnostic.Message, inner)
{
    public Diagnostic Diagnostic { get; } = diagnostic;
}

/// <summary>
/// A connection with its queues: a quorum queue for reports and one for dead letters. A report that fails again and again is
/// dead after <see cref="MaxDeliveries"/> deliveries; at no step is it in neither queue.
/// </summary>
internal sealed class Broker : IAsyncDisposable
{
    public const int MaxDeliveries = 10;
    public const string Batch = "crosscheck-batch";
    public const string Total = "crosscheck-total";
    public const string Reason = "crosscheck-reason";

    private static readonly TimeSpan[] Pauses = [.. new[] { 0.5, 1, 2, 4, 8, 15, 30, 30, 30 }.Select(TimeSpan.FromSeconds)];

    private readonly IConnection _connection;

    private Broker(IConnection connection, IChannel channel, QueueAddress address)
    {
        _connection = connection;
        Channel = channel;
        Address = address;
    }

    public IChannel Channel { get; }

    public QueueAddress Address { get; }

    public bool IsOpen => _connection.IsOpen && Channel.IsOpen;

    /// <summary>Connects to the first node that answers, tried again for about two minutes, and declares the queues.</summary>
    /// <exception cref="QueueException">No node answered.</exception>
    public static async Task<Broker> Open(QueueAddress address, int readers, int tries = int.MaxValue, CancellationToken stop = default)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await OpenOnce(address, readers, stop).ConfigureAwait(false);
            }
            catch (Exception exception) when (IsBroken(exception))
            {
                if (attempt >= Pauses.Length || attempt + 1 >= tries)
                    throw new QueueException(Codes.QueueNotReached.With(address.Where, exception.InnerException?.Message ?? exception.Message), exception);
                await Task.Delay(Pauses[attempt], stop).ConfigureAwait(false);
            }
        }
    }

    /// <summary>What a broker that goes away makes of a call.</summary>
    public static bool IsBroken(Exception exception) =>
        exception is BrokerUnreachableException or AlreadyClosedException or OperationInterruptedException or PublishException or IOException or TimeoutException
            or System.Net.Sockets.SocketException or ObjectDisposedException or PossibleAuthenticationFailureException or ConnectFailureException
        || (exception is OperationCanceledException && exception is not TaskCanceledException { CancellationToken.IsCancellationRequested: true });

    /// <summary>Publishes and waits until most nodes have it on disk.</summary>
    public async Task Publish(string queue, ReadOnlyMemory<byte> body, string id, IDictionary<string, object?> headers)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var properties = new BasicProperties { Persistent = true, MessageId = id, ContentType = "application/json", Headers = headers };
        await Channel.BasicPublishAsync("", queue, mandatory: true, properties, body, deadline.Token).ConfigureAwait(false);
    }

    /// <summary>A header as text; null where it is missing.</summary>
    public static string? Header(IReadOnlyBasicProperties properties, string name) =>
        properties.Headers is { } headers && headers.TryGetValue(name, out var value)
            ? value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture)
            : null;

    public async ValueTask DisposeAsync()
    {
        try
        {
            await Channel.DisposeAsync().ConfigureAwait(false);
            await _connection.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (IsBroken(exception))
        {
            // It is gone already.
        }
    }

    private static async Task<Broker> OpenOnce(QueueAddress address, int readers, CancellationToken stop)
    {
        var factory = new ConnectionFactory
        {
            UserName = address.User,
            Password = address.Password,
            VirtualHost = address.VirtualHost,
            AutomaticRecoveryEnabled = false,
            RequestedHeartbeat = TimeSpan.FromSeconds(10),
            RequestedConnectionTimeout = TimeSpan.FromSeconds(10),
            ContinuationTimeout = TimeSpan.FromSeconds(30),
            ConsumerDispatchConcurrency = (ushort)Math.Clamp(readers, 1, 256),
            ClientProvidedName = "crosscheck",
        };
        var connection = await factory.CreateConnectionAsync([.. address.Nodes], stop).ConfigureAwait(false);
        try
        {
            var channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true, outstandingPublisherConfirmationsRateLimiter: null), stop).ConfigureAwait(false);
            await Declare(channel, address, stop).ConfigureAwait(false);
            return new Broker(connection, channel, address);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static async Task Declare(IChannel channel, QueueAddress address, CancellationToken stop)
    {
        await channel.QueueDeclareAsync(address.Dead, durable: true, exclusive: false, autoDelete: false,
            new Dictionary<string, object?>(StringComparer.Ordinal) { ["x-queue-type"] = "quorum" }, cancellationToken: stop).ConfigureAwait(false);
        await channel.QueueDeclareAsync(address.Name, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["x-queue-type"] = "quorum",
            ["x-delivery-limit"] = MaxDeliveries,
            ["x-dead-letter-exchange"] = "",
            ["x-dead-letter-routing-key"] = address.Dead,
            ["x-dead-letter-strategy"] = "at-least-once",
            ["x-overflow"] = "reject-publish",
        }, cancellationToken: stop).ConfigureAwait(false);
    }
}
