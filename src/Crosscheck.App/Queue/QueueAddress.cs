using System.Globalization;
using RabbitMQ.Client;

namespace Crosscheck.App.Queue;

/// <summary>
/// "amqp://user:password@host1:5672,host2:5672/vhost?name=crosscheck": the nodes of one cluster, any of which will do, and the
/// queue's name. "amqps" is the same over TLS.
/// </summary>
internal sealed record QueueAddress(IReadOnlyList<AmqpTcpEndpoint> Nodes, string User, string Password, string VirtualHost, string Name)
{
    public const string Default = "amqp://localhost";

    /// <summary>Where dead letters go.</summary>
    public string Dead => Name + ".dead";

    /// <summary>The address as people may see it: no password.</summary>
    public string Where => $"amqp://{string.Join(',', Nodes.Select(n => string.Create(CultureInfo.InvariantCulture, $"{n.HostName}:{n.Port}")))}/{(VirtualHost == "/" ? "" : Uri.EscapeDataString(VirtualHost))}?name={Name}";

    /// <summary>Null where the text is no such address.</summary>
    public static QueueAddress? Parse(string text)
    {
        var isSecure = text.StartsWith("amqps://", StringComparison.OrdinalIgnoreCase);
        if (!isSecure && !text.StartsWith("amqp://", StringComparison.OrdinalIgnoreCase))
            return null;
        var rest = text[(text.IndexOf("://", StringComparison.Ordinal) + 3)..];
        var query = rest.Split('?', 2);
        var path = query[0].Split('/', 2);
        var at = path[0].LastIndexOf('@');
        var user = at < 0 ? ["guest", "guest"] : path[0][..at].Split(':', 2);
        var nodes = new List<AmqpTcpEndpoint>();
        foreach (var node in path[0][(at + 1)..].Split(','))
        {
            if (!Uri.TryCreate("tcp://" + node, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
                return null;
            var ssl = new SslOption { Enabled = isSecure, ServerName = uri.Host };
            nodes.Add(new AmqpTcpEndpoint(uri.Host, uri.Port > 0 ? uri.Port : isSecure ? 5671 : 5672, ssl));
        }
        var name = query.Length > 1 && query[1].StartsWith("name=", StringComparison.Ordinal) ? Uri.UnescapeDataString(query[1][5..]) : "crosscheck";
        var host = path.Length > 1 && path[1].Length > 0 ? Uri.UnescapeDataString(path[1]) : "/";
        return name.Length is 0 or > 200 ? null : new QueueAddress(nodes, Uri.UnescapeDataString(user[0]), user.Length > 1 ? Uri.UnescapeDataString(user[1]) : "", host, name);
    }
}
