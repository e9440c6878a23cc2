using Crosscheck.Claims;
using Crosscheck.Documents;
using Crosscheck.Text;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Text;

public sealed class PlaceReaderTests
{
    /// <summary>Invented sentences, the words of a mention, and where it lies (degrees) and how near that must be (kilometres).</summary>
    [Theory]
    [InlineData("A bomb went off in Fallujah on Tuesday.", "Fallujah", 33.35, 43.79, 15)]
    [InlineData("Shells fell on Ar-Raqqah and Homs in Syria.", "Homs", 34.73, 36.71, 15)]
    [InlineData("A rocket landed 27km north of Baghdad, the ministry said.", "27km north of Baghdad", 33.58, 44.40, 12)]
    [InlineData("The farm lies about 120 kilometres north of Niamey in Niger.", "about 120 kilometres north of Niamey", 14.59, 2.11, 12)]
    [InlineData("Three men were shot in Tripoli, Lebanon, on Sunday.", "Tripoli", 34.44, 35.85, 15)]
    [InlineData("Troops entered Tripoli, the Libyan capital.", "Tripoli", 32.89, 13.19, 15)]
    [InlineData("The mayor of Moscow, Idaho, spoke.", "Moscow", 46.73, -117.00, 15)]
    [InlineData("Rockets hit the base at K-1 outside Kirkuk in Iraq.", "outside Kirkuk", 35.47, 44.39, 15)]
    [InlineData("Officials in the Iraqi capital spoke.", "Iraqi capital", 33.34, 44.40, 15)]
    [InlineData("Rockets struck Camp Taji in Iraq.", "Camp Taji", 33.52, 44.26, 5)]
    [InlineData("Gunmen stopped a bus 10 miles east of Aleppo, Syria.", "10 miles east of Aleppo", 36.20, 37.34, 8)]
    [InlineData("The ship was seized off the coast of Yemen.", "off the coast of Yemen", 15.5, 47.5, 400)]
    [InlineData("Men on motorbikes raided the village of Tarkoubel in the Mopti region of Mali.", "Tarkoubel", 14.4, -4.1, 60)]
    [InlineData("A convoy was hit in Anbar province, Iraq.", "Anbar", 33.3, 43.0, 200)]
    public void Apply_NamedPlace_LiesWhereItShould(string body, string words, double lat, double lon, double within)
    {
        var text = Read(body);
        var mention = text.Places.FirstOrDefault(p => text.Words(p.Tokens) == words);
        mention.ShouldNotBeNull($"in: {string.Join("; ", text.Places.Select(p => text.Words(p.Tokens)))}");
        mention.Resolved.ShouldNotBeNull();
        Geo.Kilometres(mention.Resolved.Latitude, mention.Resolved.Longitude, lat, lon).ShouldBeLessThan(within);
    }

    [Theory]
    [InlineData("")]
    [InlineData("....")]
    [InlineData("de la al-")]
    [InlineData("BAGHDAD")]
    public void Apply_AnyText_DoesNotThrow(string body) => Read(body).Layers.HasFlag(Layers.Places).ShouldBeTrue();

    private static AnnotatedText Read(string body) => ReportReader.Annotate(new Document { Id = "", Body = body });
}
