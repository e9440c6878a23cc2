using System.CommandLine;
using System.Globalization;
using System.Xml;
using Crosscheck.App.Intake;
using Crosscheck.App.Intake.Forms;
using Crosscheck.App.Intake.Web;
using Crosscheck.App.Storage;
using Crosscheck.App.Watch;
using Crosscheck.Diagnostics;

namespace Crosscheck.App.Cli;

/// <summary><c>crosscheck watch SOURCE...</c>: feeds and folders, again and again.</summary>
internal static class WatchCommand
{
    private const string SecretVariable = "CROSSCHECK_WEBHOOK_SECRET";

    public static Command Create(Terminal terminal)
    {
        var sources = new Argument<string[]>("SOURCE") { Description = "Addresses of feeds, OPML files, folders.", Arity = ArgumentArity.OneOrMore };
        var address = LedgerOptions.Ledger();
        var every = new Option<int>("--every") { Description = "Minutes between two looks at a source; 15 where none is given.", HelpName = "MINUTES", DefaultValueFactory = _ => 15 };
        var once = new Option<bool>("--once") { Description = "One round over what is due, then end." };
        var webhook = new Option<string?>("--webhook") { Description = $"Post each round's changes there, signed with ${SecretVariable} where that is set.", HelpName = "URL" };
        var atom = new Option<string?>("--atom") { Description = "Keep the newest changes in an Atom file.", HelpName = "FILE" };
        var map = Options.Map();
        var allowed = Options.AllowAddress();
        var command = new Command("watch", "Take in feeds and folders, again and again, and tell what each round changed.") { sources, address, every, once, webhook, atom, map, allowed };
        command.SetAction((parsed, stop) => Task.FromResult(Options.UseReaders(terminal, default, readers => LedgerOptions.Use(terminal, parsed.GetValue(address)!, create: true, ledger =>
        {
            // What others added before is not this round's doing.
            ledger.Project();
            var rules = new AddressRules(parsed.GetValue(allowed)!);
            var intake = new LedgerIntake(terminal, ledger, readers, new LedgerIntake.Settings(null, false, parsed.GetValue(map)!));
            using var fetcher = new Fetcher(new FetchOptions { Rules = rules });
            using var hook = parsed.GetValue(webhook) is { } url && Uri.TryCreate(url, UriKind.Absolute, out var to) ? new Webhook(to, terminal.Variable(SecretVariable), rules, TimeProvider.System, Task.Delay) : null;
            var watcher = new Watcher(ledger, intake, fetcher, TimeProvider.System, TimeSpan.FromMinutes(Math.Max(1, parsed.GetValue(every))), Task.Delay);
            var feed = parsed.GetValue(atom) is { } path ? new ChangesFeed(path) : null;
            return new Run(terminal, watcher, hook, feed).Go(Expand(terminal, parsed.GetValue(sources)!, intake), parsed.GetValue(once), stop);
        }))));
        return command;
    }

    /// <summary>The feeds that OPML files name, and all else as it is.</summary>
    private static List<string> Expand(Terminal terminal, string[] sources, LedgerIntake intake)
    {
        var all = new List<string>();
        foreach (var source in sources)
        {
            if (!File.Exists(source))
            {
                all.Add(source);
                continue;
            }
            try
            {
                all.AddRange(XmlForms.Load(File.ReadAllBytes(source)).Descendants().Select(o => XmlForms.Attribute(o, "xmlUrl")).OfType<string>());
            }
            catch (Exception exception) when (exception is XmlException or IOException or UnauthorizedAccessException)
            {
                intake.Fail(Input.Failed(source, Codes.Broken.With("a list of feeds (OPML)", exception.Message)));
            }
        }
        return [.. all.Distinct(StringComparer.Ordinal)];
    }

    private sealed class Run(Terminal terminal, Watcher watcher, Webhook? hook, ChangesFeed? feed)
    {
        public int Go(List<string> sources, bool once, CancellationToken stop)
        {
            var failed = 0;
            do
            {
                var round = watcher.Round(sources);
                failed = round.Failed;
                Tell(round);
            }
            while (!once && !stop.WaitHandle.WaitOne(Patience(watcher.UntilNext(sources))));
            return once && failed > 0 ? ExitCode.SomeInputsFailed : ExitCode.Done;
        }

        private static TimeSpan Patience(TimeSpan until) => until < TimeSpan.FromHours(1) ? until : TimeSpan.FromHours(1);

        private void Tell(RoundSummary round)
        {
            terminal.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{round.At.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ} {round.Added} added, {round.Failed} failed, {round.Changes.Length} changes"));
            foreach (var change in round.Changes)
                terminal.Out.WriteLine(change);
            terminal.Out.Flush();
            feed?.Add(round);
            if (hook is not null && !round.Changes.IsEmpty && hook.Send(round.Json()) is { } why)
                LedgerOptions.Report(terminal, "webhook", Codes.WebhookFailed.With(why));
        }
    }
}
