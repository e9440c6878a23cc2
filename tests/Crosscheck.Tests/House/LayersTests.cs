using System.Text.RegularExpressions;
using Crosscheck.Claims;
using Crosscheck.Text;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.House;

/// <summary>The arrows never point back.</summary>
public partial class LayersTests
{
    private static readonly string[] Order = ["Documents", "Text", "Claims", "Ledger", "Incidents", "Views"];

    [Fact]
    public void Folders_UseOnlyThoseBeforeThem()
    {
        var back = new List<string>();
        foreach (var file in Repository.Files("src/Crosscheck", "*.cs"))
        {
            var folder = file.Split('/')[2];
            var own = Array.IndexOf(Order, folder);
            // What has no place in the order (Data, Diagnostics, Models) stands below Claims.
            var limit = own < 0 ? Array.IndexOf(Order, "Text") : own;
            foreach (Match match in Reference().Matches(CSharp.WithoutComments(Repository.Read(file))))
            {
                var used = Array.IndexOf(Order, match.Groups["folder"].Value);
                if (used > limit)
                    back.Add($"{file} uses {match.Groups["folder"].Value}");
            }
        }
        back.Distinct().ShouldBeEmpty();
    }

    /// <summary>"using Crosscheck.Views;" or a name qualified by a folder, but not a property of that name.</summary>
    [GeneratedRegex(@"(?:Crosscheck\.|(?<![.\w]))(?<folder>Documents|Text|Claims|Ledger|Incidents|Views)(?:;|\.[A-Z]\w+)(?!\()")]
    private static partial Regex Reference();

    [Fact]
    public void Core_HasNoPackages() =>
        Repository.Read("src/Crosscheck/Crosscheck.csproj").Split("<PackageReference").Skip(1).ShouldAllBe(p => p.Contains("PrivateAssets=\"all\""));

    [Fact]
    public void Steps_EachSetTheirLayerOnceAndRequireWhatStandsBefore()
    {
        var set = Layers.None;
        foreach (var step in ReportReader.Pipeline.Steps)
        {
            (step.Requires & ~set).ShouldBe(Layers.None, step.Name);
            (step.Sets & set).ShouldBe(Layers.None, step.Name);
            set |= step.Sets;
        }
    }

    [Fact]
    public void Pipeline_StepBeforeWhatItRequires_IsRefused() =>
        Should.Throw<ArgumentException>(() => new TextPipeline([new SentenceSplitter(), new Tokenizer()]));
}
