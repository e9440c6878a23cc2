using System.Globalization;
using System.Text;
using Crosscheck.Claims;
using Crosscheck.Incidents;

namespace Crosscheck.Views;

/// <summary>One incident for people: what differs first, then every claim with who said it, through whom, when and in which words.</summary>
public static class IncidentText
{
    public static string Write(Incident incident, string policy, Func<string, string, string?> incidentOf, bool markdown)
    {
        var page = new Page(markdown);
        page.Title(incident.Title);
        page.Line($"{incident.Id} · {incident.Type} · {incident.Reports.Length} report{(incident.Reports.Length == 1 ? "" : "s")}");
        WriteFigures(page, incident, policy);
        WriteDiscrepancies(page, incident);
        WriteClaims(page, incident);
        WriteHistory(page, incident);
        WriteRest(page, incident, incidentOf);
        return page.ToString();
    }

    private static void WriteFigures(Page page, Incident incident, string policy)
    {
        page.Heading($"Figures ({policy})");
        foreach (var (attribute, figure) in incident.Figures.GetValueOrDefault(policy) ?? System.Collections.Immutable.ImmutableSortedDictionary<ClaimAttribute, Figure>.Empty)
        {
            var best = figure.Best is { } b && figure.Low != figure.High ? string.Create(CultureInfo.InvariantCulture, $", best {b}") : "";
            var by = figure.Decision is { } decision ? $"chosen by an editor ({decision})" : $"{figure.Origins} independent origin{(figure.Origins == 1 ? "" : "s")}";
            page.Item($"{ReadingJson.Name(attribute)}: {IncidentTable.Range(figure)}{best} · {by}{(figure.Provisional ? " · provisional" : "")} · {string.Join(", ", figure.Claims)}");
        }
    }

    private static void WriteDiscrepancies(Page page, Incident incident)
    {
        page.Heading("Accounts that differ", incident.Discrepancies.Length);
        foreach (var d in incident.Discrepancies)
        {
            page.Item($"{ReadingJson.Name(d.Attribute)} ({d.Kind}, {d.Because})");
            foreach (var p in d.Positions)
                page.SubItem($"{Value(p.Value)}: {string.Join(", ", p.Sources)} · {p.Origins} origin{(p.Origins == 1 ? "" : "s")}");
        }
    }

    private static void WriteClaims(Page page, Incident incident)
    {
        page.Heading("Claims", incident.Claims.Length);
        foreach (var attribute in incident.Claims.GroupBy(c => c.Claim.Attribute).OrderBy(g => g.Key))
        {
            page.Item(ReadingJson.Name(attribute.Key));
            foreach (var c in attribute.OrderBy(c => c.Said, StringComparer.Ordinal).ThenBy(c => c.Id, StringComparer.Ordinal))
            {
                var via = c.Claim.Source.Via.IsEmpty ? "" : " via " + string.Join(", ", c.Claim.Source.Via);
                var standing = c.Standing ? "" : " · does not stand";
                var decided = c.Decisions.IsEmpty ? "" : " · " + string.Join(", ", c.Decisions);
                var found = c.Claim.FoundBy.IsEmpty ? "" : " · " + Wording.FoundBy(c.Claim);
                page.SubItem($"{Value(c.Claim.Value)} · {c.SpeakerName}{via} · {ReadingJson.Name(c.Claim.Status)} · {c.Said ?? "no date"} · \"{Short(c.Claim.Evidence.Text)}\" · {c.Id}{standing}{decided}{found}");
            }
        }
    }

    private static void WriteHistory(Page page, Incident incident)
    {
        page.Heading("How the figures moved", incident.History.Length);
        foreach (var h in incident.History)
            page.Item($"{h.When ?? "no date"}: {ReadingJson.Name(h.Attribute)} {Value(new ClaimValue { Low = h.Low, N = h.N, High = h.High })} · {h.Speaker}");
    }

    private static void WriteRest(Page page, Incident incident, Func<string, string, string?> incidentOf)
    {
        var agreement = ReaderAgreement.Of(incident.Claims.Select(c => c.Claim));
        page.Heading("How the readers agree", agreement.Length);
        foreach (var a in agreement)
            page.Item($"{ReadingJson.Name(a.Attribute)}: {a.Both} found by both{string.Concat(a.Only.Select(o => $", {o.Value} only by {o.Key}"))}");
        page.Heading("Gave no value", incident.Omissions.Length);
        foreach (var o in incident.Omissions)
            page.Item($"{ReadingJson.Name(o.Attribute)}: {o.Source} · \"{Short(o.Evidence.Text)}\"");
        page.Heading("Statements", incident.Statements.Length);
        foreach (var s in incident.Statements)
            page.Item($"{s.Source} {s.Kind} · \"{Short(s.Evidence.Text)}\"");
        page.Heading("Links", incident.Links.Length);
        foreach (var l in incident.Links)
            page.Item($"{l.Kind} {incidentOf(l.Document, l.ToTelling) ?? l.ToTelling} · \"{Short(l.Evidence ?? "")}\"");
        page.Heading("Decisions", incident.Decisions.Length);
        foreach (var d in incident.Decisions)
            page.Item($"{d.Id}: {ReadingJson.Name(d.Kind)} by {d.Editor}, {d.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}: {d.Why}{(incident.Unplaced.Contains(d.Id) ? " (its claim is no longer found)" : "")}");
        page.Heading("Reports", incident.Reports.Length);
        foreach (var r in incident.Reports)
            page.Item($"{r.Published?.ToString("O", CultureInfo.InvariantCulture) ?? "no date"} · {r.Role} · {r.Publisher ?? r.Url ?? r.Path ?? r.Document}{(r.Title is null ? "" : " · " + r.Title)}");
    }

    /// <summary>"about 12 people", "3-5", "rockets".</summary>
    internal static string Value(ClaimValue v)
    {
        if (v.Text is { } text)
            return text.Length == 0 ? "unknown" : text;
        var range = IncidentTable.Range(new Figure(v.Low ?? v.N, v.N, v.High ?? v.N, 0, []));
        return (v.Approximate ? "about " : "") + range + (string.IsNullOrEmpty(v.Who) ? "" : " " + v.Who);
    }

    private static string Short(string words) => words.Length <= 120 ? words : words[..119] + "…";

    /// <summary>Headings and lists, as plain text or Markdown.</summary>
    private sealed class Page(bool markdown)
    {
        private readonly StringBuilder _text = new();

        public void Title(string text) => _text.Append(markdown ? "# " : "").Append(text).Append('\n');

        public void Line(string text) => _text.Append(text).Append('\n');

        public void Heading(string text, int count = 1)
        {
            if (count > 0)
                _text.Append('\n').Append(markdown ? "## " : "").Append(text).Append('\n').Append(markdown ? "\n" : "");
        }

        public void Item(string text) => _text.Append(markdown ? "- " : "  ").Append(text).Append('\n');

        public void SubItem(string text) => _text.Append(markdown ? "  - " : "    ").Append(text).Append('\n');

        public override string ToString() => _text.ToString().TrimEnd('\n');
    }
}
