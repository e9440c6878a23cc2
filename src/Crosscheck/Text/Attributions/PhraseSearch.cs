namespace Crosscheck.Text.Attributions;

/// <summary>Binary searches in a list of phrases in text order.</summary>
internal static class PhraseSearch
{
    /// <summary>The number of the first phrase, from <paramref name="from"/> on, that begins at or behind a token.</summary>
    public static int FirstAt(List<Phrase> phrases, int from, int token)
    {
        int low = from, high = phrases.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (phrases[middle].First < token)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    /// <summary>The longest phrase that begins at a token; null where none does.</summary>
    public static Phrase? At(List<Phrase> phrases, int from, int token)
    {
        var k = FirstAt(phrases, from, token);
        while (k + 1 < phrases.Count && phrases[k + 1].First == token)
            k++;
        return k < phrases.Count && phrases[k].First == token ? phrases[k] : null;
    }
}
