namespace Crosscheck.Text.Attributions;

/// <summary>Everything about sources that one text holds: words, phrases, cues with their sources, quotations. Built once per text.</summary>
internal sealed class SourceScan
{
    private readonly int[] _phraseStart;
    private readonly int[] _linkStart;
    private readonly int[] _subjects;
    private readonly CueLinker _linker;
    private HedgeTable? _hedges;
    private TokenRange?[] _contents = [];

    public SourceScan(AnnotatedText text)
    {
        Text = text;
        Words = new WordTable(text);
        Quotes = QuoteTable.Read(text, Words);
        _phraseStart = new int[text.Sentences.Length + 1];
        _linkStart = new int[text.Sentences.Length + 1];
        var chunker = new PhraseChunker(this, Words);
        _subjects = Subjects.Read(text);
        var linker = _linker = new CueLinker(this, Words);
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

    /// <summary>The words that a cue introduces.</summary>
    public TokenRange ContentOf(SourceLink link)
    {
        if (_contents.Length < Links.Count)
            Array.Resize(ref _contents, Links.Count);
        return _contents[link.Number] ??= ContentRules.Of(this, link);
    }

    /// <summary>The words that hedge, confirm and deny.</summary>
    public HedgeTable Hedges => _hedges ??= new HedgeTable(Words);

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

    /// <summary>The links of a sentence, at most <see cref="Window"/> of them around a token, so that a sentence without end costs no more.</summary>
    public ReadOnlySpan<SourceLink> LinksNear(int sentence, int token)
    {
        var links = LinksOf(sentence);
        if (links.Length <= Window)
            return links;
        var at = 0;
        for (int low = 0, high = links.Length; low < high;)
        {
            var middle = (low + high) / 2;
            if (links[middle].Cue.First < token)
                low = at = middle + 1;
            else
                high = middle;
        }
        return links.Slice(Math.Clamp(at - Window / 2, 0, links.Length - Window), Window);
    }

    /// <summary>The phrase that the tree makes the subject of a verb, or of the verb that it hangs on; null without one.</summary>
    public Phrase? TreeSubject(int verb, int from)
    {
        for (var hops = 0; hops < 3 && verb >= 0; hops++)
        {
            if (_subjects.Length > 0 && _subjects[verb] >= 0)
                return PhraseOver(_subjects[verb], from);
            if (_subjects.Length == 0 || Text.Tree[verb].Relation is not ("conj" or "xcomp" or "advcl" or "cop" or "aux"))
                return null;
            verb = Text.Tree[verb].Head;
        }
        return null;
    }

    /// <summary>Does the tree give a word a subject?</summary>
    public bool HasSubject(int token) => _subjects.Length > 0 && _subjects[token] >= 0;

    private Phrase? PhraseOver(int token, int from)
    {
        var k = PhraseSearch.FirstAt(Phrases, from, token + 1) - 1;
        for (var steps = 0; k >= from && steps < 4; steps++, k--)
        {
            if (Phrases[k].First <= token && token < Phrases[k].End)
                return k > from && Phrases[k - 1].Noun is not null && Phrases[k - 1].Extent > token ? Phrases[k - 1] : Phrases[k];
        }
        return null;
    }

    /// <summary>The subject of a verb, by the tree and else by the order of words.</summary>
    /// <param name="first">Where the verb's words begin ("did not mention": "did").</param>
    public Phrase? SubjectOf(int sentence, int first, int verb) =>
        TreeSubject(verb, _phraseStart[sentence]) is { CanSpeak: true } subject ? subject
        : _linker.Subject(Text.Sentences[sentence], first, Phrases, _phraseStart[sentence]);

    /// <summary>The most links, and tokens on a side, that a claim in a sentence without end looks at.</summary>
    public const int Window = 24;

    /// <summary>How far from a verb its clause is looked for, in tokens on either side.</summary>
    public const int Reach = 60;

    public ReadOnlySpan<Phrase> PhrasesOf(int sentence) => Span(Phrases, _phraseStart, sentence);

    public ReadOnlySpan<SourceLink> LinksOf(int sentence) => Span(Links, _linkStart, sentence);

    private static ReadOnlySpan<T> Span<T>(List<T> list, int[] starts, int sentence) =>
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(list)[starts[sentence]..starts[sentence + 1]];
}
