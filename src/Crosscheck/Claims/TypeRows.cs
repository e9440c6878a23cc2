namespace Crosscheck.Claims;

/// <summary>
/// One incident of a report as rows for boosted trees, a row for each ACLED sub-event type that it may be: how many words of
/// each cue stand in its claims, its sentences, the lead and the title, and how much of each attribute is claimed.
/// </summary>
internal sealed class TypeRows(IncidentText context, IReadOnlyList<ClaimMention> claims, List<int>[] members)
{
    private const int Lead = 70;
    private static readonly int Cues = (int)IncidentCue.Plan + 1;

    /// <summary>The length of a row for that many types.</summary>
    public static int Count(int types) => types + 6 * Cues + 10 + 4;

    /// <summary>The row of an incident but for the type asked about, which stands in its first places.</summary>
    public float[] Of(int k, int types)
    {
        var row = new float[Count(types)];
        int at = types, claimed = at + 5 * Cues + Cues, extra = claimed + 10;
        var seen = new HashSet<int>();
        var words = 0;
        var killed = 0;
        foreach (var i in members[k])
        {
            var claim = claims[i];
            row[claimed + (int)claim.Attribute]++;
            if (claim.Attribute == ClaimAttribute.Killed)
                killed = Math.Max(killed, claim.Value.N ?? claim.Value.Low ?? 0);
            var part = claim.Attribute switch
            {
                ClaimAttribute.Weapon or ClaimAttribute.Munitions => 0,
                ClaimAttribute.Perpetrator or ClaimAttribute.Responsibility => 1,
                ClaimAttribute.Target => 2,
                _ => -1,
            };
            for (var t = claim.Tokens.First; part >= 0 && t < Math.Min(claim.Tokens.End, claim.Tokens.First + 12); t++)
                Add(row, at + part * Cues, t, 1);
            var s = context.SentenceOf[claim.Tokens.First];
            if (!seen.Add(s))
                continue;
            var sentence = context.Text.Sentences[s];
            words += sentence.End - sentence.First;
            for (var t = sentence.First; t < Math.Min(sentence.End, sentence.First + 80); t++)
            {
                Add(row, at + 3 * Cues, t, 1);
                if (seen.Count == 1)
                    Add(row, at + 4 * Cues, t, 1);
            }
        }
        for (var t = 0; t < Math.Min(Lead, context.Word.Length); t++)
            Add(row, at + 5 * Cues, t, 1);
        row[extra] = killed;
        row[extra + 1] = members[k].Count;
        row[extra + 2] = words;
        row[extra + 3] = k;
        return row;
    }

    private void Add(float[] row, int at, int token, float weight)
    {
        var cue = (int)context.Cue[token];
        if (cue > 0 && cue < Cues)
            row[at + cue] += weight;
    }
}
