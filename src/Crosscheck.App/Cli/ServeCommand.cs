using System.CommandLine;
using System.Globalization;
using System.Net;
using Crosscheck.App.Accounts;
using Crosscheck.App.Desk;
using Crosscheck.App.Storage;

namespace Crosscheck.App.Cli;

/// <summary><c>crosscheck serve</c>: the desk and the API.</summary>
internal static class ServeCommand
{
    private const int DefaultPort = 5090;

    internal enum Log { Text, Json }

    public static Command Create(Terminal terminal)
    {
        var address = LedgerOptions.Ledger();
        var port = new Option<int>("--port") { Description = $"The port, {DefaultPort} where none is given; 0 takes a free one.", HelpName = "N", DefaultValueFactory = _ => DefaultPort, CustomParser = PortOf };
        var listen = new Option<IPAddress>("--listen")
        {
            Description = "The address to listen on; only this machine where none is given.",
            HelpName = "ADDRESS",
            DefaultValueFactory = _ => IPAddress.Loopback,
            CustomParser = AddressOf,
        };
        var users = new Option<bool>("--users") { Description = "Ask everybody to sign in; the first start prints an invitation for the first admin (docs/accounts.md)." };
        var accounts = new Option<string?>("--accounts") { Description = "The file of accounts, where it is not to lie beside the ledger.", HelpName = "FILE.db" };
        var log = new Option<Log>("--log") { Description = "Warnings for people, or every request as a line of JSON, on stderr.", HelpName = "text|json", CustomParser = Options.Choice<Log> };
        var command = new Command("serve", "Open the desk in a browser: read, compare and decide.") { address, port, listen, users, accounts, log };
        command.SetAction(parsed => Serve(terminal, new DeskOptions(parsed.GetValue(address)!)
        {
            Accounts = parsed.GetValue(accounts) ?? (parsed.GetValue(users) ? AccountStore.PathFor(parsed.GetValue(address)!) : null),
            JsonLog = parsed.GetValue(log) == Log.Json,
            Port = parsed.GetValue(port),
            Listen = parsed.GetValue(listen)!,
        }));
        return command;
    }

    private static int Serve(Terminal terminal, DeskOptions options)
    {
        try
        {
            using var host = DeskHost.Build(options);
            host.Run(started: url =>
            {
                terminal.Out.WriteLine($"The desk is at {url} (Ctrl+C ends it)");
                if (host.Accounts is { } store && store.All.All(a => a.Role != Role.Admin || !a.HasPassword))
                    terminal.Out.WriteLine($"Nobody can manage accounts yet. The first admin chooses a password at {url}/invitation/{store.Invite("admin", Role.Admin)}");
                terminal.Out.Flush();
            });
            return ExitCode.Done;
        }
        catch (LedgerException exception)
        {
            LedgerOptions.Report(terminal, "crosscheck", exception.Diagnostic);
            return ExitCode.Ledger;
        }
        catch (IOException exception)
        {
            LedgerOptions.Report(terminal, "crosscheck", Diagnostics.Codes.PortTaken.With(options.Port, exception.Message));
            return ExitCode.SomeInputsFailed;
        }
    }

    private static int PortOf(System.CommandLine.Parsing.ArgumentResult result)
    {
        if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n <= IPEndPoint.MaxPort)
            return n;
        result.AddError($"'{result.Tokens[0].Value}' is not a port; write a number from 0 to 65535.");
        return 0;
    }

    private static IPAddress? AddressOf(System.CommandLine.Parsing.ArgumentResult result)
    {
        if (IPAddress.TryParse(result.Tokens[0].Value, out var address))
            return address;
        result.AddError($"'{result.Tokens[0].Value}' is not an address, such as 127.0.0.1 or 0.0.0.0.");
        return null;
    }
}
