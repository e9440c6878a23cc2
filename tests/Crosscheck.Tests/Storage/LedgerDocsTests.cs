using Crosscheck.App.Cli;
using Crosscheck.Incidents;
using Crosscheck.Views;
using Crosscheck.Views.Exports;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Storage;

/// <summary>What the docs list is what the program has.</summary>
public class LedgerDocsTests
{
    [Fact]
    public void Exports_ListsEveryColumnInOrder()
    {
        var text = Repository.Read("docs/exports.md");
        foreach (var columns in (IReadOnlyList<string>[])[AcledCsv.Columns, GedCsv.Columns, ClaimsCsv.Columns, IncidentCsv.Columns, SourceTable.Columns])
            text.ShouldContain($"\n`{string.Join("`, `", columns)}`\n");
    }

    [Fact]
    public void Exports_ListsEveryFormat()
    {
        var text = Repository.Read("docs/exports.md");
        foreach (var target in Enum.GetNames<ExportCommand.Target>())
            text.ShouldContain($"| `{target.ToLowerInvariant()}` |");
    }

    [Fact]
    public void Policies_ListsEveryPolicy()
    {
        var text = Repository.Read("docs/policies.md");
        foreach (var policy in Policies.All)
            text.ShouldContain($"| `{policy}` |");
    }

    [Fact]
    public void Ledger_ListsEveryDecision()
    {
        var text = Repository.Read("docs/ledger.md");
        using var nothing = new StringWriter();
        var decide = CommandLine.Root(new Terminal(Stream.Null, nothing, nothing, 100, false)).Subcommands.Single(c => c.Name == "decide");
        foreach (var command in decide.Subcommands)
            text.ShouldContain($"| `decide {command.Name} ");
    }
}
