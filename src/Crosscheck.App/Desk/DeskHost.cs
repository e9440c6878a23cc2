using Crosscheck.App.Accounts;
using Crosscheck.App.Api;
using Crosscheck.App.Desk.Endpoints;
using Crosscheck.App.Mcp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Crosscheck.App.Desk;

/// <summary>
/// The web host: services, what every request passes through, and the endpoints, one file each and one line here.
/// </summary>
public sealed class DeskHost : IDisposable
{
    /// <summary>The most bytes of one request. One report of a form may have a quarter of it; what is larger is named there.</summary>
    private const int LargestRequest = 4 * Intake.InputReader.MaxBytes;

    private static readonly Action<IEndpointRouteBuilder>[] Endpoints =
    [
        AssetEndpoints.Map,
        StartEndpoints.Map,
        IncidentEndpoints.Map,
        ReadEndpoints.Map,
        ReportEndpoints.Map,
        NamedEndpoints.Map,
        ReviewEndpoints.Map,
        DossierEndpoints.Map,
        ExportEndpoints.Map,
        DecisionEndpoints.Map,
        ApiEndpoints.Map,
        HealthEndpoints.Map,
        McpEndpoint.Map,
    ];

    private readonly Ledgers _ledgers;
    private readonly IDisposable? _telemetry;

    private DeskHost(WebApplication app, Ledgers ledgers, AccountStore? accounts)
    {
        App = app;
        _ledgers = ledgers;
        Accounts = accounts;
        _telemetry = Telemetry.Start();
    }

    /// <summary>The accounts; null where there are none.</summary>
    public AccountStore? Accounts { get; }

    public WebApplication App { get; }

    /// <summary>Opens the ledger, brings its projection up to date and builds the host; nothing listens yet.</summary>
    /// <exception cref="Storage.LedgerException">The ledger could not be opened.</exception>
    public static DeskHost Build(DeskOptions options)
    {
        var ledgers = Ledgers.Open(options.Ledger, options.Clock);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "crosscheck", ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.ConfigureKestrel(kestrel => Configure(kestrel, options));
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(c => c.SingleLine = true).SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(c => c.LogToStandardErrorThreshold = LogLevel.Trace);
        if (options.JsonLog)
            builder.Logging.AddJsonConsole(c => c.UseUtcTimestamp = true).SetMinimumLevel(LogLevel.Information).AddFilter("Microsoft", LogLevel.Warning);
        AddServices(builder.Services, options, ledgers);
        var accounts = options.Accounts is { } path ? AccountStore.Open(path, options.Clock) : null;
        if (accounts is not null)
            builder.Services.AddSingleton(accounts);
        var app = builder.Build();
        Use(app, options);
        foreach (var map in Endpoints)
            map(app);
        if (accounts is not null)
        {
            AccountEndpoints.Map(app);
            ManageEndpoints.Map(app);
        }
        return new DeskHost(app, ledgers, accounts);
    }

    /// <summary>Listens until the process is asked to end.</summary>
    /// <param name="started">Called with the address once it listens.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public void Run(Action<string> started)
    {
        App.Lifetime.ApplicationStarted.Register(() => started(App.Urls.First()));
        App.Run();
    }

    public void Dispose()
    {
        ((IDisposable)App).Dispose();
        _telemetry?.Dispose();
        Accounts?.Dispose();
        _ledgers.Dispose();
    }

    private static void AddServices(IServiceCollection services, DeskOptions options, Ledgers ledgers)
    {
        services.AddSingleton(options);
        services.AddSingleton(options.Clock);
        services.AddSingleton(ledgers);
        services.AddSingleton<Drafts>();
        services.AddRouting();
        services.AddRequestTimeouts(t => t.DefaultPolicy = new RequestTimeoutPolicy
        {
            Timeout = options.LongestRequest,
            TimeoutStatusCode = StatusCodes.Status408RequestTimeout,
            WriteTimeoutResponse = Problems.TooSlow,
        });
        if (options.Accounts is not null)
            services.AddRateLimiter(Limits.Configure);
        services.AddRazorComponents();
        services.AddAntiforgery(a =>
        {
            a.Cookie.Name = "crosscheck.forms";
            a.Cookie.SameSite = SameSiteMode.Strict;
            a.FormFieldName = Forms.Field;
            a.SuppressXFrameOptionsHeader = true;
        });
        // Forms stay in memory: a report that is only looked at leaves nothing on disk.
        services.Configure<FormOptions>(form =>
        {
            form.MemoryBufferThreshold = LargestRequest;
            form.MultipartBodyLengthLimit = LargestRequest;
            form.ValueLengthLimit = LargestRequest;
        });
        // Keys live as long as the process: a page opened before a restart is asked to be loaded again.
        services.Configure<KeyManagementOptions>(keys => keys.XmlRepository = new KeysInMemory());
    }

    private static void Use(WebApplication app, DeskOptions options)
    {
        if (options.JsonLog)
            app.UseMiddleware<RequestLog>();
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<Problems>();
        if (options.OnlyThisMachine)
            app.UseMiddleware<OnlyThisMachine>();
        app.UseRouting();
        app.UseRequestTimeouts();
        if (options.Accounts is not null)
        {
            app.UseMiddleware<Access>();
            app.UseRateLimiter();
        }
        app.UseMiddleware<Forms>();
    }

    private static void Configure(KestrelServerOptions kestrel, DeskOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = LargestRequest;
        kestrel.Limits.MaxConcurrentConnections = 1000;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        kestrel.Listen(options.Listen, options.Port);
    }
}
