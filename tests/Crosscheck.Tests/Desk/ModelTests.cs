using Crosscheck.App.Desk.Models;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Desk;

public class ModelTests
{
    /// <summary>Krippendorff 2011, "Computing Krippendorff's alpha-reliability": four observers, twelve units, nominal 0.743.</summary>
    [Fact]
    public void Alpha_OfTheBooksExample()
    {
        string[] observers = ["123321412***", "1233224125*3", "*3332342251*", "12332441251*"];
        var units = Enumerable.Range(0, 12).Select(u => (IReadOnlyList<string>)[.. observers.Select(o => o[u]).Where(c => c != '*').Select(c => c.ToString())]);
        Krippendorff.Nominal(units)!.Value.ShouldBe(0.743, 0.0005);
    }

    [Fact]
    public void Alpha_IsOneWhereAllAgree_ZeroAtChance_AndUndefinedWithoutVariation()
    {
        Krippendorff.Nominal([["a", "a"], ["b", "b"]]).ShouldBe(1);
        Krippendorff.Nominal([["a", "a"], ["a", "a"]]).ShouldBeNull();
        Krippendorff.Nominal([["a"], ["b"]]).ShouldBeNull();
        Krippendorff.Nominal([["a", "b"], ["b", "a"]])!.Value.ShouldBeLessThan(0);
    }

    [Fact]
    public void Timeline_IsAsFineAsFits()
    {
        var day = new DateOnly(2031, 5, 14).DayNumber;
        Timeline.Of([(day, 1), (day + 3, 2)])!.Unit.ShouldBe("day");
        Timeline.Of([(day, 1), (day + 400, 2)])!.Unit.ShouldBe("month");
        var years = Timeline.Of([(day, 1), (day + 9000, 2)])!;
        years.Unit.ShouldBe("year");
        years.Bars.Sum(b => b.Count).ShouldBe(3);
        Timeline.Of([(day, 5)]).ShouldBeNull();
    }

    [Fact]
    public void Chart_LabelsDoNotCoverEachOther()
    {
        var chart = PatternsModel.Example.Chart;
        chart.Lines.Length.ShouldBe(3);
        var labels = chart.Lines.Select(l => l.LabelY).Order().ToList();
        labels.Zip(labels.Skip(1)).ShouldAllBe(p => p.Second - p.First >= 16.9);
    }
}
