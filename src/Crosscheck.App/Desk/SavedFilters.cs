using System.Collections.Immutable;
using System.Text.Json;
using Crosscheck.App.Desk.Models;
using Microsoft.AspNetCore.Http;

namespace Crosscheck.App.Desk;

/// <summary>Filters kept under a name, in the browser that saved them: an address is all that they are.</summary>
internal static class SavedFilters
{
    private const int Most = 12;
    private const int Longest = 300;

    public static ImmutableArray<SavedFilter> Of(HttpContext context)
    {
        try
        {
            return context.Request.Cookies[Cookies.Filters] is { Length: > 0 } text && JsonSerializer.Deserialize<string[][]>(Uri.UnescapeDataString(text)) is { } pairs
                ? [.. pairs.Where(p => p is [_, ['?', ..]]).Select(p => new SavedFilter(p[0], p[1])).Take(Most)]
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    /// <param name="query">Null takes it away.</param>
    public static void Set(HttpContext context, string name, string? query)
    {
        var others = Of(context).Where(f => f.Name != name);
        var all = query is ['?', ..] && query.Length <= Longest && name.Length > 0 ? others.Prepend(new SavedFilter(name, query)) : others;
        Cookies.Set(context, Cookies.Filters, Uri.EscapeDataString(JsonSerializer.Serialize(all.Take(Most).Select(f => new[] { f.Name, f.Query }))));
    }
}
