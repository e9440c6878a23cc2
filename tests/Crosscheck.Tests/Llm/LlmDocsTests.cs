using System.Text.RegularExpressions;
using Crosscheck.App.Llm;
using Crosscheck.Claims.Llm;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Llm;

/// <summary>docs/llm.md says what the program does.</summary>
public class LlmDocsTests
{
    [Fact]
    public void Page_NamesEveryVariableOfTheProgram()
    {
        var asked = new HashSet<string>();
        LlmSettings.Of(name =>
        {
            asked.Add(name);
            return name.EndsWith("ENDPOINT", StringComparison.Ordinal) ? "http://localhost/v1" : name.EndsWith("MODEL", StringComparison.Ordinal) ? "m" : null;
        });
        var page = Repository.Read("docs/llm.md");
        Regex.Matches(page, @"^\| `(CROSSCHECK_LLM_\w+)`", RegexOptions.Multiline).Select(m => m.Groups[1].Value).Order()
            .ShouldBe(asked.Where(n => n.StartsWith(LlmSettings.Prefix, StringComparison.Ordinal)).Order());
    }

    [Fact]
    public void Page_SaysWhatTheInstructionsCost()
    {
        var prompt = LlmPrompt.Default;
        var tokens = LlmBudget.Estimate(prompt.Instructions, prompt.Schema);
        var said = long.Parse(Regex.Match(Repository.Read("docs/llm.md"), @"plus (\d+) for our instructions").Groups[1].Value);
        Math.Abs(said - tokens).ShouldBeLessThan(100, $"the estimate is {tokens}");
    }
}
