using System.Collections.Immutable;
using Crosscheck.App.Storage;
using Crosscheck.Incidents;
using Crosscheck.Views;

namespace Crosscheck.App.Desk.Models;

/// <summary>A claim that waits for an editor, and why. Doubt is 0 (sure, undisputed) to 2 (unsure and disputed), and 2 more where two readers of the report disagree.</summary>
public sealed record ReviewItem(IncidentClaim Claim, string Incident, string Title, string Speaker, double Doubt, string Why);

/// <summary>The queue: undecided claims of the newest incidents, the most doubtful first.</summary>
public sealed record ReviewModel(DeskFilter Filter, ImmutableArray<ReviewItem> Items, int Looked, long Total)
{
    /// <summary>Incidents that are looked through at once.</summary>
    public const int Most = 20;
    private const int Longest = 60;

    public ReviewItem? Chosen { get; init; }

    /// <summary>What stands around the chosen claim's words in its report.</summary>
    public (string Before, string Words, string After) Context { get; init; }

    public ReviewItem? Next => Chosen is null ? null : Items.SkipWhile(i => i.Claim.Id != Chosen.Claim.Id).Skip(1).FirstOrDefault();

    public ReviewItem? Previous => Chosen is null ? null : Items.TakeWhile(i => i.Claim.Id != Chosen.Claim.Id).LastOrDefault();

    public static ReviewModel Of(LedgerStore ledger, DeskFilter filter, string? chosen)
    {
        var look = filter.Filter with { Limit = Most, Skip = (filter.Page - 1) * Most };
        var incidents = ledger.Incidents.Whole(look).ToList();
        var items = incidents.SelectMany(ItemsOf).OrderByDescending(i => i.Doubt).ThenBy(i => i.Claim.Id, StringComparer.Ordinal).Take(Longest).ToImmutableArray();
        var item = items.FirstOrDefault(i => i.Claim.Id == chosen) ?? items.FirstOrDefault();
        var body = item is null ? null : ledger.Incidents.Document(item.Claim.Document)?.Body;
        return new ReviewModel(filter, items, incidents.Count, ledger.Incidents.Count(filter.Filter)) { Chosen = item, Context = item is null || body is null ? default : Around(body, item) };
    }

    private static IEnumerable<ReviewItem> ItemsOf(Incident incident)
    {
        var disputed = incident.Discrepancies.SelectMany(d => d.Positions).SelectMany(p => p.Claims).ToHashSet(StringComparer.Ordinal);
        foreach (var claim in incident.Claims.Where(c => c.Decisions.IsEmpty))
        {
            var unsure = claim.Claim.Score is > 0 and < 1 ? 1 - claim.Claim.Score : 0;
            var differs = disputed.Contains(claim.Id);
            var disagreed = ReaderAgreement.IsDisagreement(claim.Claim);
            if (!differs && !disagreed && unsure < 0.1)
                continue;
            string[] why = [disagreed ? Wording.FoundBy(claim.Claim) : "", differs ? "accounts differ" : "", unsure >= 0.1 ? "the reader is unsure" : ""];
            yield return new ReviewItem(claim, incident.Id, incident.Title, Labels.Speaker(incident, claim), unsure + (differs ? 1 : 0) + (disagreed ? 2 : 0), string.Join("; ", why.Where(w => w.Length > 0)));
        }
    }

    private static (string, string, string) Around(string body, ReviewItem item)
    {
        var e = item.Claim.Claim.Evidence;
        var from = Math.Max(0, body.LastIndexOf('\n', Math.Max(0, e.Start - 1)) + 1);
        var to = body.IndexOf('\n', e.End) is >= 0 and var end ? end : body.Length;
        from = Math.Max(from, e.Start - 400);
        to = Math.Min(to, e.End + 400);
        return (body[from..e.Start], body[e.Start..e.End], body[e.End..to]);
    }
}
