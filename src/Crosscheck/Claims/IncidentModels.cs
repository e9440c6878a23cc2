using Crosscheck.Data;
using Crosscheck.Models;

namespace Crosscheck.Claims;

/// <summary>The models of the incident steps; one that is null falls back to a plain rule.</summary>
internal sealed record IncidentModels(BoostedTrees? Grouping, LinearModel? Role, LinearModel? Type, BoostedTrees? News, LinearModel? Trigger, BoostedTrees? Date)
{
    public static readonly IncidentModels None = new(null, null, null, null, null, null);

    public static IncidentModels Shipped { get; } = new(LoadTrees("incident-grouping"), Load("incident-role"), Load("incident-type"), LoadTrees("attack-news"), Load("incident-trigger"), LoadTrees("incident-date"));

    private static BoostedTrees? LoadTrees(string name) => DataFile.Exists($"models/{name}.bin") ? BoostedTrees.Load(name) : null;

    private static LinearModel? Load(string name) => DataFile.Exists($"models/{name}.bin") ? LinearModel.Load(name) : null;
}
