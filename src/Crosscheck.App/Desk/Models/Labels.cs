using System.Globalization;
using Crosscheck.Claims;
using Crosscheck.Incidents;
using Crosscheck.Views;

namespace Crosscheck.App.Desk.Models;

/// <summary>Small texts that several pages share.</summary>
public static class Labels
{
    public static string Name(ClaimAttribute attribute) => ReadingJson.Name(attribute);

    public static string Range(Figure? figure) => figure is null ? "–" : IncidentTable.Range(figure).Replace('-', '–');

    public static string Count(long n, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{n:#,0} {(n == 1 ? one : many)}");

    public static string Day(DateOnly? day) => day is { } d ? d.ToString("d MMM yyyy", CultureInfo.InvariantCulture) : "no date";

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>An ISO day for people, shortly; what is none stays as it is.</summary>
    public static string Day(string? iso) =>
        DateOnly.TryParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? Day(day) : iso is null ? "no date" : Wording.Date(iso);

    public static string Publisher(IncidentReport report) =>
        report.Publisher ?? HostOf(report.Url) ?? (report.Path is { Length: > 0 } path ? path[(path.LastIndexOfAny(['/', '\\']) + 1)..] : "report " + Short(report.Document));

    /// <summary>Who says a claim; a report in its own voice by the name that people know it by.</summary>
    public static string Speaker(Incident incident, IncidentClaim claim) => Speaker(incident, claim.SpeakerName);

    /// <summary>A speaker's name; a report without a publisher speaks under its digits, which people know by its file.</summary>
    public static string Speaker(Incident incident, string name) =>
        incident.Reports.FirstOrDefault(r => Short(r.Document) == name) is { } report ? Publisher(report) : name;

    public static string Speakers(Incident incident, IEnumerable<string> names) => string.Join(", ", names.Select(n => Speaker(incident, n)));

    public static string? HostOf(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Host.Length > 0 ? uri.Host : null;

    /// <summary>The digits by which a document is named in addresses.</summary>
    public static string Short(string document) => IncidentBuilder.Short(document);

    public static string Policy(string policy) => policy switch
    {
        Policies.Range => "lowest to highest standing claim",
        Policies.Acled => "ACLED: the lowest reported",
        Policies.Ucdp => "UCDP: low, best and high of what is not preliminary",
        Policies.Ibc => "Iraq Body Count: least to most, provisional below two origins",
        _ => "each source's newest claim",
    };

    public static string Place(IncidentPlace place) => place.Country is { } country ? $"{place.Name}, {country}" : place.Name;
}
