using System.Text.Json;
using Crosscheck.App.Desk;
using Crosscheck.Views;

namespace Crosscheck.App.Api;

/// <summary>The written list of operations as an OpenAPI 3.1 document.</summary>
internal static class OpenApiDocument
{
    public static string Write(bool withAccounts) => EntryJson.Write(
        json =>
        {
            json.WriteStartObject();
            json.WriteString("openapi", "3.1.0");
            json.WriteStartObject("info");
            json.WriteString("title", "Crosscheck");
            json.WriteString("version", Frame.Version);
            json.WriteString("description", "Who said what in reports of armed violence. Nothing here says what is true.");
            json.WriteEndObject();
            json.WriteStartObject("paths");
            foreach (var path in Operations.All.GroupBy(o => o.Path))
            {
                json.WriteStartObject(path.Key);
                foreach (var operation in path)
                    WriteOperation(json, operation, withAccounts);
                json.WriteEndObject();
            }
            json.WriteEndObject();
            WriteComponents(json, withAccounts);
            json.WriteEndObject();
        },
        indented: true);

    private static void WriteOperation(Utf8JsonWriter json, Operation o, bool withAccounts)
    {
        json.WriteStartObject(o.Method);
        json.WriteString("operationId", o.Name);
        json.WriteString("summary", o.Summary);
        json.WriteStartArray("parameters");
        foreach (var p in o.Parameters)
            WriteParameter(json, p);
        if (!withAccounts && o.Method != "get")
            WriteParameter(json, new OperationParameter(Operations.Header, "header", "Any text: shows that a program asks, and no page of another site."));
        json.WriteEndArray();
        if (o.Body is { } body)
        {
            json.WriteStartObject("requestBody");
            json.WriteBoolean("required", true);
            json.WriteString("description", o.BodyDescription);
            WriteContent(json, body);
            json.WriteEndObject();
        }
        json.WriteStartObject("responses");
        WriteResponse(json, "200", "The answer.", o.Answer);
        WriteResponse(json, "400", "What could not be used, and what to give.", "application/problem+json");
        if (withAccounts)
        {
            WriteResponse(json, "401", "No token, or none that holds.", "application/problem+json");
            WriteResponse(json, "403", "The token may not do that.", "application/problem+json");
            WriteResponse(json, "429", "Too much at once; Retry-After says when.", "application/problem+json");
        }
        json.WriteEndObject();
        if (withAccounts)
        {
            json.WriteStartArray("security");
            json.WriteStartObject();
            json.WriteStartArray("token");
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteString("x-scope", ReadingJson.Name(o.Scope));
        }
        json.WriteEndObject();
    }

    private static void WriteParameter(Utf8JsonWriter json, OperationParameter p)
    {
        json.WriteStartObject();
        json.WriteString("name", p.Name);
        json.WriteString("in", p.In);
        json.WriteBoolean("required", p.In != "query" || p.Name == "to");
        json.WriteString("description", p.Description);
        json.WriteStartObject("schema");
        json.WriteString("type", p.Type);
        if (!p.Choices.IsDefaultOrEmpty)
        {
            json.WriteStartArray("enum");
            foreach (var choice in p.Choices)
                json.WriteStringValue(choice);
            json.WriteEndArray();
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteResponse(Utf8JsonWriter json, string status, string description, string type)
    {
        json.WriteStartObject(status);
        json.WriteString("description", description);
        WriteContent(json, type);
        json.WriteEndObject();
    }

    private static void WriteContent(Utf8JsonWriter json, string type)
    {
        json.WriteStartObject("content");
        json.WriteStartObject(type);
        json.WriteStartObject("schema");
        json.WriteString("type", type.EndsWith("json", StringComparison.Ordinal) ? "object" : "string");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteComponents(Utf8JsonWriter json, bool withAccounts)
    {
        json.WriteStartObject("components");
        json.WriteStartObject("securitySchemes");
        if (withAccounts)
        {
            json.WriteStartObject("token");
            json.WriteString("type", "http");
            json.WriteString("scheme", "bearer");
            json.WriteString("description", "A token that the account page makes.");
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
