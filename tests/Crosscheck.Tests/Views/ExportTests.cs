using System.Text;
using System.Text.Json;
using Crosscheck.Claims;
using Crosscheck.Incidents;
using Crosscheck.Lab.Ledgers;
using Crosscheck.Views;
using Crosscheck.Views.Exports;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Views;

public class ExportTests
{
    private static readonly List<Reading> Readings = [.. new InventedReports(3, 3).Take(30).Select(r => r.Reading)];

    private static List<Incident> Incidents()
    {
        var memory = new MemoryProjection();
        memory.Add(Readings, []);
        return [.. memory.Incidents];
    }

    private static List<string[]> Csv(Action<TextWriter> write)
    {
        using var text = new StringWriter();
        write(text);
        using var reader = new CsvHelper.CsvParser(new StringReader(text.ToString()), System.Globalization.CultureInfo.InvariantCulture);
        var rows = new List<string[]>();
        while (reader.Read())
            rows.Add(reader.Record!);
        return rows;
    }

    private static string Json(Action<Utf8JsonWriter> write)
    {
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory))
            write(json);
        return Encoding.UTF8.GetString(memory.ToArray());
    }

    [Fact]
    public void Acled_HasTheFormatsColumns_AndARowAnIncident()
    {
        var rows = Csv(w => AcledCsv.Write(w, Incidents()));
        AcledCsv.Columns.Count.ShouldBe(31);
        rows[0].ShouldBe(AcledCsv.Columns);
        rows.Count.ShouldBe(Incidents().Count + 1);
        rows.ShouldAllBe(r => r.Length == 31);
        foreach (var (row, incident) in rows.Skip(1).Zip(Incidents()))
        {
            row[Column("event_date")].ShouldBe(incident.Date!.Value);
            row[Column("sub_event_type")].ShouldBe(incident.Type);
            row[Column("latitude")].ShouldMatch(@"^-?\d+\.\d{4}$");
            int.Parse(row[Column("fatalities")], System.Globalization.CultureInfo.InvariantCulture).ShouldBe(incident.Figures["acled"][ClaimAttribute.Killed].Best!.Value);
            row[Column("time_precision")].ShouldBe("1");
        }
        static int Column(string name) => AcledCsv.Columns.ToList().IndexOf(name);
    }

    [Fact]
    public void Acled_OfSeveralDays_IsARowADay_AndLosesNoDead()
    {
        var one = Incidents().First(i => i.Figures["acled"][ClaimAttribute.Killed].Best > 2);
        var day = DateOnly.Parse(one.Date!.Value, System.Globalization.CultureInfo.InvariantCulture);
        var date = one.Claims.First(c => c.Claim.Attribute == ClaimAttribute.Date);
        var e = date.Claim.Evidence;
        var next = date with { Id = "x", Claim = date.Claim with { Value = new ClaimValue { Text = day.AddDays(1).ToString("O") }, Evidence = new Evidence(e.End + 5, e.End + 12, "Tuesday") } };
        var rows = Csv(w => AcledCsv.Write(w, [one with { Claims = one.Claims.Add(next) }])).Skip(1).ToList();
        string Cell(string[] row, string name) => row[AcledCsv.Columns.ToList().IndexOf(name)];
        rows.Select(r => Cell(r, "event_date")).ShouldBe([day.ToString("O"), day.AddDays(1).ToString("O")]);
        rows.Select(r => Cell(r, "event_id_cnty")).Distinct().Count().ShouldBe(2);
        rows.Sum(r => int.Parse(Cell(r, "fatalities"), System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(one.Figures["acled"][ClaimAttribute.Killed].Best!.Value);
    }

    [Fact]
    public void Exports_OfAKnownPlace_NameItsProvinceAndDistrict()
    {
        var kirkuk = Incidents()[0] with { Place = new IncidentPlace("Kirkuk", 35.46806, 44.39222, "IQ", "town", 94787) };
        var acled = Csv(w => AcledCsv.Write(w, [kirkuk]))[1];
        acled[AcledCsv.Columns.ToList().IndexOf("admin1")].ShouldContain("Kirkuk");
        acled[AcledCsv.Columns.ToList().IndexOf("admin2")].ShouldNotBeEmpty();
        var ged = Csv(w => GedCsv.Write(w, [kirkuk]))[1];
        ged[GedCsv.Columns.ToList().IndexOf("adm_1")].ShouldBe(acled[AcledCsv.Columns.ToList().IndexOf("admin1")]);
    }

    /// <summary>The properties that ninjs 3.1's schema allows where it allows no others, and those that it requires.</summary>
    private static readonly Dictionary<string, (string[] Allowed, string[] Required)> Ninjs = new()
    {
        [""] = (("uri type representationType profile version firstCreated versionCreated contentCreated embargoedUntil pubStatus urgency copyrightHolder copyrightNotice usageTerms edNote language " +
            "descriptions bodies headlines people organisations places subjects events eventDetails plannedCoverage objects infoSources title by slugline located renditions associations altIds " +
            "trustIndicators standard genres expires rightsInfo digitalSourceType").Split(' '), ["uri"]),
        ["headlines"] = (["role", "contentType", "value"], ["value"]),
        ["descriptions"] = (["role", "contentType", "value"], ["value"]),
        ["bodies"] = (["role", "contentType", "charCount", "wordCount", "value"], ["value"]),
        ["places"] = (["name", "rel", "uri", "literal", "contactInfo", "geoJSON"], []),
        ["subjects"] = (["name", "rel", "uri", "literal", "creator", "relevance", "confidence"], []),
        ["events"] = (["id", "name", "rel", "uri", "literal"], []),
        ["infoSources"] = (["name", "role", "uri", "literal", "contactInfo"], []),
        ["associations"] = (["name", "rel", "uri", "type", "title", "versionCreated"], ["name", "uri"]),
        ["altIds"] = (["role", "value"], []),
        ["standard"] = (["name", "version", "schema"], []),
    };

    [Fact]
    public void Ninjs_IsWhatItsSchemaAsks()
    {
        foreach (var incident in Incidents())
        {
            using var parsed = JsonDocument.Parse(NinjsExport.Line(incident, "range", (_, _) => null));
            var item = parsed.RootElement;
            Allows("", item);
            foreach (var part in item.EnumerateObject().Where(p => Ninjs.ContainsKey(p.Name)))
            {
                foreach (var each in part.Value.ValueKind == JsonValueKind.Array ? [.. part.Value.EnumerateArray()] : new[] { part.Value })
                    Allows(part.Name, each);
            }
            Uri.TryCreate(item.GetProperty("uri").GetString(), UriKind.Absolute, out _).ShouldBeTrue();
            item.GetProperty("associations").EnumerateArray().ShouldAllBe(a => Uri.IsWellFormedUriString(a.GetProperty("uri").GetString(), UriKind.Absolute));
            item.GetProperty("associations").GetArrayLength().ShouldBe(incident.Reports.Length);
            item.GetProperty("versionCreated").GetDateTime().ShouldBeGreaterThanOrEqualTo(item.GetProperty("firstCreated").GetDateTime());
            item.TryGetProperty("edNote", out _).ShouldBe(!incident.Discrepancies.IsEmpty);
        }

        static void Allows(string part, JsonElement e)
        {
            var names = e.EnumerateObject().Select(p => p.Name).ToList();
            names.Except(Ninjs[part].Allowed).ShouldBeEmpty(part);
            Ninjs[part].Required.Except(names).ShouldBeEmpty(part);
            names.Distinct().Count().ShouldBe(names.Count);
        }
    }

    [Fact]
    public void Ged_HasTheFormatsColumns_AndOrderedDeaths()
    {
        var rows = Csv(w => GedCsv.Write(w, Incidents()));
        GedCsv.Columns.Count.ShouldBe(49);
        rows[0].ShouldBe(GedCsv.Columns);
        rows.ShouldAllBe(r => r.Length == 49);
        rows.Count.ShouldBeGreaterThan(1);
        foreach (var row in rows.Skip(1))
        {
            int Of(string name) => int.Parse(row[GedCsv.Columns.ToList().IndexOf(name)], System.Globalization.CultureInfo.InvariantCulture);
            Of("best").ShouldBeInRange(Of("low"), Of("high"));
            Of("best").ShouldBe(Of("deaths_a") + Of("deaths_b") + Of("deaths_civilians") + Of("deaths_unknown"));
            Of("priogrid_gid").ShouldBeInRange(1, 259200);
        }
    }

    [Fact]
    public void Claims_ReadBack_AreTheClaims()
    {
        var rows = Csv(w => ClaimsCsv.Write(w, Incidents()));
        var words = ClaimsCsv.Columns.ToList().IndexOf("words");
        rows.Skip(1).Select(r => r[words]).Order().ShouldBe(Incidents().SelectMany(i => i.Claims).Select(c => c.Claim.Evidence.Text).Order());
    }

    [Fact]
    public void GeoJson_IsWhatRfc7946Asks()
    {
        using var parsed = JsonDocument.Parse(Json(j => GeoJsonExport.Write(j, Incidents(), "range")));
        parsed.RootElement.GetProperty("type").GetString().ShouldBe("FeatureCollection");
        foreach (var (feature, incident) in parsed.RootElement.GetProperty("features").EnumerateArray().Zip(Incidents()))
        {
            feature.GetProperty("type").GetString().ShouldBe("Feature");
            var at = feature.GetProperty("geometry").GetProperty("coordinates");
            (at[0].GetDouble(), at[1].GetDouble()).ShouldBe((incident.Place!.Longitude!.Value, incident.Place.Latitude!.Value));
            feature.GetProperty("properties").GetProperty("killed_best").GetInt32().ShouldBe(incident.Figures["range"][ClaimAttribute.Killed].Best!.Value);
        }
    }

    [Fact]
    public void Prov_EveryReference_HasItsNode_AndQuotesAreTheDocuments()
    {
        var documents = Readings.ToDictionary(r => r.Document.Id, r => r.Document);
        using var parsed = JsonDocument.Parse(Json(j => ProvExport.Write(j, Incidents(), "range", documents.GetValueOrDefault, _ => "crosscheck/0.1")));
        var graph = parsed.RootElement.GetProperty("@graph").EnumerateArray().ToList();
        var ids = graph.Select(n => n.GetProperty("@id").GetString()).ToList();
        ids.Distinct().Count().ShouldBe(ids.Count);
        var references = graph.SelectMany(n => n.EnumerateObject()).Where(p => p.Name.StartsWith("prov:", StringComparison.Ordinal) && p.Value.ValueKind == JsonValueKind.Array)
            .SelectMany(p => p.Value.EnumerateArray()).Select(r => r.GetProperty("@id").GetString());
        references.Except(ids).ShouldBeEmpty();
        foreach (var claim in graph.Where(n => n.TryGetProperty("oa:hasSelector", out _)))
        {
            var (position, quote) = (claim.GetProperty("oa:hasSelector")[0], claim.GetProperty("oa:hasSelector")[1]);
            var body = documents[claim.GetProperty("prov:wasQuotedFrom")[0].GetProperty("@id").GetString()!["xc:document:".Length..]].Body;
            body[position.GetProperty("oa:start").GetInt32()..position.GetProperty("oa:end").GetInt32()].ShouldBe(quote.GetProperty("oa:exact").GetString());
            body.ShouldContain(quote.GetProperty("oa:prefix").GetString() + quote.GetProperty("oa:exact").GetString() + quote.GetProperty("oa:suffix").GetString());
        }
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+44", "'+44")]
    [InlineData("-2 dead", "'-2 dead")]
    [InlineData("@name", "'@name")]
    [InlineData("\tx", "'\tx")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"no\"", "\"say \"\"no\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData(-3, "-3")]
    [InlineData(-3.25, "-3.25")]
    [InlineData(null, "")]
    public void Cell_AnyValue_IsSafe(object? value, string expected) => Crosscheck.Views.Csv.Cell(value).ShouldBe(expected);

    [Fact]
    public void StoredIncident_ReadBack_IsWrittenTheSame()
    {
        foreach (var incident in Incidents())
            StoredIncident.Write(StoredIncident.Read(StoredIncident.Write(incident))).ShouldBe(StoredIncident.Write(incident));
    }

    [Fact]
    public void Countries_EveryRow_HasLettersAndRegions()
    {
        foreach (var code in Data.DataFile.Rows("lexicons/country-codes.tsv").Select(r => r[0]))
        {
            var country = Countries.Find(code).ShouldNotBeNull();
            country.Iso3.Length.ShouldBe(3);
            country.AcledRegion.ShouldNotBeEmpty();
            country.GedRegion.ShouldBeOneOf("Africa", "Americas", "Asia", "Europe", "Middle East");
        }
        Countries.Find("IQ")!.Numeric.ShouldBe(368);
    }
}
