using System.Collections.Immutable;
using Crosscheck.Text;
using Crosscheck.Text.Attributions;
using Crosscheck.Text.Names;

namespace Crosscheck.Claims;

/// <summary>
/// Through whom the report has what a source says, nearest to the reader first: "told Reuters", "on Telegram", "quoted by the
/// agency", "Reuters reported, citing Tass". A source that is cited again keeps the relay that it was introduced with.
/// </summary>
internal sealed class SourceRelays(SourceScan scan, SourceNames names)
{
    private const int Carried = 8;
    private readonly Dictionary<int, ImmutableArray<string>> _known = [];
    private readonly Dictionary<int, ImmutableArray<string>> _here = [];

    /// <summary>The relay of a candidate, nearest to the reader first; empty where the report has it from the source itself.</summary>
    public ImmutableArray<string> Of(SourceCandidate candidate)
    {
        if (candidate.Phrase is not { } phrase)
            return [];
        if (!_known.TryGetValue(phrase.First, out var relays))
            _known[phrase.First] = relays = Here(phrase, candidate.Link) is { IsEmpty: false } here ? here : Earlier(phrase);
        return relays;
    }

    /// <summary>The relay that the source's own sentence tells.</summary>
    private ImmutableArray<string> Here(Phrase phrase, SourceLink? link)
    {
        if (!_here.TryGetValue(phrase.First, out var here))
            _here[phrase.First] = here = Told(phrase, link);
        return here;
    }

    private ImmutableArray<string> Told(Phrase phrase, SourceLink? link)
    {
        var sentence = scan.Text.SentenceOf(phrase.First);
        var relays = new List<Phrase>();
        if (!IsMedium(phrase))
            AddMedia(sentence, phrase, relays);
        if (Citing(sentence, phrase) is { } outlet)
            Add(outlet);
        if (link is not null && Signature(scan, link)?.Source is { } signer)
            Add(signer);
        if (link?.Hearer is { HasName: true } hearer && !hearer.Tokens.Overlaps(phrase.Tokens))
            Add(hearer);
        if (relays.Count > 0)
            return [.. relays.Select(Name).Distinct()];
        return RelayWords.Of(scan, scan.Text.Sentences[sentence]) is { } platform ? [platform] : [];

        // What is nearer to the source comes last.
        void Add(Phrase relay)
        {
            relays.RemoveAll(r => r.Tokens.Overlaps(relay.Tokens));
            relays.Add(relay);
        }
    }

    private string Name(Phrase phrase)
    {
        var first = phrase.First;
        while (first < phrase.Head && scan.Words.Class[first] == WordClass.Det && scan.Words.Class[first + 1] != WordClass.Name)
            first++;
        return scan.Text.Words(new TokenRange(first, phrase.End));
    }

    /// <summary>The outlets of a sentence that report what the source says, then those that hear it.</summary>
    private void AddMedia(int sentence, Phrase source, List<Phrase> relays)
    {
        var hearers = new List<Phrase>();
        foreach (var phrase in scan.PhrasesOf(sentence))
        {
            if (!IsMedium(phrase) || phrase.Tokens.Overlaps(source.Tokens) || relays.Exists(r => r.Tokens.Overlaps(phrase.Tokens)))
                continue;
            if (Heard(phrase))
                hearers.Add(phrase);
            else if (Learns(phrase) || Cites(sentence, phrase))
                relays.Add(phrase);
        }
        relays.AddRange(hearers);
    }

    /// <summary>"told Reuters", "said to Reuters", "in an interview with Reuters", "on Syrian TV".</summary>
    private bool Heard(Phrase phrase) =>
        phrase.First > 0 && scan.Words.IsAny(phrase.First - 1, ["told", "tell", "tells", "telling", "to", "with", "on", "by", "through", "via"]);

    /// <summary>"Reuters learned from", "Reuters was told by".</summary>
    private bool Learns(Phrase phrase) => scan.Words.IsAny(phrase.End, ["learned", "learnt", "learns", "heard", "understands", "quoted", "quotes", "cited", "cites"])
        || (scan.Words.Is(phrase.End, "was") && scan.Words.Is(phrase.End + 1, "told"));

    private bool Cites(int sentence, Phrase phrase)
    {
        foreach (var link in scan.LinksNear(sentence, phrase.First))
        {
            if (link.Source is { } source && source.First == phrase.First)
                return true;
        }
        return false;
    }

    private static bool IsMedium(Phrase phrase) => phrase.Actor is { Kind: ActorKind.Media } || phrase is { HasName: true, Noun: { Kind: "media", Form: SourceForm.Institution } };

    /// <summary>The relay of the same source where the text cited it before, a few sentences back.</summary>
    private ImmutableArray<string> Earlier(Phrase phrase)
    {
        var sentence = scan.Text.SentenceOf(phrase.First);
        var name = names.Resolve(phrase).Text;
        for (var s = sentence; s >= 0 && s > sentence - Carried; s--)
        {
            var links = scan.LinksNear(s, phrase.First);
            for (var k = links.Length - 1; k >= 0; k--)
            {
                if (links[k].Source is not { } source || source.First >= phrase.First || names.Resolve(source).Text != name)
                    continue;
                if (Here(source, links[k]) is { IsEmpty: false } here)
                    return here;
            }
        }
        return [];
    }

    /// <summary>"Reuters reported, citing the officials": who cites, where a word of citing stands right before the phrase.</summary>
    private Phrase? Citing(int sentence, Phrase cited)
    {
        var first = scan.Text.Sentences[sentence].First;
        for (var t = cited.First; t >= Math.Max(first, cited.First - 3); t--)
        {
            if (!scan.Words.IsAny(t, ["citing", "quoting"]))
                continue;
            Phrase? nearest = null;
            foreach (var link in scan.LinksNear(sentence, 0))
            {
                if (link.Sentence == sentence && link.Cue.End <= t && link.Source is { HasName: true } source && source.First != cited.First)
                    nearest = source;
            }
            return nearest;
        }
        return null;
    }

    /// <summary>Who signed the post whose first words name a speaker: "Ministry of Defence: ... — Lucy Fisher".</summary>
    internal static SourceLink? Signature(SourceScan scan, SourceLink prefix)
    {
        if (!ReferenceEquals(prefix.Entry, SpeakerLines.Prefix))
            return null;
        var paragraph = scan.Text.Sentences[prefix.Sentence].Paragraph;
        for (var s = prefix.Sentence; s < Math.Min(scan.Text.Sentences.Length, prefix.Sentence + 8) && scan.Text.Sentences[s].Paragraph == paragraph; s++)
        {
            foreach (var link in scan.LinksNear(s, 0))
            {
                if (ReferenceEquals(link.Entry, SpeakerLines.Signature))
                    return link;
            }
        }
        return null;
    }
}
