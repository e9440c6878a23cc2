using System.Globalization;
using Crosscheck.Claims;
using Crosscheck.Incidents;

namespace Crosscheck.Views;

/// <summary>CSV as RFC 4180 has it; a cell that a spreadsheet would run as a formula is written as text.</summary>
public static class Csv
{
    public static void Row(TextWriter writer, params IEnumerable<object?> cells)
    {
        var first = true;
        foreach (var cell in cells)
        {
            if (!first)
                writer.Write(',');
            first = false;
            writer.Write(Cell(cell));
        }
        writer.Write("\r\n");
    }

    /// <summary>
    /// One cell. Text that begins with =, +, -, @, a tab or a carriage return gets an apostrophe before it (OWASP, CSV
    /// injection); numbers are numbers and stay as they are.
    /// </summary>
    public static string Cell(object? value)
    {
        var text = value switch
        {
            null => "",
            double d => d.ToString("0.####", CultureInfo.InvariantCulture),
            DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
            IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
            _ => Safe(value.ToString() ?? ""),
        };
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static string Safe(string text) => text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + text : text;
}

/// <summary>The list of incidents, one a row.</summary>
public static class IncidentCsv
{
    public static readonly IReadOnlyList<string> Columns =
    [
        "id", "title", "type", "date", "date_precision", "place", "country", "latitude", "longitude", "place_precision", "reports", "disputed",
        "killed_low", "killed_best", "killed_high", "killed_origins", "injured_low", "injured_best", "injured_high", "injured_origins",
        "abducted_low", "abducted_best", "abducted_high", "munitions_low", "munitions_best", "munitions_high",
    ];

    public static void Write(TextWriter writer, IEnumerable<Incident> incidents, string policy)
    {
        Csv.Row(writer, Columns);
        foreach (var i in incidents)
        {
            Figure? Of(ClaimAttribute attribute) => i.Figures.GetValueOrDefault(policy)?.GetValueOrDefault(attribute);
            var (killed, injured, abducted, munitions) = (Of(ClaimAttribute.Killed), Of(ClaimAttribute.Injured), Of(ClaimAttribute.Abducted), Of(ClaimAttribute.Munitions));
            Csv.Row(writer,
                i.Id, i.Title, i.Type, i.Date?.Value, i.Date?.Precision, i.Place?.Name, i.Place?.Country, i.Place?.Latitude, i.Place?.Longitude, i.Place?.Precision,
                i.Reports.Length, string.Join(';', i.Discrepancies.Select(d => ReadingJson.Name(d.Attribute)).Distinct()),
                killed?.Low, killed?.Best, killed?.High, killed?.Origins, injured?.Low, injured?.Best, injured?.High, injured?.Origins,
                abducted?.Low, abducted?.Best, abducted?.High, munitions?.Low, munitions?.Best, munitions?.High);
        }
    }
}
