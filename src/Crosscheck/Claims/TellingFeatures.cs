using System.Runtime.InteropServices;
using Crosscheck.Models;

namespace Crosscheck.Claims;

/// <summary>Features of a whole incident of a report, for its type by the words that tell of it.</summary>
internal sealed class TellingFeatures(IncidentText context, IReadOnlyList<ClaimMention> claims, List<int>[] members)
{
    private readonly HashSet<uint> _set = [];
    private readonly List<uint> _out = [];
    private readonly int[] _counts = new int[10];
    private readonly int[] _cues = new int[IncidentCues.Count];

    /// <summary>ACLED's sub-event type: the words of its claims and of the sentences that hold them.</summary>
    public ReadOnlySpan<uint> Type(int k)
    {
        _set.Clear();
        _set.Add(1);
        Array.Clear(_cues);
        Array.Clear(_counts);
        var weapon = 0u;
        var targets = 0u;
        var last = -1;
        var order = 0;
        foreach (var i in members[k])
        {
            var claim = claims[i];
            var attribute = (uint)claim.Attribute;
            _set.Add(Feature.Of(20, attribute));
            _counts[(int)attribute]++;
            for (var t = claim.Tokens.First; t < Math.Min(claim.Tokens.End, claim.Tokens.First + 12); t++)
            {
                _set.Add(Feature.Of(21, context.Word[t], attribute));
                if (context.Cue[t] != IncidentCue.None)
                {
                    _set.Add(Feature.Of(26, (uint)context.Cue[t], attribute));
                    weapon |= claim.Attribute is ClaimAttribute.Weapon or ClaimAttribute.Munitions or ClaimAttribute.Perpetrator ? 1u << (int)context.Cue[t] : 0;
                    targets |= claim.Attribute is ClaimAttribute.Target or ClaimAttribute.Killed or ClaimAttribute.Abducted && context.Cue[t] is IncidentCue.Forces or IncidentCue.Civil or IncidentCue.Ship ? 1u << (int)context.Cue[t] : 0;
                }
            }
            if (context.SentenceOf[claim.Tokens.First] == last)
                continue;
            last = context.SentenceOf[claim.Tokens.First];
            AddSentence(last, order++);
        }
        AddCues(weapon, targets);
        return Result();
    }

    private static uint Level(int count) => count == 0 ? 0u : count < 3 ? 1u : count < 8 ? 2u : 3u;

    private void AddCues(uint weapon, uint targets)
    {
        var kinds = (int)IncidentCue.Attack;
        var best = 1;
        var present = 0u;
        for (var c = 1; c <= (int)IncidentCue.Plan; c++)
        {
            var bucket = (uint)(_cues[c] > 8 ? 5 : _cues[c] > 4 ? 4 : Math.Min(_cues[c], 3));
            _set.Add(Feature.Of(30, (uint)c, bucket));
            if (bucket > 0)
                _set.Add(Feature.Of(31, (uint)c));
            if (c >= kinds)
                continue;
            present |= bucket > 0 ? 1u << c : 0;
            if (_cues[c] > _cues[best])
                best = c;
        }
        _set.Add(Feature.Of(40, Level(_cues[(int)IncidentCue.Suicide]), Level(_cues[(int)IncidentCue.Bomb] + _cues[(int)IncidentCue.Blast]), Level(_cues[(int)IncidentCue.Shoot])));
        _set.Add(Feature.Of(41, Level(_cues[(int)IncidentCue.Air]), Level(_cues[(int)IncidentCue.Shell])));
        _set.Add(Feature.Of(42, Level(_cues[(int)IncidentCue.Clash]), targets));
        _set.Add(Feature.Of(43, Level(_counts[(int)ClaimAttribute.Abducted]), Level(_counts[(int)ClaimAttribute.Killed])));
        _set.Add(Feature.Of(44, Level(_counts[(int)ClaimAttribute.Abducted]), Level(_cues[(int)IncidentCue.Abduct])));
        _set.Add(Feature.Of(32, (uint)best, targets));
        _set.Add(Feature.Of(33, weapon & (1u << kinds) - 1));
        _set.Add(Feature.Of(34, weapon & (1u << kinds) - 1, targets));
        _set.Add(Feature.Of(35, present));
        _set.Add(Feature.Of(36, (uint)best));
        _set.Add(Feature.Of(37, targets));
    }

    private void AddSentence(int s, int order)
    {
        var sentence = context.Text.Sentences[s];
        for (var t = sentence.First; t < Math.Min(sentence.End, sentence.First + 80); t++)
        {
            _set.Add(Feature.Of(23, context.Shape[t]));
            _cues[(int)context.Cue[t]]++;
            if (order == 0 && context.Cue[t] != IncidentCue.None)
                _set.Add(Feature.Of(38, (uint)context.Cue[t]));
            if (order == 0)
                _set.Add(Feature.Of(24, context.Shape[t]));
        }
    }

    private ReadOnlySpan<uint> Result()
    {
        _out.Clear();
        _out.AddRange(_set);
        return CollectionsMarshal.AsSpan(_out);
    }
}
