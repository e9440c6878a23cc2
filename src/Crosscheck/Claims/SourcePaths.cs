using Crosscheck.Models;
using Crosscheck.Text;
using Crosscheck.Text.Attributions;

namespace Crosscheck.Claims;

/// <summary>
/// How a claim and a possible source hang together in the tree of their sentence: the word that governs the source, by which
/// relation the claim hangs below it, and how far the two are apart. Empty where the text has no trees.
/// </summary>
internal sealed class SourcePaths(SourceScan scan)
{
    private const int Deepest = 14;
    private readonly bool _none = scan.Text.Tree.Length != scan.Text.Tokens.Length;
    private readonly uint[] _relations = scan.Text.Tree.Length == scan.Text.Tokens.Length ? [.. scan.Text.Tree.Select(a => Feature.Hash(a.Relation))] : [];
    private readonly int[] _chain = new int[Deepest];
    private int _length;
    private TokenRange _of;

    /// <summary>The features of a source that stands in the claim's sentence.</summary>
    public void Source(ClaimSpan claim, Phrase phrase, uint linked, FeatureBag bag)
    {
        if (_none)
            return;
        Climb(claim.Tokens);
        var (top, steps, below) = Meet(phrase.Head);
        var own = _relations[phrase.Head];
        var governor = Tree(phrase.Head).Head;
        var word = governor < 0 ? 1 : scan.Words.Lower[governor];
        var child = below < 0 ? 1 : _relations[below];
        bag.Add(130, (uint)steps, child, linked);
        bag.Add(131, own, child, (uint)steps);
        bag.Add(132, word, own, child);
        bag.Add(133, word, own, (uint)Math.Min(steps, 2));
        bag.Add(134, top < 0 ? 1 : scan.Words.Lower[top], child, own);
        bag.Add(135, own, linked);
        bag.Add(136, (uint)_length, (uint)steps);
    }

    /// <summary>The features of the report's own voice: the clauses above the claim.</summary>
    public void OwnVoice(ClaimSpan claim, FeatureBag bag)
    {
        if (_none)
            return;
        Climb(claim.Tokens);
        for (var i = 1; i < _length; i++)
        {
            if (Relation(_chain[i - 1]) is not ("ccomp" or "parataxis" or "acl" or "acl:relcl" or "advcl" or "xcomp" or "csubj"))
                continue;
            var relation = _relations[_chain[i - 1]];
            var subject = scan.HasSubject(_chain[i]) ? 1u : 0u;
            bag.Add(140, scan.Words.Lower[_chain[i]], relation, subject);
            bag.Add(141, relation, subject);
        }
        if (_length > 0)
            bag.Add(142, scan.Words.Lower[_chain[_length - 1]]);
    }

    /// <summary>The steps from a source up to the first word that stands over the claim too (0 where it stands over the claim itself), and the relation of the claim's side below it.</summary>
    public (int Steps, int Relation) Numbers(ClaimSpan claim, Phrase phrase)
    {
        if (_none)
            return (-1, -1);
        Climb(claim.Tokens);
        var (_, steps, below) = Meet(phrase.Head);
        return (steps, below < 0 ? 0 : Relation(below) switch
        {
            "ccomp" => 1,
            "parataxis" => 2,
            "obj" => 3,
            "advcl" => 4,
            "conj" => 5,
            "acl" or "acl:relcl" => 6,
            "nsubj" or "nsubj:pass" => 7,
            "obl" => 8,
            "xcomp" => 9,
            _ => 10,
        });
    }

    /// <summary>
    /// How a word of the claim's sentence stands to the claim: 1 over it, next; 2 over it, further; 3 hanging on the claim's head;
    /// 4 hanging on the word over that; 5 hanging on a word further up; 6 elsewhere in the tree; 0 where there are no trees.
    /// </summary>
    public uint Standing(ClaimSpan claim, int token)
    {
        if (_none)
            return 0;
        Climb(claim.Tokens);
        for (var i = 0; i < _length; i++)
        {
            if (_chain[i] == token)
                return i <= 1 ? 1u : 2u;
        }
        for (var i = 0; i < _length; i++)
        {
            if (_chain[i] == Tree(token).Head)
                return i switch { 0 => 3u, 1 => 4u, _ => 5u };
        }
        return 6;
    }

    /// <summary>Where the way up from the source meets the way up from the claim, after how many steps, and the word just below on the claim's side.</summary>
    private (int Top, int Steps, int Below) Meet(int head)
    {
        var at = head;
        for (var steps = 0; steps < 5 && at >= 0; steps++, at = Tree(at).Head)
        {
            for (var i = 0; i < _length; i++)
            {
                if (_chain[i] == at)
                    return (at, steps, i == 0 ? -1 : _chain[i - 1]);
            }
        }
        return (-1, 5, -1);
    }

    /// <summary>The words from the claim's head to the root.</summary>
    private void Climb(TokenRange tokens)
    {
        if (tokens == _of)
            return;
        _of = tokens;
        _length = 0;
        var at = tokens.End - 1;
        for (var t = tokens.First; t < tokens.End; t++)
        {
            if (!tokens.Contains(new TokenRange(Tree(t).Head, Tree(t).Head + 1)))
                at = t;
        }
        for (; at >= 0 && _length < Deepest; at = Tree(at).Head)
            _chain[_length++] = at;
    }

    private Arc Tree(int token) => scan.Text.Tree[token];

    private string Relation(int token) => scan.Text.Tree[token].Relation;
}
