namespace Crosscheck.Text.Attributions;

/// <summary>Everything about sources that one text holds: words, phrases, cues with their sources, quotations. Built once per text.</summary>
internal sealed class SourceScan
{
    private readonly int[] _phraseStart;
    private readonly int[] _linkStart;

    public SourceScan(AnnotatedText text)
    {
        Text = text;
        Words = new WordTable(text);
        Quotes = QuoteTable.Read(text, Words);
        _phraseStart = new int[text.Sentences.Length + 1];
        _linkStart = new int[text.Sentences.Length + 1];
        var chunker = new PhraseChunker(this, Words);
        var linker = new CueLinker(Words);
        var speakers = new SpeakerLines(text, Words);
        for (var s = 0; s < text.Sentences.Length; s++)
        {
            chunker.Chunk(text.Sentences[s], Phrases);
            linker.Link(s, text.Sentences[s], Phrases, _phraseStart[s], Links);
            speakers.Link(s, Phrases, _phraseStart[s], Links);
            _phraseStart[s + 1] = Phrases.Count;
            _linkStart[s + 1] = Links.Count;
        }
        Lead = Links.Find(l => l.Sentence < 4 && l.Source is not null);
    }

    public AnnotatedText Text { get; }
    public WordTable Words { get; }
    public List<Phrase> Phrases { get; } = [];
    public List<SourceLink> Links { get; } = [];

    /// <summary>Per token the number of the quotation that it stands in, from 1; 0 outside.</summary>
    public int[] Quotes { get; }

    /// <summary>Does a token stand in a place's name?</summary>
    public bool IsPlace(int token)
    {
        var places = Text.Places;
        int low = 0, high = places.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (places[middle].Tokens.End <= token)
                low = middle + 1;
            else
                high = middle;
        }
        return low < places.Length && places[low].Tokens.Contains(token);
    }

    /// <summary>The first source that the text cites by a cue in its first sentences: who speaks in a release.</summary>
    public SourceLink? Lead { get; }

    public ReadOnlySpan<Phrase> PhrasesOf(int sentence) => Span(Phrases, _phraseStart, sentence);

    public ReadOnlySpan<SourceLink> LinksOf(int sentence) => Span(Links, _linkStart, sentence);

    private static ReadOnlySpan<T> Span<T>(List<T> list, int[] starts, int sentence) =>
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(list)[starts[sentence]..starts[sentence + 1]];
}
