using Crosscheck.Claims;

namespace Crosscheck.Lab.Incidents;

/// <summary>Prints where the reading of a sample differs from its gold, for error analysis.</summary>
internal static class IncidentErrors
{
    public static void Print(IncidentSample sample, IncidentGroups read)
    {
        var pairs = IncidentScore.Align(sample, read);
        var wrong = sample.Gold.Where((g, i) => pairs[g] < 0 || pairs[g] != read.IncidentOf[i]).Count();
        if (wrong == 0 && read.Incidents.Length == sample.Report.Incidents.Length)
            return;
        Console.WriteLine($"=== {sample.Report.Id} {sample.Report.Published} wrong {wrong} of {sample.Gold.Length}");
        for (var g = 0; g < pairs.Length; g++)
            Console.WriteLine($"   gold {g} {sample.Report.Incidents[g].Role} {sample.Report.Incidents[g].Ref} {sample.Facts(g).Date} -> {pairs[g]}");
        foreach (var t in read.Incidents)
            Console.WriteLine($"   read {t.Id} {t.Role} {t.Type} {t.Date?.Value}");
        for (var i = 0; i < sample.Gold.Length; i++)
        {
            var claim = sample.Claims[i];
            var ok = pairs[sample.Gold[i]] == read.IncidentOf[i];
            Console.WriteLine($"   {(ok ? "    " : "XXX ")} gold {sample.Gold[i]} mine {read.IncidentOf[i]} s{sample.Text.SentenceOf(claim.Tokens.First)} {claim.Attribute}: {sample.Text.Words(claim.Tokens)}");
        }
    }
}

/// <summary>Prints wrong types and dates of main incidents.</summary>
internal static class TellingErrors
{
    public static void Print(IncidentSample sample, IncidentGroups read)
    {
        var pairs = IncidentScore.Align(sample, read);
        for (var g = 0; g < pairs.Length; g++)
        {
            var mine = pairs[g] < 0 ? null : read.Incidents[pairs[g]];
            var facts = sample.Facts(g);
            if (mine is null)
                continue;
            foreach (var link in sample.Report.Incidents[g].Links)
                Console.WriteLine($"LINK gold {sample.Report.Id} {pairs[g]} {link.Kind} {link.To} {Array.FindIndex(sample.Report.Incidents.ToArray(), t => t.Ref == link.To) switch { >= 0 and var x => pairs[x], _ => -9 }}");
            foreach (var link in mine.Links)
                Console.WriteLine($"LINK read {sample.Report.Id} {mine.Id} {link.Kind} {link.To} {link.Evidence?.Text}");
            if (mine.Type != facts.Type)
                Console.WriteLine("CUES " + string.Join(" ", new IncidentText(sample.Text).Cue.GroupBy(c => c).OrderByDescending(c => c.Count()).Select(c => c.Key + ":" + c.Count())));
            if (mine.Type != facts.Type)
                Console.WriteLine($"TYPE\t{facts.Type}\t{mine.Type}\t{sample.Report.Id}\t{sample.Report.Incidents[g].Trigger}\t{string.Join(" | ", sample.Claims.Where((c, i) => sample.Gold[i] == g && c.Attribute is not (ClaimAttribute.Place or ClaimAttribute.Date)).Select(c => c.Attribute.ToString()[..3] + " " + sample.Text.Words(c.Tokens)))}");
            if (mine.Date?.Value != facts.Date)
                Console.WriteLine($"DATE\t{facts.Date}\t{mine.Date?.Value}\t{sample.Report.Published}\t{sample.Report.Id}\t{string.Join(", ", sample.Claims.Where((c, i) => sample.Gold[i] == g && c.Attribute == ClaimAttribute.Date).Select(c => c.Value.Text))}");
        }
    }
}
