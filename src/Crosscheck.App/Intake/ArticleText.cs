using System.Text;
using AngleSharp.Dom;
using Crosscheck.Documents;

namespace Crosscheck.App.Intake;

/// <summary>
/// The article of a page as paragraphs. The page is walked once into blocks of text, each under its ancestors; the element
/// whose blocks hold most prose is the article, and of its blocks the boilerplate is left out.
/// </summary>
internal sealed record ArticleText(string Text, DateOnly? Date)
{
    /// <summary>A block of this length that is not mostly links is prose.</summary>
    private const int ProseLength = 60;

    /// <summary>Less prose than this is no article.</summary>
    private const int MinArticle = 80;

    public static ArticleText Of(IDocument page, string? title)
    {
        if (page.Body is null)
            return new ArticleText("", null);
        var blocks = PageBlocks.Of(page.Body);
        var root = Root(page, blocks);
        var kept = (root is null ? blocks : PageBlocks.Of(root)).Where(b => !IsChrome(b, title)).ToList();
        var date = blocks.Where(b => b.Text.Length <= 120).Select(b => DateOfByline(b.Text)).FirstOrDefault(d => d is not null);
        var prose = kept.Where(IsProse).Sum(b => b.Text.Length);
        return new ArticleText(prose < MinArticle ? "" : Join(kept), date);
    }

    private static string Join(List<PageBlock> blocks)
    {
        var text = new StringBuilder();
        foreach (var block in blocks)
            text.Append(text.Length > 0 ? "\n\n" : "").Append(block.Text);
        return text.ToString();
    }

    /// <summary>
    /// The element with most of the page's prose: each prose block counts fully for its parent, by half for the parent's
    /// parent and so on (as in Readability); what the page itself marks as its article counts double.
    /// </summary>
    private static IElement? Root(IDocument page, List<PageBlock> blocks)
    {
        var scores = new Dictionary<IElement, double>();
        foreach (var block in blocks.Where(IsProse))
        {
            var weight = (double)block.Text.Length;
            var element = block.Element;
            for (var up = 0; up < 5 && element is not null && element != page.DocumentElement; up++)
            {
                scores[element] = scores.GetValueOrDefault(element) + weight;
                weight *= 0.75;
                element = element.ParentElement;
            }
        }
        IElement? best = null;
        var bestScore = 0.0;
        foreach (var (element, score) in scores)
        {
            var marked = element.LocalName is "article" or "main" || element.GetAttribute("itemprop") == "articleBody" || element.GetAttribute("role") is "main" or "article";
            if (score * (marked ? 2 : 1) > bestScore)
            {
                best = element;
                bestScore = score * (marked ? 2 : 1);
            }
        }
        return best;
    }

    private static bool IsProse(PageBlock block) => block.Text.Length >= ProseLength && block.LinkLength * 2 < block.Text.Length;

    private static bool IsChrome(PageBlock block, string? title) =>
        block.LinkLength * 3 > block.Text.Length * 2
        || Boilerplate.Begins(block.Text)
        || (block.Text.Length < 250 && title is not null && string.Equals(block.Text, title, StringComparison.OrdinalIgnoreCase))
        || (block.Text.Length <= 120 && (DateOfByline(block.Text) is not null || IsByline(block.Text)));

    private static bool IsByline(string text) =>
        text.Length < 80 && text.StartsWith("By ", StringComparison.Ordinal) && text.Length > 3 && char.IsUpper(text[3]) && !text.EndsWith('.');

    /// <summary>"Published 5 September 2031", "By Samira Adan | March 11, 2031 | 10:20 GMT".</summary>
    private static DateOnly? DateOfByline(string text) =>
        DateText.Parse(text) ?? text.Split('|', '·', '•', '—').Select(part => DateText.Parse(part.Trim())).FirstOrDefault(d => d is not null);
}
