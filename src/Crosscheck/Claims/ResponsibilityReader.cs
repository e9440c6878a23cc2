using System.Collections.Immutable;
using Crosscheck.Data;
using Crosscheck.Text;

namespace Crosscheck.Claims;

/// <summary>
/// Groups that claim an attack as theirs, by the tree: who claims (accepts, admits) responsibility, by whom it is claimed, whose
/// claim it is, who says that it carried the attack out; and who denies it. What is doubted or asked is left alone.
/// </summary>
internal static class ResponsibilityReader
{
    /// <summary>What a group that the tree names counts for: it is stated. On folds 0 and 1 of gold-train 15 of 21 were right.</summary>
    private const double Sure = 0.9;
    private const string Prefix = "responsibility:";

    /// <summary>What a word does in the sentence, as the lexicon's second column names it; a word may do several.</summary>
    [Flags]
    private enum Kinds { None = 0, Verb = 1, Burden = 2, Attack = 4, Say = 8, Do = 16, Own = 32, Denial = 64, Part = 128, Mouth = 256, Doubt = 512, Nobody = 1024 }

    private static readonly Dictionary<string, Kinds> Words = DataFile.Rows("lexicons/responsibility-words.tsv")
        .GroupBy(r => r[0], r => Enum.Parse<Kinds>(r[1], ignoreCase: true), StringComparer.OrdinalIgnoreCase)
        .ToDictionary(g => g.Key, g => g.Aggregate((a, b) => a | b), StringComparer.OrdinalIgnoreCase);

    /// <summary>The chance of a claim that this reader found, 0 for any other: the deciding trees have seen too few to judge them.</summary>
    public static double ChanceOf(ClaimCandidate candidate) => candidate.By.StartsWith(Prefix, StringComparison.Ordinal) ? Sure : 0;

    /// <summary>Is the claim one that its group denies?</summary>
    public static bool IsDenied(ClaimCandidate candidate) => candidate.By == Prefix + "denies";

    /// <summary>Adds a candidate for every group that claims an attack.</summary>
    public static void Read(AnnotatedText text, ImmutableArray<ClaimCandidate>.Builder found)
    {
        if (text.Tree.IsEmpty)
            return;
        for (var t = 0; t < text.Tokens.Length; t++)
        {
            var (claimer, rule) = Claimer(text, t);
            if (claimer < 0 || Group(text, claimer) is not { } range)
                continue;
            found.Add(new ClaimCandidate(ClaimAttribute.Responsibility, range, new ClaimValue { Text = text.Words(range) }, Sure, Prefix + rule));
        }
    }

    /// <summary>The head of whoever claims by the word at a token, -1 where it tells of no claim.</summary>
    private static (int Claimer, string Rule) Claimer(AnnotatedText text, int t)
    {
        var lemma = text.Tags[t].Lemma;
        var kinds = Words.GetValueOrDefault(lemma);
        if (kinds == Kinds.None)
            return (-1, "");
        if ((kinds & Kinds.Verb) != 0 && !IsDoubted(text, t))
        {
            if (Claimed(text, t))
                return (FirstOf(Subject(text, t), Before(text, t)), "claims");
            if (Follows(text, t, "by") is var by and >= 0 && (lemma == "claim" || Is(Kinds.Burden, text.Tags[Math.Max(0, Child(text, t, "nsubj:pass"))].Lemma)))
                return (FirstOf(ByWhom(text, t), by + 1), "claimed-by");
        }
        if ((kinds & Kinds.Denial) != 0 && text.Tags[t].Upos == Upos.VERB && Denied(text, t))
            return (FirstOf(Subject(text, t), Before(text, t)), "denies");
        if (lemma == "claim" && text.Tags[t].Upos == Upos.NOUN && Child(text, t, "nmod") is var of and >= 0 && Is(Kinds.Burden, text.Tags[of].Lemma) && !IsDoubted(text, t))
            return (Math.Max(ByWhom(text, t), ByWhom(text, of)), "claim-by");
        if ((kinds & Kinds.Say) != 0 && Child(text, t, "ccomp") is var act and >= 0 && IsOwn(text, act) && !IsDoubted(text, t))
            return (Subject(text, t), IsRefused(text, act) ? "denies" : "says-its-own");
        return (-1, "");
    }

