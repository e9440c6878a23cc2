using System.Text.Json;
using Crosscheck.App.Accounts;
using Crosscheck.App.Desk;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Crosscheck.App.Mcp;

/// <summary>The Model Context Protocol over HTTP at <c>/mcp</c>: each request stands alone. A token with the scope add may add reports.</summary>
internal static class McpEndpoint
{
    private const int LargestMessage = 2 << 20;

    public static void Map(IEndpointRouteBuilder app) => app.MapPost("/mcp", Answer);

    private static async Task Answer(HttpContext context, Ledgers ledgers)
    {
        if (await Message(context) is not { } message)
        {
            await Problems.Tell(context, StatusCodes.Status400BadRequest, "That is no message of the Model Context Protocol", "Send one JSON-RPC message of at most 2 MB; docs/mcp.md has an example.");
            return;
        }
        await using var transport = new StreamableHttpServerTransport { Stateless = true };
        await using var server = McpServer.Create(transport, McpHost.Options(ledgers, Callers.Of(context) is { } caller && caller.May(Scopes.Add)));
        using var done = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        var running = server.RunAsync(done.Token);
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-cache,no-store";
        if (!await transport.HandlePostRequestAsync(message, context.Response.Body, context.RequestAborted))
        {
            context.Response.ContentType = null;
            context.Response.StatusCode = StatusCodes.Status202Accepted;
        }
        await done.CancelAsync();
        await running.ContinueWith(_ => { }, TaskScheduler.Default);
    }

    private static async Task<JsonRpcMessage?> Message(HttpContext context)
    {
        if (context.Request.ContentLength > LargestMessage)
            return null;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = LargestMessage;
        try
        {
            return await JsonSerializer.DeserializeAsync<JsonRpcMessage>(context.Request.Body, McpJsonUtilities.DefaultOptions, context.RequestAborted);
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            return null;
        }
    }
}
