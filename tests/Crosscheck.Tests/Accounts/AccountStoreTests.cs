using Crosscheck.App.Accounts;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Accounts;

public sealed class AccountStoreTests : IDisposable
{
    private const string Password = "four quiet blue kettles";

    private readonly string _folder = Directory.CreateTempSubdirectory("crosscheck-").FullName;
    private readonly HandClock _clock = new();
    private readonly AccountStore _accounts;

    public AccountStoreTests() => _accounts = AccountStore.Open(Path.Combine(_folder, "a.accounts.db"), _clock);

    public void Dispose()
    {
        _accounts.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private Account Make(string name, Role role) => _accounts.Accept(_accounts.Invite(name, role), Password)!;

    [Fact]
    public void Invitation_IsTakenUpOnce_AndThenThePasswordOpens()
    {
        var secret = _accounts.Invite("Mira Holt", Role.Editor);
        _accounts.SignIn("Mira Holt", Password).Fault.ShouldBe(SignInFault.Wrong);
        _accounts.Accept(secret, Password)!.Role.ShouldBe(Role.Editor);
        _accounts.Accept(secret, "another password here").ShouldBeNull();
        _accounts.SignIn("mira holt", Password).Account!.Name.ShouldBe("Mira Holt");
        _accounts.SignIn("Mira Holt", Password + "x").Account.ShouldBeNull();
        _accounts.SignIn("Nobody", Password).Fault.ShouldBe(SignInFault.Wrong);
    }

    [Fact]
    public void Invitation_EndsAfterAWeek_AndWithANewerOne()
    {
        var first = _accounts.Invite("Mira Holt", Role.Reader);
        var second = _accounts.Invite("Mira Holt", Role.Reader);
        _accounts.Invited(first).ShouldBeNull();
        _accounts.Invited(second).ShouldNotBeNull();
        _clock.Now += AccountStore.InvitationLife;
        _accounts.Invited(second).ShouldBeNull();
    }

    [Fact]
    public void Account_IsLockedAfterFiveWrongPasswords_ForAQuarterOfAnHour()
    {
        var account = Make("Mira Holt", Role.Reader);
        for (var i = 0; i < AccountStore.MostFailures; i++)
            _accounts.SignIn("Mira Holt", "wrong").Fault.ShouldBe(SignInFault.Wrong);
        _accounts.SignIn("Mira Holt", Password).Fault.ShouldBe(SignInFault.Locked);
        _clock.Now += AccountStore.Lockout + TimeSpan.FromSeconds(1);
        _accounts.SignIn("Mira Holt", Password).Account!.Id.ShouldBe(account.Id);
        for (var i = 0; i < AccountStore.MostFailures; i++)
            _accounts.SignIn("Mira Holt", "wrong");
        _accounts.Accept(_accounts.Invite("Mira Holt", Role.Reader), "five loud green kettles");
        _accounts.SignIn("Mira Holt", "five loud green kettles").Account.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("short", "at least")]
    [InlineData("aaaaaaaaaaaaaaaa", "different")]
    [InlineData("my mira holt password", "name")]
    public void Password_ThatIsWeak_IsRefused(string password, string why) => AccountStore.Fault(password, "Mira Holt")!.ShouldContain(why);

    [Fact]
    public void Sessions_EndWhenIdle_WhenOld_WhenSignedOut_AndWithTheAccount()
    {
        var account = Make("Mira Holt", Role.Editor);
        Make("Admin", Role.Admin);
        var session = _accounts.Sessions.Begin(account, "a browser");
        _accounts.Sessions.Find(session)!.Account.ShouldBe(account);
        _accounts.Sessions.Find(session + "x").ShouldBeNull();
        for (var i = 0; i < 70; i++)
        {
            _clock.Now += TimeSpan.FromHours(11);
            (_accounts.Sessions.Find(session) is not null).ShouldBe(i < 65, $"{i}");
        }
        var idle = _accounts.Sessions.Begin(account, "");
        _clock.Now += SessionStore.Idle + TimeSpan.FromSeconds(1);
        _accounts.Sessions.Find(idle).ShouldBeNull();
        var ended = _accounts.Sessions.Begin(account, "");
        _accounts.Sessions.End(ended);
        _accounts.Sessions.Find(ended).ShouldBeNull();
        var closed = _accounts.Sessions.Begin(account, "");
        _accounts.Change(account, Role.Editor, disabled: true).ShouldBeTrue();
        _accounts.Sessions.Find(closed).ShouldBeNull();
        _accounts.SignIn("Mira Holt", Password).Fault.ShouldBe(SignInFault.Disabled);
    }

    [Fact]
    public void Token_HasItsScopesAndItsEnd_AndNeverMoreThanTheAccount()
    {
        var account = Make("Mira Holt", Role.Editor);
        Make("Admin", Role.Admin);
        var token = _accounts.Tokens.Create(account, "script", Scopes.Read | Scopes.Decide | Scopes.Manage, 10);
        var caller = _accounts.Tokens.Find(token)!;
        caller.Scopes.ShouldBe(Scopes.Read | Scopes.Decide);
        caller.ByToken.ShouldBeTrue();
        _accounts.Change(account, Role.Reader, disabled: false);
        _accounts.Tokens.Find(token)!.Scopes.ShouldBe(Scopes.Read);
        _accounts.Tokens.Of(account).ShouldHaveSingleItem().Used.ShouldNotBeNull();
        _clock.Now += TimeSpan.FromDays(10);
        _accounts.Tokens.Find(token).ShouldBeNull();
        var other = _accounts.Tokens.Create(account, "script", Scopes.Read, 10);
        _accounts.Tokens.Revoke(_accounts.Find("Admin")!, _accounts.Tokens.Of(account)[0].Key).ShouldBeFalse();
        foreach (var each in _accounts.Tokens.Of(account))
            _accounts.Tokens.Revoke(account, each.Key).ShouldBeTrue();
        _accounts.Tokens.Find(other).ShouldBeNull();
    }

    [Fact]
    public void NewPassword_EndsSessionsAndTokens()
    {
        var account = Make("Mira Holt", Role.Editor);
        var session = _accounts.Sessions.Begin(account, "");
        var token = _accounts.Tokens.Create(account, "script", Scopes.Read, 10);
        _accounts.SetPassword(account, "five loud green kettles");
        _accounts.Sessions.Find(session).ShouldBeNull();
        _accounts.Tokens.Find(token).ShouldBeNull();
    }

    [Fact]
    public void LastAdmin_CannotBeLost()
    {
        var admin = Make("Admin", Role.Admin);
        _accounts.Invite("Second", Role.Admin);
        _accounts.Change(admin, Role.Reader, disabled: false).ShouldBeFalse();
        _accounts.Change(admin, Role.Admin, disabled: true).ShouldBeFalse();
        Make("Third", Role.Admin);
        _accounts.Change(admin, Role.Reader, disabled: false).ShouldBeTrue();
    }

    [Fact]
    public void File_HoldsNoSecretInTheClear()
    {
        var account = Make("Mira Holt", Role.Editor);
        string[] secrets = [Password, _accounts.Sessions.Begin(account, ""), _accounts.Tokens.Create(account, "script", Scopes.Read, 10), _accounts.Invite("Other", Role.Reader)];
        var bytes = string.Concat(Directory.EnumerateFiles(_folder).Select(f =>
        {
            using var file = new FileStream(f, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(file, System.Text.Encoding.Latin1);
            return reader.ReadToEnd();
        }));
        bytes.ShouldContain("Mira Holt");
        secrets.ShouldAllBe(s => !bytes.Contains(s));
        if (!OperatingSystem.IsWindows())
            (File.GetUnixFileMode(Path.Combine(_folder, "a.accounts.db")) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead)).ShouldBe(default);
    }

    [Theory]
    [InlineData("crosscheck.db", "crosscheck.accounts.db")]
    [InlineData("data/war.db", "data/war.accounts.db")]
    [InlineData("postgres://u@h/db", "crosscheck.accounts.db")]
    public void Accounts_LieBesideTheLedger(string ledger, string expected) => AccountStore.PathFor(ledger).ShouldBe(expected);
}
