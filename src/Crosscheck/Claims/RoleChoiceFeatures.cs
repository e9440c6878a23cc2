using System.Numerics;

namespace Crosscheck.Claims;

/// <summary>The row of numbers by which boosted trees judge whether an incident is what the report is about, or told as background.</summary>
internal sealed class RoleChoiceFeatures
{
    /// <summary>The length of a row.</summary>
    public const int Count = 40;

    private readonly JoinContext _join;
    private readonly List<int>[] _members;
    private readonly HashSet<string> _title;
    private readonly int?[] _days;

    public RoleChoiceFeatures(IncidentText context, IReadOnlyList<ClaimMention> claims, List<int>[] members)
    {
        _join = new JoinContext(context, claims);
        _members = members;
        _title = [.. (context.Text.Title ?? "").ToLowerInvariant().Split([' ', ',', '.', ':', ';', '-', '\'', '’', '"'], StringSplitOptions.RemoveEmptyEntries).Where(w => w.Length > 3)];
        _days = [.. members.Select(m => IncidentDates.Claimed(claims, m) is { } date ? IncidentDates.FirstDay(date)?.DayNumber : null)];
    }

    public float[] Row(int k)
    {
        var row = new float[Count];
        var mine = _members[k];
        var text = _join.Text;
        var first = _join.Claims[mine[0]].Tokens.First;
        row[0] = k;
        row[1] = _members.Length;
        row[2] = mine.Count;
        row[3] = (float)mine.Count / _members.Max(m => m.Count);
        row[4] = (float)mine.Count / _join.Claims.Count;
        row[5] = _days[k] is { } day && text.Text.Published is { } published ? Math.Clamp(published.DayNumber - day, -5, 4000) : float.NaN;
        row[6] = IncidentDates.Claimed(_join.Claims, mine)?.Length ?? 0;
        row[7] = _days[k] is { } own && _days[0] is { } other ? Math.Clamp(other - own, -4000, 4000) : float.NaN;
        row[8] = _join.SentenceOf(mine[0]);
        row[9] = (float)first / text.Word.Length;
        row[10] = _join.ParagraphOf(mine[0]);
        row[11] = mine.Select(_join.SentenceOf).Distinct().Count();
        row[12] = mine.Count(i => _join.Claims[i].Attribute <= ClaimAttribute.Abducted);
        row[13] = mine.Count(i => _join.Claims[i].Attribute == ClaimAttribute.Place);
        row[14] = mine.Count(i => _join.Claims[i].Attribute == ClaimAttribute.Weapon);
        row[15] = mine.Count(i => _join.Claims[i].Attribute is ClaimAttribute.Perpetrator or ClaimAttribute.Target or ClaimAttribute.Responsibility);
        row[16] = TitleWords(mine);
        FillReport(row.AsSpan(17), mine[0]);
        FillSentence(row.AsSpan(29), mine[0]);
        return row;
    }

    private int TitleWords(List<int> mine)
    {
        var count = 0;
        foreach (var i in mine)
        {
            for (var t = _join.Claims[i].Tokens.First; t < _join.Claims[i].Tokens.End; t++)
                count += _title.Contains(_join.Text.Text.Form(t).ToString().ToLowerInvariant()) ? 1 : 0;
        }
        return count;
    }

    private void FillReport(Span<float> row, int claim)
    {
        var report = _join.Structure;
        var paragraph = report.Of(claim);
        row[0] = report.Count;
        row[1] = report.Own;
        row[2] = report.Known;
        row[3] = report.Listed;
        row[4] = report.Dated;
        row[5] = report.PlaceShare;
        row[6] = report.TollShare;
        row[7] = report.ClaimsEach;
        row[8] = paragraph.Opening;
        row[9] = paragraph.NewPlaces;
        row[10] = paragraph.Known;
        row[11] = claim - paragraph.FirstClaim;
    }

    /// <summary>The first sentence that tells of it: its times, the words of earlier and other attacks, its nouns of attack.</summary>
    private void FillSentence(Span<float> row, int claim)
    {
        var text = _join.Text;
        var sentence = text.Text.Sentences[_join.SentenceOf(claim)];
        ulong before = 0, all = 0;
        for (var t = sentence.First; t < Math.Min(sentence.End, sentence.First + 120); t++)
        {
            var time = text.TimeClass[t];
            row[0] = time is >= 2 and <= 6 ? Math.Max(row[0], time) : row[0];
            row[1] = time >= 7 ? Math.Max(row[1], time) : row[1];
            row[2] += time == 1 ? 1 : 0;
            row[3] += text.Cue[t] == IncidentCue.Past ? 1 : 0;
            row[4] += text.Cue[t] == IncidentCue.Plan ? 1 : 0;
            row[5] += text.Text.Form(t) is "had" ? 1 : 0;
            row[6] += _join.Definite[t] == 1 ? 1 : 0;
            row[7] += _join.Definite[t] == 2 ? 1 : 0;
            all |= _join.CueBits[t];
            if (t < _join.Claims[claim].Tokens.First)
                before |= _join.CueBits[t];
        }
        row[8] = BitOperations.PopCount(before & JoinContext.EarlierCues);
        row[9] = BitOperations.PopCount(all & JoinContext.EarlierCues);
        row[10] = sentence.End - sentence.First;
    }
}
