using Crosscheck.Models;
using Crosscheck.Text;

namespace Crosscheck.Claims;

/// <summary>Which word first tells of an incident: candidates and their features for a ranking model.</summary>
internal sealed class TriggerFeatures(IncidentText context, IReadOnlyList<ClaimMention> claims)
{
    private readonly List<uint> _out = [];

    /// <summary>The content words of the first sentences that hold claims of the incident.</summary>
    public List<int> Candidates(List<int> members)
    {
        var result = new List<int>();
        int sentences = 0, last = -1;
        foreach (var i in members)
        {
            var s = context.SentenceOf[claims[i].Tokens.First];
            if (s == last)
                continue;
            last = s;
            if (sentences++ == 2)
                break;
            var sentence = context.Text.Sentences[s];
            for (var t = sentence.First; t < Math.Min(sentence.End, sentence.First + 70); t++)
            {
                if (context.Cue[t] is > IncidentCue.None and <= IncidentCue.Attack || IsVerb(t))
                    result.Add(t);
            }
        }
        return result;
    }

    private bool IsVerb(int t) => !context.Text.Tags.IsEmpty && context.Text.Tags[t].Upos == Upos.VERB;

    public ReadOnlySpan<uint> Of(int t, List<int> members)
    {
        _out.Clear();
        var text = context.Text;
        var sentence = text.Sentences[context.SentenceOf[t]];
        var lemma = text.Tags.IsEmpty ? context.Word[t] : Feature.Hash(text.Tags[t].Lemma);
        var tag = text.Tags.IsEmpty ? 0u : Feature.Hash(text.Tags[t].Xpos);
        var cue = (uint)context.Cue[t];
        var order = context.SentenceOf[t] == context.SentenceOf[claims[members[0]].Tokens.First] ? 0u : 1u;
        var cluster = WordClusters.Shared.Of(text.Form(t));
        var (inSegment, nearest, inside) = Near(t, members);
        _out.Add(Feature.Of(1, lemma));
        _out.Add(Feature.Of(2, cue, tag));
        _out.Add(Feature.Of(3, order, cue));
        _out.Add(Feature.Of(4, cluster.Prefix(8), tag));
        _out.Add(Feature.Of(5, cluster.Prefix(12)));
        _out.Add(Feature.Of(6, (uint)Math.Min(inSegment, 3), order));
        _out.Add(Feature.Of(7, (uint)nearest, order));
        _out.Add(Feature.Of(8, inside, cue));
        _out.Add(Feature.Of(9, inside, tag));
        _out.Add(Feature.Of(10, (uint)Math.Min(7, (t - sentence.First) / 5), order));
        _out.Add(Feature.Of(11, EarlierCues(t, sentence), cue == 0 ? 0u : 1u));
        _out.Add(Feature.Of(12, t > sentence.First ? context.Shape[t - 1] : 1));
        _out.Add(Feature.Of(13, t + 1 < sentence.End ? context.Shape[t + 1] : 1));
        if (!text.Tree.IsEmpty)
        {
            var arc = text.Tree[t];
            var relation = Feature.Hash(arc.Relation);
            _out.Add(Feature.Of(14, relation, order));
            _out.Add(Feature.Of(15, relation, cue));
            if (arc.Head >= 0)
            {
                _out.Add(Feature.Of(16, relation, Feature.Hash(text.Tags[arc.Head].Lemma)));
                _out.Add(Feature.Of(17, (uint)context.Cue[arc.Head], cue));
            }
        }
        return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_out);
    }

    /// <summary>Claims in the word's part of the sentence, a class of distance to the nearest one, and the attribute of one that holds it.</summary>
    private (int InSegment, int Nearest, uint Inside) Near(int t, List<int> members)
    {
        int count = 0, nearest = 99;
        var inside = 0u;
        foreach (var i in members)
        {
            var range = claims[i].Tokens;
            if (context.SentenceOf[range.First] != context.SentenceOf[t])
                continue;
            count += context.Segment[range.First] == context.Segment[t] ? 1 : 0;
            nearest = Math.Min(nearest, range.Contains(t) ? 0 : Math.Min(Math.Abs(range.First - t), Math.Abs(t - range.End + 1)));
            if (range.Contains(t))
                inside = 1 + (uint)claims[i].Attribute;
        }
        return (count, nearest < 4 ? nearest : nearest < 8 ? 5 : 6, inside);
    }

    private uint EarlierCues(int t, Sentence sentence)
    {
        var count = 0u;
        for (var u = sentence.First; u < t; u++)
            count += context.Cue[u] is > IncidentCue.None and <= IncidentCue.Attack ? 1u : 0;
        return Math.Min(count, 3);
    }
}
