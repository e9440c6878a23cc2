using System.CommandLine;
using Crosscheck.Diagnostics;
using Crosscheck.Incidents;
using Crosscheck.Views;

namespace Crosscheck.App.Cli;

/// <summary><c>crosscheck show INCIDENT</c>: one incident with everything that stands behind it.</summary>
internal static class ShowCommand
{
    internal enum Format { Text, Json, Markdown }

    public static Command Create(Terminal terminal)
    {
        var id = new Argument<string>("INCIDENT") { Description = "Its id, as 'crosscheck incidents' prints it; the ids of merged incidents find it too." };
        var address = LedgerOptions.Ledger();
        var asOf = LedgerOptions.Day("--as-of", "What was known on that day.");
        var policy = LedgerOptions.Policy();
        var format = new Option<Format>("--format") { Description = "How to print it.", HelpName = "text|json|markdown", CustomParser = Options.Choice<Format> };
        var command = new Command("show", "Show one incident with its claims, discrepancies, origins, links and history.") { id, address, asOf, policy, format };
        command.SetAction(parsed => LedgerOptions.Use(terminal, parsed.GetValue(address)!, create: false, ledger =>
        {
            ledger.Project();
            if (ledger.Incidents.Find(parsed.GetValue(id)!, parsed.GetValue(asOf)) is not { } incident)
            {
                LedgerOptions.Report(terminal, "crosscheck", Codes.NoSuchIncident.With(parsed.GetValue(id)));
                return ExitCode.SomeInputsFailed;
            }
            var chosen = parsed.GetValue(policy) ?? Policies.Range;
            terminal.Out.WriteLine(parsed.GetValue(format) switch
            {
                Format.Json => IncidentJson.One(incident, chosen, ledger.Incidents.IncidentOf),
                Format.Markdown => IncidentText.Write(incident, chosen, ledger.Incidents.IncidentOf, markdown: true),
                _ => IncidentText.Write(incident, chosen, ledger.Incidents.IncidentOf, markdown: false),
            });
            return ExitCode.Done;
        }));
        return command;
    }
}
