using Crosscheck.Models;

namespace Crosscheck.Text.Coreference;

/// <summary>What speaks for a mention meaning an entity: forms and kinds, number and gender, distance, who spoke last, shared words.</summary>
internal static class CoreferenceFeatures
{
    public const int Max = 40;

    /// <summary>Writes the features of a pair. <paramref name="rank"/> counts the entities of the same class that were spoken of later.</summary>
    public static int Write(AnnotatedText text, Mention mention, Entity entity, int rank, Span<uint> features)
    {
        var root = entity.Root;
        var last = entity.Last;
        var form = mention.Kind == MentionKind.Pronoun ? Feature.Of(1, mention.HeadWord) : (uint)mention.Kind << 4 | (uint)mention.Class;
        var distance = (uint)Math.Min(mention.Sentence - last.Sentence, 6);
        var who = (uint)root.Class << 4 | (uint)root.Kind << 2 | (root.Name is null ? 0u : 1u) << 1 | (root.Plural ? 1u : 0u);
        var speaks = (uint)((mention.Speaker ? 1 : 0) | (last.Speaker ? 2 : 0) | (last.Subject ? 4 : 0) | (mention.Subject ? 8 : 0));
        var gender = (uint)(mention.Gender * 3 + root.Gender);
        var same = mention.Sentence == last.Sentence ? 1u : 0u;
        var count = (uint)Math.Min(entity.Count, 4);
        var n = 0;
        features[n++] = 1;
        features[n++] = Feature.Of(2, form);
        features[n++] = Feature.Of(3, form, who);
        features[n++] = Feature.Of(4, distance, (uint)mention.Kind);
        features[n++] = Feature.Of(5, form, distance);
        features[n++] = Feature.Of(6, speaks, (uint)mention.Kind);
        features[n++] = Feature.Of(7, speaks, distance, (uint)mention.Kind);
        features[n++] = Feature.Of(8, (uint)Math.Min(rank, 5), (uint)mention.Kind);
        features[n++] = Feature.Of(9, (uint)Math.Min(rank, 5), form, speaks);
        features[n++] = Feature.Of(10, gender, (uint)root.Class);
        features[n++] = Feature.Of(11, form, count);
        features[n++] = Feature.Of(12, form, root.Indefinite ? 1u : root.Definite ? 2u : 0u);
        features[n++] = Feature.Of(13, form, same, speaks);
        features[n++] = Feature.Of(14, (uint)last.Kind, distance, form);
        features[n++] = Feature.Of(15, who, speaks);
        features[n++] = Feature.Of(16, mention.Plural == root.Plural ? 1u : 0u, form);
        features[n++] = Feature.Of(17, form, Feature.Hash(root.Sort));
        features[n++] = Feature.Of(18, Feature.Hash(mention.Sort), Feature.Hash(root.Sort), (uint)mention.Kind);
        if (mention.Kind != MentionKind.Pronoun)
            n = WriteWords(mention, entity, speaks, n, features);
        return n;
    }

    private static int WriteWords(Mention mention, Entity entity, uint speaks, int n, Span<uint> features)
    {
        var root = entity.Root;
        var shared = Shared(mention.Core, root.Words);
        var subset = shared == mention.Core.Length ? 1u : 0u;
        var head = mention.HeadWord == root.HeadWord ? 2u : Array.IndexOf(root.Words, mention.HeadWord) >= 0 ? 1u : 0u;
        var kind = (uint)mention.Kind << 1 | (mention.Definite ? 1u : 0u);
        var words = (uint)Math.Min(mention.Core.Length, 4);
        var longer = (uint)Math.Clamp(root.Words.Length - mention.Core.Length, -1, 3) + 1;
        features[n++] = Feature.Of(20, kind, subset, head);
        features[n++] = Feature.Of(21, kind, (uint)Math.Min(shared, 3), words);
        features[n++] = Feature.Of(22, kind, head, longer);
        features[n++] = Feature.Of(23, mention.HeadWord);
        features[n++] = Feature.Of(24, mention.HeadWord, (uint)root.Class, root.Name is null ? 0u : 1u);
        features[n++] = Feature.Of(25, kind, (uint)mention.Class, (uint)root.Class);
        features[n++] = Feature.Of(26, kind, subset << 4 | head, speaks);
        features[n++] = Feature.Of(27, kind, subset << 4 | head, (uint)mention.Class << 4 | (uint)root.Class);
        features[n++] = Feature.Of(28, mention.HeadWord, subset, head);
        return n;
    }

    public static int Shared(uint[] a, uint[] b)
    {
        var shared = 0;
        foreach (var word in a)
            shared += Array.IndexOf(b, word) >= 0 ? 1 : 0;
        return shared;
    }
}
