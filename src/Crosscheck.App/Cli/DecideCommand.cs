using System.CommandLine;
using Crosscheck.App.Storage;
using Crosscheck.Claims;
using Crosscheck.Ledger;
using Crosscheck.Views;

namespace Crosscheck.App.Cli;

/// <summary><c>crosscheck decide ...</c>: what an editor decides, with who and why; nothing is overwritten.</summary>
internal sealed class DecideCommand
{
    private readonly Terminal _terminal;
    private readonly Option<string> _address = LedgerOptions.Ledger();
    private readonly Option<string> _why = new("--why") { Description = "The reason, for those who come after.", Required = true, HelpName = "WORDS" };
    private readonly Option<string> _editor = new("--as") { Description = "Who decides.", Required = true, HelpName = "EDITOR" };

    private DecideCommand(Terminal terminal) => _terminal = terminal;

    public static Command Create(Terminal terminal) => new DecideCommand(terminal).Create();

    private Command Create() => new("decide", "Accept, reject or correct claims; merge or split incidents; choose a figure; note; undo.")
    {
        OnClaims("accept", "Let claims stand.", DecisionKind.Accept),
        OnClaims("reject", "Let claims not stand.", DecisionKind.Reject),
        Correct(), Merge(), Split(), Figure(), Note(), Undo(),
    };

    private Command OnClaims(string name, string description, DecisionKind kind)
    {
        var claims = Many("CLAIM", "Ids of claims, as 'crosscheck show' prints them.");
        return With(new Command(name, description) { claims }, (make, parsed) => make.OnClaims(kind, parsed.GetValue(claims)!));
    }

    private Command Correct()
    {
        var claim = One("CLAIM", "The claim's id.");
        var value = new Option<string?>("--value") { Description = "12, 12-15, 'at least 12', 'up to 12', 'about 12', or words.", HelpName = "VALUE" };
        var status = new Option<ClaimStatus?>("--status") { Description = "How firmly it is said.", HelpName = "asserted|confirmed|preliminary|denied|unknown|retracted", CustomParser = r => Options.Choice<ClaimStatus>(r) };
        var command = new Command("correct", "Give a claim another value or status.") { claim, value, status };
        command.Validators.Add(r =>
        {
            if (r.GetResult(value) is null && r.GetResult(status) is null)
                r.AddError("Give --value or --status.");
        });
        return With(command, (make, parsed) => make.Correct(parsed.GetValue(claim)!, parsed.GetValue(value), parsed.GetValue(status)));
    }

    private Command Merge()
    {
        var incidents = Many("INCIDENT", "Ids of two incidents or more.");
        return With(new Command("merge", "Take incidents for one.") { incidents }, (make, parsed) => make.Merge(parsed.GetValue(incidents)!));
    }

    private Command Split()
    {
        var incident = One("INCIDENT", "The incident's id.");
        var reports = new Option<string[]>("--report") { Description = "Ids of documents, or their first digits, to take out.", Required = true, HelpName = "DOCUMENT", AllowMultipleArgumentsPerToken = true };
        return With(new Command("split", "Take reports out of an incident.") { incident, reports }, (make, parsed) => make.Split(parsed.GetValue(incident)!, parsed.GetValue(reports)!));
    }

    private Command Figure()
    {
        var incident = One("INCIDENT", "The incident's id.");
        var attribute = new Argument<ClaimAttribute>("ATTRIBUTE") { Description = "killed, injured, abducted or munitions.", CustomParser = Options.Choice<ClaimAttribute> };
        var value = One("VALUE", "12, 12-15, 'at least 12' ...");
        return With(new Command("figure", "Choose a figure, under every policy.") { incident, attribute, value },
            (make, parsed) => make.Figure(parsed.GetValue(incident)!, parsed.GetValue(attribute), parsed.GetValue(value)!));
    }

    private Command Note()
    {
        var incident = One("INCIDENT", "The incident's id.");
        return With(new Command("note", "Leave the words of --why with an incident.") { incident }, (make, parsed) => make.Note(parsed.GetValue(incident)!));
    }

    private Command Undo()
    {
        var decision = One("DECISION", "The decision's id, as 'crosscheck show' prints it.");
        return With(new Command("undo", "Take a decision back.") { decision }, (make, parsed) => make.Undo(parsed.GetValue(decision)!));
    }

    private static Argument<string> One(string name, string description) => new(name) { Description = description };

    private static Argument<string[]> Many(string name, string description) => new(name) { Description = description, Arity = ArgumentArity.OneOrMore };

    private Command With(Command command, Func<DecisionMaker, ParseResult, Decision> decide)
    {
        command.Add(_address);
        command.Add(_why);
        command.Add(_editor);
        command.SetAction(parsed => LedgerOptions.Use(_terminal, parsed.GetValue(_address)!, create: false, ledger =>
        {
            ledger.Project();
            try
            {
                var decision = decide(new DecisionMaker(ledger, parsed.GetValue(_editor)!, parsed.GetValue(_why)!), parsed);
                ledger.Project();
                _terminal.Out.WriteLine(decision.Id);
                return ExitCode.Done;
            }
            catch (DecisionException exception)
            {
                LedgerOptions.Report(_terminal, "crosscheck", exception.Diagnostic);
                return ExitCode.SomeInputsFailed;
            }
        }));
        return command;
    }
}
