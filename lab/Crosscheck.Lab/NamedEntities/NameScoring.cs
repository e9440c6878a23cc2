using Crosscheck.Models;
using Crosscheck.Text;
using Crosscheck.Text.Names;

namespace Crosscheck.Lab.NamedEntities;

/// <summary>Compares names found with a corpus's, in the corpus's own types; types that it does not mark are left out.</summary>
internal static class NameScoring
{
    public static void Add(SpanScore score, NameDocument document, NameReader reader)
    {
        var mine = reader.Apply(document.Text).Names
            .Select(n => (n.Tokens.First, n.Tokens.End, Type: Mapped(document.Corpus, n.Type.ToString())));
        Add(score, document, mine);
    }

    public static void Add(SpanScore score, NameDocument document, IEnumerable<(int First, int End, string Type)> mine)
    {
        var gold = document.Gold.Select(g => (g.Tokens.First, g.Tokens.End, Type: Mapped(document.Corpus, NameLabels.TypeOf(g.Type))));
        score.Add(gold.Where(g => g.Type.Length > 0).ToHashSet(), mine.Where(m => m.Type.Length > 0).ToHashSet());
    }

    private static string Mapped(string corpus, string type) => (corpus, type) switch
    {
        (_, "Person") => "PER",
        (_, "Organization") => "ORG",
        (_, "Location") => "LOC",
        ("uner" or "gum", _) => "",
        (_, "Nationality" or "Other" or "Weapon" or "MilitaryPlatform") => "MISC",
        _ => "",
    };
}
