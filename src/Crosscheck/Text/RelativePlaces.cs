using System.Globalization;

namespace Crosscheck.Text;

/// <summary>
/// Places told from other places: "27km north of Baghdad", "outside Kirkuk", "off the coast of Yemen", "between X and Y",
/// "near the border of Iraq and Syria", "northern Mali". The mention covers the whole phrase and carries computed coordinates.
/// </summary>
internal static class RelativePlaces
{
    /// <summary>How far "north of X" is taken to be where the text gives no distance, in kilometres.</summary>
    private const double Unsaid = 15;

    /// <summary>The rules, as <see cref="PlaceMention.By"/> names them.</summary>
    public static readonly string[] Kinds = ["relative:direction", "relative:beside", "relative:between", "relative:border", "relative:part"];

    public static List<PlaceMention> Find(AnnotatedText text, List<PlaceMention> mentions)
    {
        var found = new List<PlaceMention>();
        for (var m = 0; m < mentions.Count; m++)
        {
            var place = mentions[m];
            if (place.Resolved is null)
                continue;
            var relative = Between(text, mentions, m) ?? Directed(text, place) ?? Beside(text, place) ?? Part(text, place);
            if (relative is not null)
                found.Add(relative);
        }
        return found;
    }

    /// <summary>"27km north of X", "about 40 kilometres to the north of the city of X", "12 miles from X", "north of X".</summary>
    private static PlaceMention? Directed(AnnotatedText text, PlaceMention anchor)
    {
        var low = text.Sentences[text.SentenceOf(anchor.Tokens.First)].First;
        var t = BackOverNoun(text, anchor.Tokens.First, low);
        if (t <= low || text.Form(t - 1) is not ("of" or "from"))
            return null;
        t--;
        var direction = Directions.Back(text, t, low, out var start);
        if (direction is not null && start > low && text.Form(start - 1) is "the")
            start -= start - 2 >= low && text.Form(start - 2) is "to" or "in" ? 2 : 1;
        var distance = Directions.Distance(text, start, low, out var from);
        if (direction is null && distance is null)
            return null;
        var resolved = anchor.Resolved!;
        if (distance is null && resolved.Precision == PlacePrecision.Country)
            return Side(text, new TokenRange(from, anchor.Tokens.End), resolved, direction!.Value);
        var (lat, lon) = direction is null
            ? (resolved.Latitude, resolved.Longitude)
            : Geo.Offset(resolved.Latitude, resolved.Longitude, direction.Value, distance ?? Unsaid);
        return Mention(text, new TokenRange(from, anchor.Tokens.End), resolved, lat, lon, "relative:direction");
    }

    /// <summary>"outside Kirkuk", "near the town of X", "off the coast of Yemen", "on the outskirts of X".</summary>
    private static PlaceMention? Beside(AnnotatedText text, PlaceMention anchor)
    {
        var low = text.Sentences[text.SentenceOf(anchor.Tokens.First)].First;
        var t = BackOverNoun(text, anchor.Tokens.First, low);
        if (t <= low)
            return null;
        var from = t - 1;
        switch (text.Form(from))
        {
            case "outside" or "near" or "off" or "Near" or "Outside" or "Off":
                break;
            case "to" when from > low && text.Form(from - 1) is "close" or "next" or "near":
                from--;
                break;
            case "of" when from > low && text.Form(from - 1) is "outskirts" or "coast" or "vicinity" or "edge" or "shores":
                from--;
                while (from > low && text.Form(from - 1) is "the" or "off" or "on" or "in" or "from" or "southern" or "northern" or "eastern" or "western")
                    from--;
                break;
            default:
                return null;
        }
        if (anchor.Resolved!.Precision == PlacePrecision.Country && text.Form(from) is not ("off" or "Off"))
            return null;
        return Mention(text, new TokenRange(from, anchor.Tokens.End), anchor.Resolved, anchor.Resolved.Latitude, anchor.Resolved.Longitude, "relative:beside");
    }

