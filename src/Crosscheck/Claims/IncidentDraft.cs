using Crosscheck.Text;

namespace Crosscheck.Claims;

/// <summary>The claims of one incident so far, in text order, and what later claims are compared with.</summary>
internal sealed class IncidentDraft
{
    public List<int> Claims { get; } = [];

    /// <summary>Hashes of the names and long words of the sentences that hold its claims.</summary>
    public HashSet<uint> Words { get; } = [];

    /// <summary>Hashes of the words of its claims, by attribute.</summary>
    public HashSet<uint>[] Values { get; } = new HashSet<uint>[10];
    /// <summary>Its counts, by attribute.</summary>
    public HashSet<(ClaimAttribute Attribute, int? N, int? Low)> Tolls { get; } = [];

    public List<(double Latitude, double Longitude)> Points { get; } = [];

    /// <summary>The dates told of it, as days since the year 1, and the coarser ones as text.</summary>
    public List<int> Days { get; } = [];
    public List<string> Dates { get; } = [];

    /// <summary>The cues of its sentences, a bit each.</summary>
    public uint Kinds { get; set; }
    public int[] Counts { get; } = new int[10];
    public int FirstSentence { get; set; } = -1;
    public int LastSentence { get; set; } = -1;

    public int Last => Claims[^1];
}
