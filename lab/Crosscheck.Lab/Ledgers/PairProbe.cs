using System.Globalization;
using Crosscheck.Incidents;

namespace Crosscheck.Lab.Ledgers;

/// <summary>How invented reports of one incident and of two score: the generator must be as hard as news, and no harder.</summary>
public static class PairProbe
{
    public static int Run(string[] args)
    {
        var score = args.Length > 0 ? new PairScore(Models.LinearModel.FromBytes(File.ReadAllBytes(args[0]), args[0])) : PairScore.Default;
        var invented = new InventedReports(1);
        var profiles = Enumerable.Range(0, 60).SelectMany(i => invented.Of(i).SelectMany(r => Profiles.Of(r.Reading)).Select(p => (Incident: i, Profile: p))).ToList();
        var pairs = profiles.SelectMany((a, n) => profiles.Skip(n + 1).Select(b => (Same: a.Incident == b.Incident, Cosine: a.Profile.Words.Cosine(b.Profile.Words),
            Score: score.Of(a.Profile, b.Profile), Days: Math.Abs(a.Profile.Date!.Value.First - b.Profile.Date!.Value.First), a, b))).ToList();
        foreach (var same in (bool[])[true, false])
        {
            var some = pairs.Where(p => p.Same == same).ToList();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{(same ? "one incident" : "two")}: {some.Count} pairs, cosine {some.Average(p => p.Cosine):0.00}, score above 1: {some.Count(p => p.Score > 1)}, mean {some.Average(p => p.Score):0.0}; by days {string.Join(' ', some.GroupBy(p => p.Days).OrderBy(g => g.Key).Select(g => $"{g.Key}:{g.Average(p => p.Score):0.0}"))}"));
        }
        foreach (var p in pairs.Where(p => !p.Same).OrderByDescending(p => p.Score).Take(4))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{p.Score:0.0} cosine {p.Cosine:0.00} days {p.Days} km {Distance.Kilometres(p.a.Profile.Latitude!.Value, p.a.Profile.Longitude!.Value, p.b.Profile.Latitude!.Value, p.b.Profile.Longitude!.Value):0} killed {string.Join(',', p.a.Profile.Killed)}|{string.Join(',', p.b.Profile.Killed)}"));
        return 0;
    }
}
