namespace Crosscheck.App.Accounts;

/// <summary>A browser that is signed in. Key is the beginning of its hash: enough to name it, nothing to use it by.</summary>
public sealed record Session(string Key, DateTimeOffset Created, DateTimeOffset Seen, string Agent);

/// <summary>Sessions: they end after twelve hours without a request, after thirty days, when signed out, or with the account.</summary>
internal sealed class SessionStore(AccountDatabase database, TimeProvider clock, Func<long, Account?> find)
{
    public static readonly TimeSpan Idle = TimeSpan.FromHours(12);
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <summary>How stale "seen" may be: not every request writes.</summary>
    private static readonly TimeSpan Grain = TimeSpan.FromMinutes(1);

    /// <returns>The secret that the browser keeps.</returns>
    public string Begin(Account account, string agent)
    {
        var now = clock.GetUtcNow();
        database.Run("DELETE FROM sessions WHERE seen <= @idle OR created <= @old", ("@idle", AccountDatabase.Text(now - Idle)), ("@old", AccountDatabase.Text(now - Longest)));
        var secret = Secrets.New();
        database.Run("INSERT INTO sessions (hash, account, created, seen, agent) VALUES (@hash, @account, @now, @now, @agent)",
            ("@hash", Secrets.Hash(secret)), ("@account", account.Id), ("@now", AccountDatabase.Text(now)), ("@agent", agent.Length <= 200 ? agent : agent[..200]));
        return secret;
    }

    public Caller? Find(string secret)
    {
        var hash = Secrets.Hash(secret);
        var now = clock.GetUtcNow();
        var found = database.Ask("SELECT account, seen FROM sessions WHERE hash = @hash AND seen > @idle AND created > @old",
            r => (Account: r.GetInt64(0), Seen: AccountDatabase.Time(r, 1)!.Value),
            ("@hash", hash), ("@idle", AccountDatabase.Text(now - Idle)), ("@old", AccountDatabase.Text(now - Longest)));
        if (found.Count == 0 || find(found[0].Account) is not { IsDisabled: false } account)
            return null;
        if (now - found[0].Seen > Grain)
            database.Run("UPDATE sessions SET seen = @now WHERE hash = @hash", ("@now", AccountDatabase.Text(now)), ("@hash", hash));
        return new Caller(account, ScopeNames.Of(account.Role), ByToken: false, Key(hash));
    }

    public void End(string secret) => database.Run("DELETE FROM sessions WHERE hash = @hash", ("@hash", Secrets.Hash(secret)));

    public void EndAll(long account) => database.Run("DELETE FROM sessions WHERE account = @account", ("@account", account));

    public IReadOnlyList<Session> Of(Account account) => database.Ask("SELECT hash, created, seen, agent FROM sessions WHERE account = @account ORDER BY seen DESC",
        r => new Session(Key(r.GetString(0)), AccountDatabase.Time(r, 1)!.Value, AccountDatabase.Time(r, 2)!.Value, r.GetString(3)), ("@account", account.Id));

    internal static string Key(string hash) => hash[..12];
}
