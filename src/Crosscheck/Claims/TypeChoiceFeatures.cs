namespace Crosscheck.Claims;

/// <summary>
/// A row of numbers for each type that an incident may have, for boosted trees. Most of a row asks the same of every type (how
/// often do its own words stand in the weapon, in the first sentence, in the title), so that rare types learn from common ones.
/// </summary>
internal sealed class TypeChoiceFeatures
{
    /// <summary>The length of a row.</summary>
    public const int Count = 18 + Kinds + 8;

    private const int Kinds = (int)IncidentCue.Ship;
    private const int Lead = 70;

    /// <summary>The types, each with the cues that speak of it.</summary>
    private static readonly (string Type, IncidentCue[] Cues)[] Types =
    [
        ("Shelling/artillery/missile attack", [IncidentCue.Shell]), ("Air/drone strike", [IncidentCue.Air]),
        ("Remote explosive/landmine/IED", [IncidentCue.Bomb, IncidentCue.Blast]), ("Suicide bomb", [IncidentCue.Suicide]),
        ("Grenade", [IncidentCue.Grenade]), ("Armed clash", [IncidentCue.Clash]), ("Attack", [IncidentCue.Shoot, IncidentCue.Attack]),
        ("Abduction/forced disappearance", [IncidentCue.Abduct]), ("Mob violence", [IncidentCue.Mob]),
        ("Violent demonstration", [IncidentCue.Demo]), ("Looting/property destruction", [IncidentCue.Loot]), ("Other", []),
    ];

    public static readonly string[] Names = [.. Types.Select(t => t.Type)];

    private readonly IncidentText _context;
    private readonly IReadOnlyList<ClaimMention> _claims;
    private readonly List<int>[] _members;
    private readonly int[] _text = new int[IncidentCues.Count], _title = new int[IncidentCues.Count], _lead = new int[IncidentCues.Count];

    public TypeChoiceFeatures(IncidentText context, IReadOnlyList<ClaimMention> claims, List<int>[] members)
    {
        (_context, _claims, _members) = (context, claims, members);
        for (var t = 0; t < context.Cue.Length; t++)
        {
            _text[(int)context.Cue[t]]++;
            if (t < Lead)
                _lead[(int)context.Cue[t]]++;
        }
        var words = (context.Text.Title ?? "").ToLowerInvariant().Split([' ', ',', '.', ':', ';', '-', '\'', '’', '"', '(', ')'], StringSplitOptions.RemoveEmptyEntries);
        for (var w = 0; w < words.Length; w++)
            _title[(int)IncidentCues.Of(words[w], w + 1 < words.Length ? words[w + 1] : "")]++;
    }

    /// <summary>A row for each of <see cref="Names"/>. <paramref name="chances"/> are those of the model over words, in the same order.</summary>
    public float[][] Rows(int k, ReadOnlySpan<float> chances)
    {
        int[] weapon = new int[IncidentCues.Count], actors = new int[IncidentCues.Count], all = new int[IncidentCues.Count], first = new int[IncidentCues.Count];
        var counts = new int[10];
        var last = -1;
        var order = 0;
        foreach (var i in _members[k])
        {
            var claim = _claims[i];
            counts[(int)claim.Attribute]++;
            for (var t = claim.Tokens.First; t < Math.Min(claim.Tokens.End, claim.Tokens.First + 12); t++)
            {
                if (claim.Attribute is ClaimAttribute.Weapon or ClaimAttribute.Munitions)
                    weapon[(int)_context.Cue[t]]++;
                else if (claim.Attribute is ClaimAttribute.Perpetrator or ClaimAttribute.Target)
                    actors[(int)_context.Cue[t]]++;
            }
            if (_context.SentenceOf[claim.Tokens.First] == last)
                continue;
            last = _context.SentenceOf[claim.Tokens.First];
            AddSentence(last, all, order++ == 0 ? first : null);
        }
        var rows = new float[Types.Length][];
        for (var c = 0; c < rows.Length; c++)
        {
            rows[c] = new float[Count];
            Fill(rows[c], c, chances, [weapon, actors, first, all, _lead, _title, _text], counts);
        }
        return rows;
    }

    private void AddSentence(int s, int[] all, int[]? first)
    {
        var sentence = _context.Text.Sentences[s];
        for (var t = sentence.First; t < Math.Min(sentence.End, sentence.First + 80); t++)
        {
            all[(int)_context.Cue[t]]++;
            if (first is not null)
                first[(int)_context.Cue[t]]++;
        }
    }

    private void Fill(float[] row, int c, ReadOnlySpan<float> chances, int[][] zones, int[] counts)
    {
        var at = 0;
        row[at++] = c;
        row[at++] = chances.IsEmpty ? float.NaN : chances[c];
        foreach (var zone in zones)
        {
            var own = Own(zone, c);
            var most = 0;
            for (var other = 0; other < Types.Length; other++)
                most = other == c ? most : Math.Max(most, Own(zone, other));
            row[at++] = own;
            row[at++] = own - most;
        }
        row[at++] = _members.Length;
        row[at++] = _members[0].Count;
        for (var kind = 1; kind <= Kinds; kind++)
            row[at++] = zones[3][kind];
        foreach (var attribute in (ReadOnlySpan<ClaimAttribute>)[ClaimAttribute.Killed, ClaimAttribute.Injured, ClaimAttribute.Abducted, ClaimAttribute.Munitions, ClaimAttribute.Weapon, ClaimAttribute.Perpetrator, ClaimAttribute.Responsibility, ClaimAttribute.Target])
            row[at++] = counts[(int)attribute];
    }

    private static int Own(int[] zone, int c)
    {
        var sum = 0;
        foreach (var cue in Types[c].Cues)
            sum += zone[(int)cue];
        return sum;
    }
}
