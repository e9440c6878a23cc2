using System.Collections.Immutable;
using Crosscheck.Claims;
using Crosscheck.Diagnostics;
using Crosscheck.Incidents;

namespace Crosscheck.App.Desk.Models;

/// <summary>The form for reading reports. What was wrong with the last one stands beside it.</summary>
public sealed record ReadFormModel(ImmutableArray<(string Name, Diagnostic What)> Problems, string Text = "");

/// <summary>A report that was read and is not kept yet.</summary>
public sealed record DraftView(ReportModel Report, ImmutableArray<IncidentModel> Incidents, bool Known)
{
    public static DraftView Of(Draft draft, bool known)
    {
        var (report, incidents) = ReportModel.Of(draft.Reading);
        return new DraftView(report, [.. incidents.Zip(draft.Reading.Incidents).OrderByDescending(x => x.Second.Role == "main").Select(x => ModelOf(x.First))], known);
    }

    private static IncidentModel ModelOf(Incident incident) => new()
    {
        Incident = incident,
        Policy = Policies.Range,
        Days = [],
        Matrix = ClaimMatrix.Of(incident),
        Charts = [],
        Links = [],
    };

    /// <summary>The incidents that the report is mainly about, and those told as background.</summary>
    public IEnumerable<IncidentModel> Main => Incidents.Where(i => i.Incident.Reports[0].Role == "main");

    public IEnumerable<IncidentModel> Background => Incidents.Where(i => i.Incident.Reports[0].Role != "main");
}

/// <summary>What was read under one key.</summary>
public sealed record DraftsModel(string Key, ImmutableArray<DraftView> Drafts, ImmutableArray<(string Name, Diagnostic What)> Problems);
