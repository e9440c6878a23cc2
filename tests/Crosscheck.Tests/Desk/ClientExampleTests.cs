using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Desk;

/// <summary>
/// The examples of docs/clients.md against a desk over the samples: every address that they name answers, and each example
/// runs where its program is installed.
/// </summary>
public sealed partial class ClientExampleTests : IAsyncLifetime
{
    private const string Address = "http://127.0.0.1:5090";

    private readonly string _folder = Directory.CreateTempSubdirectory("crosscheck-").FullName;
    private TestDesk _desk = null!;

    public async ValueTask InitializeAsync() => _desk = await TestDesk.Start(samples: true);

    public async ValueTask DisposeAsync()
    {
        await _desk.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private string Here(string code) => code.Replace(Address, _desk.Client.BaseAddress!.ToString().TrimEnd('/'));

    private string Example(string language) => Here(Blocks().Matches(Repository.Read("docs/clients.md")).Single(m => m.Groups[1].Value == language).Groups[2].Value);

    /// <summary>Runs a program on a script; null where the program or a library that the script needs is not there.</summary>
    private string? Runs(string program, string check, string script)
    {
        if (Start("bash", "-c", $"command -v {program} >/dev/null && {check} >/dev/null 2>&1").ExitCode != 0)
            return null;
        var file = Path.Combine(_folder, "example");
        File.WriteAllText(file, script);
        var (code, output, error) = Start(program, file);
        code.ShouldBe(0, error);
        return output;
    }

    private (int ExitCode, string Out, string Error) Start(params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = _folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(60_000))
            process.Kill(entireProcessTree: true);
        return (process.ExitCode, output.Result, error.Result);
    }

    [Fact]
    public async Task Addresses_OfThePage_Answer()
    {
        var page = Repository.Read("docs/clients.md") + Repository.Read("docs/clients/claims.ipynb");
        var addresses = Urls().Matches(page).Select(m => m.Value).Where(a => !a.Contains('{')).Distinct().ToList();
        addresses.Count.ShouldBeGreaterThanOrEqualTo(3);
        foreach (var address in addresses)
            (await _desk.Client.GetAsync(Here(address))).IsSuccessStatusCode.ShouldBeTrue(address);
    }

    [Fact]
    public void Curl_Runs()
    {
        if (Runs("bash", "command -v curl", Example("bash")) is not { } output)
            return;
        output.ShouldContain("\"incidents\"");
        output.ShouldContain("Baidoa");
        output.ShouldContain("incident,claim,attribute");
    }

    [Fact]
    public void Python_Runs()
    {
        if (Runs("python3", "python3 -c 'import requests'", Example("python")) is { } output)
            output.ShouldContain("| Nine people");
    }

    [Fact]
    public void R_Runs()
    {
        if (Runs("Rscript", "Rscript -e 'library(httr); library(jsonlite)'", Example("r")) is { } output)
            output.ShouldContain("Baidoa");
    }

    [Fact]
    public void Notebook_Runs()
    {
        using var notebook = JsonDocument.Parse(Repository.Read("docs/clients/claims.ipynb"));
        var code = notebook.RootElement.GetProperty("cells").EnumerateArray().Where(c => c.GetProperty("cell_type").GetString() == "code")
            .Select(c => string.Concat(c.GetProperty("source").EnumerateArray().Select(l => l.GetString())));
        if (Runs("python3", "true", Here(string.Join("\n\n", code))) is { } output)
            output.ShouldContain("killed |");
    }

    /// <summary>What QGIS needs of the file: points in degrees, longitude first, and columns of plain values or lists.</summary>
    [Fact]
    public async Task GeoJson_IsALayer()
    {
        using var layer = JsonDocument.Parse(await _desk.Raw("/export?to=geojson"));
        layer.RootElement.GetProperty("type").GetString().ShouldBe("FeatureCollection");
        var features = layer.RootElement.GetProperty("features").EnumerateArray().ToList();
        features.ShouldNotBeEmpty();
        features.Select(f => f.GetProperty("id").GetString()).ShouldBeUnique();
        foreach (var feature in features)
        {
            feature.GetProperty("properties").EnumerateObject().ShouldAllBe(p => p.Value.ValueKind != JsonValueKind.Object);
            if (feature.GetProperty("geometry") is not { ValueKind: JsonValueKind.Object } geometry)
                continue;
            var at = geometry.GetProperty("coordinates");
            at[0].GetDouble().ShouldBeInRange(-180, 180);
            at[1].GetDouble().ShouldBeInRange(-90, 90);
        }
        features.ShouldContain(f => f.GetProperty("geometry").ValueKind == JsonValueKind.Object && f.GetProperty("properties").GetProperty("place_name").GetString()!.Contains("Baidoa"));
    }

    [GeneratedRegex("```(\\w+)\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"http://127\.0\.0\.1:5090/[^\s'""\\]*")]
    private static partial Regex Urls();
}
