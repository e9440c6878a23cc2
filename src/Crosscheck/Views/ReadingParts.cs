using System.Collections.Immutable;
using Crosscheck.Claims;

namespace Crosscheck.Views;

/// <summary>A reading arranged for a person: for each telling its claims in the order of the attributes, and its title.</summary>
internal sealed class ReadingParts
{
    private readonly ILookup<string, Claim> _claims;
    private readonly Dictionary<string, Claim> _byId;

    public ReadingParts(Reading reading)
    {
        Reading = reading;
        _claims = reading.Claims.ToLookup(c => c.Incident, StringComparer.Ordinal);
        _byId = reading.Claims.ToDictionary(c => c.Id, StringComparer.Ordinal);
        Main = [.. reading.Incidents.Where(t => t.Role == "main")];
        Background = [.. reading.Incidents.Where(t => t.Role != "main")];
    }

    public Reading Reading { get; }
    public ImmutableArray<Telling> Main { get; }
    public ImmutableArray<Telling> Background { get; }

    public IEnumerable<Claim> ClaimsOf(Telling telling) => _claims[telling.Id].OrderBy(c => c.Attribute);

    public string TitleOf(Telling telling)
    {
        var claims = _claims[telling.Id];
        var weapons = claims.Where(c => c.Attribute is ClaimAttribute.Weapon or ClaimAttribute.Munitions).Select(c => c.Value.Text ?? c.Value.Who ?? "");
        var place = telling.Place?.Name ?? claims.FirstOrDefault(c => c.Attribute == ClaimAttribute.Place)?.Value.Text ?? "";
        return IncidentTitle.Of(telling.Type, weapons, place, telling.Place?.Precision == "site", telling.Date?.Value);
    }

    /// <summary>The title of the telling with that id; the id itself where there is none.</summary>
    public string TitleOf(string id) =>
        Reading.Incidents.FirstOrDefault(t => t.Id == id) is { } telling ? TitleOf(telling) : id;

    public IEnumerable<Discrepancy> DiscrepanciesOf(Telling telling) => Reading.Discrepancies.Where(d => d.Incident == telling.Id);

    /// <summary>The positions of a discrepancy: one for each source and status, through whomever, with all that it says on the attribute.</summary>
    public IEnumerable<ImmutableArray<Claim>> PositionsOf(Discrepancy discrepancy) =>
        discrepancy.Claims.Where(_byId.ContainsKey).Select(id => _byId[id])
            .GroupBy(c => (Wording.Of(c.Source with { Via = [] }), c.Status, c.Said))
            .Select(g => g.ToImmutableArray());

    public IEnumerable<Omission> OmissionsOf(Telling telling) => Reading.Omissions.Where(o => o.Incident == telling.Id);

    public IEnumerable<Statement> StatementsOf(Telling telling) => Reading.Statements.Where(s => s.Incident == telling.Id);

    /// <summary>Statements that belong to no telling that is shown in full.</summary>
    public IEnumerable<Statement> OtherStatements =>
        Reading.Statements.Where(s => !Main.Any(t => t.Id == s.Incident));
}
