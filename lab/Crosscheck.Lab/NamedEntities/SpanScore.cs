using System.Globalization;

namespace Crosscheck.Lab.NamedEntities;

/// <summary>Precision, recall and F1 of typed spans, exact, as CoNLL's conlleval counts them.</summary>
internal sealed class SpanScore
{
    private readonly SortedDictionary<string, (int Hit, int Gold, int Mine)> _types = new(StringComparer.Ordinal);

    public void Add(IReadOnlySet<(int First, int End, string Type)> gold, IReadOnlySet<(int First, int End, string Type)> mine)
    {
        foreach (var span in gold)
            Change(span.Type, mine.Contains(span) ? 1 : 0, 1, 0);
        foreach (var span in mine)
            Change(span.Type, 0, 0, 1);
    }

    public double F1 => F(Total).F1;

    public void Print(string title)
    {
        foreach (var (type, counts) in _types.Append(new("all", Total)))
        {
            var (f1, precision, recall) = F(counts);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{title,-10} {type,-14} F1 {f1:F4}  precision {precision:F4}  recall {recall:F4}  ({counts.Hit} of {counts.Gold} gold, {counts.Mine} found)"));
        }
    }

    private (int Hit, int Gold, int Mine) Total =>
        (_types.Values.Sum(t => t.Hit), _types.Values.Sum(t => t.Gold), _types.Values.Sum(t => t.Mine));

    private void Change(string type, int hit, int gold, int mine)
    {
        var (h, g, m) = _types.GetValueOrDefault(type);
        _types[type] = (h + hit, g + gold, m + mine);
    }

    private static (double F1, double Precision, double Recall) F((int Hit, int Gold, int Mine) c)
    {
        var precision = c.Mine == 0 ? 0 : (double)c.Hit / c.Mine;
        var recall = c.Gold == 0 ? 0 : (double)c.Hit / c.Gold;
        return (precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall), precision, recall);
    }
}
