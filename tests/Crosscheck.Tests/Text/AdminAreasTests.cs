using Crosscheck.Text;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Text;

public class AdminAreasTests
{
    [Theory]
    [InlineData(33.34, 44.4, "IQ", "town", "Baghdad")]
    [InlineData(35.47, 44.39, "IQ", "site", "Kirkuk")]
    [InlineData(16.27, -0.04, "ML", "town", "Gao")]
    public void Of_ATown_IsItsProvince(double latitude, double longitude, string country, string precision, string admin1) =>
        AdminAreas.Of(latitude, longitude, country, precision).Admin1.ShouldNotBeNull().ShouldContain(admin1);

    [Fact]
    public void Of_ATown_HasADistrict() => AdminAreas.Of(35.47, 44.39, "IQ", "town").Admin2.ShouldNotBeNullOrEmpty();

    [Theory]
    [InlineData(33.34, 44.4, "IQ", "country")]
    [InlineData(33.34, 44.4, null, "town")]
    [InlineData(33.34, 44.4, "SO", "town")]
    [InlineData(0.0, -30.0, "BR", "town")]
    [InlineData(89.9, 179.9, "RU", "site")]
    public void Of_WhereNothingIsKnown_IsNone(double latitude, double longitude, string? country, string precision) =>
        AdminAreas.Of(latitude, longitude, country, precision).ShouldBe(AdminArea.None);

    [Fact]
    public void Of_AProvince_IsItself()
    {
        var gazetteer = Gazetteer.Shared;
        var province = Enumerable.Range(1, 5000).First(p => gazetteer.Kind(p) == PlaceKind.Admin1 && gazetteer.Code(gazetteer.Country(p)) == "IQ");
        AdminAreas.Of(gazetteer.Latitude(province), gazetteer.Longitude(province), "IQ", "province").ShouldBe(new AdminArea(gazetteer.Name(province), null));
    }
}
