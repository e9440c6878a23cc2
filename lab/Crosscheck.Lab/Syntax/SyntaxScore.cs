using Crosscheck.Text;

namespace Crosscheck.Lab.Syntax;

/// <summary>Counts of one measure: F1 = 2 * Correct / (Gold + System), in percent.</summary>
public sealed class Tally
{
    public int Correct { get; set; }
    public int Gold { get; set; }
    public int System { get; set; }
    public double F1 => Gold + System == 0 ? 100 : 200.0 * Correct / (Gold + System);
}

/// <summary>
/// Scores an analysis of raw text against a treebank as the CoNLL 2018 shared task did: words are aligned by their characters;
/// a head is right where it is aligned with the gold head; relations are compared without their subtypes.
/// </summary>
public sealed class SyntaxScore
{
    public Tally Words { get; } = new();
    public Tally Sentences { get; } = new();
    public Tally Upos { get; } = new();
    public Tally Xpos { get; } = new();
    public Tally Lemma { get; } = new();
    public Tally Uas { get; } = new();
    public Tally Las { get; } = new();

    /// <summary>The measures by name, in the order of the report.</summary>
    public IEnumerable<(string Name, Tally Tally)> All =>
        [("Words", Words), ("Sentences", Sentences), ("UPOS", Upos), ("XPOS", Xpos), ("Lemma", Lemma), ("UAS", Uas), ("LAS", Las)];

    /// <summary>Adds one document. <paramref name="system"/> are the sentences of the analysis of the same text.</summary>
    public void Add(IReadOnlyList<Word[]> gold, IReadOnlyList<Word[]> system)
    {
        var found = Index(system);
        var golds = Index(gold);
        foreach (var tally in All)
        {
            if (tally.Name == "Sentences")
                continue;
            tally.Tally.Gold += golds.Count;
            tally.Tally.System += found.Count;
        }
        foreach (var (key, (word, head)) in golds)
        {
            if (!found.TryGetValue(key, out var other))
                continue;
            Words.Correct++;
            Upos.Correct += word.Upos == other.Word.Upos ? 1 : 0;
            Xpos.Correct += word.Xpos == other.Word.Xpos ? 1 : 0;
            Lemma.Correct += word.Lemma == other.Word.Lemma || word.Lemma == "_" ? 1 : 0;
            var attached = head == other.Head;
            Uas.Correct += attached ? 1 : 0;
            Las.Correct += attached && Universal(word.Relation) == Universal(other.Word.Relation) ? 1 : 0;
        }
        var spans = system.Select(s => (s[0].Start, s[^1].End)).ToHashSet();
        Sentences.Gold += gold.Count;
        Sentences.System += system.Count;
        Sentences.Correct += gold.Count(s => spans.Contains((s[0].Start, s[^1].End)));
    }

    /// <summary>Words by (start, end, how many words share the span before it), each with the key of its head.</summary>
    private static Dictionary<(int, int, int), (Word Word, (int, int, int) Head)> Index(IReadOnlyList<Word[]> sentences)
    {
        var result = new Dictionary<(int, int, int), (Word, (int, int, int))>();
        foreach (var sentence in sentences)
        {
            var keys = new (int, int, int)[sentence.Length];
            for (var i = 0; i < keys.Length; i++)
            {
                var same = i > 0 && sentence[i - 1].Start == sentence[i].Start && sentence[i - 1].End == sentence[i].End;
                keys[i] = (sentence[i].Start, sentence[i].End, same ? keys[i - 1].Item3 + 1 : 0);
            }
            for (var i = 0; i < keys.Length; i++)
                result[keys[i]] = (sentence[i], sentence[i].Head == 0 ? (-1, -1, -1) : keys[sentence[i].Head - 1]);
        }
        return result;
    }

    public static string Universal(string relation)
    {
        var colon = relation.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? relation : relation[..colon];
    }

    /// <summary>The sentences of an annotated text in the treebank's form; layers that are not set are empty.</summary>
    public static List<Word[]> SentencesOf(AnnotatedText text)
    {
        var result = new List<Word[]>();
        foreach (var sentence in text.Sentences)
        {
            var words = new Word[sentence.End - sentence.First];
            for (var i = 0; i < words.Length; i++)
            {
                var t = sentence.First + i;
                var tag = text.Tags.IsEmpty ? new Tag(Text.Upos.X, "", "") : text.Tags[t];
                var arc = text.Tree.IsEmpty ? new Arc(-1, "") : text.Tree[t];
                words[i] = new Word(text.Form(t).ToString(), tag.Lemma, tag.Upos.ToString(), tag.Xpos,
                    arc.Head < 0 ? 0 : arc.Head - sentence.First + 1, arc.Relation, text.Tokens[t].Start, text.Tokens[t].End);
            }
            result.Add(words);
        }
        return result;
    }
}
