using Crosscheck.Data;
using Crosscheck.Text;

namespace Crosscheck.Claims;

/// <summary>
/// "Iraqi claims that there had been no casualties": a noun of saying whose clause holds the value, and before it the one who
/// says so. The tree gives both; the nouns are rows of <c>rules/noun-cues.tsv</c>.
/// </summary>
internal static class NounCues
{
    private static readonly HashSet<string> Nouns = [.. DataFile.Rows("rules/noun-cues.tsv").Select(r => r[0])];

    /// <summary>The attribution of a value in such a clause; null where it stands in none, or nobody is named before the noun.</summary>
    public static ClaimAttribution? Of(AnnotatedText text, TokenRange value, ClaimAttribution other)
    {
        if (text.Tree.IsEmpty || Noun(text, value) is not { } noun || Before(text, noun) is not { } who)
            return null;
        var name = text.Words(who);
        return other with
        {
            Source = new Source(name, "government", false, []),
            // What the rest of the sentence hedges is another's word.
            Status = other.Status == ClaimStatus.Preliminary ? ClaimStatus.Asserted : other.Status,
            SourceEvidence = Evidence.Of(text.Body, text.SpanOf(who)),
            Cue = Evidence.Of(text.Body, text.Tokens[noun].Span),
            By = "rules/noun-cues",
        };
    }

    /// <summary>The noun of saying above the value, by way of a clause that follows the noun.</summary>
    private static int? Noun(AnnotatedText text, TokenRange value)
    {
        var at = value.End - 1;
        for (var step = 0; step < 7 && at >= 0; step++)
        {
            var head = text.Tree[at].Head;
            if (head >= 0 && head < value.First && text.Tree[at].Relation is "acl" or "ccomp" or "acl:relcl" && Nouns.Contains(text.Tags[head].Lemma) && text.Tags[head].Upos is Upos.NOUN)
                return head;
            at = head;
        }
        return Beside(text, value);
    }

    /// <summary>The same where the tree hangs the clause elsewhere: the noun, "that" or "there", and no comma before the value.</summary>
    private static int? Beside(AnnotatedText text, TokenRange value)
    {
        var first = text.Sentences[text.SentenceOf(value.First)].First;
        for (var t = value.First - 1; t >= Math.Max(first, value.First - 8) && text.Tags[t].Upos is not Upos.PUNCT; t--)
        {
            if (text.Form(t) is "that" or "there" && t > first && Nouns.Contains(text.Tags[t - 1].Lemma) && text.Tags[t - 1].Upos is Upos.NOUN)
                return t - 1;
        }
        return null;
    }

    /// <summary>The people, country or body before the noun: "Iraqi", "the army's", "police".</summary>
    private static TokenRange? Before(AnnotatedText text, int noun)
    {
        for (var t = noun - 1; t >= Math.Max(0, noun - 5); t--)
        {
            if (text.Tree[t].Head != noun || text.Tree[t].Relation is not ("amod" or "nmod:poss" or "compound"))
                continue;
            if (text.Form(t) is "official" or "officials")
                return new TokenRange(t, noun + 1);
            if (char.IsUpper(text.Form(t)[0]) || text.Tree[t].Relation is not "amod")
                return new TokenRange(t, t + 1);
        }
        return null;
    }
}
