using System.Collections.Immutable;
using Crosscheck.Data;
using Crosscheck.Models;

namespace Crosscheck.Incidents;

/// <summary>
/// How likely two tellings are of one incident: a logistic score over what their dates, places, names, numbers and words
/// have in common, trained by <c>lab train linking</c>. Symmetric; above 0 means rather the same.
/// </summary>
public sealed class PairScore(LinearModel? model)
{
    public const string Model = "linking";

    /// <summary>
    /// Added to the logit: the training holds more pairs of two incidents than a ledger does, and a reading errs on days and places.
    /// On gold-train's readings by folds 0 gave B-cubed 0.903, 1.5 0.935, 2.2 0.941 (precision 0.974, 0.969, 0.968); on perfect ones all gave 0.985.
    /// </summary>
    private const float Readiness = 2.2f;

    /// <summary>Only texts that share this much of their words (cosine) may have been misread: of others a day and a number agree by chance.</summary>
    private const float Alike = 0.2f;

    private static readonly Lazy<PairScore> Loaded = new(() =>
        new PairScore(DataFile.Exists($"models/{Model}.bin") ? LinearModel.Load(Model) : null));

    public static PairScore Default => Loaded.Value;

    /// <summary>The logit of "one incident". Two tellings of one document are two incidents: the reader keeps them apart.</summary>
    public float Of(TellingProfile a, TellingProfile b)
    {
        if (a.Document == b.Document)
            return -20;
        var features = new List<uint>(48);
        PairFeatures.Extract(a, b, features);
        if (model is null)
            return PairFeatures.Untrained(a, b);
        Span<float> scores = stackalloc float[2];
        model.Score(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(features), scores);
        return scores[1] - scores[0] + (a.Words.Cosine(b.Words) >= Alike ? Readiness : 0);
    }
}

/// <summary>The features of a pair, each a bin or a conjunction of bins.</summary>
public static class PairFeatures
{
    public static readonly ImmutableArray<string> Classes = ["apart", "same"];

    private enum T { Bias, Date, Place, Cosine, Type, Names, PlaceNames, Killed, Injured, Other, Role, Lag, DatePlace, DateCosine, PlaceCosine, DatePlaceCosine, DateNames, CountryCosine, NumbersCosine, RoleDate }

    public static void Extract(TellingProfile a, TellingProfile b, List<uint> into)
    {
        var date = DateBin(a, b);
        var place = PlaceBin(a, b);
        var cosine = CosineBin(a.Words.Cosine(b.Words));
        var names = Overlap(a.ActorNames, b.ActorNames);
        var placeNames = Overlap(a.PlaceNames, b.PlaceNames);
        var killed = Agree(a.Killed, b.Killed);
        var injured = Agree(a.Injured, b.Injured);
        var roles = (a.Main ? 1u : 0) + (b.Main ? 1u : 0);
        void Add(T t, uint x, uint y = 0, uint z = 0) => into.Add(Feature.Of((int)t, x, y, z));
        Add(T.Bias, 0);
        Add(T.Date, date);
        Add(T.Place, place);
        Add(T.Cosine, cosine);
        Add(T.Type, a.Type == b.Type ? 1u : TypeGroup(a.Type) == TypeGroup(b.Type) ? 2u : 3u);
        Add(T.Names, names);
        Add(T.PlaceNames, placeNames, place);
        Add(T.Killed, killed);
        Add(T.Injured, injured);
        Add(T.Other, Agree(a.Other, b.Other));
        Add(T.Role, roles);
        Add(T.Lag, LagBin(a, b), roles);
        Add(T.DatePlace, date, place);
        Add(T.DateCosine, date, cosine);
        Add(T.PlaceCosine, place, cosine);
        Add(T.DatePlaceCosine, date, place, cosine / 2);
        Add(T.DateNames, date, names, placeNames);
        Add(T.CountryCosine, Country(a, b), cosine);
        Add(T.NumbersCosine, killed, injured, cosine / 2);
        Add(T.RoleDate, roles, date);
        // A cosine is also a number: each step that it reaches is a feature, so that more is never unseen.
        for (var step = 1u; step <= cosine; step++)
            Add(T.Cosine, 100 + step);
    }

    /// <summary>A plain rule for the time before the first model: near in time and place, or in words.</summary>
    public static float Untrained(TellingProfile a, TellingProfile b)
    {
        var date = DateBin(a, b);
        var place = PlaceBin(a, b);
        var near = (date <= 2 ? 2f : date <= 5 ? 0f : -3f) + (place <= 2 ? 2f : place >= 5 && place < 8 ? -3f : 0f);
        return near + (8 * a.Words.Cosine(b.Words)) - 3.5f;
    }

