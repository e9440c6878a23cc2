using Crosscheck.Text;
using Crosscheck.Text.Attributions;

namespace Crosscheck.Claims;

/// <summary>One possible source of a claim: a phrase (null for the report's own voice), its cue if it has one, and how many sentences before the claim it stands.</summary>
internal sealed record SourceCandidate(Phrase? Phrase, SourceLink? Link, int Distance);

/// <summary>Lists the possible sources of a claim.</summary>
internal sealed class SourceCandidates(SourceScan scan)
{
    private const int Back = 4;

    /// <summary>The distance given to the text's lead source where it stands further back than the other candidates.</summary>
    public const int LeadDistance = 9;
    private const int MaximumPerSentence = 16;
    private readonly Dictionary<int, List<SourceCandidate>> _bySentence = [];

    /// <summary>The candidates of a claim, own voice first. The same list for every claim of a sentence.</summary>
    public IReadOnlyList<SourceCandidate> For(ClaimSpan claim)
    {
        var sentence = scan.Text.SentenceOf(claim.Tokens.First);
        if (!_bySentence.TryGetValue(sentence, out var list))
            _bySentence[sentence] = list = List(sentence);
        return list;
    }

    private List<SourceCandidate> List(int sentence)
    {
        var list = new List<SourceCandidate> { new(null, null, 0) };
        foreach (var phrase in scan.PhrasesOf(sentence))
        {
            if (list.Count >= MaximumPerSentence)
                break;
            var link = LinkOf(scan.LinksNear(sentence, phrase.First), phrase);
            var within = link is null && list[^1].Phrase is { Noun: not null } outer && outer.End < phrase.First && outer.Extent >= phrase.End;
            if (link is not null || (phrase.CanSpeak && !within))
                list.Add(new SourceCandidate(phrase, link, 0));
        }
        foreach (var link in scan.LinksNear(sentence, 0))
        {
            if (link.Source is { } source && !list.Exists(c => c.Phrase?.First == source.First && c.Phrase.End == source.End))
                list.Add(new SourceCandidate(source, link, 0));
        }
        for (var d = 1; d <= Back && sentence - d >= 0; d++)
            AddLinked(list, sentence - d, d);
        if (sentence + 1 < scan.Text.Sentences.Length)
            AddLinked(list, sentence + 1, -1);
        AddSignature(list, sentence);
        if (scan.Lead is { } lead && lead.Sentence < sentence - Back)
            list.Add(new SourceCandidate(lead.Source, lead, LeadDistance));
        return list;
    }

    /// <summary>Who signs the post that the sentence belongs to, some sentences on.</summary>
    private void AddSignature(List<SourceCandidate> list, int sentence)
    {
        for (var s = sentence + 2; s < Math.Min(scan.Text.Sentences.Length, sentence + 6); s++)
        {
            foreach (var link in scan.LinksNear(s, scan.Text.Sentences[s].First))
            {
                if (!ReferenceEquals(link.Entry, SpeakerLines.Signature) || link.Source is not { } signer)
                    continue;
                list.Add(new SourceCandidate(signer, link, -1));
                return;
            }
        }
    }

    private void AddLinked(List<SourceCandidate> list, int sentence, int distance)
    {
        var links = scan.LinksOf(sentence);
        for (var k = links.Length - 1; k >= 0 && k >= links.Length - 3; k--)
        {
            if (links[k].Source is { } source)
                list.Add(new SourceCandidate(source, links[k], distance));
        }
    }

    private static SourceLink? LinkOf(ReadOnlySpan<SourceLink> links, Phrase phrase)
    {
        foreach (var link in links)
        {
            if (link.Source is { } s && s.First == phrase.First && s.End == phrase.End)
                return link;
        }
        return null;
    }
}
