namespace Crosscheck.Text.Attributions;

/// <summary>Which tokens stand in a quotation. A quotation that a paragraph leaves open ends there, unless the next opens with a mark of its own.</summary>
internal static class QuoteTable
{
    /// <summary>Per token the number of its quotation, from 1; 0 outside. The marks themselves count as outside.</summary>
    public static int[] Read(AnnotatedText text, WordTable words)
    {
        var quotes = new int[words.Count];
        int open = 0, number = 0, paragraph = 0, sentence = 0;
        for (var i = 0; i < words.Count; i++)
        {
            if (sentence < text.Sentences.Length && text.Sentences[sentence].First == i)
            {
                if (text.Sentences[sentence].Paragraph != paragraph)
                {
                    paragraph = text.Sentences[sentence].Paragraph;
                    open = 0;
                }
                sentence++;
            }
            if (words.Class[i] != WordClass.Quote)
            {
                quotes[i] = open;
                continue;
            }
            open = text.Form(i)[0] switch
            {
                '\u201C' or '\u00AB' or '`' => ++number,
                '\u201D' or '\u00BB' => 0,
                _ => open == 0 ? ++number : 0,
            };
        }
        return quotes;
    }
}
