namespace Crosscheck.Text.Attributions;

/// <summary>Speakers that no word marks: "Ministry of Defence: ..." at the head of a paragraph, "— Lucy Fisher (@handle)" behind a post.</summary>
internal sealed class SpeakerLines(AnnotatedText text, WordTable words)
{
    public static readonly CueEntry Prefix = new("speaker", 1000, CueKind.Say, CueFrame.Subject, "", "Ministry of Defence: We are aware.", "Ministry of Defence");
    public static readonly CueEntry Signature = new("signature", 1001, CueKind.Post, CueFrame.Object, "", "Two blasts heard. \u2014 Ana Prior (@ana)", "Ana Prior");

    /// <summary>Adds the speaker of a sentence's line, if its form shows one.</summary>
    public void Link(int number, List<Phrase> phrases, int from, List<SourceLink> links)
    {
        var sentence = text.Sentences[number];
        // The dash before a signature may have gone to the sentence before.
        for (var i = Math.Max(0, sentence.First - 1); i < sentence.End; i++)
        {
            if (words.Is(i, ":") && i > sentence.First && i <= sentence.First + 8 && StartsParagraph(number) && Whole(sentence.First, i, phrases, from) is { } speaker)
                links.Add(new SourceLink(number, new TokenRange(i, i + 1), Prefix, speaker, LinkOrder.Before, null) { Number = links.Count });
            if (IsDash(i) && Starting(i + 1, phrases, from) is { } signer && (Handle(signer, sentence.End) || EndsParagraph(number, signer)))
                links.Add(new SourceLink(number, new TokenRange(i, i + 1), Signature, signer, LinkOrder.Inverted, null) { Number = links.Count });
        }
    }

    private bool StartsParagraph(int number) => number == 0 || text.Sentences[number - 1].Paragraph != text.Sentences[number].Paragraph;

    private bool IsDash(int token) => text.Form(token) is "\u2014" or "\u2013" or "-" or "--";

    private bool Handle(Phrase signer, int end)
    {
        for (var t = signer.First; t < Math.Min(signer.Extent + 4, Math.Min(end + 4, words.Count)); t++)
        {
            if (text.Form(t)[0] == '@')
                return true;
        }
        return false;
    }

    private bool EndsParagraph(int number, Phrase signer) =>
        signer.HasName && signer.Extent >= text.Sentences[number].End - 1
        && (number + 1 == text.Sentences.Length || text.Sentences[number + 1].Paragraph != text.Sentences[number].Paragraph);

    private static Phrase? Whole(int first, int end, List<Phrase> phrases, int from) =>
        PhraseSearch.At(phrases, from, first) is { CanSpeak: true, IsPronoun: false } phrase && phrase.Extent >= end - 1 && phrase.First < end
            ? phrase.Extent > end ? phrase with { Extent = end } : phrase
            : null;

    private static Phrase? Starting(int token, List<Phrase> phrases, int from) =>
        PhraseSearch.At(phrases, from, token) is { CanSpeak: true, IsPronoun: false } phrase ? phrase : null;
}
