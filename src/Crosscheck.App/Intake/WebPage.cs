using AngleSharp.Html.Parser;
using Crosscheck.Diagnostics;
using Crosscheck.Documents;

namespace Crosscheck.App.Intake;

/// <summary>A saved web page as a document: the article's text in paragraphs, its title, publisher and date.</summary>
internal static class WebPage
{
    private const int Head = 2048;

    /// <summary>More tags than this is no report's page; the parser's time is not bounded by the length alone.</summary>
    private const int MaxTags = 200_000;

    /// <summary>Whether text is HTML, whatever its file is called.</summary>
    public static bool Is(string text)
    {
        var head = text.AsSpan(0, Math.Min(text.Length, Head)).TrimStart();
        head = head.TrimStart('\uFEFF');
        if (head.IsEmpty || head[0] != '<')
            return false;
        ReadOnlySpan<string> marks = ["<!doctype html", "<html", "<head", "<body", "<article", "<div", "<p>", "<p ", "<main", "<section", "<meta"];
        foreach (var mark in marks)
        {
            if (head.Contains(mark, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    public static ParsedDocument Parse(string html, Document document)
    {
        if (html.AsSpan().Count('<') > MaxTags)
            return new ParsedDocument(document, [Codes.TooManyTags.With(MaxTags)]);
        using var page = new HtmlParser(new HtmlParserOptions { IsScripting = false }).ParseDocument(TagDepth.Limit(html));
        var facts = PageFacts.Of(page);
        var article = ArticleText.Of(page, facts.Title);
        var body = article.Text.Length == 0 ? facts.Body ?? "" : article.Text;
        document = document with
        {
            Body = body,
            Title = facts.Title,
            Publisher = facts.Publisher,
            Url = facts.Url,
            Published = facts.Published ?? article.Date,
        };
        return new ParsedDocument(document, body.Length == 0 ? [Codes.NoArticle.With()] : []);
    }
}
