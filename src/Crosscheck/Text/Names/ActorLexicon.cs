using System.Collections.Immutable;
using Crosscheck.Data;

namespace Crosscheck.Text.Names;

/// <summary>What an actor is, as data/lexicons/actors.tsv has it.</summary>
public enum ActorKind : byte { StateForces, RebelGroup, Militia, Government, International, Media, Ngo, Political }

/// <summary>An armed group, army, government, agency or outlet under its usual English name. Country is ISO 3166-1 alpha-2.</summary>
public sealed record Actor(string Name, ActorKind Kind, string? Country);

/// <summary>
/// The actors of data/lexicons/actors.tsv by name and alias: "PMU", "Hashd al-Shaabi" and "Popular Mobilisation Units" are one.
/// Immutable and safe to share between threads.
/// </summary>
public sealed class ActorLexicon
{
    private readonly PhraseTable<Actor> _names = new();
    private readonly PhraseTable<Actor> _metonyms = new();

    private ActorLexicon()
    {
        var actors = ImmutableArray.CreateBuilder<Actor>();
        foreach (var row in DataFile.Rows("lexicons/actors.tsv"))
        {
            var actor = new Actor(row[0], KindOf(row[1]), row[2].Length == 0 ? null : row[2]);
            actors.Add(actor);
            _names.Add(actor.Name, actor);
            foreach (var alias in row[3].Split('|', StringSplitOptions.RemoveEmptyEntries))
                _names.Add(alias, actor);
            foreach (var place in row[4].Split('|', StringSplitOptions.RemoveEmptyEntries))
                _metonyms.Add(place, actor);
        }
        Actors = actors.ToImmutable();
    }

    public static ActorLexicon Shared { get; } = new();

    public ImmutableArray<Actor> Actors { get; }

    /// <summary>The actor that the whole of <paramref name="words"/> names ("the" before it allowed); null where none is known.</summary>
    public Actor? Find(ReadOnlySpan<char> words)
    {
        words = words.Trim();
        if (_names.TryFind(words, out var actor))
            return actor;
        return words.StartsWith("the ", StringComparison.OrdinalIgnoreCase) && _names.TryFind(words[4..], out actor) ? actor : null;
    }

    /// <summary>The government that a place's name may stand for: "Moscow" said so.</summary>
    public Actor? FindByPlace(ReadOnlySpan<char> words) => _metonyms.TryFind(words, out var actor) ? actor : null;

    /// <summary>The actor with the longest name that begins at a token, and the number of its tokens; 0 where there is none.</summary>
    public int Longest(AnnotatedText text, int first, int end, out Actor actor) => _names.Longest(text, first, end, out actor);

    internal static ActorKind KindOf(string kind) => kind switch
    {
        "state forces" => ActorKind.StateForces,
        "rebel group" => ActorKind.RebelGroup,
        "militia" => ActorKind.Militia,
        "government" => ActorKind.Government,
        "international" => ActorKind.International,
        "media" => ActorKind.Media,
        "ngo" => ActorKind.Ngo,
        "political" => ActorKind.Political,
        _ => throw new InvalidOperationException($"'{kind}' in lexicons/actors.tsv is no kind of actor."),
    };
}
