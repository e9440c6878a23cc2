using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Crosscheck.Incidents;
using Crosscheck.Views;

namespace Crosscheck.App.Storage;

/// <summary>Incidents by filter, by date, then name.</summary>
internal sealed class IncidentQuery(Database db)
{
    public List<Incident> Run(IncidentFilter filter)
    {
        var (where, values) = Conditions(filter);
        var down = filter.NewestFirst ? " DESC" : "";
        // The bodies are large: which incidents, and in which order, is told by an index; then the bodies of one page are read.
        var sql = new StringBuilder("SELECT i.body FROM (SELECT i.id, coalesce(i.first_day, i.published) AS day, i.name FROM incidents i").Append(where)
            .Append(" ORDER BY coalesce(i.first_day, i.published)").Append(down).Append(", i.name");
        // A circle is cut out of its square afterwards, so that the limit can only be set then.
        if (filter is { Limit: > 0, Near: null })
            sql.Append(CultureInfo.InvariantCulture, $" LIMIT {filter.Limit} OFFSET {filter.Skip}");
        sql.Append(") page JOIN incidents i ON i.id = page.id ORDER BY page.day").Append(down).Append(", page.name");
        var found = db.Query(sql.ToString(), r => StoredIncident.Read(r.GetString(0)), [.. values]);
        return filter.Near is { } near ? Cut(found.Where(i => IsNear(i, near)), filter) : found;
    }

    /// <summary>How many there are in all, the limit left aside.</summary>
    public long Count(IncidentFilter filter)
    {
        if (filter.Near is not null)
            return Run(filter with { Limit = 0, Skip = 0 }).Count;
        var (where, values) = Conditions(filter);
        return db.Number("SELECT count(*) FROM incidents i" + where, [.. values]) ?? 0;
    }

    /// <summary>Days and how many incidents begin on each; those without a day are left out.</summary>
    public List<(int Day, long Count)> Days(IncidentFilter filter)
    {
        var (where, values) = Conditions(filter);
        var sql = $"SELECT i.first_day, count(*) FROM incidents i{where}{(where.Length == 0 ? " WHERE" : " AND")} i.first_day IS NOT NULL GROUP BY i.first_day ORDER BY i.first_day";
        return db.Query(sql, r => ((int)r.GetInt64(0), r.GetInt64(1)), [.. values]);
    }

    /// <summary>Does an incident that is not in the store pass the filter? Its search words are not looked at.</summary>
    public static bool Passes(Incident incident, IncidentFilter filter)
    {
        var days = DayRange.Of(incident.Date);
        return (filter.Since is null || (days is { } a && a.Last >= filter.Since.Value.DayNumber))
            && (filter.Until is null || (days is { } b && b.First <= filter.Until.Value.DayNumber))
            && (filter.NewSince is null || incident.Reports.Any(r => r.Published >= filter.NewSince))
            && (filter.Type is null || incident.Type == filter.Type)
            && (!filter.Disputed || !incident.Discrepancies.IsEmpty)
            && (filter.Place is null || IncidentPlaces.Of(incident).Contains(filter.Place.ToLowerInvariant(), StringComparison.Ordinal)
                || (incident.Place?.Country is { } country && string.Equals(country, filter.Place, StringComparison.OrdinalIgnoreCase)))
            && (filter.Near is null || IsNear(incident, filter.Near));
    }

    public static List<Incident> Cut(IEnumerable<Incident> incidents, IncidentFilter filter) =>
        [.. incidents.Skip(filter.Skip).Take(filter.Limit > 0 ? filter.Limit : int.MaxValue)];

    private (string Where, List<(string, object?)> Values) Conditions(IncidentFilter filter)
    {
        var conditions = new List<string>();
        var values = new List<(string, object?)>();
        void Add(bool given, string condition, params ReadOnlySpan<(string, object?)> bound)
        {
            if (!given)
                return;
            conditions.Add(condition);
            values.AddRange(bound);
        }
        Add(filter.Since is not null, "i.last_day >= @since", ("since", (long?)filter.Since?.DayNumber));
        Add(filter.Until is not null, "i.first_day <= @until", ("until", (long?)filter.Until?.DayNumber));
        Add(filter.NewSince is not null, "i.latest >= @new", ("new", (long?)filter.NewSince?.DayNumber));
        Add(filter.Type is not null, "i.type = @type", ("type", filter.Type));
        Add(filter.Disputed, "i.disputed = 1");
        if (filter.Place is { } place)
            Add(true, "(i.place LIKE @place ESCAPE '\\' OR i.country = @country)", ("place", $"%{Escape(place.ToLowerInvariant())}%"), ("country", place.ToUpperInvariant()));
        if (filter.Near is { } near)
            AddSquare(near, Add);
        if (filter.Publisher is { } publisher)
            Add(true, "i.body LIKE @publisher ESCAPE '\\'", ("publisher", $"%{Escape(Quoted(publisher))}%"));
        if (filter.AddedAfter is { } entry)
            Add(true, "i.id IN (SELECT t.incident FROM tellings t WHERE t.report > @entry)", ("entry", entry));
        if (filter.Search is { } search)
            Add(true, $"i.id IN (SELECT t.incident FROM tellings t WHERE {db.Dialect.Matches})", ("search", db.Dialect.Search(search)));
        return (conditions.Count == 0 ? "" : " WHERE " + string.Join(" AND ", conditions), values);
    }

    private delegate void Condition(bool given, string condition, params ReadOnlySpan<(string, object?)> bound);

    private static void AddSquare(Near near, Condition add)
    {
        var north = near.Kilometres / 111.0;
        var east = north / Math.Max(0.01, Math.Cos(double.DegreesToRadians(Math.Min(89, Math.Abs(near.Latitude) + north))));
        add(true, "i.latitude BETWEEN @south AND @north", ("south", near.Latitude - north), ("north", near.Latitude + north));
        if (near.Longitude - east >= -180 && near.Longitude + east <= 180)
            add(true, "i.longitude BETWEEN @west AND @east", ("west", near.Longitude - east), ("east", near.Longitude + east));
    }

    private static bool IsNear(Incident incident, Near near) =>
        incident.Place is { Latitude: { } lat, Longitude: { } lon } && Distance.Kilometres(lat, lon, near.Latitude, near.Longitude) <= near.Kilometres;

    /// <summary>The field as stored incidents have it.</summary>
    private static string Quoted(string publisher) => "\"publisher\":\"" + JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(publisher) + '"';

    private static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
}

/// <summary>The names that a place filter looks through.</summary>
internal static class IncidentPlaces
{
    /// <summary>Lower case, one a line.</summary>
    public static string Of(Incident incident) =>
        string.Join('\n', incident.Claims.Where(c => c.Claim.Attribute == Claims.ClaimAttribute.Place).Select(c => c.Claim.Value.Text)
            .Append(incident.Place?.Name).OfType<string>().Select(n => n.ToLowerInvariant()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
}
