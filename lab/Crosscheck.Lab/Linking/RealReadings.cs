using Crosscheck.Claims;
using Crosscheck.Incidents;
using Crosscheck.Views;

namespace Crosscheck.Lab.Linking;

/// <summary>Readings as the reader wrote them, set beside the gold: which telling is which gold incident.</summary>
public static class RealReadings
{
    /// <summary>Readings by report id, the file name of the document's path; bodies are read from the paths.</summary>
    public static Dictionary<string, Reading> Load(string path)
    {
        var result = new Dictionary<string, Reading>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(path).Where(l => l.Length > 0))
        {
            var reading = ReadingJsonReader.Read(line);
            var file = reading.Document.Path ?? "";
            var body = File.Exists(file) ? Documents.PlainText.Parse(File.ReadAllText(file), file).Body : "";
            result[Path.GetFileNameWithoutExtension(file)] = reading with { Document = reading.Document with { Body = body } };
        }
        return result;
    }

    /// <summary>The gold ref of each telling of the reading, "" where none: most agreeing claims first, then date, type and place.</summary>
    public static List<string> Align(GoldCluster cluster, GoldReport report, Reading reading)
    {
        var scored = new List<(double Score, int Gold, int Mine)>();
        for (var g = 0; g < report.Incidents.Length; g++)
        {
            for (var m = 0; m < reading.Incidents.Length; m++)
            {
                var score = Agreement(cluster, report.Incidents[g], reading, reading.Incidents[m]);
                if (score >= 1)
                    scored.Add((score, g, m));
            }
        }
        var refs = reading.Incidents.Select(_ => "").ToList();
        var used = new HashSet<int>();
        foreach (var (_, g, m) in scored.OrderByDescending(s => s.Score).ThenBy(s => s.Gold).ThenBy(s => s.Mine))
        {
            if (refs[m].Length == 0 && used.Add(g))
                refs[m] = report.Incidents[g].Ref;
        }
        return refs;
    }

    private static double Agreement(GoldCluster cluster, GoldTelling gold, Reading reading, Telling telling)
    {
        var facts = cluster.Incidents.GetValueOrDefault(gold.Ref) ?? new GoldIncident();
        var mine = reading.Claims.Where(c => c.Incident == telling.Id).ToList();
        var score = 2.0 * gold.Claims.Count(g => mine.Any(m => Same(g, m)));
        if (telling.Date?.Value == facts.Date)
            score += 1;
        if (telling.Type == facts.Type)
            score += 0.5;
        if (Names.Similar(telling.Place?.Name, facts.Place))
            score += 0.5;
        return telling.Role == gold.Role ? score + 0.25 : score;
    }

    private static bool Same(GoldClaim gold, Claim mine)
    {
        if (!string.Equals(gold.Attribute, mine.Attribute.ToString(), StringComparison.OrdinalIgnoreCase))
            return false;
        if (mine.Attribute > ClaimAttribute.Munitions)
            return mine.Attribute == ClaimAttribute.Date ? gold.Value == mine.Value.Text : Names.Similar(gold.Value, mine.Value.Text);
        return (gold.N ?? gold.Low ?? gold.High) == (mine.Value.N ?? mine.Value.Low ?? mine.Value.High);
    }
}
