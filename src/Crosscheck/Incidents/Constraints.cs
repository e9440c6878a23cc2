using Crosscheck.Ledger;

namespace Crosscheck.Incidents;

/// <summary>What editors said about which tellings belong together.</summary>
public sealed class Constraints
{
    private readonly Dictionary<(int, int), float> _between = [];

    /// <summary>A must-link, a cannot-link, or null.</summary>
    public float? Between(int a, int b) => _between.TryGetValue(a < b ? (a, b) : (b, a), out var value) ? value : null;

    /// <summary>The constraints that merges and splits put on the tellings; a later decision overrules an earlier one.</summary>
    public static Constraints Of(IReadOnlyList<TellingProfile> profiles, IReadOnlyList<Decision> decisions)
    {
        var result = new Constraints();
        var byDocument = profiles.Select((p, i) => ((long)i, p)).ToLookup(x => x.p.Document, StringComparer.Ordinal);
        foreach (var decision in decisions)
        {
            if (decision.Kind is not (DecisionKind.Merge or DecisionKind.Split))
                continue;
            var first = Find(decision.Anchors, byDocument);
            if (decision.Kind == DecisionKind.Merge)
                result.Set(first, first, Clustering.Must);
            else
                result.Set(first, Find(decision.Apart, byDocument), Clustering.Cannot);
        }
        return result;
    }

    /// <summary>The telling of the anchor's document whose trigger is nearest to the anchor; null where it has none.</summary>
    public static long? Find(Anchor anchor, IEnumerable<(long Telling, TellingProfile Profile)> tellings)
    {
        long? best = null;
        var nearest = int.MaxValue;
        foreach (var (telling, profile) in tellings.OrderBy(t => t.Profile.Key, StringComparer.Ordinal))
        {
            var away = anchor.IsWholeDocument ? (profile.Main ? 0 : 1) : Math.Abs(TriggerOf(profile) - anchor.Start);
            if (away >= nearest)
                continue;
            nearest = away;
            best = telling;
        }
        return best;
    }

    /// <summary>
    /// The decisions that the incident of these members shows: those on its claims, figures and tellings. A decision on a
    /// claim goes to the telling that has the claim; where none has, to the nearest telling, so that it is shown.
    /// </summary>
    public static IReadOnlyList<Decision> On(IReadOnlyList<Member> members, IReadOnlyList<Decision> decisions) =>
        [.. decisions.Where(d => d.Anchors.Concat(d.Apart).Any(a => members.Any(m => m.Profile.Document == a.Document && Concerns(a, m))))];

    private static bool Concerns(Anchor anchor, Member member)
    {
        var reading = member.Reading;
        if (anchor.Attribute is not null)
        {
            var meant = reading.Claims.FirstOrDefault(c => c.Attribute == anchor.Attribute && anchor.Covers(c.Evidence.Start, c.Evidence.End));
            if (meant is not null)
                return meant.Incident == member.Profile.Telling;
        }
        var profiles = Profiles.Of(reading).Select((p, i) => ((long)i, p)).ToList();
        return Find(anchor, profiles) is { } i && profiles[(int)i].p.Key == member.Profile.Key;
    }

    private static int TriggerOf(TellingProfile profile)
    {
        var at = profile.Key.AsSpan(profile.Key.LastIndexOf(':') + 1);
        var dot = at.IndexOf('.');
        return int.TryParse(dot < 0 ? at : at[..dot], System.Globalization.CultureInfo.InvariantCulture, out var start) ? start : 0;
    }

    private static List<int> Find(IEnumerable<Anchor> anchors, ILookup<string, (long, TellingProfile)> byDocument) =>
        [.. anchors.Select(a => Find(a, byDocument[a.Document])).OfType<long>().Select(i => (int)i).Distinct()];

    private void Set(List<int> first, List<int> second, float value)
    {
        foreach (var a in first)
        {
            foreach (var b in second)
            {
                if (a != b)
                    _between[a < b ? (a, b) : (b, a)] = value;
            }
        }
    }
}
