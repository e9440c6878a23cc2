using System.Collections.Immutable;
using Crosscheck.Models;

namespace Crosscheck.Text.Coreference;

/// <summary>
/// Links pronouns ("he"), nouns ("the ministry") and short names ("Mujahid") to the fullest earlier mention of what they mean:
/// entity by entity in the order of the text, by a ranking model (<c>coreference</c>). A mention that no entity fits well stays alone.
/// </summary>
public sealed class CoreferenceReader : ITextStep
{
    private static readonly Lazy<LinearModel> Shipped = new(() => LinearModel.Load("coreference"));
    private readonly LinearModel? _model;

    public CoreferenceReader() { }

    internal CoreferenceReader(LinearModel model) => _model = model;

    public string Name => "coreference";
    public Layers Requires => Layers.Tokens | Layers.Sentences | Layers.Tags | Layers.Tree | Layers.Names;
    public Layers Sets => Layers.Coreference;

    public AnnotatedText Apply(AnnotatedText text)
    {
        var model = _model ?? Shipped.Value;
        var entities = new EntityList(text);
        var links = ImmutableArray.CreateBuilder<CoreferenceLink>();
        foreach (var mention in MentionFinder.Find(text))
        {
            var (entity, score) = Best(model, text, mention, entities.Candidates(mention));
            if (entity is null || score < Least(mention.Kind))
            {
                entities.Enter(mention);
                continue;
            }
            if (entity.Root.Span.First < mention.Span.First && !entity.Root.Span.Overlaps(mention.Span))
                links.Add(new CoreferenceLink(mention.Span, entity.Root.Span, "model:coreference", 1 / (1 + Math.Exp(-score))));
            entities.See(mention, entity);
        }
        return text with { Coreference = links.ToImmutable() };
    }

    /// <summary>The least difference of the scores for and against a link: a pronoun hardly ever stands alone, a name often does.</summary>
    private static float Least(MentionKind kind) => kind switch
    {
        MentionKind.Pronoun => -0.7f,
        MentionKind.Noun => -1.2f,
        _ => 0f,
    };

    private static (Entity? Entity, float Score) Best(LinearModel model, AnnotatedText text, Mention mention, IReadOnlyList<Entity> candidates)
    {
        Span<uint> features = stackalloc uint[CoreferenceFeatures.Max];
        Span<float> scores = stackalloc float[2];
        Entity? best = null;
        var most = float.NegativeInfinity;
        for (var rank = 0; rank < candidates.Count; rank++)
        {
            var count = CoreferenceFeatures.Write(text, mention, candidates[rank], rank, features);
            model.Score(features[..count], scores);
            if (scores[1] - scores[0] > most)
                (best, most) = (candidates[rank], scores[1] - scores[0]);
        }
        return (best, most);
    }
}
