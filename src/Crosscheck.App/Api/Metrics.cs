using System.Diagnostics.Metrics;

namespace Crosscheck.App.Api;

/// <summary>What a desk counts beside what the web host counts itself. No name, address or word of a report is in it.</summary>
internal static class Metrics
{
    public const string Name = "Crosscheck";

    private static readonly Meter Meter = new(Name);

    public static readonly Counter<long> Read = Meter.CreateCounter<long>("crosscheck.texts.read", description: "Texts that were read and not kept.");
    public static readonly Counter<long> Added = Meter.CreateCounter<long>("crosscheck.documents.added", description: "Documents that were added.");
    public static readonly Counter<long> Decided = Meter.CreateCounter<long>("crosscheck.decisions.made", description: "Decisions that were recorded.");
    public static readonly Counter<long> Refused = Meter.CreateCounter<long>("crosscheck.requests.refused", description: "Requests that an account or token did not suffice for.");
}
