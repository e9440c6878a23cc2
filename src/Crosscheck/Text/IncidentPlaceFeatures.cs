using System.Collections.Immutable;
using Crosscheck.Models;

namespace Crosscheck.Text;

/// <summary>What is known of every resolved place of a text as the place of an incident; one row of numbers for each.</summary>
internal sealed class IncidentPlaceFeatures
{
    /// <summary>Only so many places of a text are looked at: what an incident is about stands in its first part.</summary>
    private const int MaxMentions = 400;

    private const double Near = 50;
    public const int Count = 47;
    private readonly AnnotatedText _text;
    private readonly int[] _sentence;
    private readonly ulong[] _key;
    private readonly Dictionary<ulong, int> _mentions = [];
    private readonly HashSet<ulong> _title = [];
    private readonly float[] _support;
    private readonly float[] _finer;
    private readonly float[] _countryShare;
    private readonly int[] _ordinal;
    private readonly HarmWords _harm;

    public IncidentPlaceFeatures(AnnotatedText text)
    {
        _text = text;
        Mentions = [.. text.Places.Where(p => p.Resolved is not null).Take(MaxMentions)];
        _sentence = [.. Mentions.Select(m => text.SentenceOf(m.Tokens.First))];
        _key = [.. Mentions.Select(m => PlaceName.Hash(PlaceName.Fold(text.Words(m.Tokens))))];
        _ordinal = new int[Mentions.Length];
        for (var m = 0; m < Mentions.Length; m++)
            _ordinal[m] = _mentions[_key[m]] = _mentions.GetValueOrDefault(_key[m]) + 1;
        _harm = new HarmWords(text);
        Title(text.Title);
        (_support, _finer, _countryShare) = (new float[Mentions.Length], new float[Mentions.Length], new float[Mentions.Length]);
        Neighbours();
    }

    public ImmutableArray<PlaceMention> Mentions { get; }

    public void Fill(Span<float> row, int m, int? trigger)
    {
        row.Fill(float.NaN);
        Standing(row, m);
        Words(row, m);
        Kind(row, m);
        Company(row, m);
        if (trigger is { } t)
            Trigger(row, m, t);
    }

    private void Title(string? title)
    {
        if (title is null)
            return;
        var tokens = Tokenizer.Split(title);
        for (var first = 0; first < tokens.Length; first++)
        {
            for (var last = first; last < Math.Min(tokens.Length, first + 5); last++)
                _title.Add(PlaceName.Hash(PlaceName.Fold(title[tokens[first].Start..tokens[last].End])));
        }
    }

    /// <summary>How many mentions, and how many finer ones, lie near each; the share of mentions in its country.</summary>
    private void Neighbours()
    {
        for (var a = 0; a < Mentions.Length; a++)
        {
            var mine = Mentions[a].Resolved!;
            int near = 0, finer = 0, country = 0;
            for (var b = 0; b < Mentions.Length; b++)
            {
                var other = Mentions[b].Resolved!;
                country += other.Country == mine.Country ? 1 : 0;
                if (Geo.Kilometres(mine.Latitude, mine.Longitude, other.Latitude, other.Longitude) > Near)
                    continue;
                near++;
                finer += other.Precision < mine.Precision ? 1 : 0;
            }
            _support[a] = (float)near / Mentions.Length;
            _finer[a] = finer;
            _countryShare[a] = (float)country / Mentions.Length;
        }
    }

    private void Standing(Span<float> row, int m)
    {
        var mention = Mentions[m];
        var first = mention.Tokens.First;
        var sentence = _text.Sentences[_sentence[m]];
        row[0] = Math.Min(_sentence[m], 30);
        row[1] = Math.Min(first, 600);
        row[2] = (float)first / _text.Tokens.Length;
        row[3] = _title.Contains(_key[m]) ? 1 : 0;
        row[4] = _title.Count == 0 ? -1 : _title.Count;
        row[5] = _mentions[_key[m]];
        row[6] = (float)_mentions[_key[m]] / Mentions.Length;
        row[7] = (float)(first - sentence.First) / (sentence.End - sentence.First);
        row[8] = first - sentence.First;
        row[9] = _ordinal[m];
        row[10] = sentence.Paragraph;
        row[11] = IsDateline(first, sentence) ? 1 : 0;
        row[12] = Mentions.Length;
    }

    private void Words(Span<float> row, int m)
    {
        var (first, end) = Mentions[m].Tokens;
        var sentence = _text.Sentences[_sentence[m]];
        row[13] = first > sentence.First ? Before(_text.Form(first - 1)) : -1;
        row[14] = first > sentence.First ? TagOf(first - 1) : -1;
        row[15] = end < sentence.End ? TagOf(end) : -1;
        row[16] = end < sentence.End ? After(_text.Form(end)) : -1;
        row[17] = first - 1 > sentence.First ? TagOf(first - 2) : -1;
        row[18] = _harm.NearestTo(first, end);
        row[19] = _harm.In(sentence);
        row[20] = _harm.PastIn(sentence) ? 1 : 0;
        row[21] = char.IsUpper(_text.Form(first)[^1]) ? 1 : 0;
        row[22] = (float)PlaceCues.HintOf(_text, Mentions[m].Tokens, sentence);
        row[23] = _harm.SaysNear(end, sentence) ? 1 : 0;
        row[24] = _harm.FirstSentence < 0 ? float.NaN : _sentence[m] - _harm.FirstSentence;
    }

