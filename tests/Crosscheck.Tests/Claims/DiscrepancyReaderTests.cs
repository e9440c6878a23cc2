using Crosscheck.Claims;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Claims;

public class DiscrepancyReaderTests
{
    /// <summary>Claims as attribute|value|group|source|status, divided by ";"; expected as attribute/kind/because, "" for none.</summary>
    [Theory]
    [InlineData("Munitions|15|rockets|US officials|Preliminary;Munitions|10|rockets|Iraqi military|Preliminary", "Munitions/number/contradiction")]
    [InlineData("Killed|2|Americans|US officials|Preliminary;Killed|0||Iraqi|Asserted", "Killed/number/contradiction")]
    [InlineData("Killed|2|Americans|US officials|Asserted;Killed|1|British service member|US officials|Asserted", "")]
    [InlineData("Killed|12|people|police|Asserted;Killed|4|children|police|Asserted", "")]
    [InlineData("Killed|12|people|police|Asserted;Killed|4|children|a doctor|Asserted", "")]
    [InlineData("Killed|12|people|police|Asserted;Killed|20|soldiers|the rebels|Asserted", "Killed/number/scope")]
    [InlineData("Killed|12|people|police|Preliminary;Killed|15|people|police|Asserted", "Killed/number/update")]
    [InlineData("Killed|12|people|police|Asserted;Killed|15|people|the hospital|Asserted", "Killed/number/contradiction")]
    [InlineData("Injured|5|others|police|Asserted;Injured|9|people|the hospital|Asserted", "")]
    [InlineData("Perpetrator|rebels of the Front||the army|Asserted;Perpetrator|the army||the Front|Asserted", "Perpetrator/attribution/contradiction")]
    [InlineData("Perpetrator|the Front||the army|Asserted;Perpetrator|the Front||its spokesman|Denied", "Perpetrator/denial/contradiction")]
    [InlineData("Responsibility|the Front||the Front|Asserted;Responsibility|the Front||a spokesman|Denied", "Responsibility/denial/contradiction")]
    [InlineData("Perpetrator|the Front||the army|Asserted;Responsibility|Front||Front|Denied", "")]
    [InlineData("Perpetrator|gunmen||police|Asserted;Perpetrator|the Front||the army|Asserted", "")]
    [InlineData("Date|2021-02-03||police|Asserted;Date|2021-02-02||residents|Asserted", "Date/time/contradiction")]
    [InlineData("Date|2021-02-03||police|Asserted;Date|2021-02||residents|Asserted", "")]
    public void Read_Claims_TellsWhatCannotAllBeTrue(string claims, string expected)
    {
        var found = DiscrepancyReader.Read([.. claims.Split(';').Select(Parse)]);
        string.Join(' ', found.Select(d => $"{d.Attribute}/{d.Kind}/{d.Because}")).ShouldBe(expected);
    }

    private static Claim Parse(string row, int i)
    {
        var cells = row.Split('|');
        var attribute = Enum.Parse<ClaimAttribute>(cells[0]);
        var n = attribute <= ClaimAttribute.Munitions ? int.Parse(cells[1], System.Globalization.CultureInfo.InvariantCulture) : (int?)null;
        return new Claim
        {
            Id = "c" + i,
            Incident = "i1",
            Attribute = attribute,
            Value = n is null ? new ClaimValue { Text = cells[1] } : new ClaimValue { N = n, Low = n, High = n, Who = cells[2] },
            Source = new Source(cells[3], "other", false, []),
            Status = Enum.Parse<ClaimStatus>(cells[4]),
            Evidence = new Evidence(0, 0, ""),
            By = "test",
        };
    }
}
