using System.Globalization;
using Crosscheck.Claims;
using Crosscheck.Models;
using Crosscheck.Text;

namespace Crosscheck.Lab.PublicSets;

/// <summary>A noun that could fill a slot: its head, its tokens with what stands before it, its words in capitals.</summary>
internal sealed record Muc4Noun(int Head, TokenRange Tokens, string Words)
{
    /// <summary>Every noun that is no part of another; a name whole, another noun with its adjectives and compounds.</summary>
    public static IEnumerable<Muc4Noun> Of(AnnotatedText text)
    {
        var names = new Dictionary<int, TokenRange>();
        foreach (var name in text.Names)
            names[name.Tokens.End - 1] = name.Tokens;
        for (var i = 0; i < text.Tokens.Length; i++)
        {
            if (text.Tags[i].Upos is not (Upos.NOUN or Upos.PROPN) || text.Tree[i].Relation is "compound" or "flat" or "amod")
                continue;
            var range = names.TryGetValue(i, out var name) ? name : new TokenRange(First(text, i), i + 1);
            yield return new Muc4Noun(i, range, text.Words(range).ToUpperInvariant().Replace('\n', ' '));
        }
    }

    /// <summary>Is this the string of a key's fill, or its head with part of it?</summary>
    public bool Means(Muc4Fill fill)
    {
        var credit = Muc4Match.Of(12, fill with { Tags = [] }, new Muc4Fill([Words], [], false));
        return credit == 1 || (credit > 0 && fill.Values.Any(v => v.Trim('"').EndsWith(LastWord, StringComparison.Ordinal)));
    }

    /// <summary>"3", "1", or "PLURAL".</summary>
    public string Number(AnnotatedText text)
    {
        var counted = text.Quantities.FirstOrDefault(q => q.Kind == QuantityKind.Count && q.Group is { } g && g.First <= Head && Head < g.End);
        if (counted?.N is { } n)
            return n.ToString(CultureInfo.InvariantCulture);
        return text.Tags[Head].Xpos is "NNS" or "NNPS" ? "PLURAL" : "1";
    }

    private string LastWord => Words[(Words.LastIndexOf(' ') + 1)..];

    private static int First(AnnotatedText text, int head)
    {
        var first = head;
        while (first > 0 && text.Tree[first - 1] is { Relation: "amod" or "compound" or "flat" } arc && (arc.Head == head || (arc.Head >= first && arc.Head < head)))
            first--;
        return first;
    }
}

/// <summary>What the models of MUC-4 look at.</summary>
internal static class Muc4Features
{
    /// <summary>The lemmas of a message, each once, and pairs of neighbours.</summary>
    public static uint[] Message(AnnotatedText text)
    {
        var found = new HashSet<uint> { 1 };
        var before = "";
        foreach (var tag in text.Tags)
        {
            var lemma = tag.Lemma.ToLowerInvariant();
            found.Add(Feature.Hash("m|" + lemma));
            found.Add(Feature.Hash($"m2|{before}|{lemma}"));
            before = lemma;
        }
        return [.. found];
    }

    public static uint[] Noun(AnnotatedText text, Muc4Noun noun)
    {
        var i = noun.Head;
        var number = text.SentenceOf(i);
        var sentence = text.Sentences[number];
        string Lemma(int at) => at >= sentence.First && at < sentence.End ? text.Tags[at].Lemma.ToLowerInvariant() : "-";
        string Up(int at) => at >= 0 && text.Tree[at].Head is >= 0 and var head ? Lemma(head) : "root";
        var (lemma, relation, above) = (Lemma(i), text.Tree[i].Relation, text.Tree[i].Head);
        var aboveRelation = above >= 0 ? text.Tree[above].Relation : "-";
        var name = Name(text, noun);
        var cue = IncidentCues.Of(lemma, "");
        var (harm, side) = NearestHarm(text, sentence, i);
        var prep = Case(text, sentence, i);
        string[] features =
        [
            "0", $"l|{lemma}", $"w|{noun.Words}", $"n|{name}", $"nl|{name}|{lemma}", $"c|{cue}", $"t|{text.Tags[i].Xpos}", $"r|{relation}|{Up(i)}", $"rl|{relation}|{lemma}", $"u|{Up(i)}", $"uu|{relation}|{aboveRelation}|{Up(above)}",
            $"p|{prep}|{Up(i)}", $"pp|{prep}", $"b|{Lemma(noun.Tokens.First - 1)}", $"a|{Lemma(i + 1)}", $"aa|{Lemma(i + 1)}|{Lemma(i + 2)}", $"h|{harm}|{side}|{relation}", $"hl|{harm}|{lemma}", $"hn|{harm}|{name}|{side}",
            $"s|{Math.Min(number, 4)}", $"k|{Cluster(text, i)}", $"k8|{Cluster(text, i) >> 8}", $"f|{Lemma(noun.Tokens.First)}", $"ru|{relation}|{Up(i)}|{name}", $"ua|{relation}|{IncidentCues.Of(Up(i), "")}|{name}",
        ];
        return [.. features.Select(f => Feature.Hash(f))];
    }

    private static uint Cluster(AnnotatedText text, int i) => WordClusters.Shared.OfKey(WordTable.Key(text.Form(i))).Code;

    private static string Name(AnnotatedText text, Muc4Noun noun)
    {
        foreach (var place in text.Places)
        {
            if (place.Tokens.First <= noun.Head && noun.Head < place.Tokens.End)
                return "place";
        }
        foreach (var name in text.Names)
        {
            if (name.Tokens.First <= noun.Head && noun.Head < name.Tokens.End)
                return name.Type.ToString();
        }
        return "-";
    }

    private static string Case(AnnotatedText text, Sentence sentence, int head)
    {
        for (var i = head - 1; i >= Math.Max(sentence.First, head - 6); i--)
        {
            if (text.Tree[i].Head == head && text.Tree[i].Relation == "case")
                return text.Tags[i].Lemma.ToLowerInvariant();
        }
        return "-";
    }

    /// <summary>The nearest word of harm in the sentence, and on which side.</summary>
    private static (string Lemma, string Side) NearestHarm(AnnotatedText text, Sentence sentence, int at)
    {
        var (best, far) = ("-", 26);
        for (var i = sentence.First; i < sentence.End; i++)
        {
            if (i == at || Math.Abs(i - at) >= far || OutcomeLexicon.Of(Feature.Hash(text.Tags[i].Lemma.ToLowerInvariant())) is 0 or > 6)
                continue;
            (best, far) = (text.Tags[i].Lemma.ToLowerInvariant() + (i < at ? "<" : ">"), Math.Abs(i - at));
        }
        return best == "-" ? (best, "") : (best[..^1], best[^1..]);
    }
}
