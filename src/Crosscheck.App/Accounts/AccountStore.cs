using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;

namespace Crosscheck.App.Accounts;

/// <summary>Why somebody could not sign in.</summary>
public enum SignInFault
{
    None, Wrong, Locked, Disabled,
}

/// <summary>Accounts with their passwords and invitations. Passwords are hashed by the framework.</summary>
public sealed class AccountStore : IDisposable
{
    /// <summary>Wrong passwords in a row before the account is locked.</summary>
    public const int MostFailures = 5;

    public const int ShortestPassword = 12;
    private const int LongestPassword = 200;

    public static readonly TimeSpan Lockout = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan InvitationLife = TimeSpan.FromDays(7);

    private static readonly PasswordHasher<Account> Hasher = new();

    /// <summary>What a wrong name is checked against, so that it takes as long as a wrong password.</summary>
    private static readonly Lazy<string> Nobody = new(() => Hasher.HashPassword(new Account(0, "", Role.Reader), Secrets.New()));

    private readonly AccountDatabase _database;
    private readonly TimeProvider _clock;

    private AccountStore(AccountDatabase database, TimeProvider clock)
    {
        _database = database;
        _clock = clock;
        Sessions = new SessionStore(database, clock, Find);
        Tokens = new TokenStore(database, clock, Find);
    }

    internal SessionStore Sessions { get; }

    internal TokenStore Tokens { get; }

    /// <exception cref="Storage.LedgerException">The file could not be opened.</exception>
    public static AccountStore Open(string path, TimeProvider clock) => new(AccountDatabase.Open(path), clock);

    /// <summary>Where the accounts of a ledger are: beside a SQLite file, else in the working folder.</summary>
    public static string PathFor(string ledger) =>
        Storage.LedgerStore.DialectOf(ledger) is Storage.SqliteDialect ? Path.ChangeExtension(ledger, null) + ".accounts.db" : "crosscheck.accounts.db";

    public IReadOnlyList<Account> All => _database.Ask($"{Select} ORDER BY name", AccountOf);

    public Account? Find(long id) => _database.Ask($"{Select} WHERE id = @id", AccountOf, ("@id", id)).FirstOrDefault();

    public Account? Find(string name) => _database.Ask($"{Select} WHERE name = @name", AccountOf, ("@name", name)).FirstOrDefault();

    /// <summary>
    /// Makes an account that waits for its password, or lets one that is there set a new one. The old password and sessions
    /// hold until the invitation is taken up; earlier invitations do not.
    /// </summary>
    /// <returns>The secret of the invitation.</returns>
    public string Invite(string name, Role role)
    {
        var now = AccountDatabase.Text(_clock.GetUtcNow());
        _database.Run("INSERT INTO accounts (name, role, created) VALUES (@name, @role, @now) ON CONFLICT (name) DO NOTHING", ("@name", name), ("@role", role.ToString()), ("@now", now));
        var account = Find(name)!;
        var secret = Secrets.New();
        _database.Run("DELETE FROM invitations WHERE account = @id OR expires <= @now", ("@id", account.Id), ("@now", now));
        _database.Run("INSERT INTO invitations (hash, account, expires) VALUES (@hash, @id, @expires)",
            ("@hash", Secrets.Hash(secret)), ("@id", account.Id), ("@expires", AccountDatabase.Text(_clock.GetUtcNow() + InvitationLife)));
        return secret;
    }

    /// <summary>Whose invitation a secret is; null where it is none or too old.</summary>
    public Account? Invited(string secret) => _database.Ask("SELECT account FROM invitations WHERE hash = @hash AND expires > @now", r => r.GetInt64(0),
        ("@hash", Secrets.Hash(secret)), ("@now", AccountDatabase.Text(_clock.GetUtcNow()))).Select(Find).FirstOrDefault();

    /// <summary>Takes an invitation up: sets the password and ends all sessions and tokens that there were. Null where it no longer holds.</summary>
    public Account? Accept(string secret, string password)
    {
        if (Invited(secret) is not { } account || _database.Run("DELETE FROM invitations WHERE hash = @hash", ("@hash", Secrets.Hash(secret))) == 0)
            return null;
        SetPassword(account, password);
        return Find(account.Id);
    }

