using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Cli;

/// <summary>What <c>add</c> and <c>read</c> make of forms that hold more than one report.</summary>
public sealed class AddFormsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("crosscheck-forms-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Corpus(string name) => Repository.PathOf("tests/Crosscheck.Tests/Intake/corpus/" + name);

    [Fact]
    public void Add_NewVersion_IsTiedToTheOld()
    {
        var ledger = Path.Combine(_folder, "l.db");
        var run = Run.Crosscheck("add", Corpus("ninjs-2.0.json"), "--ledger", ledger);
        run.ExitCode.ShouldBe(0, run.Error);
        var first = run.Error.Split('\n').First(l => l.Contains(": added ")).Split(' ')[^1].Trim();
        var second = Path.Combine(_folder, "second.json");
        File.WriteAllText(second, File.ReadAllText(Corpus("ninjs-2.0.json")).Replace("four people", "three people"));
        Run.Crosscheck("add", second, "--ledger", ledger).Error.ShouldContain($"(a new version of {first})");
        Run.Crosscheck("verify", "--ledger", ledger).ExitCode.ShouldBe(0);
    }

    [Fact]
    public void Read_LinesOnStandardInput_AreOneReadingEach()
    {
        var run = Run.Crosscheck(File.ReadAllText(Corpus("lines.jsonl")), ["read", "-", "--format", "jsonl"]);
        run.ExitCode.ShouldBe(1);
        run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(3);
        run.Out.ShouldContain("\"story\":\"a1\"");
        run.Error.ShouldContain("-:3: error XC1106");
    }

    [Fact]
    public void Read_ManyAsJson_IsRefused() => Run.Crosscheck("read", Corpus("atom.xml"), "--format", "json").ExitCode.ShouldBe(2);

    [Fact]
    public void Add_ExportedLedger_IsFoundByContent()
    {
        var ledger = Path.Combine(_folder, "a.db");
        Run.Crosscheck("add", Corpus("atom.xml"), "--ledger", ledger).ExitCode.ShouldBe(0);
        var exported = Path.Combine(_folder, "exported.txt");
        File.WriteAllText(exported, Run.Crosscheck("export", "--to", "jsonl", "--ledger", ledger).Out);
        var other = Path.Combine(_folder, "b.db");
        Run.Crosscheck("add", exported, "--ledger", other).ExitCode.ShouldBe(0);
        Run.Crosscheck("incidents", "--format", "json", "--ledger", other).Out.ShouldBe(Run.Crosscheck("incidents", "--format", "json", "--ledger", ledger).Out);
    }
}
