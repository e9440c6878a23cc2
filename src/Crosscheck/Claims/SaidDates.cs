using Crosscheck.Text.Attributions;

namespace Crosscheck.Claims;

/// <summary>When a source said something: "said on Sunday", "on Sunday the ministry said", the date behind a signed post.</summary>
internal static class SaidDates
{
    private const int Near = 4;

    /// <summary>An ISO date of day, month or year; null where the words beside the cue name none.</summary>
    public static string? Of(SourceScan scan, SourceLink link)
    {
        var sentence = scan.Text.Sentences[link.Sentence];
        var signed = ReferenceEquals(link.Entry, SpeakerLines.Signature);
        var end = signed ? Math.Min(scan.Words.Count, link.Cue.End + 24) : Math.Min(sentence.End, link.Cue.End + Near);
        foreach (var time in scan.Text.Times)
        {
            if (time.Tokens.First >= end)
                break;
            if (time.Type != "DATE" || time.Tokens.First < sentence.First || time.Value.Length < 4 || !char.IsAsciiDigit(time.Value[0]))
                continue;
            var behind = time.Tokens.First >= link.Cue.End && Plain(scan, link.Cue.End, time.Tokens.First);
            var before = link.Source is { } source && time.Tokens.First <= sentence.First + 1 && time.Tokens.End >= source.First - 1 && time.Tokens.End <= source.First;
            if (signed ? time.Tokens.First >= link.Cue.End : behind || before)
                return time.Value;
        }
        return null;
    }

    /// <summary>Do only small words stand between the cue and the time, so that it is the time of saying?</summary>
    private static bool Plain(SourceScan scan, int first, int end)
    {
        for (var t = first; t < end; t++)
        {
            if (scan.Words.Class[t] is not (WordClass.Prep or WordClass.Adv) && !scan.Words.IsAny(t, ["late", "early", "a", "the", "statement"]))
                return false;
        }
        return true;
    }
}
