using Crosscheck.Claims;
using Crosscheck.Incidents;
using Crosscheck.Text.Names;

namespace Crosscheck.Views.Exports;

/// <summary>One side of an incident as the datasets code it.</summary>
public sealed record Side(string Name, string AcledType)
{
    public static readonly Side None = new("", "");
}

/// <summary>The sides, by what most origins say; datasets ask for one name where accounts may hold several.</summary>
public static class Sides
{
    /// <summary>Who attacked, by the standing perpetrator claims, then those of responsibility; else unidentified.</summary>
    public static Side Attacker(Incident incident)
    {
        var country = Countries.Find(incident.Place?.Country)?.Name;
        var name = Told(incident, ClaimAttribute.Perpetrator) ?? Told(incident, ClaimAttribute.Responsibility);
        if (name is null)
            return new Side($"Unidentified Armed Group ({country ?? "International"})", "Political militia");
        return new Side(name, TypeOf(name));
    }

    /// <summary>Who was attacked: a known force among the targets, civilians where the type is violence against them.</summary>
    public static Side Attacked(Incident incident)
    {
        var force = incident.Claims.Where(c => c.Claim.Attribute == ClaimAttribute.Target && c.Standing && c.Claim.Value.Text is { Length: > 0 })
            .Select(c => ActorLexicon.Shared.Find(c.Claim.Value.Text)).FirstOrDefault(a => a is { Kind: ActorKind.StateForces or ActorKind.RebelGroup or ActorKind.Militia });
        if (force is not null)
            return new Side(force.Name, TypeOf(force.Name));
        return AcledTypes.Of(incident.Type).Event == "Battles" ? Side.None : new Side($"Civilians ({Countries.Find(incident.Place?.Country)?.Name ?? "International"})", "Civilians");
    }

    private static string? Told(Incident incident, ClaimAttribute attribute) => incident.Claims
        .Where(c => c.Claim.Attribute == attribute && c.Standing && c.Claim.Value.Text is { Length: > 0 } and not "none" && ActorIdentity.Of(c.Claim.Value.Text).Named)
        .GroupBy(c => ActorLexicon.Shared.Find(c.Claim.Value.Text)?.Name ?? c.Claim.Value.Text!)
        .OrderByDescending(g => Origins.Count(g)).ThenBy(g => g.Key, StringComparer.Ordinal).FirstOrDefault()?.Key;

    private static string TypeOf(string name) => ActorLexicon.Shared.Find(name)?.Kind switch
    {
        ActorKind.StateForces or ActorKind.Government => "State forces",
        ActorKind.RebelGroup => "Rebel group",
        ActorKind.Militia or ActorKind.Political => "Political militia",
        ActorKind.International => "External/Other forces",
        _ => ActorIdentity.Of(name).Keys.Any(k => k.StartsWith("state:", StringComparison.Ordinal)) ? "State forces" : "Political militia",
    };
}

/// <summary>ACLED's hierarchy above the sub-event types.</summary>
public static class AcledTypes
{
    public static (string Disorder, string Event) Of(string subEvent) => subEvent switch
    {
        "Armed clash" => ("Political violence", "Battles"),
        "Shelling/artillery/missile attack" or "Air/drone strike" or "Remote explosive/landmine/IED" or "Suicide bomb" or "Grenade" => ("Political violence", "Explosions/Remote violence"),
        "Attack" or "Abduction/forced disappearance" => ("Political violence", "Violence against civilians"),
        "Mob violence" => ("Political violence", "Riots"),
        "Violent demonstration" => ("Demonstrations", "Riots"),
        _ => ("Strategic developments", "Strategic developments"),
    };
}
