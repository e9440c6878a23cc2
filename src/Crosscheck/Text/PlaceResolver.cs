using System.Collections.Immutable;

namespace Crosscheck.Text;

/// <summary>
/// Chooses which place of the world each name means: one sense per name and document, by population and kind, by the countries
/// that the document speaks of, by what stands beside the name ("Tripoli, Lebanon") and by how near the other places lie.
/// </summary>
internal sealed class PlaceResolver
{
    private const int Rounds = 3;

    /// <summary>How many other names, before and after, pull a name towards them.</summary>
    private const int Window = 12;

    /// <summary>Towns above some 180,000 people are told of far from home.</summary>
    private const float StrayLogPopulation = 17.5f;

    private readonly AnnotatedText _text;
    private readonly Gazetteer _gazetteer;
    private readonly List<PlaceCandidate> _names;
    private readonly float[] _people;
    private readonly Dictionary<ulong, Group> _groups = [];
    private readonly List<Group> _order = [];

    public PlaceResolver(AnnotatedText text, Gazetteer gazetteer, List<PlaceCandidate> names, float[] people)
    {
        (_text, _gazetteer, _names, _people) = (text, gazetteer, names, people);
        for (var i = 0; i < names.Count; i++)
        {
            if (!_groups.TryGetValue(names[i].Key, out var group))
            {
                group = new Group(names[i].Places, _order.Count);
                _groups[names[i].Key] = group;
                _order.Add(group);
            }
            group.Members.Add(i);
        }
    }

    /// <summary>The place of each name, 0 where none that the gazetteer knows is meant, with a score in 0..1.</summary>
    public (int Place, double Score)[] Resolve()
    {
        foreach (var group in _order)
            Choose(group, null);
        for (var round = 0; round < Rounds; round++)
        {
            var votes = Votes();
            foreach (var group in _order)
                Choose(group, votes);
        }
        var last = Votes();
        var result = new (int, double)[_names.Count];
        foreach (var group in _order)
        {
            foreach (var member in group.Members)
                result[member] = (IsStray(group, last) ? 0 : group.Place, group.Score);
        }
        return result;
    }

    /// <summary>
    /// A small place of a country that nothing else in a text with a clear setting speaks of: a namesake, and the place that is meant
    /// is not in the gazetteer.
    /// </summary>
    private bool IsStray(Group group, Ballot votes)
    {
        if (_gazetteer.Kind(group.Place) is PlaceKind.Country or PlaceKind.Region or PlaceKind.Water or PlaceKind.Capital || _gazetteer.LogPopulation(group.Place) > StrayLogPopulation)
            return false;
        return votes.Others(_gazetteer, group.Place, group.Weight(_gazetteer)) >= 3 && votes.Shares(_gazetteer, group.Place, group.Place, group.Weight(_gazetteer)).Country < 0.02f
            && group.Members.TrueForAll(m => Beside(m, group.Place) == 0);
    }

    /// <summary>Counts what each name, as now understood, says of countries and provinces.</summary>
    private Ballot Votes()
    {
        var ballot = new Ballot((float[])_people.Clone(), []);
        foreach (var group in _order)
            ballot.Add(_gazetteer, group.Place, group.Weight(_gazetteer));
        return ballot;
    }

    private void Choose(Group group, Ballot? votes)
    {
        var places = group.Places;
        Span<float> scores = stackalloc float[places.Length];
        for (var p = 0; p < places.Length; p++)
            scores[p] = Score(group, places[p] & ~Gazetteer.Alternate, votes) - ((places[p] & Gazetteer.Alternate) != 0 ? 0.9f : 0f);
        var best = 0;
        for (var p = 1; p < places.Length; p++)
            best = scores[p] > scores[best] ? p : best;
        var sum = 0f;
        foreach (var s in scores)
            sum += MathF.Exp(s - scores[best]);
        group.Place = places[best] & ~Gazetteer.Alternate;
        group.Score = 1 / sum;
    }

    private float Score(Group group, int place, Ballot? votes)
    {
        var kind = _gazetteer.Kind(place);
        var score = 0.35f * _gazetteer.LogPopulation(place) + KindPrior(kind);
        foreach (var member in group.Members)
            score += HintFit(_names[member].Hint, kind) / group.Members.Count;
        if (votes is null)
            return score;
        var (country, province) = votes.Shares(_gazetteer, place, group.Place, group.Weight(_gazetteer));
        score += 5f * MathF.Sqrt(country) + 3f * MathF.Sqrt(kind == PlaceKind.Country ? 0.6f * country : province);
        var beside = 0f;
        foreach (var member in group.Members)
            beside = MathF.Max(beside, Beside(member, place));
        return score + beside + Near(group, place);
    }

    private static float KindPrior(PlaceKind kind) => kind switch
    {
        PlaceKind.Country => 4f,
        PlaceKind.Region or PlaceKind.Water => 2.5f,
        PlaceKind.Capital => 1.5f,
        PlaceKind.Admin1Seat => 1f,
        PlaceKind.Admin1 => -0.7f,
        PlaceKind.Admin2Seat => 0.4f,
        PlaceKind.Site => 1f,
        PlaceKind.Admin2 => -1.5f,
        PlaceKind.Section => -1.5f,
        _ => 0f,
    };

