using System.Numerics;
using Crosscheck.Text;

namespace Crosscheck.Claims;

/// <summary>The row of numbers by which boosted trees judge "this claim belongs to that incident", or to a new one. Not thread-safe.</summary>
internal sealed class JoinFeatures(JoinContext context)
{
    private const int Pair = 50;
    private readonly float[] _claim = new float[240];
    private readonly float[] _row = new float[Count];
    private int _at;
    private int _claimCount;

    /// <summary>The length of a row.</summary>
    public static int Count => 31 + StructureFeatures.Count + 2 * JoinContext.CueCount + Pair;

    /// <summary>Computes what does not depend on the incident. Call before <see cref="Of"/>.</summary>
    public void Begin(int i, IReadOnlyList<IncidentDraft> drafts)
    {
        _at = 0;
        var claim = context.Claims[i];
        var s = context.SentenceOf(i);
        var sentence = context.Text.Text.Sentences[s];
        var at = claim.Tokens.First;
        Put((int)claim.Attribute);
        Put(drafts.Count);
        Put(i);
        Put(s);
        Put((float)at / context.Text.Word.Length);
        Put(context.Claims.Count);
        Put(context.Text.Text.Sentences.Length);
        Put(context.DistinctDays);
        Put(context.FirstClaim[s] == i);
        Put(i - context.FirstClaim[s]);
        Put(s > 0 && context.Text.Text.Sentences[s - 1].Paragraph != sentence.Paragraph);
        Put(at - sentence.First);
        Put(sentence.End - sentence.First);
        Put(i == 0 ? float.NaN : s - context.SentenceOf(i - 1));
        Put(i == 0 ? float.NaN : context.ParagraphOf(i) - context.ParagraphOf(i - 1));
        Put(i == 0 ? float.NaN : at - context.Claims[i - 1].Tokens.End);
        Put(i == 0 ? float.NaN : (int)context.Claims[i - 1].Attribute);
        Put(i + 1 < context.Claims.Count && context.SentenceOf(i + 1) == s ? (int)context.Claims[i + 1].Attribute : -1);
        PutTimes(i, sentence, at);
        PutCues(i, sentence, at);
        StructureFeatures.Fill(context, i, _claim.AsSpan(_at, StructureFeatures.Count));
        _at += StructureFeatures.Count;
        _claimCount = _at;
    }

    private void PutTimes(int i, Sentence sentence, int at)
    {
        var published = context.Text.Text.Published?.DayNumber;
        var date = context.NearestDate(i);
        Put(date < 0 ? float.NaN : context.Distance(date, i));
        Put(date < 0 ? float.NaN : date == i ? 1 : 0);
        Put(date < 0 || context.Day[date] is not { } day || published is not { } p ? float.NaN : Math.Min(p - day, 2000));
        Put(date < 0 ? float.NaN : context.Claims[date].Value.Text?.Length ?? 0);
        int year = 0, month = 0, weekday = 0, before = 0;
        for (var t = sentence.First; t < Math.Min(sentence.End, sentence.First + 120); t++)
        {
            var time = context.Text.TimeClass[t];
            if (time == 1)
                weekday++;
            else if (time is >= 2 and <= 6)
                year = Math.Max(year, time);
            else if (time >= 7)
                month = Math.Max(month, time);
            if (time > 0 && t < at)
                before++;
        }
        Put(year);
        Put(month);
        Put(weekday);
        Put(before);
    }

    private void PutCues(int i, Sentence sentence, int at)
    {
        ulong before = 0, all = 0, start = 0;
        int pastBefore = 0, past = 0, plan = 0;
        for (var t = sentence.First; t < Math.Min(sentence.End, sentence.First + 120); t++)
        {
            var bits = context.CueBits[t];
            all |= bits;
            if (t < at)
                before |= bits;
            if (t < sentence.First + 5)
                start |= bits;
            past += context.Text.Cue[t] == IncidentCue.Past ? 1 : 0;
            pastBefore += context.Text.Cue[t] == IncidentCue.Past && t < at ? 1 : 0;
            plan += context.Text.Cue[t] == IncidentCue.Plan ? 1 : 0;
        }
        ulong between = 0;
        var previous = i == 0 ? 0 : Math.Max(context.Claims[i - 1].Tokens.End, at - 60);
        var breaks = 0;
        for (var t = previous; t < at; t++)
        {
            between |= context.CueBits[t];
            breaks += context.Text.Break[t] ? 1 : 0;
        }
        Put(past);
        Put(pastBefore);
        Put(plan);
        Put(breaks);
        Put(BitOperations.PopCount(start));
        for (var c = 0; c < JoinContext.CueCount; c++)
        {
            Put((between >> c & 1) * 2 + (before >> c & 1) + (all >> c & 1));
            Put(start >> c & 1);
        }
    }

