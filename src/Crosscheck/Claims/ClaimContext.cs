using System.Collections.Immutable;
using Crosscheck.Models;
using Crosscheck.Text;

namespace Crosscheck.Claims;

/// <summary>
/// What the claim models ask of a text again and again, computed once: hashes, outcome classes, the ancestors in the tree,
/// and the layers' mentions by token.
/// </summary>
internal sealed class ClaimContext
{
    private const uint Outside = TokenFeatures.Outside;

    public ClaimContext(AnnotatedText text)
    {
        Text = text;
        Hashes = new TokenFeatures(text);
        var n = text.Tokens.Length;
        Outcome = new byte[n];
        VerbAbove = new int[n];
        PathAbove = new uint[n];
        Case = new int[n];
        QuoteDepth = new bool[n];
        NameAt = ByToken(n, text.Names, m => m.Tokens);
        PlaceAt = ByToken(n, text.Places, m => m.Tokens);
        TimeAt = ByToken(n, text.Times, m => m.Tokens);
        QuantityAt = ByToken(n, text.Quantities, m => m.Tokens);
        Occurrence = Occurrences(text, Hashes.Lemma);
        TitleWords = text.Title is null ? [] : [.. WordsOf(text.Title)];
        for (var t = 0; t < n; t++)
            Outcome[t] = OutcomeLexicon.Of(Hashes.Lemma[t]);
        MarkQuotes();
        if (!text.Tree.IsEmpty)
            ClimbTree();
        OutcomeMask = new uint[text.Sentences.Length];
        for (var t = 0; t < n; t++)
            OutcomeMask[Hashes.Sentence[t]] |= 1u << Outcome[t];
    }

    public AnnotatedText Text { get; }
    public TokenFeatures Hashes { get; }

    /// <summary>The class of each token in the outcome lexicon.</summary>
    public byte[] Outcome { get; }

    /// <summary>The classes of each sentence's words as a bit mask.</summary>
    public uint[] OutcomeMask { get; }

    /// <summary>The nearest verb above each token in the tree, -1 where there is none within four steps.</summary>
    public int[] VerbAbove { get; }

    /// <summary>A hash of the relations from each token up to <see cref="VerbAbove"/>.</summary>
    public uint[] PathAbove { get; }

    /// <summary>The preposition that each token carries, -1 where it has none.</summary>
    public int[] Case { get; }
    public bool[] QuoteDepth { get; }

    /// <summary>The number of the name, place, time or quantity at each token, -1 where there is none.</summary>
    public int[] NameAt { get; }
    public int[] PlaceAt { get; }
    public int[] TimeAt { get; }
    public int[] QuantityAt { get; }

    /// <summary>How often the token's lemma stood before in the text, 3 at most.</summary>
    public byte[] Occurrence { get; }
    public HashSet<uint> TitleWords { get; }

    public WordCluster Cluster(int token) => Hashes.Clusters[token];

    /// <summary>Distance to the nearest token of an outcome class within the sentence, -1 where there is none.</summary>
    public int Nearest(int token, byte outcome, int direction)
    {
        var sentence = Text.Sentences[Hashes.Sentence[token]];
        for (int t = token + direction, distance = 1; t >= sentence.First && t < sentence.End && distance < 40; t += direction, distance++)
        {
            if (Outcome[t] == outcome)
                return t;
        }
        return -1;
    }

    public static uint Bucket(int distance) => distance switch { < 0 => 15, 0 => 0, 1 => 1, 2 => 2, 3 => 3, <= 5 => 4, <= 8 => 5, <= 14 => 6, _ => 7 };

    /// <summary>The place mention that a range of tokens holds or touches: a relative one first, else the finest.</summary>
    public PlaceMention? PlaceIn(TokenRange range)
    {
        PlaceMention? best = null;
        for (var t = range.First; t < range.End; t++)
        {
            if (PlaceAt[t] < 0)
                continue;
            var place = Text.Places[PlaceAt[t]];
            if (best is null || (place.Relative && !best.Relative) || (best.Resolved is null && place.Resolved is not null)
                || (!best.Relative && place.Resolved is { } p && best.Resolved is { } q && p.Precision < q.Precision))
                best = place;
        }
        return best;
    }

    private static IEnumerable<uint> WordsOf(string title) =>
        title.ToLowerInvariant().Split([' ', ',', '.', ':', ';', '\'', '’', '"', '-', '(', ')'], StringSplitOptions.RemoveEmptyEntries).Select(w => Feature.Hash(w));

    private static int[] ByToken<T>(int tokens, ImmutableArray<T> mentions, Func<T, TokenRange> range)
    {
        var at = new int[tokens];
        Array.Fill(at, -1);
        for (var m = 0; m < mentions.Length; m++)
        {
            for (var t = range(mentions[m]).First; t < range(mentions[m]).End; t++)
                at[t] = m;
        }
        return at;
    }

    private static byte[] Occurrences(AnnotatedText text, uint[] lemma)
    {
        var seen = new Dictionary<uint, byte>();
        var result = new byte[text.Tokens.Length];
        for (var t = 0; t < result.Length; t++)
        {
            var count = seen.GetValueOrDefault(lemma[t]);
            result[t] = count;
            if (count < 3)
                seen[lemma[t]] = (byte)(count + 1);
        }
        return result;
    }

    private void MarkQuotes()
    {
        var inside = false;
        var paragraph = -1;
        for (var t = 0; t < Text.Tokens.Length; t++)
        {
            var sentence = Text.Sentences[Hashes.Sentence[t]];
            if (sentence.Paragraph != paragraph)
                (inside, paragraph) = (false, sentence.Paragraph);
            var form = Text.Form(t);
            if (form is "“" or "``" || (form is "\"" or "''" && !inside))
                inside = true;
            else if (form is "”" or "\"" or "''")
                inside = false;
            QuoteDepth[t] = inside;
        }
    }

    private void ClimbTree()
    {
        Array.Fill(Case, -1);
        for (var t = 0; t < Text.Tokens.Length; t++)
        {
            var head = Text.Tree[t].Head;
            if (head >= 0 && Text.Tree[t].Relation is "case" or "mark" && head > t)
                Case[head] = t;
        }
        for (var t = 0; t < Text.Tokens.Length; t++)
        {
            var path = 17u;
            var at = t;
            VerbAbove[t] = -1;
            for (var step = 0; step < 5 && at >= 0; step++)
            {
                if (at != t && Text.Tags[at].Upos is Upos.VERB)
                {
                    VerbAbove[t] = at;
                    break;
                }
                path = path * 31 + Hashes.Relation[at];
                at = Text.Tree[at].Head;
            }
            PathAbove[t] = VerbAbove[t] < 0 ? Outside : path;
        }
    }
}
