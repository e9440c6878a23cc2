using System.Text.Json;
using Crosscheck.App.Storage;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Crosscheck.App.Mcp;

/// <summary>One tool: its name, what it takes, and what it does. What is wrong with a call is its answer, marked as an error.</summary>
internal sealed class LedgerTool : McpServerTool
{
    private readonly Func<ToolArguments, CancellationToken, Task<string>> _work;

    /// <param name="properties">Properties of a JSON schema, as JSON.</param>
    public LedgerTool(string name, string description, string[] properties, string[] required, bool readOnly, Func<ToolArguments, CancellationToken, Task<string>> work)
    {
        _work = work;
        var schema = $$"""{"type":"object","additionalProperties":false,"properties":{ {{string.Join(",", properties)}} },"required":{{JsonSerializer.Serialize(required)}}}""";
        using var parsed = JsonDocument.Parse(schema);
        ProtocolTool = new Tool
        {
            Name = name,
            Description = description,
            InputSchema = parsed.RootElement.Clone(),
            Annotations = new ToolAnnotations { ReadOnlyHint = readOnly, DestructiveHint = false, IdempotentHint = true, OpenWorldHint = false },
        };
    }

    public override Tool ProtocolTool { get; }

    public override IReadOnlyList<object> Metadata => [];

    public override async ValueTask<CallToolResult> InvokeAsync(RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken = default)
    {
        try
        {
            return Result(await _work(new ToolArguments(request.Params?.Arguments), cancellationToken), isError: false);
        }
        catch (ToolException exception)
        {
            return Result(exception.Message, isError: true);
        }
        catch (LedgerException exception)
        {
            return Result($"{exception.Diagnostic.Code}: {exception.Diagnostic.Message} {exception.Diagnostic.Remedy}", isError: true);
        }
    }

    private static CallToolResult Result(string text, bool isError) => new() { IsError = isError, Content = [new TextContentBlock { Text = text }] };
}
