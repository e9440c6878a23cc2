using System.Collections.Immutable;

namespace Crosscheck.App.Accounts.Pages;

/// <summary>Back is the page that was asked for; Fault says why nobody is signed in yet.</summary>
public sealed record SignInModel(string Back, string Fault);

/// <summary>Action is the address of the invitation itself.</summary>
public sealed record InvitationModel(string Name, string Action, string Fault);

/// <summary>Token is one that was just made: shown once.</summary>
public sealed record AccountModel(Account Account, ImmutableArray<Session> Sessions, ImmutableArray<ApiToken> Tokens, string Fault, string Token);

/// <summary>Invitation is the address of one that was just made: shown once.</summary>
public sealed record AccountsModel(ImmutableArray<Account> Accounts, string Fault, string Invitation);
