using Crosscheck.Claims;
using Crosscheck.Ledger;

namespace Crosscheck.Incidents;

/// <summary>
/// Where the projection keeps what it computed, and where it finds what the ledger holds. Tellings are numbered by the
/// cache; the numbers mean nothing outside. In memory for tests and for <c>--as-of</c>, in the database beside the ledger.
/// </summary>
public interface IProjectionCache
{
    /// <summary>The reading that counts of a document, with its body; null where there is none.</summary>
    Reading? Reading(string document);

    /// <summary>The standing decisions that touch any of the documents, in the order of <see cref="StandingDecisions"/>.</summary>
    IReadOnlyList<Decision> Decisions(IReadOnlyCollection<string> documents);

    /// <summary>Forgets a document's tellings with their keys and edges.</summary>
    /// <returns>The tellings of other documents that had an edge to one of them.</returns>
    IReadOnlyCollection<long> Forget(string document);

    /// <summary>Files a telling under keys and returns its number.</summary>
    long File(TellingProfile profile, IEnumerable<long> keys);

    /// <summary>Every (key, telling) filed under one of the keys.</summary>
    IEnumerable<(long Key, long Telling)> Filed(IReadOnlyCollection<long> keys);

    IReadOnlyList<TellingProfile> Profiles(IReadOnlyList<long> tellings);

    /// <summary>The tellings of a document with their profiles.</summary>
    IReadOnlyList<(long Telling, TellingProfile Profile)> TellingsOf(string document);

    void Join(long a, long b, float score);

    IEnumerable<(long Other, float Score)> Edges(long telling);

    /// <summary>The members of the stored incident that holds the telling; empty where none does.</summary>
    IReadOnlyList<long> ClusterOf(long telling);

    /// <summary>Takes away the stored incidents that hold any of the tellings.</summary>
    void Drop(IReadOnlyCollection<long> tellings);

    void Store(Incident incident, IReadOnlyList<long> members);
}
