using System.CommandLine;
using System.Diagnostics;
using System.Text;
using Crosscheck.App.Cli;
using Crosscheck.Tests.Cli;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.House;

/// <summary>What is handed out beside the program: man page, completions, units.</summary>
public class PackagingTests
{
    [Fact]
    public void ManPage_HasEveryCommandAndOption()
    {
        using var none = new MemoryStream();
        var root = CommandLine.Root(new Terminal(none, TextWriter.Null, TextWriter.Null, 100, false));
        var page = new StringBuilder(".TH CROSSCHECK 1 \"\" \"crosscheck\" \"User Commands\"\n.SH NAME\ncrosscheck \\- who said what about attacks\n.SH SYNOPSIS\n.B crosscheck\n.I COMMAND\n[\\fIOPTION\\fR]...\n.SH DESCRIPTION\n");
        page.Append($"{Roff(root.Description!)}\nNothing but the answer goes to standard output; problems go to standard error, one line each, with a code and a remedy.\n.SH COMMANDS\n");
        foreach (var command in root.Subcommands)
            Describe(command, "crosscheck", page);
        page.Append(".SH EXIT STATUS\n.TP\n0\ndone\n.TP\n1\nsome inputs failed; each was named on standard error, and the others were done\n.TP\n2\nwrong usage\n.TP\n3\nthe ledger or the queue could not be opened, or the ledger is damaged\n");
        page.Append(".SH ENVIRONMENT\n.TP\nCROSSCHECK_LEDGER\nthe ledger's address\n.TP\nCROSSCHECK_QUEUE\nthe queue's address\n.TP\nCROSSCHECK_WEBHOOK_SECRET\nsigns what \\fBwatch \\-\\-webhook\\fR posts\n.TP\nNO_COLOR, CLICOLOR_FORCE\ncolours off, on\n");
        Generated.CheckFile("docs/crosscheck.1", page.ToString());
    }

    private static void Describe(Command command, string parent, StringBuilder page)
    {
        var name = $"{parent} {command.Name}";
        page.Append($".SS \"{Roff(name + string.Concat(command.Arguments.Select(a => " " + a.Name + (a.Arity.MaximumNumberOfValues > 1 ? "..." : ""))))}\"\n{Roff(command.Description ?? "")}\n");
        foreach (var argument in command.Arguments)
            page.Append($".TP\n.I {Roff(argument.Name)}\n{Roff(argument.Description ?? "")}\n");
        foreach (var option in command.Options.Where(o => o is not System.CommandLine.Help.HelpOption))
            page.Append($".TP\n\\fB{Roff(option.Name)}\\fR{(option.HelpName is { } value ? $" \\fI{Roff(value)}\\fR" : "")}\n{Roff(option.Description ?? "")}\n");
        foreach (var child in command.Subcommands)
            Describe(child, name, page);
    }

    /// <summary>No line begins with a dot or a quote, and a hyphen is one.</summary>
    private static string Roff(string text)
    {
        var escaped = text.Replace("\\", "\\e").Replace("-", "\\-").Replace("\n", " ");
        return escaped.StartsWith('.') || escaped.StartsWith('\'') ? "\\&" + escaped : escaped;
    }

    [Theory]
    [InlineData("crosscheck ex", "export")]
    [InlineData("crosscheck queue re", "retry")]
    [InlineData("crosscheck work --until", "--until-idle")]
    public void Suggestions_AreTheProgramsOwn(string line, string expected) =>
        Run.Crosscheck($"[suggest:{line.Length}]", line).Out.Split('\n').ShouldContain(l => l.Trim() == expected);

    [Fact]
    public void BashCompletion_CompletesCommands()
    {
        if (!File.Exists("/bin/bash"))
            return;
        var program = Path.Combine(AppContext.BaseDirectory, "crosscheck.dll");
        var script = $"crosscheck() {{ dotnet '{program}' \"$@\"; }}; source '{Repository.PathOf("packaging/completion/crosscheck.bash")}'; cd /; "
            + "COMP_WORDS=(crosscheck resto); COMP_CWORD=1; COMP_LINE='crosscheck resto'; COMP_POINT=16; _crosscheck; printf '%s\\n' \"${COMPREPLY[@]}\"";
        using var process = Process.Start(new ProcessStartInfo("/bin/bash", ["--norc", "-c", script]) { RedirectStandardOutput = true })!;
        process.StandardOutput.ReadToEnd().ShouldContain("restore");
        process.WaitForExit();
    }

    [Theory]
    [InlineData("packaging/crosscheck-watch.service", "crosscheck watch ")]
    [InlineData("packaging/crosscheck-work.service", "crosscheck work")]
    public void Units_StartCommandsThatExist(string file, string command)
    {
        var lines = Repository.Read(file).Split('\n');
        lines.Single(l => l.StartsWith("ExecStart=", StringComparison.Ordinal)).ShouldContain("/usr/local/bin/" + command);
        lines.ShouldContain("NoNewPrivileges=yes");
        lines.ShouldContain("[Install]");
    }
}