    /// <summary>"that it was not behind the attack", "that it had no part in it".</summary>
    private static bool IsRefused(AnnotatedText text, int act) =>
        IsDoubted(text, act) || (Child(text, act, "obj") is var part and >= 0 && IsDoubted(text, part));

    private static int FirstOf(int a, int b) => a >= 0 ? a : b;

    /// <summary>Does the verb take responsibility, credit, an attack or "it" as its object? The next words count where the tree is silent.</summary>
    private static bool Claimed(AnnotatedText text, int verb)
    {
        for (var t = verb + 1; t < Math.Min(text.Tokens.Length, verb + 5); t++)
        {
            var lemma = text.Tags[t].Lemma;
            if (Is(Kinds.Burden, lemma))
                return true;
            if (text.Tags[verb].Lemma == "claim" && (Is(Kinds.Attack, lemma) || (t == verb + 1 && text.Form(t) is "it" or "them")))
                return Child(text, verb, "ccomp") < 0 && text.Tree[t].Relation is not ("nsubj" or "nsubj:pass");
            if (text.Tags[t].Upos is not (Upos.DET or Upos.ADJ or Upos.ADV or Upos.NOUN or Upos.PROPN or Upos.NUM or Upos.PUNCT))
                return false;
        }
        return false;
    }

    /// <summary>"denied responsibility", "denied any part in it", "denied that it was behind the attack".</summary>
    private static bool Denied(AnnotatedText text, int verb)
    {
        for (var t = verb + 1; t < Math.Min(text.Tokens.Length, verb + 6); t++)
        {
            if (Is(Kinds.Burden, text.Tags[t].Lemma) || Is(Kinds.Part, text.Tags[t].Lemma))
                return true;
        }
        return (Child(text, verb, "ccomp") is var act and >= 0 && IsOwn(text, act)) || (Child(text, verb, "advcl") is var other and >= 0 && Is(Kinds.Own, text.Tags[other].Lemma));
    }

    /// <summary>The next of a few words with a form, -1 where it does not come.</summary>
    private static int Follows(AnnotatedText text, int t, string form)
    {
        for (var n = t + 1; n < Math.Min(text.Tokens.Length - 1, t + 3); n++)
        {
            if (text.Form(n).SequenceEqual(form))
                return n;
        }
        return -1;
    }

    /// <summary>The noun right before a verb, but for auxiliaries and adverbs.</summary>
    private static int Before(AnnotatedText text, int verb)
    {
        for (var t = verb - 1; t >= Math.Max(0, verb - 5); t--)
        {
            if (text.Tags[t].Upos is Upos.NOUN or Upos.PROPN || text.Names.Any(n => n.Tokens.First <= t && t < n.Tokens.End))
                return t;
            if (text.Tags[t].Upos is not (Upos.AUX or Upos.ADV or Upos.PART))
                return -1;
        }
        return -1;
    }

    private static bool Is(Kinds kind, string lemma) => (Words.GetValueOrDefault(lemma) & kind) != 0;

    /// <summary>"that it carried out the attack", "its fighters were behind the raid".</summary>
    private static bool IsOwn(AnnotatedText text, int act)
    {
        var subject = FirstOf(Child(text, act, "nsubj"), Child(text, act, "nsubj:pass"));
        if (subject < 0)
            return false;
        var own = text.Tags[subject].Upos == Upos.PRON && text.Form(subject) is "it" or "they" or "we" or "It" or "They" or "We";
        var whose = Child(text, subject, "nmod:poss");
        own |= whose >= 0 && text.Form(whose) is "its" or "their" or "our" or "Its" or "Their" or "Our";
        if (!own)
            return false;
        if (Is(Kinds.Own, text.Tags[act].Lemma) || (Child(text, act, "case") is var behind and >= 0 && Is(Kinds.Own, text.Tags[behind].Lemma)) || Child(text, act, "obj") is var share and >= 0 && Is(Kinds.Part, text.Tags[share].Lemma))
            return true;
        return Is(Kinds.Do, text.Tags[act].Lemma) && Child(text, act, "obj") is var what and >= 0 && Is(Kinds.Attack, text.Tags[what].Lemma);
    }