    /// <summary>What is wrong with a password; null where it will do.</summary>
    public static string? Fault(string password, string name) => password.Length switch
    {
        < ShortestPassword => $"A password has at least {ShortestPassword} characters; a few words in a row are easy to keep in mind.",
        > LongestPassword => $"A password has at most {LongestPassword} characters.",
        _ when password.Contains(name, StringComparison.OrdinalIgnoreCase) => "A password does not hold the account's name.",
        _ when password.Distinct().Count() < 5 => "A password has at least five different characters.",
        _ => null,
    };

    /// <summary>Sets a password; all sessions and tokens of the account end.</summary>
    public void SetPassword(Account account, string password)
    {
        _database.Run("UPDATE accounts SET password = @password, failures = 0, locked = NULL WHERE id = @id", ("@password", Hasher.HashPassword(account, password)), ("@id", account.Id));
        Sessions.EndAll(account.Id);
        Tokens.RevokeAll(account.Id);
    }

    /// <summary>Checks a name and password. After five wrong ones in a row the account is locked for a quarter of an hour.</summary>
    public (Account? Account, SignInFault Fault) SignIn(string name, string password)
    {
        var account = Find(name);
        var stored = account is null ? null : _database.Ask("SELECT password FROM accounts WHERE id = @id", r => r.IsDBNull(0) ? null : r.GetString(0), ("@id", account.Id)).FirstOrDefault();
        var isRight = Hasher.VerifyHashedPassword(account ?? new Account(0, "", Role.Reader), stored ?? Nobody.Value, password.Length <= LongestPassword ? password : "") != PasswordVerificationResult.Failed;
        if (account is null || stored is null)
            return (null, SignInFault.Wrong);
        if (account.LockedUntil > _clock.GetUtcNow())
            return (null, SignInFault.Locked);
        if (!isRight)
        {
            Fail(account);
            return (null, SignInFault.Wrong);
        }
        if (account.IsDisabled)
            return (null, SignInFault.Disabled);
        _database.Run("UPDATE accounts SET failures = 0, locked = NULL WHERE id = @id", ("@id", account.Id));
        return (account, SignInFault.None);
    }

    /// <summary>Changes a role or shuts an account out. False where the last admin would be lost.</summary>
    public bool Change(Account account, Role role, bool disabled)
    {
        var changed = _database.Run(
            """
            UPDATE accounts SET role = @role, disabled = @disabled WHERE id = @id AND (@role = 'Admin' AND @disabled = 0
                OR EXISTS (SELECT 1 FROM accounts WHERE id <> @id AND role = 'Admin' AND disabled = 0 AND password IS NOT NULL))
            """, ("@role", role.ToString()), ("@disabled", disabled ? 1 : 0), ("@id", account.Id)) > 0;
        if (changed && disabled)
            Sessions.EndAll(account.Id);
        return changed;
    }

    public void Dispose() => _database.Dispose();

    private void Fail(Account account) => _database.Run(
        "UPDATE accounts SET failures = CASE WHEN failures + 1 >= @most THEN 0 ELSE failures + 1 END, locked = CASE WHEN failures + 1 >= @most THEN @until ELSE locked END WHERE id = @id",
        ("@most", MostFailures), ("@until", AccountDatabase.Text(_clock.GetUtcNow() + Lockout)), ("@id", account.Id));

    private const string Select = "SELECT id, name, role, password IS NOT NULL, disabled, failures, locked, created FROM accounts";

    private static Account AccountOf(SqliteDataReader row) => new(row.GetInt64(0), row.GetString(1), Enum.Parse<Role>(row.GetString(2)))
    {
        HasPassword = row.GetBoolean(3),
        IsDisabled = row.GetBoolean(4),
        Failures = row.GetInt32(5),
        LockedUntil = AccountDatabase.Time(row, 6),
        Created = AccountDatabase.Time(row, 7) ?? default,
    };
}
