using System.Globalization;
using Crosscheck.Lab.Scoring;

namespace Crosscheck.Lab.PublicSets;

/// <summary>MUC-4's counts: correct, partial, incorrect, spurious and missing fills.</summary>
internal readonly record struct Muc4Counts(int Correct, int Partial, int Incorrect, int Spurious, int Missing)
{
    public int Possible => Correct + Partial + Incorrect + Missing;
    public int Actual => Correct + Partial + Incorrect + Spurious;
    public double Recall => Possible == 0 ? 0 : (Correct + (0.5 * Partial)) / Possible;
    public double Precision => Actual == 0 ? 0 : (Correct + (0.5 * Partial)) / Actual;
    public double F => Recall + Precision == 0 ? 0 : 2 * Recall * Precision / (Recall + Precision);

    public static Muc4Counts operator +(Muc4Counts a, Muc4Counts b) =>
        new(a.Correct + b.Correct, a.Partial + b.Partial, a.Incorrect + b.Incorrect, a.Spurious + b.Spurious, a.Missing + b.Missing);
}

/// <summary>
/// <c>lab score muc4 FOLDER</c>: the "all templates" figure over slots 2 to 24, on every folder below that holds a file of keys and
/// its messages (tst1 and tst2), by models trained on the folder dev, and from the reader's claims alone. Templates are mapped by content: the type must match at least
/// in part, and a perpetrator, physical or human target too; what has no partner is missing or spurious as a whole.
/// </summary>
internal static class Muc4Score
{
    private const string Published = "0.572 (best of 1992, on tst4)";
    private static readonly int[] TargetSlots = [9, 10, 12, 13, 18, 19, 20];

    public static int Run(string[] args)
    {
        var (total, claims) = (default(Muc4Counts), default(Muc4Counts));
        var figures = new List<PublicFigure>();
        var trained = Trained(args[0]);
        foreach (var folder in Directory.GetDirectories(args[0], "tst*", SearchOption.AllDirectories).Append(args[0]).Order(StringComparer.Ordinal))
        {
            if (Directory.GetFiles(folder, "key-*") is not [_, ..] keys)
                continue;
            var messages = Directory.GetFiles(folder).Except(keys).SelectMany(f => Muc4.Messages(File.ReadLines(f))).ToList();
            var gold = keys.SelectMany(f => Muc4.Keys(File.ReadLines(f))).ToList();
            var read = messages.ToDictionary(m => m.Key, m => Muc4Reader.Read(m.Key, m.Value).ToList(), StringComparer.Ordinal);
            claims += Count(gold, read.Values.SelectMany(r => r));
            if (trained is null)
                continue;
            var counts = Count(gold, messages.SelectMany(m => trained.Read(Muc4Reader.Text(m.Key, m.Value), read[m.Key])));
            figures.Add(FigureOf(Path.GetFileName(folder) + ", trained", counts, ""));
            total += counts;
        }
        figures.Insert(0, FigureOf("all, from the reader's claims alone", claims, ""));
        if (trained is not null)
            figures.Insert(0, FigureOf("all, trained", total, Published));
        return AccuracyPage.Report(args, figures);
    }

    /// <summary>The models trained on the folder dev below; null where there is none.</summary>
    private static Muc4Trained? Trained(string root)
    {
        if (Directory.GetDirectories(root, "dev", SearchOption.AllDirectories).FirstOrDefault(d => Directory.GetFiles(d, "key-*").Length > 0) is not { } folder)
            return null;
        var keys = Directory.GetFiles(folder, "key-*").Order(StringComparer.Ordinal).SelectMany(f => Muc4.Keys(File.ReadLines(f))).ToLookup(k => k.Message, StringComparer.Ordinal);
        var messages = Directory.GetFiles(folder, "dev-*").Order(StringComparer.Ordinal).SelectMany(f => Muc4.Messages(File.ReadLines(f)));
        return new Muc4Trained([.. messages.Select(m => Muc4Reader.Text(m.Key, m.Value))], keys);
    }

    private static PublicFigure FigureOf(string part, Muc4Counts c, string published) => new("muc4", $"{part}, all templates F", c.F,
        string.Create(CultureInfo.InvariantCulture, $"precision {c.Precision:F3}, recall {c.Recall:F3}; {c.Correct} correct, {c.Partial} partial, {c.Incorrect} incorrect, {c.Spurious} spurious, {c.Missing} missing"), published);

    public static Muc4Counts Count(IEnumerable<Muc4Template> keys, IEnumerable<Muc4Template> responses)
    {
        var (gold, mine) = (keys.ToLookup(k => k.Message, StringComparer.Ordinal), responses.ToLookup(r => r.Message, StringComparer.Ordinal));
        return gold.Select(g => g.Key).Union(mine.Select(m => m.Key), StringComparer.Ordinal).Aggregate(default(Muc4Counts), (sum, message) => sum + Message([.. gold[message]], [.. mine[message]]));
    }

    private static Muc4Counts Message(List<Muc4Template> keys, List<Muc4Template> responses)
    {
        var pairs = keys.SelectMany(k => responses.Where(r => MayMap(k, r)).Select(r => (Key: k, Response: r, Counts: Template(k, r))))
            .OrderByDescending(p => p.Counts.Correct + (0.5 * p.Counts.Partial)).ToList();
        var used = new HashSet<Muc4Template>(ReferenceEqualityComparer.Instance);
        var total = default(Muc4Counts);
        foreach (var (key, response, counts) in pairs.Where(p => !used.Contains(p.Key) && !used.Contains(p.Response)).ToList())
        {
            if (!used.Contains(key) && !used.Contains(response))
            {
                used.Add(key);
                used.Add(response);
                total += counts;
            }
        }
        var nothing = new Muc4Template("", System.Collections.Immutable.ImmutableDictionary<int, System.Collections.Immutable.ImmutableArray<Muc4Fill>>.Empty, false);
        foreach (var key in keys.Where(k => !used.Contains(k) && !k.Optional))
            total += Template(key, nothing);
        foreach (var response in responses.Where(r => !used.Contains(r)))
            total += Template(nothing, response);
        return total;
    }

    private static bool MayMap(Muc4Template key, Muc4Template response) => Matches(4, key, response) && TargetSlots.Any(s => Matches(s, key, response));

    private static bool Matches(int slot, Muc4Template key, Muc4Template response) => key[slot].Any(k => response[slot].Any(r => Muc4Match.Of(slot, k, r) > 0));

    private static Muc4Counts Template(Muc4Template key, Muc4Template response)
    {
        var total = default(Muc4Counts);
        for (var slot = 2; slot <= 24; slot++)
            total += Slot(slot, [.. key[slot]], [.. response[slot]]);
        return total;
    }

    /// <summary>Pairs the fills, best first; of those left over a key's and a response's together are incorrect.</summary>
    private static Muc4Counts Slot(int slot, List<Muc4Fill> keys, List<Muc4Fill> responses)
    {
        var (correct, partial) = (0, 0);
        foreach (var credit in (ReadOnlySpan<double>)[1, 0.5])
        {
            for (var k = keys.Count - 1; k >= 0; k--)
            {
                var found = responses.FindIndex(r => Muc4Match.Of(slot, keys[k], r) >= credit);
                if (found < 0)
                    continue;
                responses.RemoveAt(found);
                keys.RemoveAt(k);
                _ = credit == 1 ? correct++ : partial++;
            }
        }
        var needed = keys.Count(k => !k.Optional);
        var incorrect = Math.Min(needed, responses.Count);
        return new Muc4Counts(correct, partial, incorrect, responses.Count - incorrect, needed - incorrect);
    }
}
