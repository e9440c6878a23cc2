using System.Collections.Immutable;

namespace Crosscheck.Text.Attributions;

/// <summary>Finds who says what: source, cue, content and relay of every attribution, by cue words and the order of phrases.</summary>
public sealed class AttributionReader : ITextStep
{
    public string Name => "attributions";
    public Layers Requires => Layers.Tokens | Layers.Sentences | Layers.Tags;
    public Layers Sets => Layers.Attributions;

    public AnnotatedText Apply(AnnotatedText text)
    {
        var scan = new SourceScan(text);
        var found = ImmutableArray.CreateBuilder<AttributionMention>(scan.Links.Count);
        foreach (var link in scan.Links)
        {
            var content = scan.ContentOf(link);
            found.Add(new AttributionMention(link.Source?.Tokens, Whole(scan, link), content.Length == 0 ? [] : [content], [], "cue/" + link.Entry.Id, 1));
        }
        return text with { Attributions = found.ToImmutable() };
    }

    /// <summary>A cue verb with its auxiliaries and adverbs ("has also said"), as PolNeAR marks cues.</summary>
    private static TokenRange Whole(SourceScan scan, SourceLink link)
    {
        var first = link.Cue.First;
        if (link.Entry.Frame == CueFrame.Subject)
        {
            while (first > scan.Text.Sentences[link.Sentence].First && scan.Words.Class[first - 1] is WordClass.Aux or WordClass.Adv)
                first--;
        }
        return new TokenRange(first, link.Cue.End);
    }
}
