using Crosscheck.Text;

namespace Crosscheck.Claims;

/// <summary>Chooses the date of an incident from its date claims: the value told most often, days before coarser ones, the first among equals.</summary>
internal static class IncidentDates
{
    public static IncidentDate? Of(AnnotatedText text, IReadOnlyList<ClaimMention> claims, List<int> members, string role)
    {
        string? best = null;
        var top = 0;
        foreach (var i in members)
        {
            if (claims[i].Attribute != ClaimAttribute.Date || claims[i].Value.Text is not { Length: >= 4 } value)
                continue;
            var votes = value.Length == 10 ? 100 : 0;
            foreach (var j in members)
            {
                if (claims[j].Attribute == ClaimAttribute.Date && claims[j].Value.Text == value)
                    votes++;
            }
            if (votes > top)
                (top, best) = (votes, value);
        }
        if (best is null && role == "main" && text.Published is { } published)
            best = published.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        return best is null ? null : new IncidentDate(best, PrecisionOf(best));
    }

    internal static string PrecisionOf(string date) => date.Length switch
    {
        4 => "year",
        7 => "month",
        8 => "week",
        _ => "day",
    };
}
