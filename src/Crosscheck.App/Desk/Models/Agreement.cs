using System.Collections.Immutable;
using Crosscheck.Claims;
using Crosscheck.Ledger;
using Crosscheck.Views;

namespace Crosscheck.App.Desk.Models;

/// <summary>One claim as several editors coded it: "accepted", "rejected", or the value that they gave it instead.</summary>
public sealed record CodedUnit(string Document, ClaimAttribute Attribute, int Start, string Words, ImmutableSortedDictionary<string, string> Codes)
{
    /// <summary>The claim of the present reading that stands there; null where none does.</summary>
    public string? Claim { get; init; }

    public bool Agrees => Codes.Values.Distinct(StringComparer.Ordinal).Count() == 1;
}

/// <summary>The agreement on one attribute. Alpha is null where it is not defined: nothing coded twice, or no variation.</summary>
public sealed record AttributeAgreement(ClaimAttribute Attribute, int Units, int Agreed, double? Alpha);

/// <summary>How far editors who coded the same reports agree, and where they do not.</summary>
public sealed record Agreement(ImmutableArray<string> Editors, ImmutableArray<AttributeAgreement> Attributes, double? Alpha, ImmutableArray<CodedUnit> Disagreements, int Units)
{
    /// <summary>How many are to be adjudicated; more than <see cref="Disagreements"/> where only the first are shown.</summary>
    public int Open { get; init; } = Disagreements.Length;

    public const string Accepted = "accepted";
    public const string Rejected = "rejected";

    /// <summary>Counts each editor's last standing word on each claim that two or more editors decided.</summary>
    public static Agreement Of(IEnumerable<Decision> decisions)
    {
        var codes = StandingDecisions.Of(decisions).Where(d => d.Kind is DecisionKind.Accept or DecisionKind.Reject or DecisionKind.Correct)
            .SelectMany(d => d.Anchors.Where(a => a.Attribute is not null).Select(a => (Anchor: a, d.Editor, Code: CodeOf(d))));
        var units = codes.GroupBy(c => (c.Anchor.Document, Attribute: c.Anchor.Attribute!.Value, c.Anchor.Start, c.Anchor.End))
            .Select(g => new CodedUnit(g.Key.Document, g.Key.Attribute, g.Key.Start, g.First().Anchor.Text,
                g.GroupBy(c => c.Editor, StringComparer.Ordinal).ToImmutableSortedDictionary(e => e.Key, e => e.Last().Code, StringComparer.Ordinal)))
            .Where(u => u.Codes.Count > 1).OrderBy(u => u.Document, StringComparer.Ordinal).ThenBy(u => u.Start).ThenBy(u => u.Attribute).ToList();
        var attributes = units.GroupBy(u => u.Attribute).OrderBy(g => g.Key).Select(g => new AttributeAgreement(g.Key, g.Count(), g.Count(u => u.Agrees), AlphaOf(g)));
        return new Agreement(
            [.. units.SelectMany(u => u.Codes.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], [.. attributes], AlphaOf(units), [.. units.Where(u => !u.Agrees)], units.Count);
    }

    private static string CodeOf(Decision decision) => decision.Kind switch
    {
        DecisionKind.Accept => Accepted,
        DecisionKind.Reject => Rejected,
        _ => string.Join(' ', new[] { decision.Value is { } v ? Wording.Of(v) : null, decision.Status is { } s ? ReadingJson.Name(s) : null }.OfType<string>()),
    };

    private static double? AlphaOf(IEnumerable<CodedUnit> units) => Krippendorff.Nominal(units.Select(u => u.Codes.Values.ToList()));
}

/// <summary>Krippendorff's alpha for nominal codes (Content Analysis, 3rd edition, chapter 12.3): 1 is agreement, 0 is chance.</summary>
public static class Krippendorff
{
    /// <param name="units">The codes that each unit got; units with fewer than two count nothing.</param>
    /// <returns>Null where no two codes can be paired, or all codes are one: there is no variation to agree on.</returns>
    public static double? Nominal(IEnumerable<IReadOnlyList<string>> units)
    {
        var totals = new Dictionary<string, double>(StringComparer.Ordinal);
        double observed = 0, n = 0;
        foreach (var unit in units.Where(u => u.Count > 1))
        {
            var counts = unit.CountBy(c => c, StringComparer.Ordinal).ToList();
            foreach (var (code, count) in counts)
            {
                totals[code] = totals.GetValueOrDefault(code) + count;
                observed += (double)count * (unit.Count - count) / (unit.Count - 1);
            }
            n += unit.Count;
        }
        var expected = totals.Values.Sum(t => t * (n - t));
        return n < 2 || expected == 0 ? null : 1 - ((n - 1) * observed / expected);
    }
}
