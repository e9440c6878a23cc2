namespace Crosscheck.Text;

/// <summary>
/// Places that no gazetteer knows, by the words beside them: "the village of X", "X village", "in X, Y province". Such a mention
/// lies where the place that holds it lies ("in the Y region"), as coarse as that; it is unresolved where the text names none.
/// </summary>
internal static class UnknownPlaces
{
    public const string By = "cue";
    private const int MaxTokens = 5;
    private const int Reach = 14;

    public static void Find(AnnotatedText text, List<PlaceMention> mentions)
    {
        var taken = new bool[text.Tokens.Length + 1];
        foreach (var mention in mentions)
            taken.AsSpan(mention.Tokens.First, mention.Tokens.Length).Fill(true);
        var known = mentions.ToArray();
        var at = 0;
        foreach (var sentence in text.Sentences)
        {
            while (at < known.Length && known[at].Tokens.First < sentence.First)
                at++;
            for (var t = sentence.First; t < sentence.End; t++)
            {
                if (taken[t] || !IsName(text, t) || (t > sentence.First && IsName(text, t - 1) && !taken[t - 1]))
                    continue;
                var name = Name(text, t, sentence.End, taken);
                if (Cued(text, name, sentence, taken))
                    mentions.Add(new PlaceMention(name, Container(text, known, at, name, sentence), false, By, 0.5));
                t = name.End - 1;
            }
        }
        Sites(text, known, taken, mentions);
    }

    /// <summary>Does a name begin the name of a site ("Kabul" of "Kabul University")?</summary>
    public static bool HeadsSite(AnnotatedText text, TokenRange name)
    {
        var end = text.Sentences[text.SentenceOf(name.First)].End;
        for (var t = name.End; t < Math.Min(end, name.End + 4); t++)
        {
            if (IsSite(text.Form(t)))
                return true;
            if (!IsName(text, t))
                return false;
        }
        return false;
    }

    /// <summary>"Kabul University", "Mother Francisca Academy": capitalised words that end in a noun for a site.</summary>
    private static void Sites(AnnotatedText text, PlaceMention[] known, bool[] taken, List<PlaceMention> mentions)
    {
        var main = MainTown(known);
        var at = 0;
        for (var t = 1; t < text.Tokens.Length; t++)
        {
            if (taken[t] || !IsSite(text.Form(t)) || !IsName(text, t - 1))
                continue;
            var sentence = text.Sentences[text.SentenceOf(t)];
            var first = t;
            while (first > sentence.First && first > t - MaxTokens && (IsName(text, first - 1) || (text.Form(first - 1) is "-" && first - 2 >= sentence.First && IsName(text, first - 2))))
                first--;
            var name = new TokenRange(first, t + 1);
            while (at < known.Length && known[at].Tokens.First < first)
                at++;
            if (name.Length < 2 || (at > 0 && known[at - 1].Tokens.End > first))
                continue;
            if ((Holding(known, at, name, sentence) ?? main) is { } place)
                mentions.Add(new PlaceMention(name, place with { Name = text.Words(name), Precision = place.Precision == PlacePrecision.Town ? PlacePrecision.Site : place.Precision, Geonames = null }, false, By, 0.5));
        }
    }

    /// <summary>The place in the site's own name, else the next town told in the sentence.</summary>
    private static Place? Holding(PlaceMention[] known, int at, TokenRange name, Sentence sentence)
    {
        for (var k = at; k < known.Length && known[k].Tokens.First < Math.Min(sentence.End, name.End + Reach); k++)
        {
            if (known[k].Resolved is { } place && (name.Contains(known[k].Tokens) || place.Precision == PlacePrecision.Town))
                return place;
        }
        return null;
    }

    /// <summary>The town told most often; the first such.</summary>
    private static Place? MainTown(PlaceMention[] known)
    {
        var counts = new Dictionary<(double, double), int>();
        Place? best = null;
        foreach (var mention in known)
        {
            if (mention.Resolved is not { Precision: PlacePrecision.Town } place)
                continue;
            var count = counts[(place.Latitude, place.Longitude)] = counts.GetValueOrDefault((place.Latitude, place.Longitude)) + 1;
            if (best is null || count > counts[(best.Latitude, best.Longitude)])
                best = place;
        }
        return best;
    }