    /// <summary>The row of claim <paramref name="i"/> with an incident, or with a new one where it is null.</summary>
    public ReadOnlySpan<float> Of(int i, IncidentDraft? draft, IReadOnlyList<IncidentDraft> drafts, IncidentDraft? recent)
    {
        _at = 0;
        Array.Copy(_claim, _row, _claimCount);
        var row = _row.AsSpan(_claimCount);
        if (draft is not null)
        {
            Fill(row, i, draft, drafts, recent);
            row[0] = 0;
            return _row;
        }
        row.Fill(float.NaN);
        row[0] = 1;
        Span<float> other = stackalloc float[Pair];
        other.Clear();
        foreach (var each in drafts)
        {
            if (each != recent && each != drafts[0] && drafts.Count > IncidentGrouper.MaxCandidates)
                continue;
            Fill(other, i, each, drafts, recent);
            for (var f = 1; f < Pair; f++)
                row[f] = float.IsNaN(row[f]) || (!float.IsNaN(other[f]) && (MinWins(f) ? other[f] < row[f] : other[f] > row[f])) ? other[f] : row[f];
        }
        return _row;
    }

    private static bool MinWins(int f) => f is 5 or 6 or 7 or 8 or 9 or 18 or 22 or 23 or 24 or 27 or (>= 39 and <= 42) or >= 45;

    private void Fill(Span<float> row, int i, IncidentDraft draft, IReadOnlyList<IncidentDraft> drafts, IncidentDraft? recent)
    {
        row[..Pair].Fill(float.NaN);
        var claim = context.Claims[i];
        var s = context.SentenceOf(i);
        row[1] = draft == recent ? 1 : 0;
        row[2] = draft == drafts[0] ? 1 : 0;
        row[3] = draft.Claims.Count;
        row[4] = (float)draft.Claims.Count / Math.Max(1, i);
        row[5] = s - draft.LastSentence;
        row[6] = context.ParagraphOf(i) - context.ParagraphOf(draft.Last);
        row[7] = Math.Min(400, claim.Tokens.First - context.Claims[draft.Last].Tokens.First);
        row[8] = i - draft.Last;
        row[9] = context.Text.Segment[claim.Tokens.First] - context.Text.Segment[context.Claims[draft.Last].Tokens.First];
        row[10] = CountIn(draft, s);
        row[11] = draft.Counts[(int)claim.Attribute];
        row[12] = draft.Counts[(int)ClaimAttribute.Killed];
        row[13] = draft.Counts[(int)ClaimAttribute.Date];
        row[14] = draft.Counts[(int)ClaimAttribute.Place];
        row[15] = draft.FirstSentence;
        row[16] = (int)context.Claims[draft.Last].Attribute;
        row[17] = draft.LastSentence == s ? SameAttributeIn(draft, i) : -1;
        FillDates(row, i, draft);
        FillPlaces(row, i, draft);
        FillWords(row, i, draft, s);
    }

    private int CountIn(IncidentDraft draft, int sentence)
    {
        var count = 0;
        for (var k = draft.Claims.Count - 1; k >= 0 && context.SentenceOf(draft.Claims[k]) == sentence; k--)
            count++;
        return count;
    }

    private int SameAttributeIn(IncidentDraft draft, int i)
    {
        var count = 0;
        for (var k = draft.Claims.Count - 1; k >= 0 && context.SentenceOf(draft.Claims[k]) == context.SentenceOf(i); k--)
            count += context.Claims[draft.Claims[k]].Attribute == context.Claims[i].Attribute ? 1 : 0;
        return count;
    }

    private void FillDates(Span<float> row, int i, IncidentDraft draft)
    {
        var date = context.NearestDate(i);
        if (draft.Days.Count > 0 && context.Text.Text.Published is { } published)
            row[19] = Math.Min(2000, published.DayNumber - draft.Days[0]);
        row[20] = draft.Days.Count + draft.Dates.Count;
        if (date < 0)
            return;
        if (context.Day[date] is { } day)
        {
            foreach (var other in draft.Days)
            {
                if (float.IsNaN(row[18]) || Math.Abs(other - day) < row[18])
                    row[18] = Math.Min(2000, Math.Abs(other - day));
            }
        }
        row[21] = DateMatch(date, draft);
    }

    /// <summary>0 nothing to compare, 1 conflict, 2 compatible, 3 equal.</summary>
    private float DateMatch(int date, IncidentDraft draft)
    {
        var mine = context.Claims[date].Value.Text ?? "";
        var best = 0;
        foreach (var c in draft.Claims)
        {
            if (context.Claims[c].Attribute != ClaimAttribute.Date || context.Claims[c].Value.Text is not { } other)
                continue;
            best = Math.Max(best, mine == other ? 3 : mine.StartsWith(other, StringComparison.Ordinal) || other.StartsWith(mine, StringComparison.Ordinal) ? 2 : 1);
        }
        return best;
    }

    private void FillPlaces(Span<float> row, int i, IncidentDraft draft)
    {
        foreach (var (lat, lon) in context.Points[context.SentenceOf(i)] ?? [])
        {
            var nearest = Nearest(draft, lat, lon);
            if (float.IsNaN(nearest))
                continue;
            row[22] = float.IsNaN(row[22]) ? nearest : Math.Min(row[22], nearest);
            row[25] = float.IsNaN(row[25]) ? nearest : Math.Max(row[25], nearest);
        }
        foreach (var (lat, lon) in context.PointsOf(context.Claims[i].Tokens))
        {
            var nearest = Nearest(draft, lat, lon);
            row[23] = float.IsNaN(row[23]) ? nearest : Math.Min(row[23], nearest);
        }
        row[24] = draft.Points.Count;
    }

