using System.Collections.Immutable;
using Crosscheck.Diagnostics;

namespace Crosscheck.Documents;

/// <summary>What a document lacks for being read well.</summary>
public static class DocumentCheck
{
    /// <summary>
    /// The document with its language set where that can be told, and what is missing. An error among the diagnostics means
    /// that reading it would misread it. A language that the document states is believed.
    /// </summary>
    public static ParsedDocument Check(Document document)
    {
        if (string.IsNullOrWhiteSpace(document.Body))
            return new ParsedDocument(document, [Codes.Empty.With()]);
        document = document with { Language = document.Language ?? LanguageGuess.Of(document.Body)?.Code };
        if (document.Language is { } code and not "en")
            return new ParsedDocument(document, [Codes.OtherLanguage.With(LanguageGuess.NameOf(code))]);
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        if (document.Published is null)
            diagnostics.Add(Codes.NoDate.With());
        if (IsHeadline(document.Body))
            diagnostics.Add(Codes.HeadlineOnly.With());
        return new ParsedDocument(document, diagnostics.ToImmutable());
    }

    private static bool IsHeadline(string body)
    {
        var text = body.AsSpan().Trim();
        return text.Length is > 0 and < 200 && !text.Contains('\n') && text[^1] is not ('.' or '!' or '?' or '"' or '”' or ')') && !text.Contains(". ", StringComparison.Ordinal);
    }
}
