using System.Globalization;
using Crosscheck.App.Accounts.Pages;
using Crosscheck.App.Desk;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Crosscheck.App.Accounts;

/// <summary>Signing in and out, taking an invitation up, and what everybody may do with an account of their own.</summary>
internal static class AccountEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/sign-in", (HttpContext context) => SignInPage(context, ""));
        app.MapPost("/sign-in", SignIn);
        app.MapPost("/sign-out", SignOut);
        app.MapGet("/invitation/{secret}", Invited);
        app.MapPost("/invitation/{secret}", Accept);
        app.MapGet("/account", Own);
        app.MapPost("/account/password", SetPassword);
        app.MapPost("/account/sessions", EndSessions);
        app.MapPost("/account/tokens", CreateToken);
        app.MapPost("/account/tokens/revoke", RevokeToken);
    }

    private static IResult SignInPage(HttpContext context, string fault, int status = StatusCodes.Status200OK) =>
        Answer.Page<SignInPage, SignInModel>(context, new SignInModel(context.Request.Query["back"].ToString(), fault), status);

    private static async Task<IResult> SignIn(HttpContext context, AccountStore accounts, ILogger<Account> logger)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var (account, fault) = await Task.Run(() => accounts.SignIn(form["name"].ToString().Trim(), form["password"].ToString()));
        if (account is null)
        {
            logger.LogWarning("Sign-in refused from {Address}: {Fault}", context.Connection.RemoteIpAddress, fault);
            return SignInPage(context, FaultText(fault), StatusCodes.Status401Unauthorized);
        }
        logger.LogInformation("Account {Account} signed in from {Address}", account.Id, context.Connection.RemoteIpAddress);
        Callers.Begin(context, accounts, account);
        return Answer.Back(form["back"]);
    }

    /// <summary>The same words for a wrong name, a wrong password and a lock: who has an account is nobody's business.</summary>
    private static string FaultText(SignInFault fault) => fault == SignInFault.Disabled
        ? "This account is closed. Ask an admin."
        : $"Name and password do not belong together, or there were {AccountStore.MostFailures} wrong passwords: then try again in {AccountStore.Lockout.TotalMinutes:0} minutes, or ask an admin for an invitation.";

    private static IResult SignOut(HttpContext context, AccountStore accounts)
    {
        Callers.End(context, accounts);
        return Results.LocalRedirect("/sign-in");
    }

    private static IResult Invited(HttpContext context, AccountStore accounts, string secret) => InvitationPage(context, accounts, secret, "");

    private static IResult InvitationPage(HttpContext context, AccountStore accounts, string secret, string fault) => accounts.Invited(secret) is { } account
        ? Answer.Page<InvitationPage, InvitationModel>(context, new InvitationModel(account.Name, context.Request.Path, fault), fault.Length == 0 ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest)
        : Answer.Page<Desk.Pages.ProblemPage, Problem>(context, NoInvitation, NoInvitation.Status);

    private static readonly Problem NoInvitation = new(StatusCodes.Status404NotFound, "This invitation holds no longer", "It was taken up, replaced by a newer one, or is older than a week. Ask an admin for another.");

    private static async Task<IResult> Accept(HttpContext context, AccountStore accounts, string secret, ILogger<Account> logger)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var password = form["password"].ToString();
        if (accounts.Invited(secret) is not { } invited)
            return InvitationPage(context, accounts, secret, "");
        if (Fault(password, form["again"].ToString(), invited.Name) is { } fault)
            return InvitationPage(context, accounts, secret, fault);
        if (await Task.Run(() => accounts.Accept(secret, password)) is not { } account)
            return InvitationPage(context, accounts, secret, "");
        logger.LogInformation("Account {Account} took an invitation up", account.Id);
        Callers.Begin(context, accounts, account);
        return Answer.Back("/incidents");
    }

    private static string? Fault(string password, string again, string name) =>
        password != again ? "The two passwords are not the same." : AccountStore.Fault(password, name);

    private static IResult Own(HttpContext context, AccountStore accounts) => OwnPage(context, accounts, "", "");

    private static IResult OwnPage(HttpContext context, AccountStore accounts, string fault, string token)
    {
        var caller = Callers.Of(context)!;
        var model = new AccountModel(caller.Account, [.. accounts.Sessions.Of(caller.Account)], [.. accounts.Tokens.Of(caller.Account)], fault, token);
        return Answer.Page<AccountPage, AccountModel>(context, model, fault.Length == 0 ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }

    private static async Task<IResult> SetPassword(HttpContext context, AccountStore accounts)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var account = Callers.Of(context)!.Account;
        if (Fault(form["password"].ToString(), form["again"].ToString(), account.Name) is { } fault)
            return OwnPage(context, accounts, fault, "");
        if ((await Task.Run(() => accounts.SignIn(account.Name, form["old"].ToString()))).Account is null)
            return OwnPage(context, accounts, "The old password is not right.", "");
        await Task.Run(() => accounts.SetPassword(account, form["password"].ToString()));
        Callers.Begin(context, accounts, account);
        Cookies.Tell(context, "Your password was changed. Every other session and every token of yours has ended.");
        return Answer.Back("/account");
    }

    private static IResult EndSessions(HttpContext context, AccountStore accounts)
    {
        accounts.Sessions.EndAll(Callers.Of(context)!.Account.Id);
        return SignOut(context, accounts);
    }

    private static async Task<IResult> CreateToken(HttpContext context, AccountStore accounts, ILogger<Account> logger)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var account = Callers.Of(context)!.Account;
        var scopes = ScopeNames.Read(string.Join(' ', form["scope"].OfType<string>()));
        if (Account.Clean(form["name"]) is not { } name || scopes == Scopes.None
            || !int.TryParse(form["days"], NumberStyles.None, CultureInfo.InvariantCulture, out var days) || days is < 1 or > TokenStore.LongestDays)
            return OwnPage(context, accounts, $"A token has a name of 2 to 60 characters, a scope at least, and lasts from 1 to {TokenStore.LongestDays} days.", "");
        var token = accounts.Tokens.Create(account, name, scopes, days);
        logger.LogInformation("Account {Account} made a token with {Scopes}", account.Id, scopes);
        return OwnPage(context, accounts, "", token);
    }

    private static async Task<IResult> RevokeToken(HttpContext context, AccountStore accounts)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        Cookies.Tell(context, accounts.Tokens.Revoke(Callers.Of(context)!.Account, form["key"].ToString()) ? "The token was revoked." : "There was no such token.");
        return Answer.Back("/account");
    }
}
