using System.Collections.Frozen;
using Crosscheck.Models;
using Crosscheck.Text.Attributions;
using Crosscheck.Text.Names;
using WordTable = Crosscheck.Text.Attributions.WordTable;

namespace Crosscheck.Text.Coreference;

/// <summary>Lists the noun phrases and personal pronouns of a text in order, by the tree.</summary>
internal sealed class MentionFinder
{
    private const int LongestPhrase = 16;
    private const int DeepestWalk = 12;

    private static readonly FrozenSet<string> Speech = new[]
    {
        "say", "tell", "add", "announce", "report", "confirm", "deny", "claim", "state", "write", "tweet", "post", "warn", "declare", "insist",
        "acknowledge", "admit", "allege", "note", "explain", "describe", "blame", "accuse", "reveal", "disclose", "estimate", "believe",
        "stress", "argue", "reply", "cite", "put", "give", "speak", "quote", "recall", "suggest", "reject", "condemn", "issue", "publish", "mention", "count",
    }.ToFrozenSet(StringComparer.Ordinal);

    private readonly AnnotatedText _text;
    private readonly WordTable _words;
    private readonly int[] _first;
    private readonly int[] _end;
    private readonly NameMention?[] _nameAt;

    private MentionFinder(AnnotatedText text)
    {
        _text = text;
        _words = new WordTable(text);
        _first = [.. Enumerable.Range(0, text.Tokens.Length)];
        _end = [.. Enumerable.Range(1, text.Tokens.Length)];
        _nameAt = new NameMention?[text.Tokens.Length];
    }

    public static List<Mention> Find(AnnotatedText text)
    {
        var finder = new MentionFinder(text);
        finder.Spread();
        foreach (var name in text.Names)
        {
            for (var i = name.Tokens.First; i < name.Tokens.End; i++)
                finder._nameAt[i] = name;
        }
        var found = new List<Mention>();
        for (var s = 0; s < text.Sentences.Length; s++)
        {
            for (var i = text.Sentences[s].First; i < text.Sentences[s].End; i++)
            {
                if (finder.MentionAt(i, s, found.Count) is { } mention && !IsPartOf(mention, found))
                    found.Add(mention);
            }
        }
        return found;
    }

    /// <summary>A name inside the phrase before it that holds the same name: one person, named once.</summary>
    private static bool IsPartOf(Mention mention, List<Mention> found) =>
        found.Count > 0 && mention.Name is not null && ReferenceEquals(found[^1].Name, mention.Name) && found[^1].Span.Contains(mention.Head);

    /// <summary>Gives each head the stretch of its close dependents.</summary>
    private void Spread()
    {
        for (var i = 0; i < _first.Length; i++)
        {
            int at = i, low = i, high = i + 1;
            for (var step = 0; step < DeepestWalk && _text.Tree[at].Head >= 0 && Belongs(at); step++)
            {
                at = _text.Tree[at].Head;
                low = Math.Min(low, _first[at]);
                high = Math.Max(high, _end[at]);
                if (high - low > LongestPhrase)
                    break;
                (_first[at], _end[at]) = (low, high);
            }
        }
    }

    private bool Belongs(int i)
    {
        var relation = _text.Tree[i].Relation;
        return relation is "det" or "amod" or "compound" or "nummod" or "nmod:poss" or "flat" or "appos" or "fixed" or "nmod" or "nmod:of"
            || (relation is "case" && !IsPreposition(i)) || (relation is "case" && IsPreposition(i) && _text.Tree[_text.Tree[i].Head].Relation is "nmod")
            || relation.StartsWith("compound", StringComparison.Ordinal) || relation.StartsWith("nmod:", StringComparison.Ordinal);
    }

    private bool IsPreposition(int i) => _words.Class[i] == WordClass.Prep;

    private Mention? MentionAt(int i, int sentence, int number)
    {
        var tag = _text.Tags[i].Upos;
        if (tag == Upos.PRON)
            return Pronoun(i, sentence, number);
        if (tag is not (Upos.NOUN or Upos.PROPN or Upos.ADJ))
            return null;
        var relation = _text.Tree[i].Relation;
        if (relation is "compound" or "amod" or "flat" or "fixed" || (tag == Upos.ADJ && _nameAt[i] is null)
            || (relation is "appos" && tag is Upos.PROPN && _text.Tree[i].Head >= 0 && i - _text.Tree[i].Head < 6 && _text.Tags[_text.Tree[i].Head].Upos == Upos.NOUN && _nameAt[i]?.Type == NameType.Person))
            return null;
        return Phrase(i, sentence, number);
    }

    private Mention? Pronoun(int i, int sentence, int number)
    {
        var form = _text.Form(i);
        Span<char> lower = stackalloc char[6];
        if (form.Length > 5)
            return null;
        form.ToLowerInvariant(lower);
        var (type, plural, gender) = lower[..form.Length] switch
        {
            "he" or "him" or "his" => (MentionClass.Person, false, 1),
            "she" or "her" or "hers" => (MentionClass.Person, false, 2),
            "it" or "its" => (MentionClass.Institution, false, 0),
            "they" or "them" or "their" => (MentionClass.People, true, 0),
            _ => (MentionClass.Unknown, false, -1),
        };
        if (gender < 0)
            return null;
        return new Mention(number, new TokenRange(i, i + 1), i, sentence, MentionKind.Pronoun, type)
        {
            HeadWord = _words.Lower[i],
            Gender = (byte)gender,
            Plural = plural,
            Subject = IsSubject(i),
            Speaker = IsSpeaker(i),
        };
    }

