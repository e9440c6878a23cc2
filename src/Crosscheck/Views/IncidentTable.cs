using System.Globalization;
using Crosscheck.Claims;
using Crosscheck.Incidents;

namespace Crosscheck.Views;

/// <summary>The list of incidents for a terminal.</summary>
public static class IncidentTable
{
    public static void Write(TextWriter writer, IReadOnlyList<Incident> incidents, string policy, int width)
    {
        var title = Math.Clamp(width - 56, 24, 70);
        writer.WriteLine(Row("id", "killed", "injured", "reports", "disputed", "incident", title));
        foreach (var i in incidents)
        {
            var figures = i.Figures.GetValueOrDefault(policy);
            writer.WriteLine(Row(i.Id, Range(figures?.GetValueOrDefault(ClaimAttribute.Killed)), Range(figures?.GetValueOrDefault(ClaimAttribute.Injured)),
                i.Reports.Length.ToString(CultureInfo.InvariantCulture), string.Join(' ', i.Discrepancies.Select(d => ReadingJson.Name(d.Attribute)).Distinct()), i.Title, title));
        }
    }

    /// <summary>"3", "0-3", "at least 3", "up to 9"; "-" where nothing is told.</summary>
    public static string Range(Figure? figure)
    {
        if (figure is null)
            return "-";
        var (low, high) = (figure.Low, figure.High);
        string N(int? n) => n?.ToString(CultureInfo.InvariantCulture) ?? "";
        if (low is null && high is null)
            return "-";
        if (low == high)
            return N(low);
        return low is null ? "up to " + N(high) : high is null ? "at least " + N(low) : $"{N(low)}-{N(high)}";
    }

    private static string Row(string id, string killed, string injured, string reports, string disputed, string title, int width)
    {
        var line = $"{id,-13}  {Fit(title, width)}  {killed,-12}  {injured,-12}  {reports,7}  {disputed}";
        return line.TrimEnd();
    }

    private static string Fit(string text, int width) => text.Length <= width ? text.PadRight(width) : text[..(width - 1)] + "…";
}
