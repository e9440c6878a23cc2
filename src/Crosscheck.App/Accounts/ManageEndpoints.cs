using Crosscheck.App.Accounts.Pages;
using Crosscheck.App.Desk;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Crosscheck.App.Accounts;

/// <summary>What admins do: invite, change roles, close accounts.</summary>
internal static class ManageEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/accounts", (HttpContext context, AccountStore accounts) => Page(context, accounts, "", ""));
        app.MapPost("/accounts/invite", Invite);
        app.MapPost("/accounts/change", Change);
    }

    private static IResult Page(HttpContext context, AccountStore accounts, string fault, string invitation) => Answer.Page<AccountsPage, AccountsModel>(
        context, new AccountsModel([.. accounts.All], fault, invitation), fault.Length == 0 ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);

    private static async Task<IResult> Invite(HttpContext context, AccountStore accounts, ILogger<Account> logger)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (Account.Clean(form["name"]) is not { } name || !Enum.TryParse<Role>(form["role"], ignoreCase: true, out var role) || !Enum.IsDefined(role))
            return Page(context, accounts, "An account has a name of 2 to 60 characters and a role.", "");
        var secret = accounts.Invite(name, role);
        logger.LogInformation("Account {Admin} invited account {Account}", Callers.Of(context)!.Account.Id, accounts.Find(name)!.Id);
        return Page(context, accounts, "", $"{context.Request.Scheme}://{context.Request.Host}/invitation/{secret}");
    }

    private static async Task<IResult> Change(HttpContext context, AccountStore accounts, ILogger<Account> logger)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (accounts.Find(form["name"].ToString()) is not { } account || !Enum.TryParse<Role>(form["role"], ignoreCase: true, out var role) || !Enum.IsDefined(role))
            return Page(context, accounts, "There is no such account or role.", "");
        if (!accounts.Change(account, role, form["closed"] == "yes"))
            return Page(context, accounts, "There must be an admin who can sign in. Make somebody else an admin first.", "");
        logger.LogInformation("Account {Admin} made account {Account} {Role}, closed {Closed}", Callers.Of(context)!.Account.Id, account.Id, role, form["closed"] == "yes");
        Cookies.Tell(context, $"{account.Name} is now {role.ToString().ToLowerInvariant()}{(form["closed"] == "yes" ? ", and closed" : "")}.");
        return Answer.Back("/accounts");
    }
}