    private void Kind(Span<float> row, int m)
    {
        var mention = Mentions[m];
        row[25] = (float)mention.Resolved!.Precision;
        row[26] = (float)mention.Score;
        row[27] = mention.Relative ? 1 + Array.IndexOf(RelativePlaces.Kinds, mention.By) : 0;
        row[28] = mention.Tokens.Length;
        row[29] = mention.Resolved.Geonames is null ? 0 : 1;
        row[30] = mention.By == "gazetteer" ? 0 : 1;
    }

    /// <summary>The other places: near it, finer than it, around it.</summary>
    private void Company(Span<float> row, int m)
    {
        row[31] = _support[m];
        row[32] = _finer[m];
        row[33] = _countryShare[m];
        row[34] = m > 0 && _sentence[m - 1] == _sentence[m] ? Mentions[m].Tokens.First - Mentions[m - 1].Tokens.End : float.NaN;
        row[35] = m + 1 < Mentions.Length && _sentence[m + 1] == _sentence[m] ? Mentions[m + 1].Tokens.First - Mentions[m].Tokens.End : float.NaN;
        row[36] = m > 0 && _sentence[m - 1] == _sentence[m] ? (float)Mentions[m - 1].Resolved!.Precision - (float)Mentions[m].Resolved!.Precision : float.NaN;
        row[37] = m + 1 < Mentions.Length && _sentence[m + 1] == _sentence[m] ? (float)Mentions[m + 1].Resolved!.Precision - (float)Mentions[m].Resolved!.Precision : float.NaN;
        row[38] = m;
        row[39] = (m > 0 && Mentions[m - 1].Tokens.Overlaps(Mentions[m].Tokens)) || (m + 1 < Mentions.Length && Mentions[m + 1].Tokens.Overlaps(Mentions[m].Tokens)) ? 1 : 0;
    }

    private void Trigger(Span<float> row, int m, int trigger)
    {
        var sentence = _text.SentenceOf(trigger);
        row[40] = Math.Clamp(_sentence[m] - sentence, -20, 20);
        row[41] = Math.Min(300, Math.Abs(Mentions[m].Tokens.First - trigger));
        row[42] = Math.Clamp(Mentions[m].Tokens.First - trigger, -100, 100);
        row[43] = sentence;
        row[44] = Between(m, trigger);
        if (_sentence[m] == sentence)
            row[46] = EventPlaceRanker.Shared.Chance(_text, Mentions[m].Tokens, trigger, (int)row[44]);
        row[45] = Mentions[m].Tokens.First > trigger && _sentence[m] == sentence ? 1 : 0;
    }

    /// <summary>How many other places stand between the trigger and this one.</summary>
    private float Between(int m, int trigger)
    {
        var count = 0;
        for (var b = 0; b < Mentions.Length; b++)
        {
            var at = Mentions[b].Tokens.First;
            if (b != m && (at > trigger) == (Mentions[m].Tokens.First > trigger) && Math.Abs(at - trigger) < Math.Abs(Mentions[m].Tokens.First - trigger))
                count++;
        }
        return count;
    }

    /// <summary>"BAGHDAD (Reuters) -", "Kabul, Oct. 1 --": before a bracket or dash near the text's start.</summary>
    private bool IsDateline(int first, Sentence sentence)
    {
        if (_sentence[0] > 2 || first > 30 || first - sentence.First > 4)
            return false;
        for (var t = first; t < Math.Min(sentence.End, first + 12); t++)
        {
            if (_text.Form(t) is "(" or "-" or "--" or "\u2013" or "\u2014")
                return true;
        }
        return false;
    }

    private float TagOf(int token) => _text.Tags.IsDefaultOrEmpty ? 0 : (float)_text.Tags[token].Upos;

    private static float Before(ReadOnlySpan<char> form) => form switch
    {
        "in" or "In" => 1,
        "at" or "At" => 2,
        "near" or "outside" or "Near" => 3,
        "of" => 4,
        "from" => 5,
        "to" or "into" => 6,
        "on" => 7,
        "between" or "and" => 8,
        "," => 9,
        "(" => 10,
        "the" or "The" => 11,
        "by" => 12,
        "with" or "against" => 13,
        "'s" => 14,
        "-" or "/" => 15,
        "for" => 16,
        _ => 0,
    };

    private static float After(ReadOnlySpan<char> form) => form switch
    {
        "," => 1,
        "." => 2,
        "'s" or "\u2019s" => 3,
        "on" or "On" => 4,
        "(" => 5,
        "and" => 6,
        "-" => 7,
        "in" => 8,
        "said" or "says" => 9,
        "province" or "region" or "district" or "governorate" => 10,
        "after" or "when" or "where" => 11,
        "has" or "had" or "have" => 12,
        "to" => 13,
        "killing" or "killed" => 14,
        _ => 0,
    };
}
