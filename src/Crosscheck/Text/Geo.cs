namespace Crosscheck.Text;

/// <summary>Distances and offsets on a sphere of radius 6,371 km. Degrees and kilometres.</summary>
public static class Geo
{
    private const double Radius = 6371;

    public static double Kilometres(double lat1, double lon1, double lat2, double lon2)
    {
        var dLat = Math.Sin((lat2 - lat1) * Math.PI / 360);
        var dLon = Math.Sin((lon2 - lon1) * Math.PI / 360);
        var h = dLat * dLat + Math.Cos(lat1 * Math.PI / 180) * Math.Cos(lat2 * Math.PI / 180) * dLon * dLon;
        return 2 * Radius * Math.Asin(Math.Min(1, Math.Sqrt(h)));
    }

    internal static double Kilometres(Gazetteer gazetteer, int a, int b) =>
        Kilometres(gazetteer.Latitude(a), gazetteer.Longitude(a), gazetteer.Latitude(b), gazetteer.Longitude(b));

    /// <summary>The point that lies a distance away at a bearing in degrees, clockwise from north.</summary>
    public static (double Latitude, double Longitude) Offset(double lat, double lon, double bearing, double kilometres)
    {
        var d = kilometres / Radius;
        var b = bearing * Math.PI / 180;
        var phi = lat * Math.PI / 180;
        var phi2 = Math.Asin(Math.Sin(phi) * Math.Cos(d) + Math.Cos(phi) * Math.Sin(d) * Math.Cos(b));
        var lambda = lon * Math.PI / 180 + Math.Atan2(Math.Sin(b) * Math.Sin(d) * Math.Cos(phi), Math.Cos(d) - Math.Sin(phi) * Math.Sin(phi2));
        var lon2 = lambda * 180 / Math.PI;
        return (phi2 * 180 / Math.PI, lon2 > 180 ? lon2 - 360 : lon2 < -180 ? lon2 + 360 : lon2);
    }
}
