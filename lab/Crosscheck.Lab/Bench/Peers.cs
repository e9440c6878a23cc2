using System.Diagnostics;
using System.Text.Json;

namespace Crosscheck.Lab.Bench;

internal sealed record PeerResult(string Name, string Version, double SecondsPerPass, double Megabytes);

/// <summary>wink-nlp and compromise from npm, installed into a scratch folder, on the same texts.</summary>
internal static class Peers
{
    private static readonly string[] Packages = ["wink-nlp@2.4.0", "wink-eng-lite-web-model@1.8.1", "compromise@14.17.0"];
    private static readonly string[] Names = ["wink-nlp", "compromise"];

    public static IEnumerable<PeerResult> Run(string scratch, IEnumerable<string> texts, double seconds)
    {
        Directory.CreateDirectory(scratch);
        if (!Directory.Exists(Path.Combine(scratch, "node_modules", "wink-nlp")))
            Start("npm", scratch, ["install", "--no-audit", "--no-fund", "--ignore-scripts", "--silent", .. Packages]);
        var input = Path.Combine(scratch, "texts.json");
        File.WriteAllText(input, JsonSerializer.Serialize(texts));
        var script = Path.Combine(scratch, "peers.mjs");
        using (var source = typeof(Peers).Assembly.GetManifestResourceStream("Bench/peers.mjs")!)
        using (var file = File.Create(script))
            source.CopyTo(file);
        foreach (var name in Names)
            yield return JsonSerializer.Deserialize<PeerResult>(
                Start("node", scratch, [script, input, seconds.ToString("0", System.Globalization.CultureInfo.InvariantCulture), name]), JsonSerializerOptions.Web)!;
    }

    private static string Start(string program, string folder, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} {arguments[0]} ended with {process.ExitCode}.");
    }
}
