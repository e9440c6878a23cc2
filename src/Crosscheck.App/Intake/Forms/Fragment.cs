using AngleSharp.Html.Parser;

namespace Crosscheck.App.Intake.Forms;

/// <summary>The text of a piece of HTML that is known to be an article's, in paragraphs.</summary>
internal static class Fragment
{
    private const int MaxTags = 200_000;

    /// <summary>Text that holds no tag and no entity is itself.</summary>
    public static string TextOf(string html)
    {
        if (html.AsSpan().IndexOfAny('<', '&') < 0)
            return html.Trim();
        if (html.AsSpan().Count('<') > MaxTags)
            return "";
        using var page = new HtmlParser(new HtmlParserOptions { IsScripting = false }).ParseDocument(TagDepth.Limit(html));
        return page.Body is null ? "" : string.Join("\n\n", PageBlocks.Of(page.Body).Select(b => b.Text));
    }

    /// <summary>Whether text is HTML rather than text with a lone sign: it closes a tag or breaks a line.</summary>
    public static bool IsHtml(string text) =>
        text.Contains("</", StringComparison.Ordinal) || text.Contains("<p>", StringComparison.OrdinalIgnoreCase) || text.Contains("<br", StringComparison.OrdinalIgnoreCase);
}