    /// <summary>Is the word denied, asked about, or only thought possible?</summary>
    private static bool IsDoubted(AnnotatedText text, int t)
    {
        for (var c = Math.Max(0, t - 12); c < Math.Min(text.Tokens.Length, t + 6); c++)
        {
            if (text.Tree[c].Head != t)
                continue;
            if (Is(Kinds.Doubt, text.Tags[c].Lemma) || (text.Tree[c].Relation == "mark" && text.Form(c) is "if" or "whether" or "unless"))
                return true;
        }
        return false;
    }

    /// <summary>The subject of a verb: its own, that of the verb that it depends on, or the noun that it describes.</summary>
    private static int Subject(AnnotatedText text, int verb)
    {
        for (var steps = 0; steps < 3; steps++)
        {
            if (Child(text, verb, "nsubj") is var own and >= 0)
                return own;
            var (head, relation) = (text.Tree[verb].Head, text.Tree[verb].Relation);
            if (head < 0)
                return -1;
            if (relation is "acl" or "acl:relcl")
                return head;
            if (relation is not ("conj" or "xcomp" or "advcl"))
                return -1;
            verb = head;
        }
        return -1;
    }

    private static int ByWhom(AnnotatedText text, int word)
    {
        for (var c = word + 1; c < Math.Min(text.Tokens.Length, word + 15); c++)
        {
            if (text.Tree[c].Head == word && text.Tree[c].Relation is "obl" or "obl:agent" or "nmod" && Child(text, c, "case") is var by and >= 0 && text.Form(by) is "by" or "from")
                return c;
        }
        return -1;
    }

    private static int Child(AnnotatedText text, int head, string relation)
    {
        var (sentenceFirst, sentenceEnd) = (Math.Max(0, head - 25), Math.Min(text.Tokens.Length, head + 25));
        for (var c = sentenceFirst; c < sentenceEnd; c++)
        {
            if (text.Tree[c].Head == head && text.Tree[c].Relation == relation)
                return c;
        }
        return -1;
    }

    /// <summary>The words of who claims: a pronoun gives way to whom it means; "no group" and "nobody" are not groups.</summary>
    private static TokenRange? Group(AnnotatedText text, int head)
    {
        if (text.Form(head) is "which" or "who" or "that")
        {
            var verb = text.Tree[head].Head;
            head = verb >= 0 && text.Tree[verb].Relation == "acl:relcl" ? text.Tree[verb].Head : -1;
            if (head < 0)
                return null;
        }
        if (Is(Kinds.Mouth, text.Tags[head].Lemma) && Child(text, head, "nmod") is var whom and >= 0)
            head = whom;
        if (text.Names.FirstOrDefault(n => n.Tokens.First <= head && head < n.Tokens.End) is { Type: NameType.Organization or NameType.Location or NameType.Nationality } name)
            return name.Tokens;
        if (text.Tags[head].Upos == Upos.PRON)
            return text.Coreference.FirstOrDefault(l => l.Mention.First <= head && head < l.Mention.End) is { } link ? link.Antecedent : null;
        if (text.Tags[head].Upos is not (Upos.NOUN or Upos.PROPN or Upos.ADJ) || Is(Kinds.Nobody, text.Tags[head].Lemma))
            return null;
        int first = head, end = head + 1;
        while (first > 0 && text.Tree[first - 1].Head is var h && (h == head || (h > first - 1 && h < end)) && text.Tree[first - 1].Relation is "compound" or "amod" or "nmod:poss" or "nummod" or "flat" or "case" or "punct" && text.Form(first - 1) is not ("," or "\"" or "“"))
            first--;
        while (end < text.Tokens.Length && text.Tree[end].Head is var g && g >= first && g < end && text.Tree[end].Relation is "flat" or "compound" or "punct" && text.Form(end) is "-" or "–" || (end < text.Tokens.Length && text.Tree[end].Head == head && text.Tree[end].Relation is "flat" or "compound"))
            end++;
        for (var c = first - 1; c >= Math.Max(0, first - 3); c--)
        {
            if (Is(Kinds.Nobody, text.Tags[c].Lemma))
                return null;
        }
        return new TokenRange(first, end);
    }
}
