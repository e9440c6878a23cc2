using System.Globalization;

namespace Crosscheck.App.Storage;

/// <summary>What is known of an address that is asked again and again; empty for one that was never asked.</summary>
/// <param name="Due">When it is to be asked next, seconds since 1970.</param>
public sealed record FetchState(string? ETag, string? Modified, int Failures, long Due);

/// <summary>Remembers between runs what servers and folders said, so that nothing is asked for twice. A cache: losing it costs requests.</summary>
public sealed class FetchMemory(Database database)
{
    public FetchState Of(string address)
    {
        var found = database.Query("SELECT etag, modified, failures, due FROM fetches WHERE address = @address",
            r => new FetchState(r.IsDBNull(0) ? null : r.GetString(0), r.IsDBNull(1) ? null : r.GetString(1), Convert.ToInt32(r.GetValue(2), CultureInfo.InvariantCulture), r.GetInt64(3)),
            ("address", address));
        return found.Count == 0 ? new FetchState(null, null, 0, 0) : found[0];
    }

    public void Keep(string address, FetchState state) => database.Write(() =>
    {
        database.Execute("DELETE FROM fetches WHERE address = @address", ("address", address));
        return database.Execute("INSERT INTO fetches (address, etag, modified, failures, due) VALUES (@address, @etag, @modified, @failures, @due)",
            ("address", address), ("etag", state.ETag), ("modified", state.Modified), ("failures", (long)state.Failures), ("due", state.Due));
    });
}