    private static bool IsSite(ReadOnlySpan<char> form) => form is
        "University" or "Academy" or "School" or "College" or "Hospital" or "Church" or "Mosque" or "Cathedral" or "Airport" or "Prison" or "Penitentiary" or "Market" or "Hotel" or "Station" or "Camp"
        or "Base" or "Palace" or "Square" or "Street" or "Bridge" or "Mall" or "Stadium" or "Park" or "Embassy" or "Consulate" or "Airbase" or "Airfield" or "Barracks" or "Shrine" or "Temple" or "Synagogue"
        or "Road" or "Avenue" or "Highway" or "Restaurant" or "Cafe" or "Nightclub" or "Theatre" or "Theater" or "Arena" or "Checkpoint" or "Crossing" or "Port" or "Refinery" or "Dam" or "Monastery" or "Seminary"
        or "university" or "mosque" or "hospital" or "school" or "market" or "prison" or "church" or "hotel" or "neighborhood" or "neighbourhood" or "base" or "airbase" or "airport" or "embassy" or "checkpoint" or "academy" or "square" or "street";

    private static TokenRange Name(AnnotatedText text, int first, int end, bool[] taken)
    {
        var last = first + 1;
        while (last < end && last < first + MaxTokens && !taken[last])
        {
            if (IsName(text, last) && PlaceCues.Noun(text.Form(last)) == PlaceHint.None)
                last++;
            else if (last + 1 < end && !taken[last + 1] && text.Form(last) is "-" or "al" or "el" or "de" && (IsName(text, last + 1) || (last + 2 < end && text.Form(last + 2) is "-")))
                last += 2;
            else
                break;
        }
        return new TokenRange(first, last);
    }

    private static bool Cued(AnnotatedText text, TokenRange name, Sentence sentence, bool[] taken)
    {
        var before = name.First - 1;
        if (name.End < sentence.End && IsSettlement(text.Form(name.End)) && before >= sentence.First && !char.IsUpper(text.Form(before)[0]))
            return true;
        if (before - 1 >= sentence.First && text.Form(before) is "of" && IsSettlement(text.Form(before - 1)))
            return true;
        if (before >= sentence.First && IsSettlement(text.Form(before)))
            return true;
        return before >= sentence.First && PlaceCues.IsPreposition(text.Form(before)) && text.Form(before) is "in" or "near" or "at"
            && name.End + 1 < sentence.End && text.Form(name.End) is "," or "in" && NextIsPlace(text, name.End + 1, sentence, taken);
    }

    private static bool NextIsPlace(AnnotatedText text, int token, Sentence sentence, bool[] taken)
    {
        for (var t = token; t < Math.Min(sentence.End, token + 4); t++)
        {
            if (taken[t])
                return true;
            if (text.Form(t) is not ("in" or "the" or "a" or "northern" or "southern" or "eastern" or "western" or "central" or "north" or "south"))
                return false;
        }
        return false;
    }

    private static bool IsSettlement(ReadOnlySpan<char> form) => form is
        "village" or "villages" or "town" or "towns" or "hamlet" or "settlement" or "settlements" or "locality" or "commune" or "district" or "neighbourhood" or "neighborhood"
        or "subdistrict" or "township" or "suburb" or "department" or "territory" or "municipality" or "parish" or "barangay";

    /// <summary>The place that holds the name: the next one told in the sentence, else the last before it.</summary>
    private static Place? Container(AnnotatedText text, PlaceMention[] known, int at, TokenRange name, Sentence sentence)
    {
        Place? before = null;
        for (var k = at; k < known.Length && known[k].Tokens.First < sentence.End; k++)
        {
            if (known[k].Resolved is not { } place)
                continue;
            if (known[k].Tokens.First >= name.End)
                return known[k].Tokens.First - name.End <= Reach ? Hold(text, place, name) : before;
            before = Hold(text, place, name);
        }
        return before;
    }

    private static Place Hold(AnnotatedText text, Place place, TokenRange name) => place with
    {
        Name = text.Words(name),
        Precision = place.Precision < PlacePrecision.District ? PlacePrecision.District : place.Precision,
        Geonames = null,
    };

    private static bool IsName(AnnotatedText text, int token)
    {
        var form = text.Form(token);
        return char.IsUpper(form[0]) && form.Length > 2 && char.IsLower(form[^1]) && (text.Tags.IsDefaultOrEmpty || text.Tags[token].Upos is Upos.PROPN or Upos.X);
    }
}
