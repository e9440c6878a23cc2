using System.Collections.Immutable;
using Crosscheck.Models;
using Crosscheck.Text.Names;

namespace Crosscheck.Incidents;

/// <summary>
/// Which actor words mean, as far as the lexicons know: "American", "U.S. military" and "Washington" are one side,
/// "gunmen" and "Somali militants" are nobody in particular.
/// </summary>
public sealed record ActorIdentity(string Words, ImmutableArray<string> Keys, bool Named)
{
    private const int LongestName = 7;
    private const string ActorKey = "actor:";
    private const string IslamicState = ActorKey + "Islamic State";

    /// <summary>Nouns for people who attack: with nothing but a nationality beside them they name no actor.</summary>
    private static readonly HashSet<string> Anybody = new(
        ("man men woman women person people individual individuals attacker attackers assailant assailants gunman gunmen bomber bombers militant militants fighter fighters rebel rebels " +
        "insurgent insurgents terrorist terrorists extremist extremists bandit bandits suspect suspects criminal criminals national nationals resident residents citizen citizens youth youths " +
        "group groups gang gangs organization organizations militia militias jihadist jihadists islamist islamists separatist separatists mercenary mercenaries commando commandos unit member members " +
        "branch affiliate islamic muslim mob protester protesters foreigner foreigners mourners armed unidentified unknown masked two three four five six several some local foreign the a an of and in from with suspected alleged heavily affiliated backed aged year old").Split(' '),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Could both words mean one actor? Known actors by what they are, others by their words; nobody in particular agrees with all.</summary>
    public bool Agrees(ActorIdentity other)
    {
        if (!Named || !other.Named)
            return true;
        if (!Keys.IsEmpty && !other.Keys.IsEmpty)
            return Keys.Any(other.Keys.Contains);
        // Who names the man and who names his group tell one story.
        return Names.Similar(Words, other.Words) || IsPerson != other.IsPerson;
    }

    /// <summary>The marks of given names, of names that are given or family, and of our own list.</summary>
    private const uint Given = 1 | 4 | 8;

    private static readonly Lazy<WordTable> GivenNames = new(() => WordTable.Load("lexicons/people.bin"));

    /// <summary>"Adil Ahmad": two to four capitalised words, the first a given name, nothing that the lexicons know.</summary>
    private bool IsPerson
    {
        get
        {
            var words = Words.Split(' ');
            return Keys.IsEmpty && words.Length is >= 2 and <= 4 && Array.TrueForAll(words, w => w.Length > 1 && char.IsUpper(w[0]) && w.All(c => char.IsLetter(c) || c is '-' or '\'' or '.'))
                && (GivenNames.Value.Of(WordTable.Key(words[0])) & Given) != 0;
        }
    }

    public static ActorIdentity Of(string? text)
    {
        var words = (text ?? "").Split([' ', ',', '(', ')', '"', '/', '\n', '-'], StringSplitOptions.RemoveEmptyEntries).Select(Trim).Where(w => w.Length > 0).ToArray();
        var keys = new SortedSet<string>(StringComparer.Ordinal);
        var rest = new List<string>();
        string? nation = null;
        for (var i = 0; i < words.Length;)
        {
            var (length, key) = Longest(words, i);
            if (key is not null)
            {
                keys.Add(key);
                // A branch is part of the whole.
                if (key.StartsWith(IslamicState, StringComparison.Ordinal))
                    keys.Add(IslamicState);
                if (key.IndexOf("-led ", StringComparison.Ordinal) is > 0 and var led && ActorLexicon.Shared.Find(key.AsSpan(ActorKey.Length, led - ActorKey.Length)) is { } leader)
                    keys.Add(KeyOf(leader));
                i += length;
                continue;
            }
            if (NationalityLexicon.Shared.Find(words[i]) is { Country: { } country })
                nation = country;
            else
                rest.Add(words[i]);
            i++;
        }
        var anybody = rest.Exists(Anybody.Contains);
        if (nation is not null && !anybody)
            keys.Add("state:" + nation);
        var named = keys.Count > 0 || rest.Exists(w => char.IsUpper(w[0]) && !Anybody.Contains(w));
        return new ActorIdentity(text ?? "", [.. keys], named);
    }

    private static (int Length, string? Key) Longest(string[] words, int first)
    {
        for (var length = Math.Min(LongestName, words.Length - first); length > 0; length--)
        {
            var name = string.Join(' ', words, first, length);
            if (ActorLexicon.Shared.Find(name) is { } actor)
                return (length, KeyOf(actor));
        }
        return ActorLexicon.Shared.FindByPlace(words[first]) is { Country: { } country } ? (1, "state:" + country) : (0, null);
    }

    private static string KeyOf(Actor actor) =>
        actor is { Kind: ActorKind.Government or ActorKind.StateForces, Country: { } country } ? "state:" + country : ActorKey + actor.Name;

    private static string Trim(string word)
    {
        var trimmed = word.Trim('.', ';', ':', '\'', '’', '#', '“', '”');
        foreach (var ending in (ReadOnlySpan<string>)["'s", "’s"])
        {
            if (trimmed.EndsWith(ending, StringComparison.Ordinal))
                return trimmed[..^2];
        }
        return word is "U.S." or "U.K." or "U.N." ? word : trimmed;
    }
}
