namespace Crosscheck.Text.Attributions;

/// <summary>What a cue introduces: the words that the source is made to say.</summary>
internal static class ContentRules
{
    /// <summary>The tokens of the content in the cue's own sentence; empty where there are none.</summary>
    public static TokenRange Of(SourceScan scan, SourceLink link)
    {
        var sentence = scan.Text.Sentences[link.Sentence];
        var source = link.Source?.Tokens ?? link.Cue;
        var opens = Math.Min(link.Cue.First, source.First) <= First(scan, sentence);
        var range = link.Order switch
        {
            LinkOrder.Inverted => new TokenRange(sentence.First, link.Cue.First),
            LinkOrder.Behind when opens => new TokenRange(source.End, sentence.End),
            LinkOrder.Behind when link.Entry.Frame == CueFrame.Object => new TokenRange(sentence.First, link.Cue.First),
            LinkOrder.Behind => new TokenRange(sentence.First, link.Cue.First),
            LinkOrder.Before when Closes(scan, link, sentence) => new TokenRange(sentence.First, source.First),
            _ => new TokenRange(Math.Max(link.Cue.End, source.End), sentence.End),
        };
        return Trim(scan, range);
    }

    /// <summary>The first token that is not a mark.</summary>
    private static int First(SourceScan scan, Sentence sentence)
    {
        var first = sentence.First;
        while (first < sentence.End - 1 && scan.Words.Class[first] is WordClass.Quote or WordClass.Mark or WordClass.Open)
            first++;
        return first;
    }

    /// <summary>"..., the ministry said." or "..., the ministry said on Sunday.": the content stands before.</summary>
    private static bool Closes(SourceScan scan, SourceLink link, Sentence sentence)
    {
        var source = link.Source?.First ?? link.Cue.First;
        if (source <= sentence.First || scan.Words.Class[source - 1] is not (WordClass.Comma or WordClass.Quote))
            return false;
        var at = link.Cue.End;
        return at >= sentence.End || scan.Words.Class[at] is WordClass.Stop or WordClass.Comma or WordClass.Quote or WordClass.Mark or WordClass.Prep or WordClass.Adv
            || sentence.End - at <= 2;
    }

    private static TokenRange Trim(SourceScan scan, TokenRange range)
    {
        int first = range.First, end = range.End;
        while (first < end && scan.Words.Class[first] is WordClass.Comma or WordClass.Stop or WordClass.Mark)
            first++;
        while (end > first && scan.Words.Class[end - 1] is WordClass.Comma or WordClass.Stop or WordClass.Mark)
            end--;
        return new TokenRange(first, Math.Max(first, end));
    }
}
