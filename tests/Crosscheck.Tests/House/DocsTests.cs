using System.CommandLine;
using System.Text;
using System.Text.RegularExpressions;
using Crosscheck.App.Cli;
using Crosscheck.Diagnostics;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.House;

public partial class DocsTests
{
    [Fact]
    public void ErrorsPage_HasEveryCode()
    {
        var table = new StringBuilder("| code | severity | message | what to do |\n| --- | --- | --- | --- |\n");
        foreach (var code in Codes.All)
            table.Append($"| {code.Code} | {code.Severity.ToString().ToLowerInvariant()} | {Cell(code.Message)} | {Cell(code.Remedy)} |\n");
        Generated.CheckBlock("docs/errors.md", "<!-- generated: codes -->", "<!-- end -->", table.ToString());
    }

    [Fact]
    public void Codes_AreAllListedOnceAndInOrder()
    {
        var declared = typeof(Codes).GetFields().Select(f => f.GetValue(null)).OfType<DiagnosticCode>().ToList();
        Codes.All.Length.ShouldBe(declared.Count, "a code that is declared stands in Codes.All");
        Codes.All.Select(c => c.Code).ShouldBe(declared.Select(c => c.Code).Order(StringComparer.Ordinal));
        Codes.All.Select(c => c.Code).ShouldBeUnique();
        Codes.All.ShouldAllBe(c => c.Remedy.Length > 0 && c.Message.Length > 0);
    }

    [Fact]
    public void CommandPage_HasEveryCommandAndOption()
    {
        var page = new StringBuilder();
        using var none = new MemoryStream();
        foreach (var command in CommandLine.Root(new Terminal(none, TextWriter.Null, TextWriter.Null, 100, false)).Subcommands)
            Describe(command, "crosscheck", page);
        Generated.CheckBlock("docs/cli.md", "<!-- generated: commands -->", "<!-- end -->", page.ToString());
    }

    private static void Describe(Command command, string parent, StringBuilder page)
    {
        var name = $"{parent} {command.Name}";
        var arguments = string.Concat(command.Arguments.Select(a => " " + a.Name + (a.Arity.MaximumNumberOfValues > 1 ? "..." : "")));
        page.Append($"### `{name}{arguments}`\n\n{command.Description}\n\n");
        var rows = command.Arguments.Select(a => (a.Name, Text: a.Description ?? ""))
            .Concat(command.Options.Where(o => o is not System.CommandLine.Help.HelpOption)
                .Select(o => (Name: o.HelpName is { } value ? $"{o.Name} {value}" : o.Name, Text: o.Description ?? ""))).ToList();
        if (rows.Count > 0)
            page.Append("| | |\n| --- | --- |\n");
        foreach (var (row, text) in rows)
            page.Append($"| `{row.Replace("|", "\\|")}` | {Cell(text)} |\n");
        page.Append(rows.Count > 0 ? "\n" : "");
        foreach (var child in command.Subcommands)
            Describe(child, name, page);
    }

    private static string Cell(string text) => text.Replace("|", "\\|").Replace("\n", " ");

    [Fact]
    public void Links_LeadToFiles()
    {
        var missing = new List<string>();
        foreach (var page in Repository.Files(".", "*.md"))
        {
            foreach (Match link in Link().Matches(Repository.Read(page)))
            {
                var target = link.Groups[1].Value.Split('#')[0];
                if (target.Length > 0 && !target.Contains("://") && !Path.Exists(Path.Combine(Repository.Root, Path.GetDirectoryName(page)!, target)))
                    missing.Add($"{page}: {target}");
            }
        }
        missing.ShouldBeEmpty();
    }

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
