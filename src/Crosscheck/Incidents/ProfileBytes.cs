using System.Collections.Immutable;
using System.Text;

namespace Crosscheck.Incidents;

/// <summary>Profiles as bytes, for the cache beside the ledger. A change of form changes <see cref="Projector.Version"/>.</summary>
public static class ProfileBytes
{
    public static byte[] Write(TellingProfile p)
    {
        using var memory = new MemoryStream(1024);
        using var writer = new BinaryWriter(memory, Encoding.UTF8);
        foreach (var text in (ReadOnlySpan<string>)[p.Key, p.Document, p.Telling, p.Type, p.Country])
            writer.Write(text);
        writer.Write(p.Main);
        writer.Write(p.FinePlace);
        writer.Write(p.Published);
        writer.Write(p.Date?.First ?? -1);
        writer.Write(p.Date?.Last ?? -1);
        writer.Write(p.Latitude ?? double.NaN);
        writer.Write(p.Longitude ?? double.NaN);
        foreach (var set in (ReadOnlySpan<ImmutableArray<uint>>)[p.PlaceNames, p.ActorNames, p.Killed, p.Injured, p.Other, p.Words.Words])
        {
            writer.Write(set.Length);
            foreach (var item in set)
                writer.Write(item);
        }
        foreach (var weight in p.Words.Weights)
            writer.Write(weight);
        writer.Flush();
        return memory.ToArray();
    }

    public static TellingProfile Read(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
        string key = reader.ReadString(), document = reader.ReadString(), telling = reader.ReadString(), type = reader.ReadString(), country = reader.ReadString();
        bool main = reader.ReadBoolean(), fine = reader.ReadBoolean();
        int published = reader.ReadInt32(), first = reader.ReadInt32(), last = reader.ReadInt32();
        double latitude = reader.ReadDouble(), longitude = reader.ReadDouble();
        return new TellingProfile
        {
            Key = key,
            Document = document,
            Telling = telling,
            Type = type,
            Country = country,
            Main = main,
            FinePlace = fine,
            Published = published,
            Date = first < 0 ? null : new DayRange(first, last),
            Latitude = double.IsNaN(latitude) ? null : latitude,
            Longitude = double.IsNaN(longitude) ? null : longitude,
            PlaceNames = Set(reader),
            ActorNames = Set(reader),
            Killed = Set(reader),
            Injured = Set(reader),
            Other = Set(reader),
            Words = Vector(reader),
        };
    }

    private static ImmutableArray<uint> Set(BinaryReader reader)
    {
        var result = new uint[reader.ReadInt32()];
        for (var i = 0; i < result.Length; i++)
            result[i] = reader.ReadUInt32();
        return System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(result);
    }

    private static WordVector Vector(BinaryReader reader)
    {
        var words = Set(reader);
        var weights = new float[words.Length];
        for (var i = 0; i < weights.Length; i++)
            weights[i] = reader.ReadSingle();
        return new WordVector(words, System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(weights));
    }
}
