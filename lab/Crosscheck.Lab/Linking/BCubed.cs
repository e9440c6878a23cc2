namespace Crosscheck.Lab.Linking;

/// <summary>B-cubed precision, recall and F1 of a clustering against gold (Bagga and Baldwin 1998).</summary>
public readonly record struct BCubed(double Precision, double Recall, int Count)
{
    public double F1 => Precision + Recall > 0 ? 2 * Precision * Recall / (Precision + Recall) : 0;

    public static BCubed Of(IReadOnlyList<string> gold, IReadOnlyList<string> mine)
    {
        double precision = 0, recall = 0;
        var byGold = Enumerable.Range(0, gold.Count).ToLookup(i => gold[i]);
        var byMine = Enumerable.Range(0, gold.Count).ToLookup(i => mine[i]);
        for (var i = 0; i < gold.Count; i++)
        {
            var both = byMine[mine[i]].Count(j => gold[j] == gold[i]);
            precision += both / (double)byMine[mine[i]].Count();
            recall += both / (double)byGold[gold[i]].Count();
        }
        return gold.Count == 0 ? default : new BCubed(precision / gold.Count, recall / gold.Count, gold.Count);
    }

    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"F1 {F1:0.000}   precision {Precision:0.000}  recall {Recall:0.000}   ({Count} reports)");
}
