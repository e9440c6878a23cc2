using System.Diagnostics;
using Crosscheck.Claims;
using Crosscheck.Text;

namespace Crosscheck.Lab.Numbers;

/// <summary>Tokens a second of the number and time readers over the reports of a gold folder.</summary>
internal static class ReaderBench
{
    public static int Run(string[] args)
    {
        var texts = GoldCluster.Load(args[0]).SelectMany(c => c.Reports).Select(r => ReportReader.Annotate(r.Document)).ToList();
        var tokens = texts.Sum(t => (long)t.Tokens.Length);
        foreach (ITextStep step in new ITextStep[] { new NumberReader(), new TimeReader() })
        {
            var best = double.MaxValue;
            for (var round = 0; round < 5; round++)
            {
                var watch = Stopwatch.StartNew();
                foreach (var text in texts)
                    step.Apply(text);
                best = Math.Min(best, watch.Elapsed.TotalSeconds);
            }
            Console.WriteLine($"{step.Name,-28} {tokens / best:0} tokens/s   ({tokens} tokens, best of 5)");
        }
        return 0;
    }
}
