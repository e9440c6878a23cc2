using Crosscheck.Models;
using Crosscheck.Text;

namespace Crosscheck.Claims;

/// <summary>
/// Who says the main clause of each sentence, by the linear ranking alone: what the trees see of a claim's neighbours.
/// Read when first asked for, once a sentence.
/// </summary>
internal sealed class SentenceSources(AnnotatedText text, SourceCandidates candidates, SourceNames names, Func<ClaimSpan, IReadOnlyList<SourceCandidate>, float[]> rank)
{
    private readonly (string Name, float Chance)[]?[] _read = new (string, float)[text.Sentences.Length][];
    private Dictionary<string, float>? _whole;

    /// <summary>The chance that a sentence's main clause is said by a source of this name ("" for the report's own voice); NaN where there is no such sentence.</summary>
    public float Chance(int sentence, string name)
    {
        if ((uint)sentence >= (uint)_read.Length)
            return float.NaN;
        foreach (var (other, chance) in _read[sentence] ??= Read(sentence))
        {
            if (other == name)
                return chance;
        }
        return 0;
    }

    /// <summary>The number of sentences that a source is expected to say in the whole text.</summary>
    public float Whole(string name)
    {
        if (_whole is null)
        {
            _whole = [];
            for (var s = 0; s < _read.Length; s++)
            {
                foreach (var (each, chance) in _read[s] ??= Read(s))
                    _whole[each] = _whole.GetValueOrDefault(each) + chance;
            }
        }
        return _whole.GetValueOrDefault(name);
    }

    private (string, float)[] Read(int number)
    {
        var root = Root(text.Sentences[number]);
        var claim = new ClaimSpan(new TokenRange(root, root + 1), ClaimAttribute.Killed);
        var list = candidates.For(claim);
        var scores = rank(claim, list);
        LinearModel.Normalize(scores);
        var chances = new Dictionary<string, float>();
        for (var k = 0; k < scores.Length; k++)
        {
            var name = list[k].Phrase is { } phrase ? names.Resolve(phrase).Text : "";
            chances[name] = chances.GetValueOrDefault(name) + scores[k];
        }
        return [.. chances.Where(c => c.Value > 0.02f).Select(c => (c.Key, c.Value))];
    }

    private int Root(Sentence sentence)
    {
        for (var t = sentence.First; t < sentence.End && text.Tree.Length > 0; t++)
        {
            if (text.Tree[t].Head < sentence.First || text.Tree[t].Head >= sentence.End)
                return t;
        }
        return sentence.First;
    }
}
