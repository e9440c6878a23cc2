using System.Globalization;
using Crosscheck.Models;
using Crosscheck.Text;

namespace Crosscheck.Claims;

/// <summary>Features of one time expression for the model that tells whether it dates an incident.</summary>
internal static class DateFeatures
{
    /// <summary>The date part of a TIMEX3 value ("2020-03-11T15:00" gives "2020-03-11"); null where it is no date.</summary>
    public static string? DateOf(TimeExpression time)
    {
        if (time.Type is not ("DATE" or "TIME") || time.Value.Length < 4 || !char.IsAsciiDigit(time.Value[0]))
            return null;
        var at = time.Value.IndexOf('T', StringComparison.Ordinal);
        var value = at < 0 ? time.Value : time.Value[..at];
        return value.Length >= 4 && value.AsSpan(0, 4).IndexOfAnyExceptInRange('0', '9') < 0 ? value : null;
    }

    public static void Fill(ref FeatureSink sink, ClaimContext c, int index)
    {
        var text = c.Text;
        var h = c.Hashes;
        var time = text.Times[index];
        int first = time.Tokens.First, last = time.Tokens.End - 1;
        var value = DateOf(time) ?? "";
        var lag = Lag(text, value);
        sink.Add(400, 0u);
        sink.Add(401, Feature.Hash(time.By));
        sink.Add(402, lag, (uint)value.Length);
        sink.Add(403, (uint)value.Length, Feature.Hash(time.Type));
        sink.Add(404, h.Lemma[last], lag);
        sink.Add(405, h.Word[first]);
        for (var d = 1; d <= 3; d++)
        {
            sink.Add(410 + d, h.At(h.Lemma, first, -d));
            sink.Add(415 + d, h.At(h.Lemma, last, d));
            sink.Add(420 + d, h.ClusterAt(first, -d, 8));
            sink.Add(425 + d, h.ClusterAt(last, d, 8));
        }
        sink.Add(430, h.At(h.Lemma, first, -2), h.At(h.Lemma, first, -1));
        sink.Add(431, h.At(h.Lemma, last, 1), h.At(h.Lemma, last, 2));
        sink.Add(432, h.At(h.Word, first, -1), lag);
        var s = h.Sentence[first];
        sink.Add(433, c.OutcomeMask[s] & 0x7F);
        sink.Add(434, (uint)Math.Min(s, 5));
        sink.Add(435, (uint)Math.Min(s, 5), lag);
        sink.Add(436, c.QuoteDepth[first]);
        var (before, same) = Earlier(text, index, value);
        sink.Add(437, (uint)Math.Min(before, 4), (uint)Math.Min(same, 3));
        sink.Add(438, (uint)Math.Min(same, 3), lag);
        for (byte outcome = 1; outcome <= 6; outcome++)
        {
            int left = c.Nearest(first, outcome, -1), right = c.Nearest(last, outcome, 1);
            sink.Add(440 + outcome, ClaimContext.Bucket(left < 0 ? -1 : first - left), ClaimContext.Bucket(right < 0 ? -1 : right - last));
        }
        if (!text.Tree.IsEmpty)
            Syntax(ref sink, c, last, lag);
    }

    private static void Syntax(ref FeatureSink sink, ClaimContext c, int last, uint lag)
    {
        var h = c.Hashes;
        var head = RoleFeatures.PhraseHead(c.Text, last);
        var above = c.Text.Tree[head].Head;
        if (above >= 0)
        {
            sink.Add(450, h.Relation[head], h.Lemma[above]);
            sink.Add(451, h.Relation[head], h.Clusters[above].Prefix(10));
            sink.Add(452, h.Relation[head], c.Outcome[above], lag);
            sink.Add(453, h.Tag[above], lag);
        }
        var verb = c.VerbAbove[head];
        if (verb < 0)
            return;
        sink.Add(454, c.PathAbove[head], h.Lemma[verb]);
        sink.Add(455, h.Lemma[verb], lag);
        sink.Add(456, c.Outcome[verb], c.PathAbove[head]);
    }

    /// <summary>How many dates stood before, and how many of them had this value.</summary>
    private static (int Before, int Same) Earlier(AnnotatedText text, int index, string value)
    {
        var same = 0;
        for (var i = Math.Max(0, index - 60); i < index; i++)
            same += DateOf(text.Times[i]) == value ? 1 : 0;
        return (index, same);
    }

    /// <summary>How long before publication, in steps: the same day, the day before, the week, the month, the year, more.</summary>
    private static uint Lag(AnnotatedText text, string value)
    {
        if (text.Published is not { } published)
            return 20;
        if (value.Length != 10 || !DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return value.StartsWith(published.Year.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal) ? 10u : 11u;
        return (published.DayNumber - date.DayNumber) switch { < 0 => 0, 0 => 1, 1 => 2, 2 => 3, <= 4 => 4, <= 7 => 5, <= 14 => 6, <= 60 => 7, <= 366 => 8, _ => 9 };
    }
}
