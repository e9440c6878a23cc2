using Crosscheck.Text.Names;

namespace Crosscheck.Text.Coreference;

/// <summary>
/// The entities of a text so far, by when they were last spoken of, and which of them a mention could mean. At most
/// <see cref="Window"/> are kept in sight; named ones stay findable by their words, so that the cost is linear in the text.
/// </summary>
internal sealed class EntityList(AnnotatedText text)
{
    public const int Window = 40;
    private readonly List<Entity> _recent = [];
    private readonly Dictionary<uint, Entity> _byNameWord = [];
    private readonly Dictionary<Actor, Entity> _byActor = [];
    private readonly List<Entity> _candidates = [];

    /// <summary>The entities that a mention could mean, the one last spoken of first. The list is used again by the next call.</summary>
    public IReadOnlyList<Entity> Candidates(Mention mention)
    {
        _candidates.Clear();
        if (!MayPointBack(mention))
            return _candidates;
        for (var i = _recent.Count - 1; i >= 0; i--)
        {
            if (Fits(mention, _recent[i]))
                _candidates.Add(_recent[i]);
        }
        if (mention.Kind == MentionKind.Name)
            AddByName(mention);
        return _candidates;
    }

    /// <summary>Enters a mention that means none of the entities before it.</summary>
    public void Enter(Mention mention)
    {
        if (mention.Kind == MentionKind.Pronoun || (mention.Class == MentionClass.Unknown && !mention.Speaker))
            return;
        var entity = new Entity(mention);
        Push(entity);
        if (mention.Name is null)
            return;
        for (var i = mention.Name.Tokens.First; i < mention.Name.Tokens.End; i++)
        {
            if (text.Tags[i].Upos == Upos.PROPN)
                _byNameWord.TryAdd(WordOf(i), entity);
        }
        if (ActorLexicon.Shared.Find(text.Words(mention.Name.Tokens)) is { } actor)
            _byActor.TryAdd(actor, entity);
    }

    /// <summary>Notes that a mention means an entity.</summary>
    public void See(Mention mention, Entity entity)
    {
        entity.See(mention);
        _recent.Remove(entity);
        Push(entity);
    }

    private void Push(Entity entity)
    {
        _recent.Add(entity);
        if (_recent.Count > Window)
            _recent.RemoveAt(0);
    }

    private void AddByName(Mention mention)
    {
        if (ActorLexicon.Shared.Find(text.Words(mention.Name!.Tokens)) is { } actor && _byActor.TryGetValue(actor, out var known) && !_candidates.Contains(known))
            _candidates.Add(known);
        for (var i = mention.Name.Tokens.First; i < mention.Name.Tokens.End; i++)
        {
            if (_byNameWord.TryGetValue(WordOf(i), out var entity) && !_candidates.Contains(entity))
                _candidates.Add(entity);
        }
    }

    private uint WordOf(int token) => WordShape.Of(text.Form(token)).Lower;

    private static bool MayPointBack(Mention mention) => mention.Kind switch
    {
        MentionKind.Pronoun => true,
        MentionKind.Name => mention.Name is not null && (mention.Class != MentionClass.Place || mention.Speaker),
        _ => (mention.Definite || mention.Speaker) && !mention.Indefinite && mention.Name is null
            && mention.Class is MentionClass.Person or MentionClass.People or MentionClass.Institution or MentionClass.Document,
    };

    private static bool Fits(Mention mention, Entity entity)
    {
        var root = entity.Root;
        if (mention.Kind == MentionKind.Pronoun)
            return FitsPronoun(mention, root) && !(mention.Sentence == entity.Last.Sentence && entity.Last.Span.Contains(mention.Head));
        if (mention.Kind == MentionKind.Name)
            return root.Words.Length > 0 && CoreferenceFeatures.Shared(mention.Words, root.Words) > 0;
        return root.Class != MentionClass.Place && !root.Span.Contains(mention.Head);
    }

    private static bool FitsPronoun(Mention mention, Mention root) => mention.Class switch
    {
        MentionClass.Person => root.Class is MentionClass.Person or MentionClass.Unknown && !root.Plural && (root.Gender == 0 || root.Gender == mention.Gender),
        MentionClass.Institution => !root.Plural && root.Class is MentionClass.Institution or MentionClass.Document or MentionClass.Unknown or MentionClass.Place,
        _ => root.Class is MentionClass.People or MentionClass.Institution || root.Plural,
    };
}
