using Crosscheck.Incidents;

namespace Crosscheck.App.Desk.Models;

/// <summary>Where things stand: ids within a page, and addresses of pages.</summary>
public static class Anchors
{
    /// <summary>A claim's place within a page.</summary>
    public static string Claim(string id) => "claim-" + id.Replace(':', '-');

    public static string Source(string name) => "/sources/" + Uri.EscapeDataString(name);

    /// <summary>The report's page with the claim chosen.</summary>
    public static string Report(IncidentClaim claim) => Report(claim.Document, claim.Claim.Id);

    public static string Report(string document, string claim) => $"/reports/{Labels.Short(document)}?claim={claim}#chosen";
}