    private static float HintFit(PlaceHint hint, PlaceKind kind) => hint switch
    {
        PlaceHint.Province => kind == PlaceKind.Admin1 ? 4f : kind is PlaceKind.Admin2 or PlaceKind.Region ? 2f : 0f,
        PlaceHint.District => kind == PlaceKind.Admin2 ? 4f : kind is PlaceKind.Section or PlaceKind.Admin1 ? 1f : 0f,
        PlaceHint.Town => kind is >= PlaceKind.Capital and <= PlaceKind.Town ? 2f : 0f,
        PlaceHint.Section => kind == PlaceKind.Section ? 2f : 0f,
        PlaceHint.Site => kind is PlaceKind.Site or PlaceKind.Airport ? 2f : 0f,
        _ => 0f,
    };

    /// <summary>"Moscow, Idaho", "Tripoli in Lebanon": does the name beside hold this place?</summary>
    private float Beside(int member, int place)
    {
        var score = 0f;
        if (member + 1 < _names.Count && Joined(_names[member].Tokens, _names[member + 1].Tokens))
            score = MathF.Max(score, Holds(_groups[_names[member + 1].Key].Place, place));
        if (member > 0 && Joined(_names[member - 1].Tokens, _names[member].Tokens))
            score = MathF.Max(score, 0.5f * Holds(place, _groups[_names[member - 1].Key].Place));
        return score;
    }

    private float Holds(int outer, int inner)
    {
        if (outer == inner)
            return 0;
        return _gazetteer.Kind(outer) switch
        {
            PlaceKind.Country => _gazetteer.Country(inner) == _gazetteer.Country(outer) ? 5f : 0f,
            PlaceKind.Admin1 => _gazetteer.Admin1(inner) == outer ? 6f : 0f,
            PlaceKind.Admin2 => Geo.Kilometres(_gazetteer, outer, inner) < 60 ? 3f : 0f,
            PlaceKind.Region => Geo.Kilometres(_gazetteer, outer, inner) < 150 ? 3f : 0f,
            _ => Geo.Kilometres(_gazetteer, outer, inner) < 40 ? 3f : 0f,
        };
    }

    /// <summary>At most a comma, "in", "(" or a generic noun and "of" stand between.</summary>
    private bool Joined(TokenRange a, TokenRange b)
    {
        if (b.First - a.End > 5 || b.First <= a.End)
            return false;
        var comma = false;
        for (var t = a.End; t < b.First; t++)
        {
            var form = _text.Form(t);
            if (form is "." or ";" or "!" or "?" or ":")
                return false;
            comma |= form is "," or "in" or "(" or "of";
        }
        return comma;
    }

    private float Near(Group group, int place)
    {
        var nearest = double.MaxValue;
        for (var i = Math.Max(0, group.Index - Window); i < Math.Min(_order.Count, group.Index + Window); i++)
        {
            var other = _order[i];
            if (other == group || _gazetteer.Kind(other.Place) is PlaceKind.Country or PlaceKind.Region or PlaceKind.Water)
                continue;
            nearest = Math.Min(nearest, Geo.Kilometres(_gazetteer, other.Place, place));
        }
        return nearest == double.MaxValue ? 0 : 2f * (float)Math.Exp(-nearest / 150);
    }

    private sealed class Group(ImmutableArray<int> places, int index)
    {
        public int Index => index;
        public ImmutableArray<int> Places => places;
        public List<int> Members { get; } = [];
        public int Place { get; set; }
        public double Score { get; set; }

        /// <summary>A name told often weighs more, but less than its number; a country's name more than a town's.</summary>
        public float Weight(Gazetteer gazetteer) =>
            MathF.Sqrt(Members.Count) * (float)Score * (gazetteer.Kind(Place) == PlaceKind.Country ? 1.5f : 1f);
    }

    /// <summary>Votes for countries (by place number) and provinces (likewise).</summary>
    private sealed class Ballot(float[] countries, Dictionary<int, float> provinces)
    {
        private float _countries = countries.Sum();
        private float _provinces;

        public void Add(Gazetteer gazetteer, int place, float weight)
        {
            var country = gazetteer.Country(place);
            if (country != 0)
            {
                countries[country] += weight;
                _countries += weight;
            }
            var province = gazetteer.Admin1(place);
            if (province != 0)
            {
                provinces[province] = provinces.GetValueOrDefault(province) + weight;
                _provinces += weight;
            }
        }

        /// <summary>The votes for countries of all others than a place itself.</summary>
        public float Others(Gazetteer gazetteer, int own, float weight) => _countries - (gazetteer.Country(own) != 0 ? weight : 0);

        /// <summary>The shares of a place's country and province in the votes of all others.</summary>
        public (float Country, float Province) Shares(Gazetteer gazetteer, int place, int own, float weight)
        {
            var country = gazetteer.Country(place);
            var mine = gazetteer.Country(own) == country && country != 0 ? weight : 0;
            var all = _countries - (gazetteer.Country(own) != 0 ? weight : 0);
            var c = country == 0 || all < 0.1f ? 0 : MathF.Max(0, countries[country] - mine) / all;
            var province = gazetteer.Admin1(place);
            mine = gazetteer.Admin1(own) == province && province != 0 ? weight : 0;
            all = _provinces - (gazetteer.Admin1(own) != 0 ? weight : 0);
            var p = province == 0 || all < 0.1f ? 0 : MathF.Max(0, provinces.GetValueOrDefault(province) - mine) / all;
            return (MathF.Min(1, c), MathF.Min(1, p));
        }
    }
}
