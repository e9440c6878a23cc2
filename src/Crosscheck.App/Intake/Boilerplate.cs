using AngleSharp.Dom;
using Crosscheck.Data;

namespace Crosscheck.App.Intake;

/// <summary>What of a page is not its article, by the rules of <c>data/rules/boilerplate.tsv</c>.</summary>
internal static class Boilerplate
{
    /// <summary>A longer block begins as an article may begin.</summary>
    private const int MaxText = 200;

    private static readonly string[][] Rules = [.. DataFile.Rows("rules/boilerplate.tsv")];
    private static readonly string[] Names = [.. Rules.Where(r => r[0] == "name").Select(r => r[1])];
    private static readonly string[] Texts = [.. Rules.Where(r => r[0] == "text").Select(r => r[1])];

    private static readonly HashSet<string> Tags = new(StringComparer.Ordinal)
    {
        "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "canvas", "audio", "video", "form", "button", "select",
        "textarea", "input", "nav", "footer", "aside", "figcaption", "dialog", "head",
    };

    /// <summary>Whether an element and everything in it is left out.</summary>
    public static bool Is(IElement element) =>
        Tags.Contains(element.LocalName)
        || element.HasAttribute("hidden")
        || element.GetAttribute("aria-hidden") == "true"
        || element.GetAttribute("role") is "navigation" or "banner" or "contentinfo" or "complementary" or "dialog"
        || element.GetAttribute("style")?.Replace(" ", "", StringComparison.Ordinal).Contains("display:none", StringComparison.OrdinalIgnoreCase) == true
        || (element.LocalName is not ("body" or "main" or "article") && (Named(element.ClassName) || Named(element.Id)));

    public static bool Begins(string block)
    {
        if (block.Length > MaxText)
            return false;
        foreach (var text in Texts)
        {
            if (block.StartsWith(text, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    /// <summary>Whether a rule's name stands in a class or id, bounded by what is no letter.</summary>
    private static bool Named(string? names)
    {
        if (string.IsNullOrEmpty(names))
            return false;
        foreach (var name in Names)
        {
            var at = names.IndexOf(name, StringComparison.OrdinalIgnoreCase);
            if (at >= 0 && (at == 0 || !char.IsLetter(names[at - 1])) && (at + name.Length == names.Length || !char.IsLower(names[at + name.Length])))
                return true;
        }
        return false;
    }
}
