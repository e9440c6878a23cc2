using System.Collections.Frozen;
using Crosscheck.Models;

namespace Crosscheck.Text.Attributions;

/// <summary>Coarse word classes: the tagger's parts of speech, with marks, determiners and possessives told apart.</summary>
internal enum WordClass : byte { Content, Name, Verb, Aux, Det, Pron, Poss, Prep, Conj, Adv, Num, Genitive, Hyphen, Comma, Stop, Quote, Open, Close, Mark }

/// <summary>Per-token tables of one text: hashes of the lower-cased words and their classes. Built once per text.</summary>
internal sealed class WordTable
{
    private static readonly FrozenDictionary<uint, WordClass> Closed = BuildClosed();
    private readonly AnnotatedText _text;

    public WordTable(AnnotatedText text)
    {
        _text = text;
        var n = text.Tokens.Length;
        Lower = new uint[n];
        Class = new WordClass[n];
        Span<char> buffer = stackalloc char[64];
        for (var i = 0; i < n; i++)
        {
            var form = text.Form(i);
            var length = Math.Min(form.Length, buffer.Length);
            for (var k = 0; k < length; k++)
                buffer[k] = form[k] == '\u2019' ? '\'' : char.ToLowerInvariant(form[k]);
            Lower[i] = Feature.Hash(buffer[..length]);
            Class[i] = FromTag(text.Tags[i].Upos, form, Lower[i]);
        }
    }

    /// <summary>Hashes of the lower-cased words.</summary>
    public uint[] Lower { get; }

    public WordClass[] Class { get; }

    public int Count => Lower.Length;

    /// <summary>Is the token this lower-case word?</summary>
    public bool Is(int token, string word) =>
        (uint)token < (uint)Lower.Length && _text.Form(token).Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>Does the tagger take the token for a plural noun?</summary>
    public bool IsPlural(int token) => _text.Tags[token].Xpos is "NNS" or "NNPS";

    /// <summary>Does the tagger take the token for a participle or a past form?</summary>
    public bool IsParticiple(int token) => _text.Tags[token].Xpos is "VBN" or "VBD";

    /// <summary>Is the token one of these lower-case words?</summary>
    public bool IsAny(int token, ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (Is(token, word))
                return true;
        }
        return false;
    }

    public static bool IsQuote(char c) => c is '"' or '\u201C' or '\u201D' or '\u201E' or '\u00AB' or '\u00BB';

    private static WordClass FromTag(Upos tag, ReadOnlySpan<char> form, uint lower)
    {
        if (Mark(form) is { } mark)
            return mark;
        return tag switch
        {
            Upos.PROPN => WordClass.Name,
            Upos.NOUN or Upos.ADJ or Upos.X or Upos.SYM => char.IsUpper(form[0]) && tag != Upos.NOUN && form.Length > 1 ? WordClass.Name : WordClass.Content,
            Upos.VERB => WordClass.Verb,
            Upos.AUX => WordClass.Aux,
            Upos.DET => WordClass.Det,
            Upos.PRON => Closed.TryGetValue(lower, out var c) && c is WordClass.Poss or WordClass.Conj or WordClass.Det ? c : WordClass.Pron,
            Upos.ADP => WordClass.Prep,
            Upos.CCONJ or Upos.SCONJ => WordClass.Conj,
            Upos.ADV or Upos.INTJ => WordClass.Adv,
            Upos.NUM => WordClass.Num,
            Upos.PART => form.EndsWith("s", StringComparison.Ordinal) || form is "'" or "\u2019" ? WordClass.Genitive : WordClass.Adv,
            _ => WordClass.Mark,
        };
    }

    private static WordClass? Mark(ReadOnlySpan<char> form) => form switch
    {
        "," => WordClass.Comma,
        "." or "!" or "?" or ";" => WordClass.Stop,
        ":" => WordClass.Mark,
        "(" or "[" => WordClass.Open,
        ")" or "]" => WordClass.Close,
        "-" => WordClass.Hyphen,
        "'s" or "\u2019s" or "'S" or "\u2019" or "'" => WordClass.Genitive,
        "''" or "``" => WordClass.Quote,
        _ when IsQuote(form[0]) => WordClass.Quote,
        _ when !char.IsLetterOrDigit(form[0]) && form.Length == 1 && form[0] is not ('@' or '#') => WordClass.Mark,
        _ => null,
    };

    private static FrozenDictionary<uint, WordClass> BuildClosed()
    {
        var words = new Dictionary<uint, WordClass>();
        void Add(WordClass c, string list)
        {
            foreach (var w in list.Split(' '))
                words[Feature.Hash(w)] = c;
        }
        Add(WordClass.Det, "the a an this these those some several many all both each every another any no");
        Add(WordClass.Poss, "his her its their our my your whose");
        Add(WordClass.Conj, "that");
        return words.ToFrozenDictionary();
    }
}
