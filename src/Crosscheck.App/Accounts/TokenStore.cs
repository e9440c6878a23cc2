namespace Crosscheck.App.Accounts;

/// <summary>A token for programs. Key is the beginning of its hash.</summary>
public sealed record ApiToken(string Key, string Name, Scopes Scopes, DateTimeOffset Created, DateTimeOffset Expires, DateTimeOffset? Used);

/// <summary>Tokens for programs: each with a name, scopes, an end. A token never has a scope that its account has not.</summary>
internal sealed class TokenStore(AccountDatabase database, TimeProvider clock, Func<long, Account?> find)
{
    public const int LongestDays = 366;

    private static readonly TimeSpan Grain = TimeSpan.FromMinutes(1);

    /// <returns>The token; it is not kept and cannot be shown again.</returns>
    public string Create(Account account, string name, Scopes scopes, int days)
    {
        var token = Secrets.New(Secrets.TokenPrefix);
        var now = clock.GetUtcNow();
        database.Run("INSERT INTO tokens (hash, account, name, scopes, created, expires) VALUES (@hash, @account, @name, @scopes, @now, @expires)",
            ("@hash", Secrets.Hash(token)), ("@account", account.Id), ("@name", name), ("@scopes", ScopeNames.Write(scopes & ScopeNames.Of(account.Role))),
            ("@now", AccountDatabase.Text(now)), ("@expires", AccountDatabase.Text(now.AddDays(Math.Clamp(days, 1, LongestDays)))));
        return token;
    }

    public Caller? Find(string token)
    {
        if (!token.StartsWith(Secrets.TokenPrefix, StringComparison.Ordinal))
            return null;
        var hash = Secrets.Hash(token);
        var now = clock.GetUtcNow();
        var found = database.Ask("SELECT account, scopes, used FROM tokens WHERE hash = @hash AND expires > @now",
            r => (Account: r.GetInt64(0), Scopes: r.GetString(1), Used: AccountDatabase.Time(r, 2)), ("@hash", hash), ("@now", AccountDatabase.Text(now)));
        if (found.Count == 0 || find(found[0].Account) is not { IsDisabled: false } account)
            return null;
        if (found[0].Used is not { } used || now - used > Grain)
            database.Run("UPDATE tokens SET used = @now WHERE hash = @hash", ("@now", AccountDatabase.Text(now)), ("@hash", hash));
        return new Caller(account, ScopeNames.Read(found[0].Scopes) & ScopeNames.Of(account.Role), ByToken: true, SessionStore.Key(hash));
    }

    public bool Revoke(Account account, string key) =>
        key.Length == 12 && database.Run("DELETE FROM tokens WHERE account = @account AND substr(hash, 1, 12) = @key", ("@account", account.Id), ("@key", key)) > 0;

    public void RevokeAll(long account) => database.Run("DELETE FROM tokens WHERE account = @account", ("@account", account));

    public IReadOnlyList<ApiToken> Of(Account account) => database.Ask("SELECT hash, name, scopes, created, expires, used FROM tokens WHERE account = @account ORDER BY created DESC",
        r => new ApiToken(SessionStore.Key(r.GetString(0)), r.GetString(1), ScopeNames.Read(r.GetString(2)), AccountDatabase.Time(r, 3)!.Value, AccountDatabase.Time(r, 4)!.Value, AccountDatabase.Time(r, 5)),
        ("@account", account.Id));
}
