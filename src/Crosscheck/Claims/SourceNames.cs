using System.Collections.Frozen;
using Crosscheck.Models;
using Crosscheck.Text.Attributions;

namespace Crosscheck.Claims;

/// <summary>A source as it is named, after pronouns and short names are resolved.</summary>
internal sealed record SourceName(string Text, string Kind, Phrase Phrase);

/// <summary>Says who a phrase means: the full name for "he", "Ghani" or "the ministry".</summary>
internal sealed class SourceNames(SourceScan scan)
{
    private const int MostPhrases = 60;
    private readonly Dictionary<int, (Phrase Of, SourceName Name)> _resolved = [];
    private Dictionary<string, Phrase>? _initials;
    private Dictionary<uint, List<Phrase>>? _byHead;
    private static readonly FrozenSet<uint> Personal = new[] { "he", "she", "i", "who", "his", "her", "him", "my" }.Select(w => Feature.Hash(w)).ToFrozenSet();

    /// <summary>The name of the source that a phrase means.</summary>
    public SourceName Resolve(Phrase phrase)
    {
        if (!_resolved.TryGetValue(phrase.First, out var known) || known.Of.Extent != phrase.Extent)
            _resolved[phrase.First] = known = (phrase, Read(phrase));
        return known.Name;
    }

    private SourceName Read(Phrase phrase)
    {
        var meant = phrase;
        for (var hops = 0; hops < 3 && (meant.IsPronoun || IsOurDocument(meant)); hops++)
        {
            if (Antecedent(meant) is not { } earlier)
                break;
            meant = earlier;
        }
        if (meant is { HasName: true, Noun: null })
            meant = Spelled(meant) ?? Fuller(meant);
        else if (Named(meant) is { } named)
            meant = named;
        else if (Described(meant) is { } described)
            meant = described;
        return new SourceName(NameOf(meant), SourceKinds.Of(meant), meant);
    }

    /// <summary>The phrase whose initials a short form in capitals is made of: "LNA" for "Libyan National Army".</summary>
    private Phrase? Spelled(Phrase phrase)
    {
        var form = scan.Text.Form(phrase.Head);
        if (phrase.End - phrase.First > 2 || form.Length is < 2 or > 6 || form.ContainsAnyExceptInRange('A', 'Z'))
            return null;
        return Initials.TryGetValue(form.ToString(), out var spelled) && spelled.First != phrase.First ? spelled : null;
    }

    private Dictionary<string, Phrase> Initials => _initials ??= ReadInitials();

    /// <summary>The names of two to six capital initials, the first of each.</summary>
    private Dictionary<string, Phrase> ReadInitials()
    {
        var initials = new Dictionary<string, Phrase>();
        Span<char> letters = stackalloc char[8];
        foreach (var phrase in scan.Phrases)
        {
            if (!phrase.HasName || phrase.Extent - phrase.First is < 2 or > 12)
                continue;
            var count = 0;
            for (var t = phrase.First; t < phrase.Extent && count < letters.Length; t++)
            {
                var c = scan.Text.Form(t)[0];
                if (c is >= 'A' and <= 'Z' && !(t == phrase.First && scan.Words.Class[t] == WordClass.Det))
                    letters[count++] = c;
            }
            if (count is >= 2 and <= 6)
                initials.TryAdd(letters[..count].ToString(), phrase);
        }
        return initials;
    }

    /// <summary>The known group, outlet or body that "the group", "the agency" or "the charity" means: the last one named.</summary>
    private Phrase? Named(Phrase phrase)
    {
        if (phrase.HasName || phrase.Noun is not { } noun || phrase.End - phrase.First > 3 || !scan.Words.IsAny(phrase.First, ["the", "this", "that"]))
            return null;
        if (SourceKinds.ActorsOf(noun.Noun).Length == 0)
            return null;
        var sentence = scan.Text.SentenceOf(phrase.First);
        for (var s = sentence; s >= 0 && s > sentence - 8; s--)
        {
            if (Before(phrase, s, p => p.Actor is { } actor && SourceKinds.ActorsOf(noun.Noun).Contains(actor.Kind)) is { } named)
                return named;
        }
        return null;
    }

    /// <summary>The earlier source of the same noun with more to it: "US officials" for "the officials", "defence ministry" for "the ministry".</summary>
    private Phrase? Described(Phrase phrase)
    {
        if (phrase.HasName || phrase.Noun is null || phrase.Extent - phrase.First != 2 || !scan.Words.IsAny(phrase.First, ["the", "this", "that", "these", "those"]))
            return null;
        var sentence = scan.Text.SentenceOf(phrase.First);
        for (var s = sentence; s >= 0 && s > sentence - 8; s--)
        {
            var links = scan.LinksNear(s, phrase.First);
            for (var k = links.Length - 1; k >= 0; k--)
            {
                if (links[k].Source is { } source && source.First < phrase.First && scan.Words.Lower[source.Head] == scan.Words.Lower[phrase.Head] && source.Extent - source.First > 2)
                    return source;
            }
        }
        return null;
    }

