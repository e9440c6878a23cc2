using System.Collections.Immutable;
using Crosscheck.Data;
using Crosscheck.Text;

namespace Crosscheck.Claims;

/// <summary>Words by which a sentence calls what it states early news, as rows of <c>rules/early-words.tsv</c>.</summary>
internal static class EarlyWords
{
    private static readonly ImmutableArray<(string[] Words, ClaimStatus Status)> Rows =
        [.. DataFile.Rows("rules/early-words.tsv").Select(r => (r[1].Split(' '), Enum.Parse<ClaimStatus>(r[2], ignoreCase: true)))];

    /// <summary>The status that the words of a sentence give; null where they give none.</summary>
    public static ClaimStatus? Of(AnnotatedText text, Sentence sentence)
    {
        for (var t = sentence.First; t < sentence.End; t++)
        {
            foreach (var (words, status) in Rows)
            {
                if (Stands(text, t, sentence.End, words))
                    return status;
            }
        }
        return null;
    }

    private static bool Stands(AnnotatedText text, int at, int end, string[] words)
    {
        if (at + words.Length > end)
            return false;
        for (var i = 0; i < words.Length; i++)
        {
            if (!text.Form(at + i).Equals(words[i], StringComparison.OrdinalIgnoreCase))
                return false;
        }
        return true;
    }
}