    private static float Nearest(IncidentDraft draft, double lat, double lon)
    {
        var best = float.NaN;
        foreach (var (a, b) in draft.Points)
        {
            // Flat distance in kilometres: near enough for classes of distance, and cheap.
            var x = (lon - b) * Math.Cos((lat + a) * Math.PI / 360) * 111.2;
            var y = (lat - a) * 111.2;
            var km = (float)Math.Sqrt(x * x + y * y);
            best = float.IsNaN(best) ? km : Math.Min(best, km);
        }
        return best;
    }

    private void FillWords(Span<float> row, int i, IncidentDraft draft, int s)
    {
        var claim = context.Claims[i];
        var sentence = context.Text.Text.Sentences[s];
        int words = 0, shared = 0;
        Span<int> value = stackalloc int[10];
        value.Clear();
        for (var t = sentence.First; t < Math.Min(sentence.End, sentence.First + 80); t++)
        {
            if (!context.Text.Content[t])
                continue;
            words++;
            shared += draft.Words.Contains(context.Text.Word[t]) ? 1 : 0;
            for (var a = (int)ClaimAttribute.Weapon; a < (int)ClaimAttribute.Date; a++)
                value[a] += draft.Values[a]?.Contains(context.Text.Word[t]) == true ? 1 : 0;
        }
        row[26] = words;
        row[27] = words - shared;
        row[28] = words == 0 ? float.NaN : (float)shared / words;
        for (var a = (int)ClaimAttribute.Weapon; a < (int)ClaimAttribute.Date; a++)
            row[29 + a - (int)ClaimAttribute.Weapon] = value[a];
        int own = 0, ownShared = 0, ownSame = 0;
        for (var t = claim.Tokens.First; t < Math.Min(claim.Tokens.End, claim.Tokens.First + 12); t++)
        {
            if (!context.Text.Content[t])
                continue;
            own++;
            ownShared += draft.Words.Contains(context.Text.Word[t]) ? 1 : 0;
            ownSame += draft.Values[(int)claim.Attribute]?.Contains(context.Text.Word[t]) == true ? 1 : 0;
        }
        row[34] = own == 0 ? float.NaN : (float)ownShared / own;
        row[35] = own == 0 ? float.NaN : (float)ownSame / own;
        row[36] = ValueMatch(i, draft);
        const uint kinds = (1u << (int)IncidentCue.Attack) - 2;
        row[37] = BitOperations.PopCount(context.Kinds[s] & draft.Kinds & kinds);
        row[38] = BitOperations.PopCount(context.Kinds[s] & ~draft.Kinds & kinds);
        row[39] = SentenceValueConflicts(i, draft, ClaimAttribute.Perpetrator);
        row[40] = SentenceValueConflicts(i, draft, ClaimAttribute.Target);
        row[41] = SentenceValueConflicts(i, draft, ClaimAttribute.Place);
        row[42] = SentenceValueConflicts(i, draft, ClaimAttribute.Weapon);
        StructureFeatures.FillPair(context, i, draft, row[43..]);
    }

    /// <summary>0 the incident has no such count, 1 it has others, 3 the same.</summary>
    private float ValueMatch(int i, IncidentDraft draft)
    {
        var a = context.Claims[i];
        if (a.Value.Text is not null)
            return float.NaN;
        var best = 0f;
        foreach (var c in draft.Claims)
        {
            var b = context.Claims[c];
            if (b.Attribute == a.Attribute)
                best = Math.Max(best, a.Value.N == b.Value.N && a.Value.Low == b.Value.Low && a.Value.High == b.Value.High ? 3 : 1);
        }
        return best;
    }

    /// <summary>Of the claims of an attribute in this claim's sentence: how many share no word with the incident's, less how many do; NaN where either has none.</summary>
    private float SentenceValueConflicts(int i, IncidentDraft draft, ClaimAttribute attribute)
    {
        if (draft.Values[(int)attribute] is not { } known)
            return float.NaN;
        var s = context.SentenceOf(i);
        var sum = float.NaN;
        for (var c = context.FirstClaim[s]; c < context.Claims.Count && context.SentenceOf(c) == s; c++)
        {
            if (context.Claims[c].Attribute != attribute)
                continue;
            var same = false;
            for (var t = context.Claims[c].Tokens.First; t < Math.Min(context.Claims[c].Tokens.End, context.Claims[c].Tokens.First + 12) && !same; t++)
                same = context.Text.Content[t] && known.Contains(context.Text.Word[t]);
            sum = (float.IsNaN(sum) ? 0 : sum) + (same ? -1 : 1);
        }
        return sum;
    }

    private void Put(float value) => _claim[_at++] = value;

    private void Put(bool value) => _claim[_at++] = value ? 1 : 0;
}