    /// <summary>"between Erbil and Kirkuk", "the border of Iraq and Syria".</summary>
    private static PlaceMention? Between(AnnotatedText text, List<PlaceMention> mentions, int m)
    {
        if (m + 1 >= mentions.Count || mentions[m + 1].Resolved is not { } second)
            return null;
        var (a, b) = (mentions[m].Tokens, mentions[m + 1].Tokens);
        var low = text.Sentences[text.SentenceOf(a.First)].First;
        var joined = b.First == a.End + 1 && text.Form(a.End) is "and" or "-" or "\u2013" or "/";
        if (!joined)
            return null;
        var t = BackOverNoun(text, a.First, low);
        var between = t > low && text.Form(t - 1) is "between" or "Between";
        var border = b.End < text.Tokens.Length && text.Form(b.End) is "border" or "frontier";
        var of = t - 1 > low && text.Form(t - 1) is "of" or "between" && text.Form(t - 2) is "border" or "frontier";
        if (!between && !border && !of)
            return null;
        var from = of ? t - 2 : between ? t - 1 : a.First;
        while (from > low && text.Form(from - 1) is "the" or "near" or "at" or "on" or "along" or "road" or "highway")
            from--;
        var first = mentions[m].Resolved!;
        if (Geo.Kilometres(first.Latitude, first.Longitude, second.Latitude, second.Longitude) > (border || of ? 3000 : 600))
            return null;
        var (lat, lon) = Border(first, second) ?? Middle(first, second);
        return Mention(text, new TokenRange(from, border ? b.End + 1 : b.End), first, lat, lon, border || of ? "relative:border" : "relative:between");
    }

    /// <summary>"northern Mali", "Niger's southwest": the same country, moved towards that side.</summary>
    private static PlaceMention? Part(AnnotatedText text, PlaceMention anchor)
    {
        var low = text.Sentences[text.SentenceOf(anchor.Tokens.First)].First;
        var before = anchor.Tokens.First - 1;
        if (before < low || Directions.Adjective(text.Form(before)) is not { } bearing)
            return null;
        var resolved = anchor.Resolved!;
        if (resolved.Precision == PlacePrecision.Country)
            return Side(text, new TokenRange(before, anchor.Tokens.End), resolved, bearing);
        var shift = resolved.Precision switch { PlacePrecision.Country => 180, PlacePrecision.Province => 50, PlacePrecision.District => 15, _ => 3 };
        var (lat, lon) = Geo.Offset(resolved.Latitude, resolved.Longitude, bearing, shift);
        return Mention(text, new TokenRange(before, anchor.Tokens.End), resolved, lat, lon, "relative:part");
    }

    /// <summary>One side of a country: amid its towns there.</summary>
    private static PlaceMention Side(AnnotatedText text, TokenRange tokens, Place country, double bearing)
    {
        var shapes = CountryShapes.Shared;
        var (lat, lon) = shapes.Part(shapes.Country(country.Country), (int)bearing) ?? Geo.Offset(country.Latitude, country.Longitude, bearing, 180);
        return Mention(text, tokens, country with { Precision = PlacePrecision.Province }, lat, lon, "relative:part");
    }

    private static (double Latitude, double Longitude)? Border(Place a, Place b)
    {
        if (a.Precision != PlacePrecision.Country || b.Precision != PlacePrecision.Country)
            return null;
        var shapes = CountryShapes.Shared;
        return shapes.Border(shapes.Country(a.Country), shapes.Country(b.Country));
    }

    private static (double Latitude, double Longitude) Middle(Place a, Place b)
    {
        var dLon = b.Longitude - a.Longitude;
        dLon = dLon > 180 ? dLon - 360 : dLon < -180 ? dLon + 360 : dLon;
        return ((a.Latitude + b.Latitude) / 2, a.Longitude + dLon / 2);
    }

    /// <summary>Steps back over "the city of", "the capital", "the town", "the Iraqi capital": the token that the phrase begins at.</summary>
    private static int BackOverNoun(AnnotatedText text, int first, int low)
    {
        var t = first;
        if (t - 2 >= low && text.Form(t - 1) is "of" && PlaceCues.Noun(text.Form(t - 2)) != PlaceHint.None)
            t -= 2;
        else if (t - 1 >= low && PlaceCues.Noun(text.Form(t - 1)) != PlaceHint.None)
            t--;
        else if (t - 2 >= low && text.Form(t - 1) is "," && PlaceCues.Noun(text.Form(t - 2)) != PlaceHint.None)
            t -= 2;
        for (var steps = 0; steps < 3 && t < first && t - 1 >= low && !IsAnchorWord(text.Form(t - 1)); steps++)
        {
            t--;
            if (text.Form(t) is "the" or "a" or "The")
                break;
        }
        return t - 1 >= low && text.Form(t - 1) is "the" ? t - 1 : t;
    }

    private static bool IsAnchorWord(ReadOnlySpan<char> form) =>
        form is "of" or "from" or "near" or "outside" or "off" or "to" or "between" or "and" or "in" or "at" or "," or ".";

    private static PlaceMention Mention(AnnotatedText text, TokenRange tokens, Place anchor, double lat, double lon, string by) =>
        new(tokens, anchor with { Name = text.Words(tokens), Latitude = Math.Round(lat, 3), Longitude = Math.Round(lon, 3), Geonames = null }, true, by, 0.8);
}

