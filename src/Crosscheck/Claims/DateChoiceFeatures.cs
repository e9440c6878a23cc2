using System.Globalization;
using Crosscheck.Models;
using Crosscheck.Text;

namespace Crosscheck.Claims;

/// <summary>
/// The dates that an incident may have, each with a row of numbers for boosted trees: every date that the text tells, the day of
/// publication and the day before it. One a report; not thread-safe.
/// </summary>
internal sealed class DateChoiceFeatures
{
    /// <summary>The length of a row.</summary>
    public const int Count = 34;

    /// <summary>No more time expressions of a text than this are looked at.</summary>
    private const int MaxTimes = 60;

    private static readonly string[] Sayings = ["say", "tell", "report", "announce", "add", "state", "confirm", "post", "write", "declare", "update"];

    private readonly IncidentText _context;
    private readonly IReadOnlyList<ClaimMention> _claims;
    private readonly List<int>[] _members;
    private readonly List<Told> _told = [];
    private readonly List<string> _values = [];
    private readonly int[] _incidentOf;

    /// <summary>One expression of a date.</summary>
    private sealed record Told(string Value, TokenRange Tokens, int Sentence, int Kind, int PartOfDay, bool Said, bool Past, int Attacks);

    public DateChoiceFeatures(IncidentText context, IReadOnlyList<ClaimMention> claims, List<int>[] members)
    {
        (_context, _claims, _members) = (context, claims, members);
        _incidentOf = new int[claims.Count];
        for (var k = 0; k < members.Length; k++)
        {
            foreach (var i in members[k])
                _incidentOf[i] = k;
        }
        foreach (var time in context.Text.Times.Take(MaxTimes))
        {
            if (DateFeatures.DateOf(time) is { } value && IncidentDates.IsDate(value) && time.Tokens.Length > 0)
                _told.Add(Tell(value, time.Tokens));
        }
        if (context.Text.Published is { } published)
            _values.AddRange([IncidentDates.Iso(published)!, IncidentDates.Iso(published.AddDays(-1))!]);
        _values.AddRange(claims.Where(c => c.Attribute == ClaimAttribute.Date && c.Value.Text is { } v && IncidentDates.IsDate(v)).Select(c => c.Value.Text!));
        _values = [.. _values.Concat(_told.Select(t => t.Value)).Distinct()];
    }

    /// <summary>The dates, in the order of <see cref="Rows"/>.</summary>
    public IReadOnlyList<string> Values => _values;

    /// <summary>A row for each date. <paramref name="rule"/> is the date by the plain rule.</summary>
    public float[][] Rows(int k, string? rule)
    {
        int[] dated = [.. _members[k].Where(i => _claims[i].Attribute == ClaimAttribute.Date)];
        var sentences = _members[k].Select(i => _context.SentenceOf[_claims[i].Tokens.First]).ToHashSet();
        var recent = _told.Select(t => t.Value).Where(v => Lag(v) is >= 0 and <= 7).Distinct().OrderByDescending(v => v, StringComparer.Ordinal).ToList();
        return [.. _values.Select(v => Row(k, v, rule, dated, sentences, recent))];
    }

    private float[] Row(int k, string value, string? rule, int[] dated, HashSet<int> sentences, List<string> recent)
    {
        var row = new float[Count];
        row[0] = value.Length;
        row[1] = Lag(value) is { } lag ? Math.Clamp(lag, -5, 2000) : float.NaN;
        row[2] = dated.Count(i => _claims[i].Value.Text == value);
        row[3] = dated.Length;
        row[4] = dated.Length == 0 ? float.NaN : row[2] / dated.Length;
        row[5] = Array.FindIndex(dated, i => _claims[i].Value.Text == value) is >= 0 and var rank ? rank : float.NaN;
        row[6] = _claims.Where((c, i) => c.Attribute == ClaimAttribute.Date && c.Value.Text == value && _incidentOf[i] != k).Count();
        row[7] = value == rule ? 1 : 0;
        row[8] = dated.Any(i => _claims[i].Value.Text?.Length == 10) ? 1 : 0;
        row[9] = _members.Length;
        row[10] = k;
        row[11] = _context.Text.Sentences.Length;
        row[12] = recent.Count;
        row[13] = recent.IndexOf(value) is >= 0 and var order ? order : float.NaN;
        row[14] = Neighbour(value, 1);
        row[15] = Neighbour(value, -1);
        FillTold(row.AsSpan(16), k, [.. _told.Where(t => t.Value == value)], sentences);
        return row;
    }

