using System.Collections.Immutable;
using Crosscheck.Claims;
using Crosscheck.Incidents;

namespace Crosscheck.App.Desk.Models;

/// <summary>Incidents at one point. Radius grows with the root of the dead.</summary>
public sealed record MapPoint(double X, double Y, double Radius, bool Disputed, string Title, string Address, int Incidents, double Latitude, double Longitude);

/// <summary>A map as the server draws it: outlines and points, equirectangular with its middle parallel true.</summary>
public sealed record MapModel(double Width, double Height, string Land, ImmutableArray<MapPoint> Points, int Unplaced)
{
    private const double Size = 1000;
    private const double Smallest = 6;

    /// <summary>Null where none of the incidents has a point.</summary>
    /// <param name="aspect">Width to height.</param>
    public static MapModel? Of(IReadOnlyList<Incident> incidents, double aspect)
    {
        var placed = incidents.Where(i => i.Place is { Latitude: not null, Longitude: not null }).ToList();
        if (placed.Count == 0)
            return null;
        var box = Around(placed, aspect);
        var narrow = Math.Cos(double.DegreesToRadians((box.North + box.South) / 2));
        var scale = Size / (box.Width * narrow);
        (double X, double Y) Project(double lon, double lat) => ((lon - box.West) * narrow * scale, (box.North - lat) * scale);
        var points = placed.GroupBy(i => (i.Place!.Latitude, i.Place.Longitude)).Select(g => PointOf([.. g], Project)).OrderByDescending(p => p.Radius);
        var height = box.Height * scale;
        return new MapModel(Size, height, World.Path(new Box(box.West - 1, box.South - 1, box.East + 1, box.North + 1), Project), [.. points], incidents.Count - placed.Count);
    }

    private static Box Around(List<Incident> placed, double aspect)
    {
        double west = placed.Min(i => i.Place!.Longitude!.Value), east = placed.Max(i => i.Place!.Longitude!.Value);
        double south = placed.Min(i => i.Place!.Latitude!.Value), north = placed.Max(i => i.Place!.Latitude!.Value);
        var (middleX, middleY) = ((west + east) / 2, (south + north) / 2);
        var narrow = Math.Max(0.2, Math.Cos(double.DegreesToRadians(middleY)));
        // A margin of a sixth, and at least some degrees.
        var height = Math.Max(Math.Max((north - south) * 1.35, Smallest * 0.66), (east - west) * 1.35 * narrow / aspect);
        var width = Math.Min(360, height * aspect / narrow);
        return new Box(middleX - (width / 2), Math.Max(-85, middleY - (height / 2)), middleX + (width / 2), Math.Min(85, middleY + (height / 2)));
    }

    private static MapPoint PointOf(List<Incident> here, Func<double, double, (double X, double Y)> project)
    {
        var first = here[0];
        var (lat, lon) = (first.Place!.Latitude!.Value, first.Place.Longitude!.Value);
        var (x, y) = project(lon, lat);
        var dead = here.Max(i => i.Figures.GetValueOrDefault(Policies.Range)?.GetValueOrDefault(ClaimAttribute.Killed)?.High ?? 0);
        var title = here.Count == 1 ? first.Title : $"{Labels.Count(here.Count, "incident", "incidents")} at {first.Place.Name}";
        var address = here.Count == 1 ? "/incidents/" + first.Id : FormattableString.Invariant($"/incidents?near={lat:0.###},{lon:0.###},2");
        return new MapPoint(x, y, Math.Clamp(8 + (3 * Math.Sqrt(dead)), 8, 38), here.Any(i => !i.Discrepancies.IsEmpty), title, address, here.Count, lat, lon);
    }
}
