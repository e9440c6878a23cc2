using System.Runtime.InteropServices;
using Crosscheck.Models;

namespace Crosscheck.Claims;

/// <summary>Features of a whole incident of a report, for its role and its type.</summary>
internal sealed class TellingFeatures(IncidentText context, IReadOnlyList<ClaimMention> claims, List<int>[] members)
{
    private readonly HashSet<uint> _set = [];
    private readonly List<uint> _out = [];

    /// <summary>Main or background: where it stands, how much is told of it, how long ago it was.</summary>
    public ReadOnlySpan<uint> Role(int k)
    {
        _set.Clear();
        var mine = members[k];
        var most = members.Max(m => m.Count);
        var date = IncidentDates.Of(context.Text, claims, mine, "background")?.Value;
        _set.Add(Feature.Of(1, (uint)Math.Min(k, 4), (uint)Math.Min(members.Length, 5)));
        _set.Add(Feature.Of(2, (uint)(mine.Count * 5 / most)));
        _set.Add(Feature.Of(3, (uint)Math.Min(mine.Count, 10)));
        _set.Add(Feature.Of(4, Age(date), mine.Count == most ? 1u : 0u));
        _set.Add(Feature.Of(5, (uint)(mine.Count * 5 / most), (uint)Math.Min(members.Length, 6)));
        var first = claims[mine[0]].Tokens.First;
        var sentence = context.Text.Sentences[context.SentenceOf[first]];
        _set.Add(Feature.Of(6, (uint)(5L * first / context.Word.Length)));
        for (var t = sentence.First; t < Math.Min(sentence.End, sentence.First + 80); t++)
        {
            _set.Add(Feature.Of(7, context.Shape[t]));
            if (t > sentence.First)
                _set.Add(Feature.Of(8, context.Shape[t - 1], context.Shape[t]));
            if (t < first)
                _set.Add(Feature.Of(9, context.Shape[t]));
        }
        return Result();
    }

    /// <summary>ACLED's sub-event type: the words of its claims and of the sentences that hold them.</summary>
    public ReadOnlySpan<uint> Type(int k)
    {
        _set.Clear();
        _set.Add(1);
        var last = -1;
        var order = 0;
        foreach (var i in members[k])
        {
            var claim = claims[i];
            var attribute = (uint)claim.Attribute;
            _set.Add(Feature.Of(20, attribute));
            for (var t = claim.Tokens.First; t < Math.Min(claim.Tokens.End, claim.Tokens.First + 12); t++)
            {
                _set.Add(Feature.Of(21, context.Word[t], attribute));
                if (t > claim.Tokens.First)
                    _set.Add(Feature.Of(22, context.Word[t - 1], context.Word[t], attribute));
            }
            if (context.SentenceOf[claim.Tokens.First] == last)
                continue;
            last = context.SentenceOf[claim.Tokens.First];
            AddSentence(last, order++);
        }
        return Result();
    }

    private void AddSentence(int s, int order)
    {
        var sentence = context.Text.Sentences[s];
        for (var t = sentence.First; t < Math.Min(sentence.End, sentence.First + 80); t++)
        {
            _set.Add(Feature.Of(23, context.Shape[t]));
            if (order == 0)
                _set.Add(Feature.Of(24, context.Shape[t]));
            if (t > sentence.First)
                _set.Add(Feature.Of(25, context.Shape[t - 1], context.Shape[t]));
        }
    }

    private ReadOnlySpan<uint> Result()
    {
        _out.Clear();
        _out.AddRange(_set);
        return CollectionsMarshal.AsSpan(_out);
    }

    private uint Age(string? date)
    {
        if (date is null || context.Text.Published is not { } published)
            return 0;
        if (date.Length < 10 || !DateOnly.TryParseExact(date, "yyyy-MM-dd", out var day))
            return (uint)(1 + date.Length);
        var days = published.DayNumber - day.DayNumber;
        return days < 0 ? 12u : days <= 1 ? 13u : days <= 3 ? 14u : days <= 8 ? 15u : days <= 31 ? 16u : days <= 370 ? 17u : 18u;
    }
}
