using Crosscheck.App.Accounts;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Accounts;

public class AccountDocsTests
{
    [Fact]
    public void Page_HasTheNumbersOfTheProgram()
    {
        var page = Repository.Read("docs/accounts.md").ReplaceLineEndings(" ");
        foreach (var text in new[]
        {
            $"A password has {AccountStore.ShortestPassword} characters at least", $"After {AccountStore.MostFailures} wrong ones", $"for {AccountStore.Lockout.TotalMinutes} minutes",
            $"{Limits.SignInsAMinute} tries a minute", $"after {SessionStore.Idle.TotalHours} hours", $"after {SessionStore.Longest.TotalDays} days", $"holds for {AccountStore.InvitationLife.TotalDays} days",
            $"({TokenStore.LongestDays} days at most)", $"may ask {Limits.RequestsAtOnce} times at once and {Limits.RequestsASecond} times a second", $"{Limits.TextsAMinute} texts a minute",
        })
            page.ShouldContain(text);
        foreach (var scope in ScopeNames.OfTokens)
            page.ShouldContain($"| `{scope.ToString().ToLowerInvariant()}` |");
    }
}
