using System.Collections.Immutable;
using Crosscheck.Data;
using Crosscheck.Text;

namespace Crosscheck.Claims;

/// <summary>Tells counts of things from counts of people: "three tanks" are no dead.</summary>
internal static class CountedThings
{
    private static readonly ImmutableHashSet<string> Things =
        [.. DataFile.Rows("lexicons/thing-nouns.tsv").SelectMany(r => new[] { r[0].ToLowerInvariant(), r[1].ToLowerInvariant() })];

    /// <summary>Is what a quantity counts a thing? Judged by the last noun of the counted group.</summary>
    public static bool Counts(AnnotatedText text, Quantity quantity) =>
        CountedGroup.Find(text, quantity) is { Length: > 0 } group && Head(text, group) is { } head && Things.Contains(head);

    private static string? Head(AnnotatedText text, TokenRange group)
    {
        for (var t = group.First; t < group.End; t++)
        {
            var last = t + 1 == group.End || text.Tags[t + 1].Upos is not (Upos.NOUN or Upos.PROPN);
            if (text.Tags[t].Upos is Upos.NOUN or Upos.PROPN && last)
                return text.Form(t).ToString().ToLowerInvariant();
        }
        return null;
    }
}