    /// <summary>"the statement", "its release": a document that an earlier source has put out; not "reports" or "a video".</summary>
    private bool IsOurDocument(Phrase phrase) =>
        phrase.Noun is { Form: SourceForm.Document } && phrase.End - phrase.First == 2
        && (scan.Words.Class[phrase.First] == WordClass.Poss || scan.Words.Is(phrase.First, "the"))
        && scan.Words.IsAny(phrase.Head, ["statement", "release", "message", "communique", "communiqué", "report", "findings", "post", "tweet", "note", "text", "letter", "bulletin"]);

    /// <summary>True for unnamed persons, false for institutions, named persons and their spokesmen.</summary>
    public bool IsAnonymous(SourceName name) => name.Phrase is { Noun.Unnamed: true } phrase && !NameFollows(phrase);

    /// <summary>"Police officer Ahmed Bashane" is named; "US officials" are not, whatever stands before them.</summary>
    private bool NameFollows(Phrase phrase)
    {
        var words = scan.Words;
        var at = phrase.Head;
        if (words.Class[at] == WordClass.Name)
            return true;
        if (at + 1 < words.Count && words.Class[at + 1] == WordClass.Comma)
            at++;
        return at + 1 < Math.Min(words.Count, phrase.Extent + 2) && words.Class[at + 1] == WordClass.Name;
    }

    private string NameOf(Phrase phrase)
    {
        var first = phrase.First;
        while (first < phrase.Head && scan.Words.Class[first] is WordClass.Det && !scan.Words.IsAny(first, ["several", "many", "two", "three"]))
            first++;
        var end = phrase.Extent;
        if (phrase.Noun is not null && Apposition(phrase) is { } apposition)
            end = apposition;
        return scan.Text.Words(new Text.TokenRange(first, end));
    }

    /// <summary>The end of ", Vitali Klitschko" behind "the mayor"; null where no name follows.</summary>
    private int? Apposition(Phrase phrase)
    {
        var words = scan.Words;
        var at = phrase.Extent;
        if (at + 1 >= words.Count || words.Class[at] != WordClass.Comma || words.Class[at + 1] != WordClass.Name || phrase.HasName)
            return null;
        var end = at + 1;
        while (end < words.Count && end < at + 6 && words.Class[end] == WordClass.Name)
            end++;
        return end < words.Count && words.Class[end] is WordClass.Comma or WordClass.Stop or WordClass.Verb ? end : null;
    }

    /// <summary>The last source, or else the last phrase, before a pronoun or a document that it can mean.</summary>
    private Phrase? Antecedent(Phrase phrase)
    {
        var personal = phrase.IsPronoun && Personal.Contains(scan.Words.Lower[phrase.Head]);
        var sentence = scan.Text.SentenceOf(phrase.First);
        if (scan.Words.IsAny(phrase.First, ["who", "which"]))
            return Before(phrase, sentence, p => !p.IsPronoun && p.CanSpeak);
        for (var s = sentence; s >= 0 && s > sentence - 12; s--)
        {
            var links = scan.LinksNear(s, phrase.First);
            for (var k = links.Length - 1; k >= 0; k--)
            {
                if (links[k].Source is { } source && source.First < phrase.First && Fits(source, personal))
                    return source;
            }
        }
        for (var s = sentence; s >= 0 && s > sentence - 4; s--)
        {
            if (Before(phrase, s, p => Fits(p, personal)) is { } found)
                return found;
        }
        return null;
    }

    private Phrase? Before(Phrase phrase, int sentence, Func<Phrase, bool> fits)
    {
        var last = Math.Min(PhraseSearch.FirstAt(scan.Phrases, 0, phrase.First), PhraseSearch.FirstAt(scan.Phrases, 0, scan.Text.Sentences[sentence].End)) - 1;
        var first = scan.Text.Sentences[sentence].First;
        for (var k = last; k >= 0 && k > last - MostPhrases && scan.Phrases[k].First >= first; k--)
        {
            if (fits(scan.Phrases[k]))
                return scan.Phrases[k];
        }
        return null;
    }

    private static bool Fits(Phrase source, bool personal) =>
        !source.IsPronoun && source.CanSpeak && source.Noun?.Form != SourceForm.Document
        && (personal
            ? source.Noun is null ? source.HasName && !source.IsPlace && source.Actor is null : source.Noun.Form == SourceForm.Person
            : source.Noun is { Form: SourceForm.Institution or SourceForm.People });

    /// <summary>The longest earlier phrase that ends in the same name.</summary>
    private Phrase Fuller(Phrase phrase)
    {
        var best = phrase;
        if (!ByHead.TryGetValue(scan.Words.Lower[phrase.Head], out var others))
            return phrase;
        foreach (var other in others)
        {
            if (other.First >= phrase.First)
                break;
            if (other.Head - other.First > best.Head - best.First && other.End - other.First < 12)
                best = other;
        }
        return best;
    }

    private Dictionary<uint, List<Phrase>> ByHead => _byHead ??= ReadHeads();

    /// <summary>The first mentions of each name by its last word, twelve at most.</summary>
    private Dictionary<uint, List<Phrase>> ReadHeads()
    {
        var heads = new Dictionary<uint, List<Phrase>>();
        foreach (var phrase in scan.Phrases)
        {
            if (!phrase.HasName)
                continue;
            ref var list = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(heads, scan.Words.Lower[phrase.Head], out _);
            list ??= [];
            if (list.Count < 12)
                list.Add(phrase);
        }
        return heads;
    }
}