    private void FillTold(Span<float> row, int k, Told[] told, HashSet<int> sentences)
    {
        row[0] = told.Length;
        if (told.Length == 0)
        {
            row[1..].Fill(float.NaN);
            return;
        }
        var best = told.OrderByDescending(t => sentences.Contains(t.Sentence)).ThenBy(t => t.Said).First();
        row[1] = told.Count(t => sentences.Contains(t.Sentence));
        row[2] = told[0].Sentence;
        row[3] = _context.SentenceOf[_claims[_members[k][0]].Tokens.First] - best.Sentence;
        row[4] = best.Kind;
        row[5] = best.PartOfDay;
        row[6] = told.Count(t => t.Said);
        row[7] = best.Said ? 1 : 0;
        row[8] = best.Past ? 1 : 0;
        row[9] = best.Attacks;
        var nearest = float.NaN;
        foreach (var i in _members[k])
        {
            if (_claims[i].Attribute != ClaimAttribute.Date && _context.SentenceOf[_claims[i].Tokens.First] == best.Sentence
                && Math.Abs(_claims[i].Tokens.First - best.Tokens.First) is var distance && !(distance >= nearest))
                nearest = distance;
        }
        row[10] = nearest;
        row[11] = best.Tokens.First - _context.Text.Sentences[best.Sentence].First;
        row[12] = told.Max(t => t.Kind == 3 ? 1 : 0);
        row[13] = _told.FindIndex(t => t.Value == best.Value);
        row[14] = best.Tokens.Length;
        row[15] = told.Max(t => t.PartOfDay == 2 ? 1 : 0);
        row[16] = told.Min(t => t.Said ? 1 : 0);
        row[17] = _context.Text.Sentences[best.Sentence].Paragraph;
    }

    /// <summary>Is the day before or after told too? NaN where the date is no day.</summary>
    private float Neighbour(string value, int days) =>
        IncidentDates.Day(value) is { } day ? _told.Any(t => t.Value == IncidentDates.Iso(day.AddDays(days))) ? 1 : 0 : float.NaN;

    private int? Lag(string value)
    {
        if (_context.Text.Published is not { } published)
            return null;
        if (IncidentDates.Day(value) is { } day)
            return published.DayNumber - day.DayNumber;
        return value.Length == 7 && value[5] != 'W' && IncidentDates.Day(value + "-01") is { } month ? published.DayNumber - month.DayNumber
            : IncidentDates.Day(value[..4] + "-01-01") is { } year ? published.DayNumber - year.DayNumber : null;
    }

    private Told Tell(string value, TokenRange tokens)
    {
        var sentence = _context.SentenceOf[tokens.First];
        var range = _context.Text.Sentences[sentence];
        int kind = 0, part = 0, attacks = 0;
        for (var t = tokens.First; t < tokens.End; t++)
        {
            var form = _context.Text.Form(t);
            kind = Math.Max(kind, _context.TimeClass[t] == 1 ? 1 : _context.TimeClass[t] > 1 ? 2 : Is(form, "today", "yesterday", "tonight", "overnight") ? 3 : Is(form, "ago", "earlier", "later", "after", "before", "last") ? 4 : 0);
            part = Is(form, "night", "evening", "overnight", "midnight", "tonight") ? 2 : Is(form, "morning", "dawn", "early", "noon", "afternoon") ? 1 : part;
        }
        var past = false;
        for (var t = range.First; t < Math.Min(range.End, range.First + 120); t++)
        {
            attacks += _context.Cue[t] is > IncidentCue.None and <= IncidentCue.Attack ? 1 : 0;
            past |= _context.Text.Form(t) is "had";
        }
        return new Told(value, tokens, sentence, kind, part, IsSaid(tokens, range), past, attacks);
    }

    /// <summary>Does a word of saying stand right before the date ("said on Sunday"), or right behind it ("on Sunday the army said")?</summary>
    private bool IsSaid(TokenRange tokens, Sentence sentence)
    {
        if (_context.Text.Tags.IsEmpty)
            return false;
        for (var t = Math.Max(sentence.First, tokens.First - 3); t < Math.Min(sentence.End, tokens.End + 4); t++)
        {
            if (!tokens.Contains(t) && _context.Text.Tags[t].Upos == Upos.VERB && Array.IndexOf(Sayings, _context.Text.Tags[t].Lemma) >= 0)
                return true;
        }
        return false;
    }

    private static bool Is(ReadOnlySpan<char> form, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (form.Equals(word, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }
}
