namespace Crosscheck.App.Accounts;

/// <summary>Who may do what: a reader looks, an editor decides and adds reports, an admin manages accounts too.</summary>
public enum Role
{
    Reader, Editor, Admin,
}

/// <summary>What a request needs, and what a token may be given.</summary>
[Flags]
public enum Scopes
{
    None = 0,

    /// <summary>See incidents and reports, have a text read that is not kept.</summary>
    Read = 1,

    /// <summary>Accept, reject, correct, merge, split, choose figures, note.</summary>
    Decide = 2,

    /// <summary>Add reports to the ledger.</summary>
    Add = 4,

    /// <summary>Manage accounts. Never given to a token.</summary>
    Manage = 8,
}

/// <summary>Somebody who may sign in. Name is on every decision.</summary>
public sealed record Account(long Id, string Name, Role Role)
{
    /// <summary>False until an invitation was taken up.</summary>
    public bool HasPassword { get; init; }
    public bool IsDisabled { get; init; }
    public int Failures { get; init; }
    public DateTimeOffset? LockedUntil { get; init; }
    public DateTimeOffset Created { get; init; }

    /// <summary>Names are one line of 2 to 60 characters; null where this is none.</summary>
    public static string? Clean(string? name)
    {
        var line = Views.Wording.OneLine(name ?? "").Trim();
        return line.Length is >= 2 and <= 60 ? line : null;
    }
}

/// <summary>Who makes a request: an account by its session, or by a token with fewer scopes than the account has.</summary>
/// <param name="Key">Names the session or token in rate limits and logs; not the secret.</param>
public sealed record Caller(Account Account, Scopes Scopes, bool ByToken, string Key)
{
    public bool May(Scopes needed) => (Scopes & needed) == needed;
}

/// <summary>The scopes of roles, and their names.</summary>
public static class ScopeNames
{
    /// <summary>Those that a token may have.</summary>
    public static readonly IReadOnlyList<Scopes> OfTokens = [Scopes.Read, Scopes.Decide, Scopes.Add];

    public static Scopes Of(Role role) => role switch
    {
        Role.Reader => Scopes.Read,
        Role.Editor => Scopes.Read | Scopes.Decide | Scopes.Add,
        _ => Scopes.Read | Scopes.Decide | Scopes.Add | Scopes.Manage,
    };

    public static string Write(Scopes scopes) => string.Join(' ', OfTokens.Where(s => (scopes & s) != 0).Select(s => s.ToString().ToLowerInvariant()));

    public static Scopes Read(string names) => names.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(n => OfTokens.FirstOrDefault(s => s.ToString().Equals(n, StringComparison.OrdinalIgnoreCase))).Aggregate(Scopes.None, (a, b) => a | b);
}
