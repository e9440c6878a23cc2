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
    private static readonly Lazy<Ring[]> Rings = new(Load);

    private sealed record Ring(Box Box, (double Lon, double Lat)[] Points);

    /// <summary>The outlines within a box as one SVG path, drawn by <paramref name="project"/>.</summary>
    public static string Path(Box box, Func<double, double, (double X, double Y)> project)
    {
        var path = new StringBuilder();
        foreach (var ring in Rings.Value.Where(r => r.Box.Touches(box)))
        {
            var last = (X: double.NaN, Y: double.NaN);
            var first = true;
            foreach (var (lon, lat) in Clip(ring.Points, box))
            {
                var (x, y) = project(lon, lat);
                if (!first && Math.Abs(x - last.X) < 1.2 && Math.Abs(y - last.Y) < 1.2)
                    continue;
                path.Append(CultureInfo.InvariantCulture, $"{(first ? 'M' : 'L')}{x:0.#} {y:0.#}");
                last = (x, y);
                first = false;
            }
            if (!first)
                path.Append('Z');
        }
        return path.ToString();
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
