using System.Text.Json;
using Crosscheck.Diagnostics;
using Crosscheck.Documents;

namespace Crosscheck.App.Intake.Forms;

/// <summary>IPTC's ninjs: 3.x with names in camelCase, 2.x in lower case, 1.x with body_text; told apart by nothing, all are read.</summary>
internal static class Ninjs
{
    public static bool Is(JsonElement o) =>
        Get(o, "uri") is { ValueKind: JsonValueKind.String }
        && (Get(o, "bodies") is not null || Get(o, "headlines") is not null || Get(o, "versionCreated") is not null || Get(o, "pubStatus") is not null
            || Get(o, "body_text") is not null || Get(o, "body_xhtml") is not null || Get(o, "body_html") is not null);

    public static Input Read(string path, JsonElement o, byte[] bytes)
    {
        var body = Body(o);
        if (body.Length == 0)
            return Input.Failed(path, Codes.NoText.With("ninjs item", "bodies"));
        var uri = Text(o, "uri");
        var document = new Document
        {
            Id = Document.IdOf(bytes),
            Path = path,
            Body = body,
            Title = First(o, "headlines") ?? Text(o, "headline") ?? Text(o, "title"),
            Publisher = Publisher(o),
            Url = Uri.TryCreate(uri, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? uri : null,
            Published = DateText.Parse(Text(o, "versionCreated")) ?? DateText.Parse(Text(o, "contentCreated")) ?? DateText.Parse(Text(o, "firstCreated")),
            Language = XmlForms.Language(Text(o, "language")),
            Story = uri,
            Revision = Text(o, "version"),
        };
        return new Input(path, document, Text(o, "pubStatus") is "canceled" or "withheld" ? [Codes.Canceled.With()] : []);
    }

    /// <summary>The plain body, or the text of the HTML one; of several the longest.</summary>
    private static string Body(JsonElement o)
    {
        var best = "";
        foreach (var body in Items(o, "bodies"))
        {
            var value = Text(body, "value") ?? "";
            var type = Text(body, "contentType") ?? "";
            var text = type.Contains("html", StringComparison.OrdinalIgnoreCase) || (type != "text/plain" && Fragment.IsHtml(value)) ? Fragment.TextOf(value) : value;
            best = text.Length > best.Length ? text : best;
        }
        if (best.Length > 0)
            return best;
        return Text(o, "body_text") ?? Fragment.TextOf(Text(o, "body_xhtml") ?? Text(o, "body_html") ?? "");
    }

    private static string? Publisher(JsonElement o)
    {
        string? first = null;
        foreach (var source in Items(o, "infoSources"))
        {
            var name = Text(source, "name") ?? Text(source, "literal");
            if (Text(source, "role") is "publisher" or "provider" && name is not null)
                return name;
            first ??= name;
        }
        return first ?? Text(o, "copyrightHolder") ?? Text(o, "source");
    }

    private static string? First(JsonElement o, string list)
    {
        foreach (var item in Items(o, list))
        {
            if (Text(item, "value") is { } value)
                return Fragment.TextOf(value);
        }
        return null;
    }

    private static IEnumerable<JsonElement> Items(JsonElement o, string name) =>
        Get(o, name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().Where(i => i.ValueKind == JsonValueKind.Object) : [];

    private static string? Text(JsonElement o, string name) => Get(o, name) switch
    {
        { ValueKind: JsonValueKind.String } s when JsonForms.String(s) is { Length: > 0 } text => text,
        { ValueKind: JsonValueKind.Number } n => n.GetRawText(),
        _ => null,
    };

    private static JsonElement? Get(JsonElement o, string name)
    {
        if (o.TryGetProperty(name, out var found))
            return found;
        return o.TryGetProperty(name.ToLowerInvariant(), out found) ? found : null;
    }
}
