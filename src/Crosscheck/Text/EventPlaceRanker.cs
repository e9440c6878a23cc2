using Crosscheck.Models;

namespace Crosscheck.Text;

/// <summary>
/// Whether the event that a word tells of happened at a place named in the same sentence: a linear model over the words between,
/// the preposition before the place and its turn among the sentence's places (Halterman 2019 poses the question).
/// </summary>
public sealed class EventPlaceRanker(LinearModel model)
{
    internal const int MaxFeatures = 64;
    internal static readonly string[] Classes = ["elsewhere", "here"];
    private static readonly Lazy<EventPlaceRanker> Lazily = new(() => new EventPlaceRanker(LinearModel.Load("event-place")));

    /// <summary>The ranker with the model of the build.</summary>
    public static EventPlaceRanker Shared => Lazily.Value;

    /// <summary>The chance, in 0..1, that the event of <paramref name="trigger"/> happened at a place of the same sentence.</summary>
    /// <param name="turn">The number of other places between the two.</param>
    public float Chance(AnnotatedText text, TokenRange place, int trigger, int turn)
    {
        Span<uint> buffer = stackalloc uint[MaxFeatures];
        Span<float> scores = stackalloc float[2];
        var sink = new FeatureSink(buffer);
        Write(ref sink, text, place, trigger, turn);
        model.Score(sink.Features, scores);
        return 1 / (1 + MathF.Exp(scores[0] - scores[1]));
    }

    internal static void Write(ref FeatureSink sink, AnnotatedText text, TokenRange place, int trigger, int turn)
    {
        var sentence = text.Sentences[text.SentenceOf(trigger)];
        var after = place.First > trigger;
        var side = after ? 1u : 2u;
        var gap = after ? place.First - trigger : trigger - place.End + 1;
        var near = (uint)Math.Min(12, gap < 8 ? gap : 6 + gap / 4);
        var before = WordAt(text, place.First - 1, sentence);
        var second = WordAt(text, place.First - 2, sentence);
        var behind = WordAt(text, place.End, sentence);
        var verb = WordAt(text, trigger, sentence);
        sink.Add(1, side);
        sink.Add(2, side, near);
        sink.Add(3, side, (uint)Math.Min(4, turn));
        sink.Add(4, side, before);
        sink.Add(5, before, second);
        sink.Add(6, side, behind);
        sink.Add(7, verb, side);
        sink.Add(8, verb, before, side);
        sink.Add(9, before, (uint)Math.Min(3, turn), side);
        sink.Add(10, before, near, side);
        sink.Add(11, place.First == sentence.First);
        sink.Add(12, before, behind);
        Between(ref sink, text, after ? trigger + 1 : place.End, after ? place.First : trigger, side);
        Ties(ref sink, text, place, before, side);
        if (!text.Tree.IsDefaultOrEmpty)
            Path(ref sink, text, place, trigger, before);
    }

    /// <summary>The way through the tree from the place to the trigger: its length, first and last relations, and where it turns.</summary>
    private static void Path(ref FeatureSink sink, AnnotatedText text, TokenRange place, int trigger, uint before)
    {
        var root = place.First;
        while (place.Contains(text.Tree[root].Head) && text.Tree[root].Head != root)
            root = text.Tree[root].Head;
        var relation = Feature.Hash(text.Tree[root].Relation);
        Span<int> up = stackalloc int[6];
        var steps = Climb(text, root, up);
        Span<int> verbs = stackalloc int[6];
        var others = Climb(text, trigger, verbs);
        for (var a = 0; a < steps; a++)
        {
            for (var b = 0; b < others; b++)
            {
                if (up[a] != verbs[b])
                    continue;
                var last = a > 0 ? Feature.Hash(text.Tree[up[a - 1]].Relation) : 0u;
                var turn = b > 0 ? Feature.Hash(text.Tree[verbs[b - 1]].Relation) : 0u;
                sink.Add(40, (uint)(a * 8 + b));
                sink.Add(41, (uint)(a * 8 + b), relation);
                sink.Add(42, last, turn, (uint)(a * 8 + b));
                sink.Add(43, relation, before, (uint)(a * 8 + b));
                return;
            }
        }
        sink.Add(44, relation);
    }

    /// <summary>A token and its heads, as many as fit.</summary>
    private static int Climb(AnnotatedText text, int token, Span<int> path)
    {
        var n = 0;
        while (token >= 0 && n < path.Length)
        {
            path[n++] = token;
            token = text.Tree[token].Head;
        }
        return n;
    }

    /// <summary>What stands between: commas, verbs, conjunctions, speech.</summary>
    private static void Between(ref FeatureSink sink, AnnotatedText text, int first, int end, uint side)
    {
        uint commas = 0, verbs = 0, links = 0, quotes = 0;
        for (var t = first; t < end && t < first + 60; t++)
        {
            var form = text.Form(t);
            commas += form is "," or ";" ? 1u : 0u;
            quotes += form is "\"" or "\u201C" or "said" or "says" or "told" or "according" ? 1u : 0u;
            links += form is "that" or "which" or "who" or "where" or "after" or "when" or "while" or "and" or "but" or "as" ? 1u : 0u;
            verbs += !text.Tags.IsDefaultOrEmpty && text.Tags[t].Upos == Upos.VERB ? 1u : 0u;
        }
        sink.Add(20, side, Math.Min(3, commas));
        sink.Add(21, side, Math.Min(3, verbs));
        sink.Add(22, side, Math.Min(3, links));
        sink.Add(23, side, Math.Min(2, quotes));
        sink.Add(24, Math.Min(2, commas) * 16 + Math.Min(2, verbs) * 4 + Math.Min(2, links), side);
    }

    /// <summary>The nearest word that a preposition before the place may hang on, and what kind of place is told.</summary>
    private static void Ties(ref FeatureSink sink, AnnotatedText text, TokenRange place, uint before, uint side)
    {
        var sentence = text.Sentences[text.SentenceOf(place.First)];
        var hint = (uint)PlaceCues.HintOf(text, place, sentence);
        sink.Add(30, hint, side);
        sink.Add(31, before, hint);
        sink.Add(32, WordClusters.Shared.Of(place.First - 2 >= sentence.First ? text.Form(place.First - 2) : default).Prefix(8), before);
        sink.Add(33, (uint)Math.Min(4, place.Length));
        for (var t = place.First - 1; t >= Math.Max(sentence.First, place.First - 6) && !text.Tags.IsDefaultOrEmpty; t--)
        {
            if (text.Tags[t].Upos is not (Upos.VERB or Upos.NOUN or Upos.PROPN))
                continue;
            sink.Add(34, (uint)text.Tags[t].Upos, before);
            sink.Add(35, WordAt(text, t, sentence), before);
            return;
        }
    }

    private static uint WordAt(AnnotatedText text, int token, Sentence sentence) =>
        token < sentence.First ? 1u : token >= sentence.End ? 2u : CommonWords.Key(text.Form(token));
}
