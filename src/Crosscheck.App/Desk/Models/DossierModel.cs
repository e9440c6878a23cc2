using System.Collections.Immutable;
using Crosscheck.Claims;
using Crosscheck.Incidents;
using Crosscheck.Views;

namespace Crosscheck.App.Desk.Models;

/// <summary>A footnote: who said it, in which words, where it is printed.</summary>
public sealed record Footnote(int Number, IncidentClaim Claim, string Speaker, IncidentReport? Report);

/// <summary>A value with its footnotes.</summary>
public sealed record NotedValue(string Value, ImmutableArray<int> Notes);

/// <summary>One incident of a dossier: every value carries the notes that say who stands behind it.</summary>
public sealed record DossierEntry(IncidentModel Model, ImmutableArray<(string Attribute, ImmutableArray<NotedValue> Values)> Rows, ImmutableArray<Footnote> Notes)
{
    public static DossierEntry Of(IncidentModel model, int first)
    {
        var notes = new List<Footnote>();
        var rows = ImmutableArray.CreateBuilder<(string, ImmutableArray<NotedValue>)>();
        foreach (var attribute in model.Incident.Claims.Where(c => c.Standing).GroupBy(c => c.Claim.Attribute).OrderBy(g => g.Key))
        {
            var values = attribute.GroupBy(c => Wording.Of(c.Claim), StringComparer.OrdinalIgnoreCase).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => new NotedValue(g.Key, [.. g.DistinctBy(c => (c.Speaker, c.Document)).Select(c => Note(c, model, notes, first))])).ToImmutableArray();
            rows.Add((Labels.Name(attribute.Key), values));
        }
        return new DossierEntry(model, rows.ToImmutable(), [.. notes]);
    }

    private static int Note(IncidentClaim claim, IncidentModel model, List<Footnote> notes, int first)
    {
        var note = new Footnote(first + notes.Count, claim, Labels.Speaker(model.Incident, claim), model.Incident.Reports.FirstOrDefault(r => r.Document == claim.Document));
        notes.Add(note);
        return note.Number;
    }

    public Figure? Figure(ClaimAttribute attribute) => Model.Of(Model.Policy, attribute);
}

/// <summary>One incident or a filtered set, to be printed.</summary>
public sealed record DossierModel(string Title, ImmutableArray<DossierEntry> Entries, string Policy, DateOnly? AsOf, long Total, DateTimeOffset Made)
{
    /// <summary>The most incidents of one dossier.</summary>
    public const int Most = 40;
}
