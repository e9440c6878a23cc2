using System.Collections.Immutable;
using Crosscheck.Data;
using Crosscheck.Models;
using Crosscheck.Text;
using Crosscheck.Text.Attributions;

namespace Crosscheck.Claims;

/// <summary>
/// Why speakers go unnamed: "on condition of anonymity because he may not speak to the press", the words of
/// <c>rules/anonymity.tsv</c> with the reason behind them, given to the speaker before them, wherever the text cites that one.
/// </summary>
internal sealed class SourceGrounds(SourceScan scan, SourceNames names)
{
    private static readonly ImmutableArray<string[]> Phrases = [.. DataFile.Rows("rules/anonymity.tsv").Select(r => r[1].Split(' '))];
    private static readonly HashSet<uint> FirstWords = [.. Phrases.Select(p => Feature.Hash(p[0]))];
    private static readonly string[] Reasons = ["because", "as", "since", "for", "due", "citing", "owing", "given", "out", "to", "so", "lest", "fearing"];
    private const int Longest = 40;
    private Dictionary<string, string>? _byName;

    /// <summary>The ground of an unnamed speaker in the text's words; null where the text gives none.</summary>
    public string? Of(string name) => All.GetValueOrDefault(name);

    /// <summary>The grounds of the text by the speaker's name.</summary>
    public IReadOnlyDictionary<string, string> All => _byName ??= Read();

    private Dictionary<string, string> Read()
    {
        var found = new Dictionary<string, string>();
        for (var s = 0; s < scan.Text.Sentences.Length; s++)
        {
            var sentence = scan.Text.Sentences[s];
            for (var t = sentence.First; t < sentence.End; t++)
            {
                if (Ground(t, sentence.End) is not { } ground)
                    continue;
                if (Speaker(s, t) is { } speaker)
                    found.TryAdd(names.Resolve(speaker).Text, scan.Text.Words(ground));
                t = ground.End - 1;
            }
        }
        return found;
    }

    /// <summary>The words of a ground that begin at a token, the reason with them.</summary>
    private TokenRange? Ground(int first, int end)
    {
        if (!FirstWords.Contains(scan.Words.Lower[first]))
            return null;
        foreach (var phrase in Phrases)
        {
            if (Stands(first, end, phrase))
                return new TokenRange(first, Reason(first + phrase.Length, Math.Min(end, first + Longest)));
        }
        return null;
    }

    private bool Stands(int first, int end, string[] phrase)
    {
        for (var k = 0; k < phrase.Length; k++)
        {
            if (first + k >= end || !scan.Words.Is(first + k, phrase[k]))
                return false;
        }
        return true;
    }

    /// <summary>The end of the reason behind a phrase; the phrase's own end where none follows.</summary>
    private int Reason(int at, int end)
    {
        var first = at < end && scan.Words.Class[at] == WordClass.Comma ? at + 1 : at;
        if (first >= end || !scan.Words.IsAny(first, Reasons))
            return at;
        var last = first + 1;
        while (last < end && scan.Words.Class[last] is not (WordClass.Comma or WordClass.Stop or WordClass.Quote or WordClass.Close) && !Resumes(last))
            last++;
        return last;
    }

    /// <summary>Does the sentence go on with what was said: "that ...", or a word of saying?</summary>
    private bool Resumes(int token) => scan.Words.IsAny(token, ["that", "said", "told", "says", "added"]);

    /// <summary>The last phrase before the ground that can be an unnamed speaker.</summary>
    private Phrase? Speaker(int sentence, int token)
    {
        Phrase? speaker = null;
        foreach (var phrase in scan.PhrasesOf(sentence))
        {
            if (phrase.First >= token)
                break;
            if (phrase.Extent > token && phrase.Noun is null && SourceNouns.EndingAt(scan.Words, token - 1) is { Unnamed: true } noun)
                return phrase with { End = token, Extent = token, Head = token - 1, Noun = noun };
            if (phrase.Noun is { Unnamed: true } || (phrase.IsPronoun && !scan.Words.IsAny(phrase.First, ["who", "which", "it"])))
                speaker = phrase;
        }
        return speaker;
    }
}
