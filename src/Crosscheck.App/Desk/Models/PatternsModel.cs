using System.Collections.Immutable;
using Crosscheck.Claims;
using Crosscheck.Incidents;

namespace Crosscheck.App.Desk.Models;

/// <summary>Invented values that show every element of the interface.</summary>
public sealed record PatternsModel(Figure Range, Figure Provisional, TollChart Chart)
{
    public static PatternsModel Example { get; } = Make();

    private static PatternsModel Make()
    {
        HistoryStep Step(string day, string speaker, int? low, int? n) => new(ClaimAttribute.Killed, day, speaker, low ?? n, n, n, []);
        var incident = new Incident
        {
            Id = "x000000000000",
            Type = "Attack",
            Title = "An invented incident",
            History = [Step("2031-05-14", "two officials", 4, null), Step("2031-05-14", "the army", 0, 0), Step("2031-05-15", "the army", null, 2), Step("2031-05-16", "a hospital", null, 9), Step("2031-05-18", "the army", null, 7)],
        };
        return new PatternsModel(
            new Figure(0, 4, 9, 3, []), new Figure(2, null, 2, 1, []) { Provisional = true }, TollChart.Of(incident, ClaimAttribute.Killed)!);
    }
}
