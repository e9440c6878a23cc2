using Crosscheck.Models;
using Crosscheck.Text;

namespace Crosscheck.Claims;

/// <summary>
/// What the incident steps look at again and again, computed once a report: hashes of words and of what kind of
/// time each sentence speaks. Arrays are by token or by sentence.
/// </summary>
internal sealed class IncidentText
{
    private static readonly string[] Months =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    private static readonly string[] Days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    public IncidentText(AnnotatedText text)
    {
        Text = text;
        var n = text.Tokens.Length;
        Word = new uint[n];
        Shape = new uint[n];
        Content = new bool[n];
        Break = new bool[n];
        Segment = new int[n];
        SentenceOf = new int[n];
        TimeClass = new byte[n];
        Cue = new IncidentCue[n];
        Span<char> lower = stackalloc char[48];
        Span<char> next = stackalloc char[48];
        for (var s = 0; s < text.Sentences.Length; s++)
        {
            for (var i = text.Sentences[s].First; i < text.Sentences[s].End; i++)
                SentenceOf[i] = s;
        }
        var segment = 0;
        for (var i = 0; i < n; i++)
        {
            var form = text.Form(i);
            var word = Lower(form, lower);
            var length = word.Length;
            Word[i] = Feature.Hash(word);
            var first = i == 0 || SentenceOf[i] != SentenceOf[i - 1];
            var capital = char.IsUpper(form[0]);
            var digit = char.IsDigit(form[0]);
            Shape[i] = digit ? Feature.Hash("#0") : capital && !first ? Feature.Hash("#X") : Word[i];
            Content[i] = length > 3 && (char.IsLetter(form[0]) || digit) && (capital && !first || length > 5);
            if (first)
                segment++;
            if (IsBreak(word))
            {
                Break[i] = true;
                segment++;
            }
            Segment[i] = segment;
            Cue[i] = IncidentCues.Of(word, Next(i, next));
            TimeClass[i] = TimeClassOf(word, capital, text.Published);
            if (TimeClass[i] is not 0 and not 1)
                Shape[i] = Feature.Of(77, TimeClass[i]);
        }
    }

    public AnnotatedText Text { get; }

    /// <summary>Hash of the lower-case form.</summary>
    public uint[] Word { get; }

    /// <summary>Hash of the lower-case form with names, numbers and times replaced by their kind.</summary>
    public uint[] Shape { get; }

    /// <summary>Is it a name or a long word, whose repetition means something?</summary>
    public bool[] Content { get; }

    /// <summary>Does a new part of the sentence begin here: a mark, a conjunction, a relative?</summary>
    public bool[] Break { get; }

    /// <summary>The number of the part of a sentence.</summary>
    public int[] Segment { get; }

    public int[] SentenceOf { get; }

    /// <summary>0 none, 1 weekday, 2.. by how far a year or month named lies from publication.</summary>
    public byte[] TimeClass { get; }

    /// <summary>What kind of attack a word hints at, by the lexicon of cues.</summary>
    public IncidentCue[] Cue { get; }

    /// <summary>The next word of the sentence in lower case, a hyphen left aside ("car-bomb").</summary>
    private ReadOnlySpan<char> Next(int i, Span<char> buffer)
    {
        var end = Text.Sentences[SentenceOf[i]].End;
        var next = i + 2 < end && Text.Form(i + 1) is "-" ? i + 2 : i + 1;
        return next < end ? Lower(Text.Form(next), buffer) : [];
    }

    private static ReadOnlySpan<char> Lower(ReadOnlySpan<char> form, Span<char> buffer)
    {
        var length = Math.Min(form.Length, buffer.Length);
        form[..length].ToLowerInvariant(buffer);
        return buffer[..length];
    }

    private static bool IsBreak(ReadOnlySpan<char> word) =>
        word is "," or ";" or ":" or "-" or "–" or "—" or "(" or ")" or "and" or "but" or "while" or "after" or "before"
            or "when" or "where" or "which" or "who" or "that" or "as" or "since" or "whereas" or "in which" or "until";

    private static byte TimeClassOf(ReadOnlySpan<char> word, bool capital, DateOnly? published)
    {
        if (word.Length == 4 && word[0] is '1' or '2' && int.TryParse(word, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var year) && year is > 1900 and < 2100)
        {
            if (published is not { } p)
                return 2;
            var ago = p.Year - year;
            return (byte)(ago <= 0 ? 3 : ago == 1 ? 4 : ago < 5 ? 5 : 6);
        }
        if (!capital)
            return 0;
        for (var m = 0; m < 12; m++)
        {
            if (!word.SequenceEqual(Months[m]) && !(word.Length is 3 or 4 && m != 4 && Months[m].AsSpan().StartsWith(word)))
                continue;
            if (published is not { } p)
                return 7;
            var ago = (p.Month - 1 - m + 12) % 12;
            return (byte)(ago == 0 ? 8 : ago == 1 ? 9 : ago < 4 ? 10 : 11);
        }
        foreach (var day in Days)
        {
            if (word.SequenceEqual(day))
                return 1;
        }
        return 0;
    }
}
