using System.Globalization;
using System.Text.Json;
using Crosscheck.Claims.Llm;

namespace Crosscheck.Lab.Scoring;

/// <summary>
/// <c>lab score verification GOLD [--errors]</c>: the annotated claims with spans, put as a perfect model's answers, and how many of
/// them the verification lets into a reading. What it drops of them it drops wrongly.
/// </summary>
internal static class VerificationScore
{
    /// <summary>UTF-16 units: every report in one part.</summary>
    private const int Whole = 200_000;

    public static int Run(string[] args)
    {
        int given = 0, kept = 0;
        foreach (var report in GoldCluster.Load(args[0]).SelectMany(c => c.Reports))
        {
            var asked = LlmReading.Of(report.Document, "gold", Whole);
            if (asked.Parts.Length == 0)
                continue;
            var (answer, claims) = Answer(report);
            var reading = asked.Read([answer]);
            given += claims;
            kept += reading.Claims.Length;
            if (args.Contains("--errors"))
            {
                foreach (var d in reading.Diagnostics)
                    Console.WriteLine($"{report.Id}: {d.Message}");
            }
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kept} of {given} annotated claims stay ({100.0 * kept / Math.Max(1, given):F1} %)"));
        return 0;
    }

    private static (string Answer, int Claims) Answer(GoldReport report)
    {
        var text = NumberedText.Of(report.Document);
        int SentenceOf(int? at) => 1 + Math.Max(0, text.Sentences.TakeWhile(s => s.End <= (at ?? 0)).Count());
        var told = report.Incidents.Select((t, i) => (Telling: t, Id: "i" + (i + 1).ToString(CultureInfo.InvariantCulture))).ToList();
        var claims = told.SelectMany(t => t.Telling.Claims.Where(c => c.Span is not null).Select(c => new
        {
            incident = t.Id,
            attribute = c.Attribute,
            sentence = SentenceOf(c.SpanAt),
            evidence = c.Span,
            value = c.Value ?? (object)new { n = c.N, low = c.Low ?? c.N, high = c.High ?? c.N, approximate = c.Approximate, who = c.Who },
            source = new { name = c.SourceSpan ?? "", evidence = c.SourceSpan, kind = "", anonymous = c.Anonymous, via = Array.Empty<string>() },
            status = c.Status,
        })).ToList();
        var incidents = told.Select(t => new { id = t.Id, role = t.Telling.Role, type = "Attack", sentence = SentenceOf(t.Telling.TriggerAt), trigger = t.Telling.Trigger ?? "" });
        return (JsonSerializer.Serialize(new { incidents, claims }), claims.Count);
    }
}
