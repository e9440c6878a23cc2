using System.Collections.Immutable;

namespace Crosscheck.Text;

/// <summary>Finds the longest names of the gazetteer in a text: capitalised words, with small words only inside.</summary>
internal static class PlaceMatcher
{
    private const int MaxTokens = 9;
    private const int MaxPlaces = 48;

    /// <summary>Every longest match, left to right, none overlapping.</summary>
    public static List<PlaceCandidate> Match(AnnotatedText text, Gazetteer gazetteer)
    {
        var found = new List<PlaceCandidate>();
        Span<int> places = stackalloc int[MaxPlaces];
        foreach (var sentence in text.Sentences)
        {
            for (var i = sentence.First; i < sentence.End;)
            {
                var match = MayStart(text, i) ? Longest(text, gazetteer, i, sentence.End, places) : null;
                if (match is null)
                {
                    i++;
                    continue;
                }
                var from = match.Tokens.First;
                if (from - 2 >= sentence.First && text.Form(from - 1) is "-" && IsArticle(text.Form(from - 2)) && Touch(text, from - 2) && Touch(text, from - 1))
                    match = match with { Tokens = new TokenRange(from - 2, match.Tokens.End) };
                found.Add(match with { Hint = PlaceCues.HintOf(text, match.Tokens, sentence), Words = CommonWords.Key(text.Form(match.Tokens.End - 1)) });
                i = match.Tokens.End;
            }
        }
        return found;
    }

    /// <summary>The gazetteer's places under exactly these tokens; null where there is none.</summary>
    public static PlaceCandidate? At(AnnotatedText text, TokenRange tokens, Gazetteer gazetteer)
    {
        Span<int> places = stackalloc int[MaxPlaces];
        var key = PlaceName.Hash(PlaceName.Fold(text.Words(tokens)));
        var count = tokens.Length == 0 ? 0 : gazetteer.Find(key, places);
        if (count == 0)
            return null;
        var found = Candidate(gazetteer, tokens, key, places[..count]);
        return found.Places.IsEmpty ? null : found with { People = 0, Hint = PlaceCues.HintOf(text, tokens, text.Sentences[text.SentenceOf(tokens.First)]) };
    }

    private static PlaceCandidate? Longest(AnnotatedText text, Gazetteer gazetteer, int first, int end, Span<int> places)
    {
        var hash = PlaceName.Seed;
        var space = false;
        var any = false;
        PlaceCandidate? best = null;
        for (var t = first; t < end && t < first + MaxTokens; t++)
        {
            if (t > first && !MayContinue(text, t))
                break;
            space |= t > first && text.Tokens[t].Start > text.Tokens[t - 1].End;
            foreach (var c in text.Form(t))
            {
                var folded = PlaceName.Fold(c);
                if (folded == '\0')
                    continue;
                if (folded == ' ')
                {
                    space = true;
                    continue;
                }
                if (space && any)
                    hash = PlaceName.Step(hash, ' ');
                hash = PlaceName.Step(hash, folded);
                space = false;
                any = true;
            }
            if (!any || !MayEnd(text, t))
                continue;
            var key = PlaceName.Finish(hash);
            var count = gazetteer.Find(key, places);
            if (count > 0 && !IsCalendar(text, first, t) && !CutsCompound(text, first, t, end, gazetteer, places[0] & ~Gazetteer.Alternate)
                && CaseFits(text, first, t, gazetteer, places[0] & ~Gazetteer.Alternate))
                best = Candidate(gazetteer, new TokenRange(first, t + 1), key, places[..count]);
        }
        return best;
    }

    private static PlaceCandidate Candidate(Gazetteer gazetteer, TokenRange tokens, ulong key, ReadOnlySpan<int> places)
    {
        var people = 0;
        var kept = ImmutableArray.CreateBuilder<int>(places.Length);
        foreach (var place in places)
        {
            if (gazetteer.Kind(place & ~Gazetteer.Alternate) == PlaceKind.Demonym)
                people = gazetteer.Country(place & ~Gazetteer.Alternate);
            kept.Add(place);
        }
        return new PlaceCandidate(tokens, key, kept.ToImmutable(), PlaceHint.None) { People = people };
    }

