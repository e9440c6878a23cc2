using System.Globalization;
using RabbitMQ.Client;

namespace Crosscheck.App.Queue;

/// <summary>Questions about a queue and its dead letters.</summary>
internal static class QueueState
{
    private const int Shown = 20;

    public sealed record Letter(string Id, string Reason);

    /// <summary>Waiting, readers connected, dead, and the first dead letters with their reasons.</summary>
    public static async Task<(uint Waiting, uint Readers, uint Dead, List<Letter> Letters)> Ask(QueueAddress address)
    {
        await using var broker = await Broker.Open(address, 1, tries: 3).ConfigureAwait(false);
        var main = await broker.Channel.QueueDeclarePassiveAsync(address.Name).ConfigureAwait(false);
        var dead = await broker.Channel.QueueDeclarePassiveAsync(address.Dead).ConfigureAwait(false);
        var letters = new List<Letter>();
        // Taken and not acknowledged: when the connection closes they are back.
        while (letters.Count < Shown && await broker.Channel.BasicGetAsync(address.Dead, autoAck: false).ConfigureAwait(false) is { } got)
            letters.Add(new Letter(got.BasicProperties.MessageId ?? "", ReasonOf(got.BasicProperties)));
        return (main.MessageCount, main.ConsumerCount, dead.MessageCount, letters);
    }

    /// <summary>Puts the dead letters back into the queue, each confirmed there before it leaves here.</summary>
    public static async Task<int> Retry(QueueAddress address)
    {
        await using var broker = await Broker.Open(address, 1, tries: 3).ConfigureAwait(false);
        var left = await CountOfDead(broker, address).ConfigureAwait(false);
        var moved = 0;
        while (left-- > 0 && await broker.Channel.BasicGetAsync(address.Dead, autoAck: false).ConfigureAwait(false) is { } got)
        {
            var headers = new Dictionary<string, object?>(StringComparer.Ordinal);
            foreach (var name in (ReadOnlySpan<string>)[Broker.Batch, Broker.Total])
            {
                if (Broker.Header(got.BasicProperties, name) is { } value)
                    headers[name] = value;
            }
            await broker.Publish(address.Name, got.Body, got.BasicProperties.MessageId ?? "", headers).ConfigureAwait(false);
            await broker.Channel.BasicAckAsync(got.DeliveryTag, multiple: false).ConfigureAwait(false);
            moved++;
        }
        return moved;
    }

    /// <summary>
    /// The dead letters that can be taken. What another connection looked at a moment ago comes back only when the broker has seen it
    /// close, so none is asked for again, for two seconds.
    /// </summary>
    private static async Task<uint> CountOfDead(Broker broker, QueueAddress address)
    {
        for (var tries = 0; ; tries++)
        {
            var count = await broker.Channel.MessageCountAsync(address.Dead).ConfigureAwait(false);
            if (count > 0 || tries == 10)
                return count;
            await Task.Delay(200).ConfigureAwait(false);
        }
    }

    private static string ReasonOf(IReadOnlyBasicProperties properties)
    {
        if (Broker.Header(properties, Broker.Reason) is { } reason)
            return reason;
        var death = properties.Headers is { } headers && headers.TryGetValue("x-death", out var deaths) && deaths is IList<object> { Count: > 0 } list ? list[0] as IDictionary<string, object> : null;
        return death is not null && death.TryGetValue("reason", out var why) && why is byte[] bytes && System.Text.Encoding.UTF8.GetString(bytes) is var text
            ? text == "delivery_limit" ? string.Create(CultureInfo.InvariantCulture, $"no reader could finish it in {Broker.MaxDeliveries} deliveries") : text
            : "not said";
    }
}
