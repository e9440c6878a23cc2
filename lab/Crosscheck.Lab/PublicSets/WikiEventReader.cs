using System.Collections.Immutable;
using Crosscheck.Claims;
using Crosscheck.Models;
using Crosscheck.Text;

namespace Crosscheck.Lab.PublicSets;

/// <summary>
/// Finds triggers of attacks, detonations, injuries and deaths and their arguments: a linear model over each token, and one over each
/// pair of trigger and noun of its sentence, both over the reader's tags, trees, names, places and lexicons.
/// </summary>
internal sealed class WikiEventReader
{
    private static readonly ImmutableArray<string> Kinds = ["", "attack", "injury", "death"];

    /// <summary>How far "no trigger" is disfavoured: the training part marks a quarter of such words, the development part two thirds.</summary>
    private const float Boldness = 1f;

    /// <summary>The same for "no argument".</summary>
    private const float ArgumentBoldness = 0.8f;

    private readonly ImmutableArray<string> _roles;
    private readonly LinearModel _triggers;
    private readonly LinearModel _arguments;

    /// <summary>Trains on documents whose detonations are attacks.</summary>
    public WikiEventReader(IReadOnlyList<WikiDocument> train)
    {
        _roles = ["", .. train.SelectMany(d => d.Events).SelectMany(e => e.Arguments).Select(a => a.Role).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        _triggers = Model(Kinds, train.SelectMany(TriggerExamples));
        _arguments = Model(_roles, train.SelectMany(ArgumentExamples));
    }

    public List<WikiEvent> Read(AnnotatedText text)
    {
        var found = new List<WikiEvent>();
        var scores = new float[Kinds.Length];
        for (var i = 0; i < text.Tokens.Length; i++)
        {
            _triggers.Score(WikiFeatures.Trigger(text, i), scores);
            scores[0] -= Boldness;
            var kind = Array.IndexOf(scores, scores.Max());
            if (kind > 0)
                found.Add(new WikiEvent(KindOf(text, i, Kinds[kind]), i, i + 1, ArgumentsOf(text, i, Kinds[kind])));
        }
        return found;
    }

    /// <summary>The arguments of a trigger of a kind: nouns of its sentence.</summary>
    public ImmutableArray<WikiArgument> ArgumentsOf(AnnotatedText text, int trigger, string kind)
    {
        var found = ImmutableArray.CreateBuilder<WikiArgument>();
        var scores = new float[_roles.Length];
        foreach (var i in Nouns(text, trigger))
        {
            _arguments.Score(WikiFeatures.Argument(text, trigger, i, kind is "detonation" ? "attack" : kind), scores);
            scores[0] -= ArgumentBoldness;
            var role = Array.IndexOf(scores, scores.Max());
            if (role > 0)
                found.Add(new WikiArgument(_roles[role], i, i + 1));
        }
        return found.ToImmutable();
    }

    /// <summary>The training part does not tell detonations from other attacks: the lexicon of cues does.</summary>
    private static string KindOf(AnnotatedText text, int token, string kind)
    {
        if (kind != "attack")
            return kind;
        var cue = IncidentCues.Of(text.Tags[token].Lemma.ToLowerInvariant(), "");
        return cue is IncidentCue.Bomb or IncidentCue.Blast or IncidentCue.Suicide or IncidentCue.Grenade ? "detonation" : kind;
    }

    private static LinearModel Model(ImmutableArray<string> classes, IEnumerable<Example> examples) =>
        LinearModel.FromBytes(LinearModel.Write(classes, LinearTrainer.Train([.. examples], classes.Length, epochs: 8, rate: 0.08f, l2: 1e-5f)), "wikievents");

    private static IEnumerable<Example> TriggerExamples(WikiDocument d)
    {
        var kinds = new Dictionary<int, int>();
        foreach (var e in d.Events)
            kinds.TryAdd(e.End - 1, Kinds.IndexOf(e.Kind == "detonation" ? "attack" : e.Kind));
        foreach (var i in Enumerable.Range(0, d.Text.Tokens.Length).Where(i => d.Annotated.Contains(d.Text.SentenceOf(i))))
        {
            var kind = kinds.GetValueOrDefault(i);
            yield return new Example(WikiFeatures.Trigger(d.Text, i), kind, kind > 0 ? 1.5f : 1);
        }
    }

    private IEnumerable<Example> ArgumentExamples(WikiDocument d)
    {
        foreach (var e in d.Events.GroupBy(e => (e.Kind, e.End)))
        {
            var roles = e.SelectMany(x => x.Arguments).Where(a => a.First >= 0).GroupBy(a => a.End - 1).ToDictionary(g => g.Key, g => _roles.IndexOf(g.First().Role));
            foreach (var i in Nouns(d.Text, e.Key.End - 1))
                yield return new Example(WikiFeatures.Argument(d.Text, e.Key.End - 1, i, e.Key.Kind), roles.GetValueOrDefault(i));
        }
    }

    private static IEnumerable<int> Nouns(AnnotatedText text, int trigger)
    {
        var sentence = text.Sentences[text.SentenceOf(trigger)];
        return Enumerable.Range(sentence.First, sentence.End - sentence.First)
            .Where(i => i != trigger && text.Tags[i].Upos is Upos.NOUN or Upos.PROPN or Upos.PRON or Upos.NUM or Upos.ADJ && text.Form(i).Length > 1);
    }
}

/// <summary>What the two models look at.</summary>
internal static class WikiFeatures
{
    public static uint[] Trigger(AnnotatedText text, int i)
    {
        var sentence = text.Sentences[text.SentenceOf(i)];
        string Lemma(int at) => at >= sentence.First && at < sentence.End ? text.Tags[at].Lemma.ToLowerInvariant() : "-";
        string Head() => text.Tree[i].Head is >= 0 and var head ? Lemma(head) : "root";
        var (lemma, tag, cue) = (Lemma(i), text.Tags[i].Xpos, IncidentCues.Of(Lemma(i), Lemma(i + 1)));
        return Hashes($"0", $"l|{lemma}", $"lt|{lemma}|{tag}", $"t|{tag}", $"c|{cue}", $"ct|{cue}|{tag}", $"r|{text.Tree[i].Relation}|{tag}", $"h|{Head()}|{lemma}", $"hr|{Head()}|{text.Tree[i].Relation}",
            $"p|{Lemma(i - 1)}|{lemma}", $"n|{lemma}|{Lemma(i + 1)}", $"p1|{Lemma(i - 1)}", $"n1|{Lemma(i + 1)}", $"p2|{Lemma(i - 2)}", $"n2|{Lemma(i + 2)}",
            $"k8|{Cluster(text, i) >> 8}", $"k|{Cluster(text, i)}", $"o|{Objects(text, i, sentence)}|{lemma}");
    }

