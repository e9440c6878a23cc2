using System.Globalization;
using Crosscheck.Models;
using Crosscheck.Text;

namespace Crosscheck.Claims;

/// <summary>What the joining of claims to incidents asks of a report and its claims, computed once.</summary>
internal sealed class JoinContext
{
    /// <summary>Words whose presence before a claim tells of another incident or of the same one.</summary>
    private static readonly string[] Cues =
        ["also", "another", "second", "earlier", "last", "previous", "ago", "since", "before", "after", "meanwhile", "elsewhere",
         "separate", "other", "latest", "similar", "same", "this", "had", "followed", "response", "later", "then", "year", "month",
         "week", "years", "months", "two", "attacks", "strikes", "in", "first", "third", "killed", "where", "from", "recent", "next", "when"];

    public static readonly int CueCount = Cues.Length;
    private static readonly Dictionary<uint, int> CueOf = Cues.Select((c, i) => (Feature.Hash(c), i)).ToDictionary(x => x.Item1, x => x.i);

    /// <summary>The bits of the cue words that tell of an earlier attack.</summary>
    public static readonly ulong EarlierCues = Cues.Index().Where(c => c.Item is "earlier" or "last" or "previous" or "ago" or "since" or "before" or "similar" or "year" or "years" or "months" or "month" or "first" or "latest" or "recent")
        .Aggregate(0ul, (bits, c) => bits | 1ul << c.Index);

    public JoinContext(IncidentText text, IReadOnlyList<ClaimMention> claims)
    {
        Text = text;
        Claims = claims;
        var sentences = Math.Max(1, text.Text.Sentences.Length);
        DateOf = new int[sentences];
        FirstClaim = new int[sentences];
        Kinds = new uint[sentences];
        Points = new List<(double, double)>[sentences];
        Array.Fill(DateOf, -1);
        Array.Fill(FirstClaim, -1);
        Day = new int?[claims.Count];
        Owner = new IncidentDraft?[claims.Count];
        for (var i = claims.Count - 1; i >= 0; i--)
        {
            FirstClaim[SentenceOf(i)] = i;
            if (claims[i].Attribute != ClaimAttribute.Date)
                continue;
            DateOf[SentenceOf(i)] = i;
            if (claims[i].Value.Text is { Length: 10 } date && DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                Day[i] = day.DayNumber;
        }
        CueBits = new ulong[text.Word.Length];
        for (var t = 0; t < text.Word.Length; t++)
        {
            Kinds[text.SentenceOf[t]] |= 1u << (int)text.Cue[t];
            if (CueOf.TryGetValue(text.Word[t], out var cue))
                CueBits[t] = 1ul << cue;
        }
        foreach (var place in text.Text.Places)
        {
            if (place.Resolved is { Precision: not PlacePrecision.Country } resolved && place.Tokens.Length > 0)
                (Points[text.SentenceOf[place.Tokens.First]] ??= []).Add((resolved.Latitude, resolved.Longitude));
        }
        DistinctDays = Day.Where(d => d is not null).Distinct().Count();
        Definite = [.. Enumerable.Range(0, text.Word.Length).Select(t => DefiniteTriggers.Of(text, t))];
        Structure = new ReportStructure(this);
    }

    public IncidentText Text { get; }
    public IReadOnlyList<ClaimMention> Claims { get; }

    /// <summary>The first date claim of each sentence, -1 where there is none.</summary>
    public int[] DateOf { get; }
    public int[] FirstClaim { get; }
    public uint[] Kinds { get; }

    /// <summary>Where the places of each sentence lie, countries left out.</summary>
    public List<(double Latitude, double Longitude)>?[] Points { get; }

    /// <summary>For each date claim of day precision, the day.</summary>
    public int?[] Day { get; }

    /// <summary>The incident that each claim was last added to.</summary>
    public IncidentDraft?[] Owner { get; }
    public int DistinctDays { get; }

    /// <summary>How each noun of attack is introduced; see <see cref="DefiniteTriggers"/>.</summary>
    public byte[] Definite { get; }

    public ReportStructure Structure { get; }

    /// <summary>A bit for each of the cue words.</summary>
    public ulong[] CueBits { get; }

    public int SentenceOf(int claim) => Text.SentenceOf[Claims[claim].Tokens.First];

    public int ParagraphOf(int claim) => Text.Text.Sentences[SentenceOf(claim)].Paragraph;

    /// <summary>The nearest date claim in the sentence of a claim, -1 where there is none.</summary>
    public int NearestDate(int i)
    {
        if (DateOf[SentenceOf(i)] < 0)
            return -1;
        var best = -1;
        for (var d = DateOf[SentenceOf(i)]; d < Claims.Count && SentenceOf(d) == SentenceOf(i); d++)
        {
            if (Claims[d].Attribute == ClaimAttribute.Date && (best < 0 || Distance(d, i) < Distance(best, i)))
                best = d;
        }
        return best;
    }

    public int Distance(int a, int b) => Math.Abs(Claims[a].Tokens.First - Claims[b].Tokens.First);

    /// <summary>Adds a claim to an incident.</summary>
    public void Add(IncidentDraft draft, int i)
    {
        var sentence = SentenceOf(i);
        if (draft.LastSentence != sentence)
            AddSentence(draft, sentence);
        var claim = Claims[i];
        var values = draft.Values[(int)claim.Attribute] ??= [];
        for (var t = claim.Tokens.First; t < Math.Min(claim.Tokens.End, claim.Tokens.First + 12); t++)
        {
            if (Text.Content[t])
                values.Add(Text.Word[t]);
        }
        if (claim.Attribute == ClaimAttribute.Date)
        {
            if (Day[i] is { } day)
                draft.Days.Add(day);
            else if (claim.Value.Text is { } date)
                draft.Dates.Add(date);
        }
        if (claim.Attribute is ClaimAttribute.Place or ClaimAttribute.Target)
            AddPoints(draft, claim.Tokens);
        if (claim.Value.Text is null)
            draft.Tolls.Add((claim.Attribute, claim.Value.N, claim.Value.Low));
        draft.Counts[(int)claim.Attribute]++;
        Owner[i] = draft;
        draft.Claims.Add(i);
    }

    private void AddSentence(IncidentDraft draft, int sentence)
    {
        var tokens = Text.Text.Sentences[sentence];
        for (var t = tokens.First; t < Math.Min(tokens.End, tokens.First + 100); t++)
        {
            if (Text.Content[t])
                draft.Words.Add(Text.Word[t]);
        }
        draft.Kinds |= Kinds[sentence];
        draft.LastSentence = sentence;
        if (draft.FirstSentence < 0)
            draft.FirstSentence = sentence;
    }

    private void AddPoints(IncidentDraft draft, TokenRange tokens)
    {
        foreach (var point in PointsOf(tokens))
        {
            if (draft.Points.Count < 12)
                draft.Points.Add(point);
        }
    }

    /// <summary>The places named within a claim.</summary>
    public IEnumerable<(double Latitude, double Longitude)> PointsOf(TokenRange tokens)
    {
        var places = Text.Text.Places;
        int low = 0, high = places.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (places[middle].Tokens.End > tokens.First)
                high = middle;
            else
                low = middle + 1;
        }
        for (var p = low; p < places.Length && places[p].Tokens.First < tokens.End; p++)
        {
            if (places[p].Resolved is { Precision: not PlacePrecision.Country } resolved)
                yield return (resolved.Latitude, resolved.Longitude);
        }
    }
}
