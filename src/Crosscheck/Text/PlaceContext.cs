namespace Crosscheck.Text;

/// <summary>What a whole document tells about its places before any name is settled.</summary>
internal sealed class PlaceContext
{
    private readonly float[] _countries;
    private readonly Dictionary<ulong, int> _behindPrepositions = [];
    private readonly Dictionary<ulong, int> _mentions = [];

    private readonly NameMention?[] _names;

    public PlaceContext(AnnotatedText text, Gazetteer gazetteer, List<PlaceCandidate> candidates)
    {
        _names = new NameMention?[text.Tokens.Length];
        foreach (var name in text.Names)
        {
            for (var t = name.Tokens.First; t < name.Tokens.End; t++)
                _names[t] = name;
        }
        _countries = new float[gazetteer.Countries + 1];
        foreach (var candidate in candidates)
        {
            Vote(gazetteer, candidate);
            _mentions[candidate.Key] = _mentions.GetValueOrDefault(candidate.Key) + 1;
            var before = candidate.Tokens.First - 1;
            if (before >= 0 && PlaceCues.IsPreposition(text.Form(before)))
                _behindPrepositions[candidate.Key] = _behindPrepositions.GetValueOrDefault(candidate.Key) + 1;
        }
        var sum = _countries.Sum();
        for (var i = 0; sum > 0 && i < _countries.Length; i++)
            _countries[i] /= sum;
    }

    /// <summary>The share of the document's plain votes for a country: names of countries, of peoples, and of big cities.</summary>
    public float Share(int country) => country == 0 ? 0 : _countries[country];

    /// <summary>The name that the name reader found at a token; null where it found none.</summary>
    public NameMention? NameAt(int token) => _names[token];

    /// <summary>How often the same name stands behind "in", "near", "of" and the like.</summary>
    public int BehindPrepositions(ulong key) => _behindPrepositions.GetValueOrDefault(key);

    public int Mentions(ulong key) => _mentions.GetValueOrDefault(key);

    private void Vote(Gazetteer gazetteer, PlaceCandidate candidate)
    {
        if (candidate.People != 0)
        {
            _countries[candidate.People]++;
            return;
        }
        var best = candidate.Place(0);
        var kind = gazetteer.Kind(best);
        if (kind is PlaceKind.Country or PlaceKind.Region)
            _countries[gazetteer.Country(best)] += 1.5f;
        else if (kind == PlaceKind.Capital || gazetteer.LogPopulation(best) > 19)
            _countries[gazetteer.Country(best)] += 0.7f;
        _countries[0] = 0;
    }
}