    public static uint[] Argument(AnnotatedText text, int trigger, int i, string kind)
    {
        var path = Path(text, trigger, i);
        var (lemma, verb) = (text.Tags[i].Lemma.ToLowerInvariant(), text.Tags[trigger].Lemma.ToLowerInvariant());
        var name = Name(text, i);
        var cue = IncidentCues.Of(lemma, "");
        var side = i < trigger ? "<" : ">";
        var far = Math.Min(9, Math.Abs(i - trigger)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var tag = text.Tags[trigger].Upos;
        return Hashes($"{kind}", $"{kind}|p|{path}", $"{kind}|pt|{path}|{tag}", $"{kind}|pv|{path}|{verb}", $"{kind}|l|{lemma}", $"{kind}|pl|{path}|{lemma}", $"{kind}|n|{name}", $"{kind}|np|{name}|{path}",
            $"{kind}|c|{cue}|{path}", $"{kind}|c|{cue}", $"{kind}|d|{side}{far}", $"{kind}|dn|{side}{far}|{name}", $"{kind}|r|{text.Tree[i].Relation}|{name}", $"{kind}|u|{text.Tags[i].Upos}|{side}",
            $"{kind}|k|{Cluster(text, i)}", $"{kind}|q|{Counted(text, i)}|{path}", $"{kind}|b|{Before(text, i)}|{name}|{side}");
    }

    private static uint[] Hashes(params ReadOnlySpan<string> features)
    {
        var found = new uint[features.Length];
        for (var i = 0; i < found.Length; i++)
            found[i] = Feature.Hash(features[i]);
        return found;
    }

    private static uint Cluster(AnnotatedText text, int i) => WordClusters.Shared.OfKey(WordTable.Key(text.Form(i))).Code;

    private static string Before(AnnotatedText text, int i) => i > 0 ? text.Tags[i - 1].Lemma.ToLowerInvariant() : "-";

    private static string Objects(AnnotatedText text, int head, Sentence sentence) =>
        string.Join(' ', Enumerable.Range(sentence.First, sentence.End - sentence.First).Where(c => text.Tree[c].Head == head).Select(c => text.Tree[c].Relation).Where(r => r is "obj" or "nsubj" or "nsubj:pass" or "aux:pass" or "det"));

    private static string Name(AnnotatedText text, int i)
    {
        foreach (var place in text.Places)
        {
            if (place.Tokens.First <= i && i < place.Tokens.End)
                return i == place.Tokens.End - 1 ? "place" : "inplace";
        }
        foreach (var name in text.Names)
        {
            if (name.Tokens.First <= i && i < name.Tokens.End)
                return name.Type + (i == name.Tokens.End - 1 ? "" : "-in");
        }
        return "-";
    }

    private static string Counted(AnnotatedText text, int i) => text.Quantities.FirstOrDefault(q => q.Group is { } g && g.First <= i && i < g.End)?.Kind.ToString() ?? "-";

    /// <summary>The relations up from the trigger and down to the noun, through their lowest common head; six steps at most.</summary>
    private static string Path(AnnotatedText text, int from, int to)
    {
        var up = new List<int> { from };
        while (text.Tree[up[^1]].Head is >= 0 and var head && up.Count < 7)
            up.Add(head);
        var down = new List<string>();
        for (var at = to; down.Count < 6; at = text.Tree[at].Head)
        {
            if (up.IndexOf(at) is >= 0 and var common)
                return string.Concat(up.Take(common).Select(t => "^" + text.Tree[t].Relation)) + string.Concat(Enumerable.Reverse(down).Select(r => "v" + r));
            down.Add(text.Tree[at].Relation);
            if (text.Tree[at].Head < 0)
                break;
        }
        return "far";
    }
}
