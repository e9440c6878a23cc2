using System.Globalization;
using Crosscheck.Claims;

namespace Crosscheck.Lab.Incidents;

/// <summary>Measures the incident steps given gold claims, by the alignment of score.py: most shared claims first, then date and type.</summary>
internal sealed class IncidentScore
{
    private int _claims, _right, _gold, _mine, _aligned, _roles, _main, _mainType, _mainDate, _triggers, _triggersRight, _linksGold, _linksMine, _linksRight;

    public void Add(IncidentSample sample, IncidentGroups read)
    {
        var pairs = Align(sample, read);
        _claims += sample.Report.Incidents.Sum(t => t.Claims.Length);
        _right += sample.Gold.Where((g, i) => read.IncidentOf.Length > i && pairs[g] >= 0 && pairs[g] == read.IncidentOf[i]).Count();
        _gold += sample.Report.Incidents.Length;
        _mine += read.Incidents.Length;
        _linksMine += read.Incidents.Sum(t => t.Links.Length);
        for (var g = 0; g < sample.Report.Incidents.Length; g++)
            AddTelling(sample, read, g, pairs);
    }

    private void AddTelling(IncidentSample sample, IncidentGroups read, int g, int[] pairs)
    {
        var gold = sample.Report.Incidents[g];
        var mine = pairs[g] < 0 ? null : read.Incidents[pairs[g]];
        _linksGold += gold.Links.Length;
        if (gold.Role == "main")
        {
            _main++;
            _mainType += mine?.Type == sample.Facts(g).Type ? 1 : 0;
            _mainDate += mine?.Date?.Value == sample.Facts(g).Date ? 1 : 0;
        }
        if (mine is null)
            return;
        _aligned++;
        _roles += mine.Role == gold.Role ? 1 : 0;
        if (gold is { Trigger: { } trigger, TriggerAt: { } at })
        {
            _triggers++;
            _triggersRight += mine.Trigger is { } t && t.Start < at + trigger.Length && at < t.End ? 1 : 0;
        }
        foreach (var link in gold.Links)
        {
            var to = Array.FindIndex(sample.Report.Incidents.ToArray(), t => t.Ref == link.To);
            if (to >= 0 && pairs[to] >= 0 && mine.Links.Any(l => l.Kind == link.Kind && l.To == read.Incidents[pairs[to]].Id))
                _linksRight++;
        }
    }

    /// <summary>For each gold telling, the index of the read one, or -1.</summary>
    internal static int[] Align(IncidentSample sample, IncidentGroups read)
    {
        var pairs = new int[sample.Report.Incidents.Length];
        Array.Fill(pairs, -1);
        var scored = new List<(double Score, int Gold, int Mine)>();
        for (var g = 0; g < pairs.Length; g++)
        {
            for (var m = 0; m < read.Incidents.Length; m++)
            {
                var shared = sample.Gold.Where((x, i) => x == g && read.IncidentOf[i] == m).Count();
                var score = 2.0 * shared + (read.Incidents[m].Date?.Value == sample.Facts(g).Date ? 1 : 0)
                    + (read.Incidents[m].Type == sample.Facts(g).Type ? 0.5 : 0) + (read.Incidents[m].Role == sample.Report.Incidents[g].Role ? 0.25 : 0);
                if (score >= 1)
                    scored.Add((-score, g, m));
            }
        }
        foreach (var (_, g, m) in scored.Order())
        {
            if (pairs[g] < 0 && !pairs.Contains(m))
                pairs[g] = m;
        }
        return pairs;
    }

    public void Print(TextWriter writer)
    {
        Share("claims in the right incident", _right, _claims);
        F1("incidents in a report", _aligned, _gold, _mine);
        Share("role of aligned", _roles, _aligned);
        Share("main incident: type", _mainType, _main);
        Share("main incident: date", _mainDate, _main);
        Share("trigger overlap", _triggersRight, _triggers);
        F1("links", _linksRight, _linksGold, _linksMine);

        void Share(string name, int hit, int all) =>
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-30} {(all == 0 ? 0 : (double)hit / all):0.000}   ({hit} of {all})"));
        void F1(string name, int hit, int gold, int mine) =>
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-30} F1 {(gold + mine == 0 ? 0 : 2.0 * hit / (gold + mine)):0.000}   ({hit} of {gold} gold, {mine} read)"));
    }
}
