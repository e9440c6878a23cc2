using System.Globalization;
using System.Reflection;
using System.Text;

namespace Crosscheck.App.Desk.Models;

/// <summary>A part of the world, degrees.</summary>
public readonly record struct Box(double West, double South, double East, double North)
{
    public double Width => East - West;

    public double Height => North - South;

    public bool Touches(Box o) => West <= o.East && o.West <= East && South <= o.North && o.South <= North;
}

/// <summary>The outlines of countries, from Natural Earth at 1:50m; tools/world.mjs writes the file.</summary>
internal static class World
{
    /// <summary>Points nearer than this, in units of the drawing, are one.</summary>
    private const int Step = 3;

    private static readonly Lazy<Ring[]> Rings = new(Load);

    private sealed record Ring(Box Box, (double Lon, double Lat)[] Points);

    /// <summary>The outlines within a box as one SVG path, drawn by <paramref name="project"/>.</summary>
    public static string Path(Box box, Func<double, double, (double X, double Y)> project)
    {
        var path = new StringBuilder();
        foreach (var ring in Rings.Value.Where(r => r.Box.Touches(box)))
        {
            Append(path, Clip(ring.Points, box), project);
        }
        return path.ToString();
    }

    /// <summary>Adds a ring in whole steps of the drawing, points left out that cannot be told apart; one that is a dot not at all.</summary>
    private static void Append(StringBuilder path, List<(double Lon, double Lat)> ring, Func<double, double, (double X, double Y)> project)
    {
        var points = new List<(int X, int Y)>();
        foreach (var (lon, lat) in ring)
        {
            var (x, y) = project(lon, lat);
            var at = ((int)Math.Round(x), (int)Math.Round(y));
            if (points.Count == 0 || Math.Abs(points[^1].X - at.Item1) + Math.Abs(points[^1].Y - at.Item2) >= Step)
                points.Add(at);
        }
        if (points.Count < 3)
            return;
        path.Append(CultureInfo.InvariantCulture, $"M{points[0].X} {points[0].Y}l");
        foreach (var (from, to) in points.Zip(points.Skip(1)))
            path.Append(CultureInfo.InvariantCulture, $"{(path[^1] == 'l' || to.X < from.X ? "" : " ")}{to.X - from.X}{(to.Y < from.Y ? "" : " ")}{to.Y - from.Y}");
        path.Append('z');
    }

    /// <summary>Sutherland and Hodgman 1974: the polygon within the box, one edge after the other.</summary>
    private static List<(double Lon, double Lat)> Clip((double Lon, double Lat)[] points, Box box)
    {
        var result = points.ToList();
        result = Against(result, p => p.Lon >= box.West, (a, b) => (box.West, a.Lat + ((b.Lat - a.Lat) * (box.West - a.Lon) / (b.Lon - a.Lon))));
        result = Against(result, p => p.Lon <= box.East, (a, b) => (box.East, a.Lat + ((b.Lat - a.Lat) * (box.East - a.Lon) / (b.Lon - a.Lon))));
        result = Against(result, p => p.Lat >= box.South, (a, b) => (a.Lon + ((b.Lon - a.Lon) * (box.South - a.Lat) / (b.Lat - a.Lat)), box.South));
        return Against(result, p => p.Lat <= box.North, (a, b) => (a.Lon + ((b.Lon - a.Lon) * (box.North - a.Lat) / (b.Lat - a.Lat)), box.North));
    }

    private static List<(double Lon, double Lat)> Against(
        List<(double Lon, double Lat)> points, Func<(double Lon, double Lat), bool> inside, Func<(double Lon, double Lat), (double Lon, double Lat), (double Lon, double Lat)> cross)
    {
        var result = new List<(double, double)>(points.Count);
        for (var i = 0; i < points.Count; i++)
        {
            var (from, to) = (points[(i + points.Count - 1) % points.Count], points[i]);
            if (inside(from) != inside(to))
                result.Add(cross(from, to));
            if (inside(to))
                result.Add(to);
        }
        return result;
    }

    private static Ring[] Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("desk/world.bin")!;
        using var reader = new BinaryReader(stream);
        var rings = new List<Ring>();
        while (stream.Position < stream.Length)
        {
            var points = new (double Lon, double Lat)[Next(reader)];
            int x = 0, y = 0;
            for (var i = 0; i < points.Length; i++)
            {
                x += Next(reader);
                y += Next(reader);
                points[i] = (x / 100.0, y / 100.0);
            }
            rings.Add(new Ring(new Box(points.Min(p => p.Lon), points.Min(p => p.Lat), points.Max(p => p.Lon), points.Max(p => p.Lat)), points));
        }
        return [.. rings];
    }

    private static int Next(BinaryReader reader)
    {
        var z = reader.Read7BitEncodedInt();
        return (z >>> 1) ^ -(z & 1);
    }
}
