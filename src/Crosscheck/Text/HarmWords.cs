namespace Crosscheck.Text;

/// <summary>Where a text speaks of attacks and their victims, and of earlier times, by its words alone.</summary>
internal sealed class HarmWords
{
    private readonly AnnotatedText _text;
    private readonly List<int> _tokens = [];

    public HarmWords(AnnotatedText text)
    {
        _text = text;
        for (var t = 0; t < text.Tokens.Length; t++)
        {
            if (IsHarm(text.Form(t)))
                _tokens.Add(t);
        }
        FirstSentence = _tokens.Count == 0 ? -1 : text.SentenceOf(_tokens[0]);
    }

    /// <summary>The first sentence that tells of harm; -1 where none does.</summary>
    public int FirstSentence { get; }

    /// <summary>The distance in tokens to the nearest such word, 50 at most.</summary>
    public float NearestTo(int first, int end)
    {
        var at = _tokens.BinarySearch(first);
        at = at < 0 ? ~at : at;
        var best = 50;
        if (at < _tokens.Count)
            best = Math.Min(best, Math.Max(0, _tokens[at] - end + 1));
        if (at > 0)
            best = Math.Min(best, first - _tokens[at - 1]);
        return best;
    }

    /// <summary>The number of such words in a sentence.</summary>
    public float In(Sentence sentence)
    {
        var at = _tokens.BinarySearch(sentence.First);
        at = at < 0 ? ~at : at;
        var count = 0;
        while (at + count < _tokens.Count && _tokens[at + count] < sentence.End)
            count++;
        return count;
    }

    /// <summary>Does a sentence speak of an earlier year or time?</summary>
    public bool PastIn(Sentence sentence)
    {
        for (var t = sentence.First; t < sentence.End; t++)
        {
            var form = _text.Form(t);
            if (form is "ago" or "previous" or "previously" or "earlier" or "since" or "recent" or "years" or "month" or "year" or "months")
                return true;
            if (form.Length == 4 && (form.StartsWith("19") || form.StartsWith("20")) && int.TryParse(form, out var year) && year < (_text.Published?.Year ?? 2100))
                return true;
        }
        return false;
    }

    /// <summary>Does "said" or the like stand within three words behind a name? Then the name may be a government.</summary>
    public bool SaysNear(int end, Sentence sentence)
    {
        for (var t = end; t < Math.Min(sentence.End, end + 3); t++)
        {
            if (_text.Form(t) is "said" or "says" or "denied" or "claimed" or "condemned" or "accused" or "called" or "warned" or "insists" or "insisted")
                return true;
        }
        return false;
    }

    private static bool IsHarm(ReadOnlySpan<char> form)
    {
        if (form.Length is < 3 or > 14)
            return false;
        Span<char> lower = stackalloc char[form.Length];
        form.ToLowerInvariant(lower);
        ReadOnlySpan<char> w = lower;
        return w.StartsWith("kill") || w.StartsWith("wound") || w.StartsWith("injur") || w.StartsWith("attack") || w.StartsWith("explo") || w.StartsWith("blast") || w.StartsWith("bomb")
            || w.StartsWith("shot") || w.StartsWith("shoot") || w.StartsWith("gunm") || w.StartsWith("raid") || w.StartsWith("strike") || w.StartsWith("struck") || w.StartsWith("airstrike")
            || w.StartsWith("shell") || w.StartsWith("rocket") || w.StartsWith("missile") || w.StartsWith("abduct") || w.StartsWith("kidnap") || w.StartsWith("ambush") || w.StartsWith("clash")
            || w.StartsWith("massacr") || w.StartsWith("murder") || w.StartsWith("stab") || w.StartsWith("storm") || w is "dead" or "died" or "deaths" or "hit" or "fired" or "casualties" or "victims" or "drone" or "drones" or "detonated" or "grenade";
    }
}
