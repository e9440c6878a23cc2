using System.Diagnostics;
using System.Globalization;
using System.Text;
using Crosscheck.Claims;
using Crosscheck.Documents;

namespace Crosscheck.Lab.Bench;

/// <summary>
/// The whole reading measured in one run: tokens a CPU second on one core, memory, linearity, start to exit, and two peers on
/// the same texts. CPU time is counted, so that other programs on the machine change little.
/// </summary>
internal sealed class ReadingBench(string folder, string? app, string? scratch, double seconds)
{
    private static readonly int[] Megabytes = [1, 2, 5, 10];

    /// <summary>FOLDER [--app ./crosscheck] [--peers SCRATCH] [--seconds 10]</summary>
    public static int Run(string[] args)
    {
        string? Option(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
        if (args.Length == 0)
            return 2;
        var seconds = double.Parse(Option("--seconds") ?? "10", CultureInfo.InvariantCulture);
        new ReadingBench(args[0], Option("--app"), Option("--peers"), seconds).Run();
        return 0;
    }

    private void Run()
    {
        var documents = Directory.GetFiles(folder, "*.txt", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(f => PlainText.Parse(File.ReadAllText(f), f)).ToList();
        var tokens = documents.Sum(d => (long)ReportReader.Annotate(d).Tokens.Length);
        Line($"{documents.Count} reports, {tokens:#,0} tokens, {documents.Sum(d => (long)d.Body.Length):#,0} characters; {Environment.ProcessorCount} processors");
        Line("");
        Line("| program | does | tokens a CPU second | peak memory, MB |");
        Line("| --- | --- | --- | --- |");
        var cpu = CpuOfPass(documents);
        Row("crosscheck", "the whole reading", tokens / cpu, PeakMegabytes());
        if (scratch is not null)
        {
            foreach (var peer in Peers.Run(scratch, documents.Select(d => d.Body), seconds))
                Row($"{peer.Name} {peer.Version}", "tokens, names, numbers", tokens / peer.SecondsPerPass, peer.Megabytes);
        }
        Linearity(documents);
        if (app is not null)
            StartToExit(app, documents[0].Path!);
    }

    private static void Row(string name, string does, double rate, double memory) =>
        Line($"| {name} | {does} | {rate:#,0} | {memory:0} |");

    /// <summary>CPU seconds that one pass over all reports takes, after a pass that warms up.</summary>
    private double CpuOfPass(List<Document> documents)
    {
        foreach (var document in documents)
            ReportReader.Read(document);
        var start = Cpu();
        var passes = 0;
        do
        {
            foreach (var document in documents)
                ReportReader.Read(document);
            passes++;
        }
        while (Cpu() - start < seconds);
        return (Cpu() - start) / passes;
    }

    private static void Linearity(List<Document> documents)
    {
        Line("");
        Line("| one text of | CPU seconds | seconds a MB | peak memory, MB |");
        Line("| --- | --- | --- | --- |");
        foreach (var size in Megabytes)
        {
            var text = Text(documents, size << 20);
            var start = Cpu();
            ReportReader.Read(new Document { Id = "sha256:0", Body = text, Published = new DateOnly(2031, 5, 14) });
            var used = Cpu() - start;
            Line($"| {size} MB | {used:0.00} | {used / size:0.00} | {PeakMegabytes():0} |");
        }
    }

    private static string Text(List<Document> documents, int length)
    {
        var text = new StringBuilder(length);
        for (var i = 0; text.Length < length; i++)
            text.Append(documents[i % documents.Count].Body).Append("\n\n");
        return text.ToString(0, length);
    }

    private static void StartToExit(string app, string report)
    {
        var wall = new List<double>();
        for (var run = 0; run < 12; run++)
        {
            var watch = Stopwatch.StartNew();
            using var process = Process.Start(new ProcessStartInfo(app, ["read", report]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (run > 0)
                wall.Add(watch.Elapsed.TotalSeconds);
        }
        wall.Sort();
        Line("");
        Line($"start to exit of `{app} read` on one report, 11 runs: median {wall[5]:0.000} s, fastest {wall[0]:0.000} s, slowest {wall[^1]:0.000} s");
    }

    private static double Cpu() => Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds;

    private static double PeakMegabytes() => Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0;

    private static void Line(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static void Line(string line) => Console.WriteLine(line);
}
