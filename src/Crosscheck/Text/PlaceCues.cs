using System.Collections.Frozen;

namespace Crosscheck.Text;

/// <summary>Words beside a name that tell what kind of place it is.</summary>
internal static class PlaceCues
{
    private static readonly FrozenDictionary<string, PlaceHint> Nouns = Build(
        (PlaceHint.Province, "province provinces governorate governorates state states region oblast prefecture department emirate krai voblast"),
        (PlaceHint.District, "district districts county subdistrict sub-district tehsil municipality raion woreda commune circle cercle canton"),
        (PlaceHint.Town, "city town village hamlet township capital settlement port resort"),
        (PlaceHint.Section, "neighbourhood neighborhood suburb quarter area locality borough"),
        (PlaceHint.Site, "base airbase airport airfield camp prison embassy refinery crossing checkpoint hospital university mosque church market dam bridge barracks headquarters consulate station"));

    private static readonly FrozenSet<string> SmallWords = new[]
    {
        "al", "el", "ar", "as", "ash", "at", "az", "an", "ad", "es", "ez", "de", "del", "da", "do", "dos", "das", "di", "du", "des", "d", "la", "le", "les", "los", "las",
        "of", "the", "and", "en", "e", "y", "i", "sur", "sous", "au", "aux", "am", "im", "der", "den", "ol", "ul", "us", "bin", "ibn", "um", "umm", "van", "von", "upon", "on", "under",
        "au", "aux", "base", "airport", "airbase", "camp", "crossing", "prison", "refinery", "airfield", "air", "international", "border", "dam", "bridge", "port", "district", "province", "refugee", "barracks",
        "military", "naval", "neighbourhood", "neighborhood", "university", "embassy", "valley", "mountains", "mountain", "island", "islands", "peninsula", "desert", "region", "county", "state",
    }.ToFrozenSet();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> SmallLookup = SmallWords.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenDictionary<string, PlaceHint>.AlternateLookup<ReadOnlySpan<char>> NounLookup = Nouns.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Words that a place stands behind.</summary>
    public static bool IsPreposition(ReadOnlySpan<char> form) =>
        form is "in" or "at" or "near" or "from" or "outside" or "around" or "across" or "inside" or "into" or "between" or "through" or "towards" or "toward" or "off" or "to" or "In" or "At" or "Near" or "From";

    /// <summary>Lower-case words that stand inside names.</summary>
    public static bool IsSmallWord(ReadOnlySpan<char> form) => SmallLookup.Contains(form);

    /// <summary>The kind of place that a common noun names; case does not matter for the first letter.</summary>
    public static PlaceHint Noun(ReadOnlySpan<char> form)
    {
        if (form.Length is 0 or > 16)
            return PlaceHint.None;
        Span<char> lower = stackalloc char[form.Length];
        form.ToLowerInvariant(lower);
        return NounLookup.TryGetValue(lower, out var hint) ? hint : PlaceHint.None;
    }

    /// <summary>"X province", "the town of X", "the capital, X".</summary>
    public static PlaceHint HintOf(AnnotatedText text, TokenRange name, Sentence sentence)
    {
        if (name.End < sentence.End)
        {
            var after = Noun(text.Form(name.End));
            if (after != PlaceHint.None)
                return after;
        }
        var before = name.First - 1;
        if (before > sentence.First && text.Form(before) is "of")
            return Noun(text.Form(before - 1));
        if (before > sentence.First && text.Form(before) is ",")
            return text.Form(before - 1) is "capital" ? PlaceHint.Town : PlaceHint.None;
        return before >= sentence.First ? Noun(text.Form(before)) : PlaceHint.None;
    }

    private static FrozenDictionary<string, PlaceHint> Build(params (PlaceHint Hint, string Words)[] rows) =>
        rows.SelectMany(r => r.Words.Split(' ').Select(w => (w, r.Hint))).ToFrozenDictionary(x => x.w, x => x.Hint);
}