/// <summary>Points of the compass and distances in words.</summary>
internal static class Directions
{
    private static readonly string[] Points = ["north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest"];

    /// <summary>The bearing told just before <paramref name="end"/> ("north", "north-east", "northern side"); degrees.</summary>
    public static double? Back(AnnotatedText text, int end, int low, out int start)
    {
        start = end;
        if (end - 1 < low)
            return null;
        var second = Point(text.Form(end - 1));
        if (second is null)
            return null;
        start = end - 1;
        if (end - 3 >= low && text.Form(end - 2) is "-" && Point(text.Form(end - 3)) is { } first)
        {
            start = end - 3;
            return Blend(first, second.Value);
        }
        if (end - 2 >= low && Point(text.Form(end - 2)) is { } before)
        {
            start = end - 2;
            return Blend(before, second.Value);
        }
        return second;
    }

    /// <summary>"northern", "north-eastern", "south"; degrees.</summary>
    public static double? Adjective(ReadOnlySpan<char> form)
    {
        Span<char> lower = stackalloc char[form.Length > 16 ? 16 : form.Length];
        form[..lower.Length].ToLowerInvariant(lower);
        return lower.EndsWith("ern") ? Point(lower[..^3]) : null;
    }

    /// <summary>The distance in kilometres told just before <paramref name="end"/>, hedges and all.</summary>
    public static double? Distance(AnnotatedText text, int end, int low, out int start)
    {
        start = end;
        var t = end - 1;
        if (t < low)
            return null;
        if (text.Form(t) is ")")
        {
            while (t > low && text.Form(t) is not "(")
                t--;
            t--;
        }
        if (t < low)
            return null;
        var form = text.Form(t);
        var digits = 0;
        while (digits < form.Length && (char.IsAsciiDigit(form[digits]) || form[digits] is '.' or ','))
            digits++;
        var unit = Unit(form[digits..]);
        if (unit is null)
            return null;
        double? number = digits > 0 ? Parse(form[..digits]) : null;
        if (number is null && t - 1 >= low && text.Form(t - 1) is "-")
            t--;
        if (number is null && --t >= low)
            number = Parse(text.Form(t));
        if (number is null or > 3000)
            return null;
        start = t;
        while (start > low && text.Form(start - 1) is "about" or "some" or "around" or "roughly" or "approximately" or "nearly" or "than" or "less" or "more" or "just" or "almost" or "only" or "over" or "a" or "About" or "Some" or "upward" or "upwards" or "of")
            start--;
        return number * unit;
    }

    private static double? Unit(ReadOnlySpan<char> form) => form switch
    {
        "km" or "kms" or "kilometres" or "kilometers" or "kilometre" or "kilometer" or "Km" or "KM" or "km." => 1,
        "miles" or "mile" or "mi" => 1.609,
        "metres" or "meters" or "m" => 0.001,
        _ => null,
    };

    private static double? Parse(ReadOnlySpan<char> form)
    {
        if (form.Length is > 0 and < 12 && char.IsAsciiDigit(form[0]))
            return double.TryParse(form, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var n) ? n : null;
        return form switch
        {
            "a" or "one" => 1,
            "two" => 2,
            "three" => 3,
            "four" => 4,
            "five" => 5,
            "six" => 6,
            "seven" => 7,
            "eight" => 8,
            "nine" => 9,
            "ten" => 10,
            "dozen" or "twelve" => 12,
            "fifteen" => 15,
            "twenty" => 20,
            "thirty" => 30,
            "forty" => 40,
            "fifty" => 50,
            "sixty" => 60,
            "few" => 3,
            "several" => 5,
            "hundred" => 100,
            "dozens" => 36,
            _ => null,
        };
    }

    private static double? Point(ReadOnlySpan<char> form)
    {
        for (var i = 0; i < Points.Length; i++)
        {
            if (form.Equals(Points[i], StringComparison.OrdinalIgnoreCase) || Hyphened(form, Points[i]))
                return i * 45;
        }
        return null;
    }

    private static bool Hyphened(ReadOnlySpan<char> form, string point)
    {
        var dash = form.IndexOf('-');
        return dash > 0 && form.Length == point.Length + 1 && form[..dash].Equals(point.AsSpan(0, dash), StringComparison.OrdinalIgnoreCase)
            && form[(dash + 1)..].Equals(point.AsSpan(dash), StringComparison.OrdinalIgnoreCase);
    }

    private static double Blend(double a, double b)
    {
        var difference = ((b - a + 540) % 360) - 180;
        return (a + difference / 2 + 360) % 360;
    }
}
