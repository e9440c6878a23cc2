using System.Reflection;
using Crosscheck.App.Intake;
using Crosscheck.Claims;
using Crosscheck.Ledger;
using Crosscheck.Views;

namespace Crosscheck.App.Desk;

/// <summary>The invented reports that the program carries with it, for those who look at it first.</summary>
internal static class Samples
{
    private const string Prefix = "samples/";

    public static IEnumerable<EntryDraft> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            if (InputReader.Parse(name, bytes) is not { Document: { } document, IsFailed: false })
                continue;
            yield return EntryJson.Draft(new TakenDocument(document, bytes));
            yield return EntryJson.Draft(ReportReader.Read(document));
        }
    }
}