    /// <summary>
    /// Short abbreviations of countries stand in capitals ("US" is a place, "Us" is not); those of states behind a comma ("Paris, Tex.").
    /// </summary>
    private static bool CaseFits(AnnotatedText text, int first, int last, Gazetteer gazetteer, int place)
    {
        if (first != last)
            return true;
        var form = text.Form(first);
        var letters = 0;
        var capitals = 0;
        foreach (var c in form)
        {
            letters += char.IsLetter(c) ? 1 : 0;
            capitals += char.IsUpper(c) ? 1 : 0;
        }
        var kind = gazetteer.Kind(place);
        if (kind == PlaceKind.Admin1 && letters <= 5 && gazetteer.Name(place).Length > form.Length + 1 && !(letters >= 3 && capitals == letters))
            return first > 0 && text.Form(first - 1) is ",";
        return letters > 3 || (kind == PlaceKind.Country ? capitals == letters : letters == 3 || (letters == 2 && capitals == 1));
    }

    private static bool IsCalendar(AnnotatedText text, int first, int last) => first == last && text.Form(first) is
        "Monday" or "Tuesday" or "Wednesday" or "Thursday" or "Friday" or "Saturday" or "Sunday" or "January" or "February" or "March" or "April" or "May" or "June" or "July"
        or "August" or "September" or "October" or "November" or "December" or "Ramadan" or "Eid" or "Christmas" or "Easter";

    /// <summary>"Port" of "Port-au-Prince" is no place; "Iraq" of "Iraq-Syria border" is.</summary>
    private static bool CutsCompound(AnnotatedText text, int first, int last, int end, Gazetteer gazetteer, int place)
    {
        if (gazetteer.Kind(place) is PlaceKind.Country or PlaceKind.Demonym or PlaceKind.Region)
            return false;
        var behind = last + 2 < end && text.Form(last + 1) is "-" && Touch(text, last) && Touch(text, last + 1) && (char.IsUpper(text.Form(last + 2)[0]) || text.Form(last + 2).Length <= 3);
        var before = first >= 2 && text.Form(first - 1) is "-" && !IsArticle(text.Form(first - 2)) && Touch(text, first - 2) && Touch(text, first - 1) && (char.IsUpper(text.Form(first - 2)[0]) || text.Form(first - 2).Length <= 3);
        return (behind || before) && gazetteer.LogPopulation(place) < 19.5f;
    }

    private static bool Touch(AnnotatedText text, int token) => text.Tokens[token].End == text.Tokens[token + 1].Start;

    private static bool MayStart(AnnotatedText text, int token)
    {
        var form = text.Form(token);
        if (char.IsUpper(form[0]))
            return true;
        return IsArticle(form) && token + 1 < text.Tokens.Length && (form.Contains('-') || NextIsCapital(text, token));
    }

    /// <summary>"al" before "-Qaim" or before "Qaim"; the article itself may hold the name ("al-Qaim").</summary>
    private static bool IsArticle(ReadOnlySpan<char> form)
    {
        var dash = form.IndexOf('-');
        var head = dash < 0 ? form : form[..dash];
        if (dash >= 0 && (dash + 1 >= form.Length || !char.IsUpper(form[dash + 1])))
            return false;
        return head is "Al" or "El" or "al" or "el" or "as" or "ash" or "ar" or "at" or "az" or "an" or "ad" or "es" or "ez";
    }

    private static bool NextIsCapital(AnnotatedText text, int token)
    {
        var next = text.Form(token + 1);
        if (next is "-" && token + 2 < text.Tokens.Length)
            next = text.Form(token + 2);
        return char.IsUpper(next[0]);
    }

    private static bool MayContinue(AnnotatedText text, int token)
    {
        var form = text.Form(token);
        if (form is "'s" or "\u2019s" or "'" or "\u2019" or "'S")
            return false;
        if (text.Tokens[token].Start == text.Tokens[token - 1].End && text.Form(token - 1) is "-")
            return true;
        if (char.IsUpper(form[0]) || char.IsDigit(form[0]) || form[0] is '-' or '\'' or '\u2019' or '.' or '/' or '\u2013')
            return true;
        return PlaceCues.IsSmallWord(form);
    }

    private static bool MayEnd(AnnotatedText text, int token)
    {
        var form = text.Form(token);
        return char.IsLetterOrDigit(form[0]) && !(form.Length <= 3 && char.IsLower(form[0]) && PlaceCues.IsSmallWord(form)) && form is not "s";
    }
}
