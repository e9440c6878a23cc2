using System.Net;
using System.Text.RegularExpressions;
using Crosscheck.App.Accounts;
using Crosscheck.Tests.Desk;

namespace Crosscheck.Tests.Accounts;

/// <summary>Somebody at a browser of their own.</summary>
internal sealed partial class Person : IDisposable
{
    public const string Password = "four quiet blue kettles";

    private readonly HttpClientHandler _handler = new() { CookieContainer = new CookieContainer(), AllowAutoRedirect = false };

    private Person(TestDesk desk) => Client = new HttpClient(_handler) { BaseAddress = desk.Client.BaseAddress };

    public HttpClient Client { get; }

    public static Person Nobody(TestDesk desk) => new(desk);

    /// <summary>Makes an account and signs it in by its invitation.</summary>
    public static async Task<Person> As(TestDesk desk, string name, Role role)
    {
        var person = new Person(desk);
        var invitation = "/invitation/" + desk.Host.Accounts!.Invite(name, role);
        var answer = await person.Post(invitation, invitation, ("password", Password), ("again", Password));
        if (answer.StatusCode != HttpStatusCode.Redirect)
            throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
        return person;
    }

    public string Session => _handler.CookieContainer.GetCookies(Client.BaseAddress!)["crosscheck.session"]!.Value;

    public Task<HttpResponseMessage> Get(string path) => Client.GetAsync(path);

    public async Task<string> Page(string path) => WebUtility.HtmlDecode(await (await Get(path)).Content.ReadAsStringAsync());

    /// <summary>Fills a form of a page.</summary>
    public async Task<HttpResponseMessage> Post(string page, string path, params (string Name, string Value)[] fields)
    {
        var token = TestDesk.TokenOf(await Page(page));
        return await Client.PostAsync(path, new FormUrlEncodedContent(fields.Append(("token", token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2))));
    }

    public Task<HttpResponseMessage> SignIn(string name, string password) => Post("/sign-in", "/sign-in", ("name", name), ("password", password), ("back", "/incidents"));

    /// <summary>Makes a token on the account page.</summary>
    public async Task<string> Token(params string[] scopes)
    {
        var answer = await Post("/account", "/account/tokens", [("name", "script"), ("days", "9"), .. scopes.Select(s => ("scope", s))]);
        return Secret().Match(await answer.Content.ReadAsStringAsync()).Value;
    }

    public void Dispose()
    {
        Client.Dispose();
        _handler.Dispose();
    }

    [GeneratedRegex("xck_[\\w-]{43}")]
    private static partial Regex Secret();
}
