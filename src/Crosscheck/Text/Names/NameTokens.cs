using Crosscheck.Models;

namespace Crosscheck.Text.Names;

/// <summary>Sets what <see cref="NameToken"/> holds for every token of a document.</summary>
internal static class NameTokens
{
    private static readonly Lazy<WordTable> People = new(() => WordTable.Load("lexicons/people.bin"));

    public static NameToken[] Of(AnnotatedText text)
    {
        var tokens = new NameToken[text.Tokens.Length];
        for (var i = 0; i < tokens.Length; i++)
        {
            var form = text.Form(i);
            ref var token = ref tokens[i];
            var key = WordTable.Key(form);
            token.Word = WordShape.Of(form);
            token.Key = key;
            token.Cluster = WordClusters.Shared.OfKey(key);
            token.Tag = text.Tags.Length > i ? (uint)text.Tags[i].Upos + 1 : 0;
            token.Candidate = HasCapital(form) || (text.Tags.Length > i && text.Tags[i].Upos == Upos.PROPN);
            token.People = (byte)People.Value.Of(key);
        }
        foreach (var sentence in text.Sentences)
        {
            MarkLexicons(text, tokens, sentence);
            MarkZones(text, tokens, sentence);
        }
        MarkPlaces(text, tokens);
        MarkSeen(text, tokens);
        return tokens;
    }

    private static bool HasCapital(ReadOnlySpan<char> form)
    {
        foreach (var c in form)
        {
            if (c is >= 'A' and <= 'Z' || (c > '\u007f' && char.IsUpper(c)))
                return true;
        }
        return false;
    }

    private static void MarkLexicons(AnnotatedText text, NameToken[] tokens, Sentence sentence)
    {
        int actorEnd = 0, nationEnd = 0, wordEnd = 0;
        for (var i = sentence.First; i < sentence.End; i++)
        {
            if (!char.IsLetterOrDigit(text.Form(i)[0]))
                continue;
            if (i >= actorEnd && ActorLexicon.Shared.Longest(text, i, sentence.End, out var actor) is var a and > 0)
                actorEnd = Mark(tokens, i, a, (int)actor.Kind + 1, static (ref t, v) => t.Actor = v);
            if (i >= nationEnd && NationalityLexicon.Shared.Longest(text, i, sentence.End, out var nation) is var n and > 0)
                nationEnd = Mark(tokens, i, n, nation.KindNumber, static (ref t, v) => t.Nation = v);
            if (i >= wordEnd && NameWords.Shared.Longest(text, i, sentence.End, out var kind) is var w and > 0)
                wordEnd = Mark(tokens, i, w, (int)kind, static (ref t, v) => t.Kind = v);
        }
    }

    private delegate void Setter(ref NameToken token, byte value);

    private static int Mark(NameToken[] tokens, int first, int length, int kind, Setter set)
    {
        for (var i = 0; i < length; i++)
        {
            var position = length == 1 ? 3 : i == 0 ? 0 : i == length - 1 ? 2 : 1;
            set(ref tokens[first + i], (byte)(kind << 2 | position));
        }
        return first + length;
    }

    private static void MarkPlaces(AnnotatedText text, NameToken[] tokens)
    {
        var gazetteer = Gazetteer.Shared;
        foreach (var match in PlaceMatcher.Match(text, gazetteer))
        {
            var kind = match.Places.Length == 0 ? 15 : KindOf(gazetteer, match.Places[0]);
            Mark(tokens, match.Tokens.First, match.Tokens.Length, kind, static (ref t, v) => t.Place = v);
        }
    }

    /// <summary>1 country, 2 region or water, 3 province, 4 district, 5 site, 6..9 town by size; 15 is a people.</summary>
    private static int KindOf(Gazetteer gazetteer, int place) => gazetteer.Kind(place) switch
    {
        PlaceKind.Country => 1,
        PlaceKind.Region or PlaceKind.Water => 2,
        PlaceKind.Admin1 => 3,
        PlaceKind.Admin2 => 4,
        PlaceKind.Site or PlaceKind.Airport => 5,
        _ => gazetteer.LogPopulation(place) switch { > 20 => 9, > 17 => 8, > 14 => 7, _ => 6 },
    };

    private static void MarkZones(AnnotatedText text, NameToken[] tokens, Sentence sentence)
    {
        var last = -10;
        for (var i = sentence.First; i < sentence.End; i++)
        {
            if (!tokens[i].Candidate)
                continue;
            tokens[i].InZone = true;
            if (last >= 0 && i - last <= 4 && AllSmall(text, last + 1, i))
            {
                for (var j = last + 1; j < i; j++)
                    tokens[j].InZone = true;
            }
            last = i;
        }
        MarkTails(text, tokens, sentence);
    }

    /// <summary>A number or a possessive's s right behind a name may belong to it ("Boeing 737", "M 23").</summary>
    private static void MarkTails(AnnotatedText text, NameToken[] tokens, Sentence sentence)
    {
        for (var i = sentence.First + 1; i < sentence.End; i++)
        {
            if (tokens[i].InZone || !tokens[i - 1].InZone)
                continue;
            var form = text.Form(i);
            if (char.IsAsciiDigit(form[0]) || form is "'s" or "’s" or "." || (form is "-" && i + 1 < sentence.End && char.IsAsciiDigit(text.Form(i + 1)[0])))
                tokens[i].InZone = true;
        }
    }

    private static bool AllSmall(AnnotatedText text, int first, int end)
    {
        for (var i = first; i < end; i++)
        {
            if (!IsSmall(text.Form(i)))
                return false;
        }
        return true;
    }

    private static bool IsSmall(ReadOnlySpan<char> form) => form.Length switch
    {
        1 => form[0] is '-' or '–' or '&' or '/' or '\'' or '’' or '.' or 'e' or 'y' or 's' or '+' or ':' || char.IsAsciiDigit(form[0]),
        2 => form is "of" or "al" or "el" or "de" or "la" or "da" or "do" or "du" or "di" or "in" or "on" or "at" or "ul" or "ur" or "'s" or "’s" or "le" or "bu" or "ad" or "az" or "as" or "an" or "to" or "--",
        3 => form is "the" or "and" or "for" or "del" or "dos" or "das" or "der" or "den" or "van" or "von" or "bin" or "ibn" or "ben" or "les" or "des" or "ash" or "abu",
        4 => form is "bint" or "with" or "from",
        _ => false,
    };

    private static void MarkSeen(AnnotatedText text, NameToken[] tokens)
    {
        var seen = new Dictionary<uint, byte>();
        foreach (var sentence in text.Sentences)
        {
            for (var i = sentence.First; i < sentence.End; i++)
            {
                var bit = !tokens[i].Candidate ? 1 : i > sentence.First && !tokens[i - 1].Candidate ? 2 : 0;
                if (bit != 0)
                    seen[tokens[i].Word.Lower] = (byte)(seen.GetValueOrDefault(tokens[i].Word.Lower) | bit);
            }
        }
        for (var i = 0; i < tokens.Length; i++)
        {
            if (tokens[i].Candidate)
                tokens[i].Seen = seen.GetValueOrDefault(tokens[i].Word.Lower);
        }
    }
}
