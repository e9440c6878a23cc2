using System.Text.Json;
using Crosscheck.Claims;
using Crosscheck.Lab.Attributions;
using Crosscheck.Lab.Incidents;
using Crosscheck.Lab.Places;
using Crosscheck.Models;
using Crosscheck.Text;

namespace Crosscheck.Lab.ClaimTraining;

/// <summary>
/// What a fold costs most to train, kept in a folder between runs of <c>lab read-folds --keep FOLDER</c>: all that comes before the
/// incident models, and the training reports as these models read them. Delete what is to be trained anew.
/// </summary>
internal sealed record KeptModels(ClaimModels Claims, AttributorModels Attribution, BoostedTrees Decision, IncidentPlaceChooser Places, List<IncidentSample> Read)
{
    private const string ReadFile = "read.json";
    private static readonly string[] Files = [.. ClaimTrainer.Names, "attribution-source", "attribution-trees", "attribution-status", "claims-decision", "incident-place"];

    /// <summary>One claim as a training report was read, with the telling that it is given to.</summary>
    private sealed record KeptClaim(string Report, int First, int End, ClaimAttribute Attribute, ClaimValue Value, int Gold);

    /// <summary>The models of a fold: trained, or taken from where they were kept. A null folder keeps nothing.</summary>
    public static KeptModels Of(IReadOnlyList<GoldText> reports, string? folder)
    {
        if (folder is not null && File.Exists(Path.Combine(folder, ReadFile)))
            return Load(reports, folder);
        var claims = ClaimTrainer.Train(reports);
        var attribution = AttributionData.Files([.. reports.Select(r => r.Attribution)]);
        var (decision, read) = DecisionTrainer.Train(reports, attribution.Models);
        var places = IncidentPlaceTraining.Train(reports.SelectMany(r => IncidentPlaceTraining.Questions(r.Cluster, r.Report, r.Context.Text)));
        if (folder is not null)
            Write(folder, [.. claims, attribution.Source, attribution.Trees, attribution.Status, decision.ToBytes(), places.ToBytes()], read);
        return new KeptModels(ClaimTrainer.ModelsOf(claims), attribution.Models, decision, new IncidentPlaceChooser(places), read);
    }

    private static void Write(string folder, byte[][] models, List<IncidentSample> read)
    {
        Directory.CreateDirectory(folder);
        for (var i = 0; i < Files.Length; i++)
            File.WriteAllBytes(Path.Combine(folder, Files[i] + ".bin"), models[i]);
        var kept = read.SelectMany(s => s.Claims.Select((c, i) => new KeptClaim(s.Report.Id, c.Tokens.First, c.Tokens.End, c.Attribute, c.Value, s.Gold[i])));
        File.WriteAllText(Path.Combine(folder, ReadFile), JsonSerializer.Serialize(kept));
    }

    private static KeptModels Load(IReadOnlyList<GoldText> reports, string folder)
    {
        var bytes = Files.Select(f => File.ReadAllBytes(Path.Combine(folder, f + ".bin"))).ToArray();
        var kept = JsonSerializer.Deserialize<KeptClaim[]>(File.ReadAllText(Path.Combine(folder, ReadFile)))!.ToLookup(k => k.Report);
        var read = reports.Where(r => kept.Contains(r.Report.Id)).Select(r => new IncidentSample(r.Cluster, r.Report, r.Context.Text,
            [.. kept[r.Report.Id].Select(k => new ClaimMention(new TokenRange(k.First, k.End), k.Attribute, k.Value))], [.. kept[r.Report.Id].Select(k => k.Gold)]));
        return new KeptModels(ClaimTrainer.ModelsOf(bytes[..4]), new TrainedAttributor(bytes[4], bytes[5], bytes[6]).Models,
            BoostedTrees.FromBytes(bytes[7], Files[7]), new IncidentPlaceChooser(BoostedTrees.FromBytes(bytes[8], Files[8])), [.. read]);
    }
}
