using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Crosscheck.Documents;

namespace Crosscheck.Lab;

/// <summary>The gold annotation of a folder (gold-train, gold-dev or one in the same format).</summary>
public sealed record GoldClaim
{
    [JsonPropertyName("attr")] public string Attribute { get; init; } = "";
    public int? N { get; init; }
    public int? Low { get; init; }
    public int? High { get; init; }
    [JsonPropertyName("approx")] public bool Approximate { get; init; }
    public string Who { get; init; } = "";
    public string? Value { get; init; }
    public string Source { get; init; } = "";
    public string Via { get; init; } = "";
    public bool Anonymous { get; init; }
    public string Status { get; init; } = "asserted";
    public string? Span { get; init; }
    [JsonPropertyName("span_at")] public int? SpanAt { get; init; }
    [JsonPropertyName("source_span")] public string? SourceSpan { get; init; }
    [JsonPropertyName("source_at")] public int? SourceAt { get; init; }
}

public sealed record GoldLink(string To, string Kind);

/// <summary>One incident as one report tells it.</summary>
public sealed record GoldTelling
{
    public string Ref { get; init; } = "";
    public string Role { get; init; } = "main";
    public ImmutableArray<GoldClaim> Claims { get; init; } = [];
    public ImmutableArray<GoldLink> Links { get; init; } = [];
    public string? Trigger { get; init; }
    [JsonPropertyName("trigger_at")] public int? TriggerAt { get; init; }
}

public sealed record GoldDiscrepancy([property: JsonPropertyName("attr")] string Attribute);

/// <summary>What is known of an incident across its reports.</summary>
public sealed record GoldIncident
{
    public string Type { get; init; } = "";
    public string? Date { get; init; }
    [JsonPropertyName("date_precision")] public string? DatePrecision { get; init; }
    public string Place { get; init; } = "";
    public string? Country { get; init; }
    public double? Lat { get; init; }
    public double? Lon { get; init; }
    public ImmutableArray<GoldDiscrepancy> Discrepancies { get; init; } = [];
}

public sealed record GoldReport
{
    public string Id { get; init; } = "";
    public string? Published { get; init; }
    public ImmutableArray<GoldTelling> Incidents { get; init; } = [];

    /// <summary>The report's document, read from the folder's texts.</summary>
    [JsonIgnore] public Document Document { get; init; } = new() { Id = "", Body = "" };
}

public sealed record GoldCluster
{
    public string Cluster { get; init; } = "";
    public ImmutableDictionary<string, GoldIncident> Incidents { get; init; } = ImmutableDictionary<string, GoldIncident>.Empty;
    public ImmutableArray<GoldReport> Reports { get; init; } = [];

    /// <summary>0..4, from a hash of the cluster's name: no incident is on two sides. The o_ clusters share incidents and stay together.</summary>
    [JsonIgnore] public int Fold { get; init; }

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>Every cluster of a gold folder, in the order of file names. A report whose text is missing is left out.</summary>
    public static IReadOnlyList<GoldCluster> Load(string folder)
    {
        var clusters = new List<GoldCluster>();
        foreach (var path in Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            var cluster = JsonSerializer.Deserialize<GoldCluster>(File.ReadAllText(path), Options)!;
            var reports = cluster.Reports
                .Select(r => (Report: r, Text: Path.Combine(folder, "texts", r.Id + ".txt")))
                .Where(x => File.Exists(x.Text))
                .Select(x => x.Report with { Document = PlainText.Parse(File.ReadAllText(x.Text), x.Text) })
                .ToImmutableArray();
            clusters.Add(cluster with { Reports = reports, Fold = FoldOf(Path.GetFileNameWithoutExtension(path)) });
        }
        return clusters;
    }

    /// <summary>The side of a cluster file in five-fold cross-validation.</summary>
    public static int FoldOf(string file)
    {
        var group = SharedIncidents.FirstOrDefault(g => g.Any(part => file.Contains(part, StringComparison.Ordinal)));
        return (int)(Models.Feature.Hash(group?[0] ?? file) % 5);
    }

    /// <summary>Parts of the names of cluster files that tell of one incident.</summary>
    private static readonly string[][] SharedIncidents = [["bassam"], ["easter", "sri-lanka"], ["tutor", "true-confidence"]];
}
