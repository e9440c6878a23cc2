using System.Text;
using Crosscheck.Text;

namespace Crosscheck.Lab.Places;

/// <summary>Writes the layout that <see cref="Gazetteer"/> reads.</summary>
public static class GazetteerWriter
{
    public static byte[] Write(List<GazetteerRow> rows)
    {
        var ordered = Ordered(rows);
        var countries = ordered.TakeWhile(r => r.Kind == PlaceKind.Country).ToList();
        var byCode = countries.Select((r, i) => (r.Country, i + 1)).ToDictionary(x => x.Country, x => x.Item2);
        var admin1 = ordered.Select((r, i) => (r, i + 1)).Where(x => x.r.Kind == PlaceKind.Admin1)
            .GroupBy(x => $"{x.r.Country}.{x.r.Admin1}").ToDictionary(g => g.Key, g => g.First().Item2);
        var text = new Pool();
        using var places = new MemoryStream();
        using var writer = new BinaryWriter(places);
        writer.Write(new byte[Gazetteer.PlaceBytes]);
        foreach (var row in ordered)
        {
            writer.Write((int)Math.Round(row.Latitude * 1e5));
            writer.Write((int)Math.Round(row.Longitude * 1e5));
            writer.Write(row.Geonames);
            writer.Write(text.Add(row.Name) | ((uint)row.Kind << 24));
            writer.Write((ushort)(row.Kind == PlaceKind.Country ? 0 : admin1.GetValueOrDefault($"{row.Country}.{row.Admin1}")));
            writer.Write((byte)byCode.GetValueOrDefault(row.Country));
            writer.Write((byte)Math.Min(255, Math.Round(10 * Math.Log2(row.Population + 1))));
        }
        return Assemble(countries, places.ToArray(), ordered.Count + 1, Keys(ordered), text.ToArray());
    }

    /// <summary>The layout that <see cref="AdminAreas"/> reads: which district holds each place.</summary>
    public static byte[] WriteDistricts(List<GazetteerRow> rows)
    {
        var ordered = Ordered(rows);
        var districts = ordered.Where(r => r.Kind == PlaceKind.Admin2).Select((r, i) => (Key: (r.Country, r.Admin1, r.Admin2), Number: i + 1))
            .GroupBy(x => x.Key).ToDictionary(g => g.Key, g => g.First().Number);
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(AdminAreas.Magic);
        writer.Write(ordered.Count + 1);
        writer.Write((ushort)0);
        foreach (var row in ordered)
            writer.Write((ushort)(row.Admin2.Length == 0 ? 0 : districts.GetValueOrDefault((row.Country, row.Admin1, row.Admin2))));
        writer.Flush();
        return stream.ToArray();
    }

    private static List<GazetteerRow> Ordered(List<GazetteerRow> rows) =>
        rows.OrderBy(r => r.Kind switch { PlaceKind.Country => 0, PlaceKind.Admin1 => 1, _ => 2 }).ToList();

    private static List<(uint Hash, uint Posting)> Keys(List<GazetteerRow> ordered)
    {
        var keys = new List<(ulong Hash, long Population, uint Place)>();
        for (var i = 0; i < ordered.Count; i++)
        {
            foreach (var key in ordered[i].Keys)
                keys.Add((PlaceName.Hash(key), ordered[i].Population, ((uint)i + 1) | (ordered[i].IsMain(key) ? 0u : Gazetteer.Alternate)));
        }
        return keys.OrderBy(k => (uint)(k.Hash >> 32)).ThenByDescending(k => k.Population).ThenBy(k => k.Place)
            .Select(k => ((uint)(k.Hash >> 32), k.Place | ((uint)(k.Hash & 0xFFF) << 20))).ToList();
    }

    private static byte[] Assemble(List<GazetteerRow> countries, byte[] places, int count, List<(uint Hash, uint Posting)> keys, byte[] text)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(Gazetteer.Magic);
        writer.Write(count);
        writer.Write(keys.Count);
        writer.Write(countries.Count);
        writer.Write(text.Length);
        foreach (var country in countries)
            writer.Write(Encoding.ASCII.GetBytes(country.Country));
        while (stream.Length % 4 != 0)
            writer.Write((byte)0);
        writer.Write(places);
        var at = 0;
        for (var bucket = 0; bucket <= 65536; bucket++)
        {
            while (at < keys.Count && keys[at].Hash >> 16 < bucket)
                at++;
            writer.Write(at);
        }
        foreach (var (hash, _) in keys)
            writer.Write(hash);
        foreach (var (_, posting) in keys)
            writer.Write(posting);
        writer.Write(text);
        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>Names as length byte and UTF-8, each once.</summary>
    private sealed class Pool
    {
        private readonly Dictionary<string, uint> _known = [];
        private readonly List<byte> _bytes = [];

        public uint Add(string name)
        {
            if (_known.TryGetValue(name, out var at))
                return at;
            var utf8 = Encoding.UTF8.GetBytes(name);
            at = (uint)_bytes.Count;
            _bytes.Add((byte)Math.Min(255, utf8.Length));
            _bytes.AddRange(utf8.AsSpan(0, Math.Min(255, utf8.Length)));
            _known[name] = at;
            return at;
        }

        public byte[] ToArray() => [.. _bytes];
    }
}