    /// <summary>1 same day, 2 a day apart, 3 two or three, 4 four to ten, 5 coarse and overlapping, 6 further, 7 and 8 unknown.</summary>
    private static uint DateBin(TellingProfile a, TellingProfile b)
    {
        if (a.Date is not { } x || b.Date is not { } y)
            return a.Date is null && b.Date is null ? 7u : 8u;
        var gap = x.Gap(y);
        if (x.IsDay && y.IsDay)
            return gap switch { 0 => 1u, 1 => 2u, <= 3 => 3u, <= 10 => 4u, <= 40 => 6u, _ => 9u };
        return gap switch { 0 => 5u, <= 3 => 4u, _ => 6u };
    }

    private static uint PlaceBin(TellingProfile a, TellingProfile b)
    {
        if (a.Latitude is not { } lat1 || a.Longitude is not { } lon1 || b.Latitude is not { } lat2 || b.Longitude is not { } lon2)
            return a.Country.Length > 0 && b.Country.Length > 0 ? (a.Country == b.Country ? 8u : 9u) : 10u;
        var km = Distance.Kilometres(lat1, lon1, lat2, lon2);
        if (!a.FinePlace || !b.FinePlace)
            return a.Country == b.Country ? 11u : 12u;
        return km switch { < 5 => 1u, < 20 => 2u, < 50 => 3u, < 120 => 4u, < 300 => 5u, < 1000 => 6u, _ => 7u };
    }

    private static uint CosineBin(float cosine) => cosine switch
    {
        < 0.02f => 0u,
        < 0.05f => 1,
        < 0.08f => 2,
        < 0.12f => 3,
        < 0.16f => 4,
        < 0.20f => 5,
        < 0.25f => 6,
        < 0.30f => 7,
        < 0.38f => 8,
        < 0.5f => 9,
        < 0.7f => 10,
        _ => 11,
    };

    private static uint Overlap(ImmutableArray<uint> a, ImmutableArray<uint> b)
    {
        if (a.IsEmpty || b.IsEmpty)
            return 9;
        var shared = Names.Shared(a, b);
        return shared == 0 ? 0u : 2 * shared >= Math.Min(a.Length, b.Length) ? (shared > 1 ? 3u : 2u) : 1u;
    }

    /// <summary>0 no number in common, 1 a small one, 2 one of three or more, 3 one of ten or more, 9 untold.</summary>
    private static uint Agree(ImmutableArray<uint> a, ImmutableArray<uint> b)
    {
        if (a.IsEmpty || b.IsEmpty)
            return 9;
        var best = 0u;
        foreach (var n in a)
        {
            if (b.Contains(n))
                best = Math.Max(best, n >= 10 ? 3u : n >= 3 ? 2u : 1u);
        }
        return best;
    }

    private static uint LagBin(TellingProfile a, TellingProfile b)
    {
        if (a.Published == 0 || b.Published == 0)
            return 9;
        return Math.Abs(a.Published - b.Published) switch { 0 => 0u, 1 => 1, <= 3 => 2, <= 7 => 3, <= 30 => 4, <= 365 => 5, _ => 6 };
    }

    private static uint Country(TellingProfile a, TellingProfile b) =>
        a.Country.Length == 0 || b.Country.Length == 0 ? 2u : a.Country == b.Country ? 1u : 0u;

    private static uint TypeGroup(string type) => type switch
    {
        "Shelling/artillery/missile attack" or "Air/drone strike" => 1,
        "Remote explosive/landmine/IED" or "Suicide bomb" or "Grenade" => 2,
        "Armed clash" or "Attack" => 3,
        "Abduction/forced disappearance" => 4,
        "Mob violence" or "Violent demonstration" or "Looting/property destruction" => 5,
        _ => 6,
    };
}

/// <summary>Great-circle distance on a sphere of radius 6371 km (haversine).</summary>
public static class Distance
{
    public static double Kilometres(double lat1, double lon1, double lat2, double lon2)
    {
        double p1 = double.DegreesToRadians(lat1), p2 = double.DegreesToRadians(lat2);
        var a = Math.Pow(Math.Sin((p2 - p1) / 2), 2)
            + (Math.Cos(p1) * Math.Cos(p2) * Math.Pow(Math.Sin(double.DegreesToRadians(lon2 - lon1) / 2), 2));
        return 6371 * 2 * Math.Asin(Math.Min(1, Math.Sqrt(a)));
    }
}
