using Crosscheck.Claims;
using Crosscheck.Text;

namespace Crosscheck.Lab.Places;

/// <summary><c>lab score places GOLD [--errors N]</c>: gold place spans found, and the place of main incidents within 50 km.</summary>
public static class PlacesScore
{
    private const double Near = 50;

    public static int Run(string[] args)
    {
        var errors = int.Parse(GazetteerCompiler.Option(args, "--errors") ?? "0", System.Globalization.CultureInfo.InvariantCulture);
        Share recall = new(), given = new(), reachable = new(), chosen = new();
        foreach (var cluster in GoldCluster.Load(args[0]))
        {
            foreach (var report in cluster.Reports)
            {
                var text = ReportReader.Annotate(report.Document);
                foreach (var telling in report.Incidents)
                    Telling(cluster, report, telling, text, errors);
            }
        }
        Console.WriteLine($"gold place spans that a mention touches: {recall}");
        Console.WriteLine($"main incident within 50 km, finest place in gold spans: {given}");
        Console.WriteLine($"main incident within 50 km of any mention: {reachable}");
        if (chosen.Any)
            Console.WriteLine($"main incident within 50 km, place chosen by the shipped model, trigger not given: {chosen} (unseen only where the folder is not gold-train; folds: `lab train incident-place`)");
        return 0;

        void Telling(GoldCluster cluster, GoldReport report, GoldTelling telling, AnnotatedText text, int show)
        {
            var facts = cluster.Incidents[telling.Ref];
            var inSpans = new List<PlaceMention>();
            foreach (var claim in telling.Claims.Where(c => c.Attribute == "place" && c.Span is not null && c.SpanAt is not null))
            {
                var span = new TextSpan(claim.SpanAt!.Value, claim.SpanAt.Value + claim.Span!.Length);
                var touching = text.Places.Where(p => text.SpanOf(p.Tokens).Overlaps(span)).ToList();
                recall.Add(touching.Count > 0);
                if (touching.Count == 0 && show > 0 && show-- > 0)
                    Console.WriteLine($"MISSED [{claim.Span}] in {report.Id}");
                inSpans.AddRange(touching);
            }
            if (telling.Role != "main" || facts.Lat is not { } lat || facts.Lon is not { } lon)
                return;
            chosen.Add(Hit(IncidentPlaceChooser.Shared.Choose(text, null)));
            reachable.Add(text.Places.Any(p => p.Resolved is { } r && Geo.Kilometres(r.Latitude, r.Longitude, lat, lon) <= Near));
            var best = inSpans.Where(p => p.Resolved is not null).OrderBy(p => p.Resolved!.Precision).FirstOrDefault();
            if (inSpans.Count > 0)
                given.Add(Hit(best));
            if (inSpans.Count > 0 && !Hit(best) && errors > 0)
                Console.WriteLine($"FAR {report.Id} {facts.Place} ({facts.Country} {lat},{lon}): " + string.Join("; ", inSpans.Select(p => $"{text.Words(p.Tokens)} -> {p.Resolved?.Name} {p.Resolved?.Country} {p.Resolved?.Latitude:F2},{p.Resolved?.Longitude:F2} {p.Resolved?.Precision}")));

            bool Hit(PlaceMention? p) => p?.Resolved is { } r && Geo.Kilometres(r.Latitude, r.Longitude, lat, lon) <= Near;
        }
    }
}

/// <summary>A share that prints itself.</summary>
internal sealed class Share
{
    private int _hits;
    private int _all;

    public double Value => _all == 0 ? 0 : (double)_hits / _all;

    public bool Any => _all > 0;

    public void Add(bool hit)
    {
        _all++;
        _hits += hit ? 1 : 0;
    }

    public override string ToString() => FormattableString.Invariant($"{Value:F3} ({_hits}/{_all})");
}
