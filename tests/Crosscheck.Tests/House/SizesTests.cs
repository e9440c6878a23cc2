using Shouldly;
using Xunit;

namespace Crosscheck.Tests.House;

/// <summary>Small files, short methods.</summary>
public class SizesTests
{
    private static IEnumerable<string> Sources => Repository.Files("src", "*.cs").Concat(Repository.Files("lab", "*.cs"));

    private static int At95(IEnumerable<int> sizes)
    {
        var sorted = sizes.Order().ToList();
        return sorted[(int)(sorted.Count * 0.95)];
    }

    [Fact]
    public void Files_AreShort() => At95(Sources.Select(f => Repository.Read(f).AsSpan().Count('\n'))).ShouldBeLessThanOrEqualTo(400);

    [Fact]
    public void Methods_AreShort()
    {
        var methods = Sources.SelectMany(f => CSharp.Methods(Repository.Read(f)).Select(m => (File: f, m.Name, m.Lines))).ToList();
        methods.Count.ShouldBeGreaterThan(100);
        methods.Where(m => m.Lines > 100).Select(m => $"{m.File}: {m.Name} has {m.Lines} lines").ShouldBeEmpty();
        At95(methods.Select(m => m.Lines)).ShouldBeLessThanOrEqualTo(35, string.Join('\n', methods.Where(m => m.Lines > 35).Select(m => $"{m.File}: {m.Name} {m.Lines}")));
    }

    [Fact]
    public void Methods_OfKnownCode_AreMeasured() =>
        CSharp.Methods("namespace N;\nclass C\n{\n    int A { get; }\n    void F(int x)\n    {\n        if (x > 0) { G(\"}\"); }\n    }\n    class D { void H() { } }\n}\n")
            .ShouldBe([("F", 4), ("H", 1)]);
}