    private Mention Phrase(int head, int sentence, int number)
    {
        var span = Clean(new TokenRange(_first[head], _end[head]), head);
        span = WithPerson(span, sentence);
        var name = NameIn(span, head);
        var noun = SourceNouns.EndingAt(_words, head);
        var own = name is not null && (name.Tokens.Contains(head) || (noun is null && name.Type == NameType.Person));
        var type = own ? ClassOf(name!.Type) : noun is not null ? (MentionClass)((int)noun.Form + 1) : MentionClass.Unknown;
        if (type == MentionClass.Place + 0 && !own)
            type = MentionClass.Document;
        var actor = own ? ActorLexicon.Shared.Find(_text.Words(name!.Tokens)) : null;
        return new Mention(number, span, head, sentence, own ? MentionKind.Name : MentionKind.Noun, type)
        {
            HeadWord = _words.Lower[head],
            Gender = GenderOf(span),
            Plural = _text.Tags[head].Xpos is "NNS" or "NNPS",
            Definite = _words.IsAny(span.First, ["the", "this", "that", "these", "those", "its", "his", "her", "their"]),
            Indefinite = _words.IsAny(span.First, ["a", "an", "some", "several", "one", "two", "three", "many", "another"]),
            Subject = IsSubject(head),
            Speaker = IsSpeaker(head),
            Name = name,
            Sort = actor?.Kind.ToString() ?? noun?.Kind ?? "",
            Words = ContentWords(span),
            Core = ContentWords(own ? name!.Tokens : span),
        };
    }

    private TokenRange Clean(TokenRange span, int head)
    {
        var sentence = _text.Sentences[_text.SentenceOf(head)];
        int first = Math.Max(span.First, sentence.First), end = Math.Min(span.End, sentence.End);
        while (end - 1 > head && !char.IsLetterOrDigit(_text.Form(end - 1)[0]))
            end--;
        while (first < head && (_words.Class[first] == WordClass.Prep || !char.IsLetterOrDigit(_text.Form(first)[0])))
            first++;
        return new TokenRange(first, end);
    }

    /// <summary>A title and the name right behind it are one phrase, whichever of them is the head.</summary>
    private TokenRange WithPerson(TokenRange span, int sentence)
    {
        var (first, end) = (span.First, span.End);
        var bounds = _text.Sentences[sentence];
        if (end < bounds.End && _nameAt[end] is { Type: NameType.Person } behind)
            end = behind.Tokens.End;
        if (_nameAt[first] is { Type: NameType.Person } own)
        {
            first = own.Tokens.First;
            while (first > bounds.First && own.Tokens.First - first < 8 && IsTitle(first - 1))
                first--;
        }
        return new TokenRange(first, end);
    }

    private bool IsTitle(int i) =>
        _text.Tags[i].Upos is Upos.NOUN or Upos.PROPN or Upos.ADJ && char.IsLetter(_text.Form(i)[0])
        && _text.Tree[i].Relation is "compound" or "amod" or "flat"
        && _nameAt[i]?.Type != NameType.Location;

    private NameMention? NameIn(TokenRange span, int head)
    {
        if (_nameAt[head] is { } own)
            return own;
        for (var i = span.First; i < span.End; i++)
        {
            if (_nameAt[i] is { Type: NameType.Person } person)
                return person;
        }
        return null;
    }

    private byte GenderOf(TokenRange span)
    {
        for (var i = span.First; i < span.End; i++)
        {
            if (_words.IsAny(i, ["mr", "mr.", "spokesman", "man", "father", "brother", "husband", "son", "boy", "king", "policeman", "chairman", "businessman", "sheikh", "imam"]))
                return 1;
            if (_words.IsAny(i, ["mrs", "ms", "mrs.", "ms.", "spokeswoman", "woman", "mother", "sister", "wife", "daughter", "girl", "queen", "policewoman", "chairwoman", "nun"]))
                return 2;
        }
        return 0;
    }

    private uint[] ContentWords(TokenRange span)
    {
        var words = new List<uint>(span.Length);
        for (var i = span.First; i < span.End; i++)
        {
            if (_text.Tags[i].Upos is Upos.NOUN or Upos.PROPN or Upos.ADJ or Upos.NUM && char.IsLetterOrDigit(_text.Form(i)[0]))
                words.Add(_words.Lower[i]);
        }
        return [.. words];
    }

    private bool IsSubject(int i) => _text.Tree[i].Relation is "nsubj" or "nsubj:pass" or "csubj";

    private bool IsSpeaker(int i)
    {
        var arc = _text.Tree[i];
        if (arc.Head < 0)
            return false;
        if (arc.Relation is "nsubj" or "obl:agent")
            return Speech.Contains(_text.Tags[arc.Head].Lemma);
        return i >= 2 && (_words.Is(_first[i] - 1, "to") && _words.Is(_first[i] - 2, "according") || _words.Is(_first[i], "according"));
    }

    private static MentionClass ClassOf(NameType type) => type switch
    {
        NameType.Person => MentionClass.Person,
        NameType.Organization => MentionClass.Institution,
        NameType.Location => MentionClass.Place,
        _ => MentionClass.Unknown,
    };
}
