namespace Crosscheck.App.Api.Pages;

/// <summary>Whether programs need a token.</summary>
public sealed record ApiModel(bool WithAccounts);
