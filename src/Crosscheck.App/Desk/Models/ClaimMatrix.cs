using System.Collections.Immutable;
using Crosscheck.Claims;
using Crosscheck.Incidents;
using Crosscheck.Views;

namespace Crosscheck.App.Desk.Models;

public enum Accord : byte { Single, Agree, Differ }

/// <summary>An attribute across the sources. Accounts is how many positions differ, 0 where none do.</summary>
public sealed record MatrixColumn(ClaimAttribute Attribute, Accord Accord, int Accounts);

/// <summary>One claim in a cell. Position is "A", "B" ... where accounts differ, else "".</summary>
public sealed record MatrixCell(IncidentClaim Claim, string Value, string Firmness, string Words, string Position)
{
    /// <summary>Rejected, retracted or replaced. A denial stands as what it is.</summary>
    public bool Fallen => !Claim.Standing && Claim.Claim.Status is not (ClaimStatus.Denied or ClaimStatus.Unknown);
}

/// <summary>One source. Cells has one list for each column; Silent marks where it told of the incident and gave no value.</summary>
public sealed record MatrixRow(string Name, string Detail, ImmutableArray<ImmutableArray<MatrixCell>> Cells, ImmutableArray<string?> Silent);

/// <summary>The claim matrix: sources down, attributes across.</summary>
public sealed record ClaimMatrix(ImmutableArray<MatrixColumn> Columns, ImmutableArray<MatrixRow> Rows)
{
    private const int LongestWords = 90;

    public static ClaimMatrix Of(Incident incident)
    {
        var positions = PositionsOf(incident);
        var columns = incident.Claims.Select(c => c.Claim.Attribute).Concat(incident.Omissions.Select(o => o.Attribute)).Distinct().Order()
            .Select(a => ColumnOf(incident, a)).ToImmutableArray();
        var rows = incident.Claims.GroupBy(c => c.Speaker, StringComparer.Ordinal)
            .OrderByDescending(g => g.Any(c => positions.ContainsKey(c.Id))).ThenByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => RowOf(incident, [.. g], columns, positions)).ToList();
        rows.AddRange(incident.Omissions.Where(o => rows.TrueForAll(r => r.Name != o.Source)).GroupBy(o => o.Source, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new MatrixRow(g.Key, "", [.. columns.Select(_ => ImmutableArray<MatrixCell>.Empty)], SilentOf(incident, g.Key, columns))));
        return new ClaimMatrix(columns, [.. rows]);
    }

    private static Dictionary<string, string> PositionsOf(Incident incident)
    {
        var result = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var discrepancies in incident.Discrepancies.GroupBy(d => d.Attribute))
        {
            var letter = 'A';
            foreach (var position in discrepancies.SelectMany(d => d.Positions))
            {
                foreach (var claim in position.Claims)
                    result.TryAdd(claim, letter.ToString());
                letter++;
            }
        }
        return result;
    }

    private static MatrixColumn ColumnOf(Incident incident, ClaimAttribute attribute)
    {
        var accounts = incident.Discrepancies.Where(d => d.Attribute == attribute).Sum(d => d.Positions.Length);
        if (accounts > 0)
            return new MatrixColumn(attribute, Accord.Differ, accounts);
        var speakers = incident.Claims.Where(c => c.Claim.Attribute == attribute && c.Standing).Select(c => c.Speaker).Distinct().Count();
        return new MatrixColumn(attribute, speakers > 1 ? Accord.Agree : Accord.Single, 0);
    }

    private static MatrixRow RowOf(Incident incident, ImmutableArray<IncidentClaim> claims, ImmutableArray<MatrixColumn> columns, Dictionary<string, string> positions)
    {
        var name = Labels.Speaker(incident, claims[0]);
        var cells = columns.Select(column => claims.Where(c => c.Claim.Attribute == column.Attribute)
            .OrderByDescending(c => c.Standing).ThenByDescending(c => c.Said, StringComparer.Ordinal).ThenBy(c => c.Claim.Evidence.Start)
            .Select(c => CellOf(c, positions.GetValueOrDefault(c.Id, "")))
            .DistinctBy(c => (c.Value, c.Firmness, c.Claim.Standing, c.Claim.Said)).ToImmutableArray());
        return new MatrixRow(name, DetailOf(incident, claims), [.. cells], SilentOf(incident, claims[0].SpeakerName, columns));
    }

    private static MatrixCell CellOf(IncidentClaim claim, string position) =>
        new(claim, Wording.Of(claim.Claim), Wording.Of(claim.Claim.Status), Wording.Short(claim.Claim.Evidence.Text, LongestWords), position);

    private static string DetailOf(Incident incident, ImmutableArray<IncidentClaim> claims)
    {
        var parts = new List<string>();
        if (claims.Any(c => c.Claim.Source.Anonymous))
            parts.Add("unnamed");
        var relays = claims.SelectMany(c => c.Claim.Source.Via).Distinct(StringComparer.Ordinal).Take(3).ToList();
        if (relays.Count > 0)
            parts.Add("via " + string.Join(", ", relays));
        var printed = claims.Select(c => c.Document).Distinct(StringComparer.Ordinal).Select(d => PublisherOf(incident, d)).Distinct(StringComparer.Ordinal).ToList();
        parts.Add("in " + string.Join(", ", printed.Take(2)) + (printed.Count > 2 ? $" and {printed.Count - 2} more" : ""));
        return string.Join(" · ", parts);
    }

    internal static string PublisherOf(Incident incident, string document) =>
        incident.Reports.FirstOrDefault(r => r.Document == document) is { } report ? Labels.Publisher(report) : document;

    private static ImmutableArray<string?> SilentOf(Incident incident, string speaker, ImmutableArray<MatrixColumn> columns) =>
        [.. columns.Select(c => incident.Omissions.FirstOrDefault(o => o.Source == speaker && o.Attribute == c.Attribute)?.Evidence.Text)];
}
