namespace Crosscheck.Claims;

/// <summary>What the layout of a report says of joining a claim: of the whole report, of its paragraph, of what stands before it.</summary>
internal static class StructureFeatures
{
    /// <summary>The length of the part of a row that does not depend on the incident.</summary>
    public const int Count = 24;

    /// <summary>A paragraph is looked at this many claims to either side.</summary>
    private const int Window = 20;

    public static void Fill(JoinContext context, int i, Span<float> row)
    {
        var report = context.Structure;
        var paragraph = report.Of(i);
        row[0] = report.Count;
        row[1] = report.Own;
        row[2] = report.WithPlace;
        row[3] = report.Known;
        row[4] = report.Listed;
        row[5] = report.Dated;
        row[6] = report.PlaceShare;
        row[7] = report.TollShare;
        row[8] = report.ClaimsEach;
        row[9] = paragraph.NewPlaces;
        row[10] = paragraph.NewTolls;
        row[11] = paragraph.Tolls - paragraph.NewTolls;
        row[12] = paragraph.Known;
        row[13] = paragraph.Opening;
        row[14] = i - paragraph.FirstClaim;
        row[15] = paragraph.EndClaim - paragraph.FirstClaim;
        FillNouns(context, i, row[16..20]);
        FillPlaces(context, i, row[20..24]);
    }

    /// <summary>The nouns of attack since the claim before, before the claim, and in the whole sentence.</summary>
    private static void FillNouns(JoinContext context, int i, Span<float> row)
    {
        var sentence = context.Text.Text.Sentences[context.SentenceOf(i)];
        var at = context.Claims[i].Tokens.First;
        var since = i == 0 ? 0 : context.Claims[i - 1].Tokens.End;
        int known = 0, fresh = 0, last = 0, between = 0;
        for (var t = sentence.First; t < sentence.End; t++)
        {
            var kind = context.Definite[t];
            if (kind == 0)
                continue;
            known += kind == 1 ? 1 : 0;
            fresh += kind == 2 ? 1 : 0;
            if (t < at)
                last = kind;
            if (t >= since && t < context.Claims[i].Tokens.End)
                between = kind;
        }
        row[0] = known;
        row[1] = fresh;
        row[2] = last;
        row[3] = between;
    }

    /// <summary>Of the sentence's place claims: how many, how many new, and how far the nearest is before and behind.</summary>
    private static void FillPlaces(JoinContext context, int i, Span<float> row)
    {
        var s = context.SentenceOf(i);
        row.Fill(float.NaN);
        row[0] = row[1] = 0;
        for (var c = context.FirstClaim[s]; c < context.Claims.Count && context.SentenceOf(c) == s; c++)
        {
            if (context.Claims[c].Attribute != ClaimAttribute.Place)
                continue;
            row[0]++;
            row[1] += context.Structure.IsNew(c) ? 1 : 0;
            var distance = context.Distance(c, i);
            if (c <= i)
                row[2] = distance;
            else if (float.IsNaN(row[3]))
                row[3] = distance;
        }
    }

    /// <summary>The claim's paragraph against an incident: how much of it the incident has, and where places and tolls disagree.</summary>
    public static void FillPair(JoinContext context, int i, IncidentDraft draft, Span<float> row)
    {
        var paragraph = context.Structure.Of(i);
        var (from, to) = (Math.Max(paragraph.FirstClaim, i - Window), Math.Min(paragraph.EndClaim, i + Window));
        var here = 0;
        for (var c = from; c < i; c++)
            here += context.Owner[c] == draft ? 1 : 0;
        row[0] = here;
        row[1] = i == from ? float.NaN : (float)here / (i - from);
        var s = context.SentenceOf(i);
        var (first, end) = (i, i + 1);
        while (first > from && context.SentenceOf(first - 1) == s)
            first--;
        while (end < to && context.SentenceOf(end) == s)
            end++;
        row[2] = Tolls(context, draft, first, end);
        row[3] = Tolls(context, draft, from, to);
        row[4] = Places(context, draft, first, end);
        row[5] = Places(context, draft, from, to);
        row[6] = Tolls(context, draft, i, i + 1);
    }

    /// <summary>Tolls among some claims that the incident does not have, less those that it has; NaN where either has none.</summary>
    private static float Tolls(JoinContext context, IncidentDraft draft, int first, int end)
    {
        var sum = float.NaN;
        for (var c = first; c < end; c++)
        {
            var claim = context.Claims[c];
            if (claim.Attribute > ClaimAttribute.Abducted || draft.Counts[(int)claim.Attribute] == 0 || context.Owner[c] == draft)
                continue;
            sum = (float.IsNaN(sum) ? 0 : sum) + (draft.Tolls.Contains((claim.Attribute, claim.Value.N, claim.Value.Low)) ? -1 : 1);
        }
        return sum;
    }

    /// <summary>Place claims among some claims of which no word stands in the incident's sentences, less those of which one does.</summary>
    private static float Places(JoinContext context, IncidentDraft draft, int first, int end)
    {
        var sum = float.NaN;
        for (var c = first; c < end; c++)
        {
            var claim = context.Claims[c];
            if (claim.Attribute != ClaimAttribute.Place || context.Owner[c] == draft)
                continue;
            var same = false;
            for (var t = claim.Tokens.First; t < Math.Min(claim.Tokens.End, claim.Tokens.First + 12) && !same; t++)
                same = context.Text.Content[t] && draft.Words.Contains(context.Text.Word[t]);
            sum = (float.IsNaN(sum) ? 0 : sum) + (same ? -1 : 1);
        }
        return sum;
    }
}
