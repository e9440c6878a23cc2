using Crosscheck.Data;
using Crosscheck.Models;

namespace Crosscheck.Claims;

/// <summary>The models of the incident steps; one that is null falls back to a plain rule.</summary>
internal sealed record IncidentModels(BoostedTrees? Grouping, BoostedTrees? Role, LinearModel? Type, BoostedTrees? News, LinearModel? Trigger, BoostedTrees? Date, BoostedTrees? TypeChoice)
{
    public static readonly IncidentModels None = new(null, null, null, null, null, null, null);

    private static readonly Lazy<IncidentModels> BuiltIn = new(() => new(LoadTrees("incident-grouping"), LoadTrees("incident-role"), Load("incident-type"), LoadTrees("attack-news"), Load("incident-trigger"),
        LoadTrees("incident-date"), LoadTrees("incident-type-choice")));

    /// <summary>The models of the build.</summary>
    public static IncidentModels Shipped => BuiltIn.Value;

    private static BoostedTrees? LoadTrees(string name) => DataFile.Exists($"models/{name}.bin") ? BoostedTrees.Load(name) : null;

    private static LinearModel? Load(string name) => DataFile.Exists($"models/{name}.bin") ? LinearModel.Load(name) : null;
}
