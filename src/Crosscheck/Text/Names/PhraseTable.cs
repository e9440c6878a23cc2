using Crosscheck.Models;

namespace Crosscheck.Text.Names;

/// <summary>
/// Looks up the longest phrase of a list that begins at a token. Marks, spaces, accents and the cut of the tokens make no
/// difference ("al-Qaeda" is "al Qaeda", "U.S." is "US"); a phrase in capitals alone must stand in capitals, any other
/// that begins with a capital must stand with one somewhere.
/// </summary>
internal sealed class PhraseTable<T>
{
    private readonly Dictionary<uint, int> _longest = [];
    private readonly Dictionary<uint, (T Value, Casing Casing)> _values = [];

    private enum Casing : byte { Any, Capital, Capitals }

    public int Count => _values.Count;

    /// <summary>Adds a phrase; the first of two that read the same stays.</summary>
    /// <returns>False where one that reads the same was there.</returns>
    public bool Add(string phrase, T value)
    {
        var run = FirstRun(phrase);
        if (run == 0)
            return false;
        var whole = new Run();
        whole.Add(phrase);
        var casing = whole.Capitals >= 2 && whole.Lowers == 0 ? Casing.Capitals : whole.Capitals > 0 ? Casing.Capital : Casing.Any;
        if (!_values.TryAdd(whole.Key, (value, casing)))
            return false;
        _longest[run] = Math.Max(_longest.GetValueOrDefault(run), whole.Length);
        return true;
    }

    /// <summary>The value of a phrase that is the whole of <paramref name="words"/>.</summary>
    public bool TryFind(ReadOnlySpan<char> words, out T value)
    {
        var whole = new Run();
        whole.Add(words);
        return TryValue(whole, out value);
    }

    /// <summary>The longest phrase that begins at a token and ends before <paramref name="end"/>; length 0 where there is none.</summary>
    public int Longest(AnnotatedText text, int first, int end, out T value)
    {
        value = default!;
        if (!_longest.TryGetValue(FirstRun(text.Form(first)), out var limit))
            return 0;
        var found = 0;
        var run = new Run();
        for (var i = first; i < end && run.Length <= limit; i++)
        {
            var before = run.Length;
            run.Add(text.Form(i));
            if (run.Length > before && TryValue(run, out var longer))
            {
                value = longer;
                found = i + 1 - first;
            }
        }
        return found;
    }

    private bool TryValue(in Run run, out T value)
    {
        if (_values.TryGetValue(run.Key, out var entry)
            && (entry.Casing == Casing.Any || (entry.Casing == Casing.Capital ? run.Capitals > 0 : run.Lowers == 0)))
        {
            value = entry.Value;
            return true;
        }
        value = default!;
        return false;
    }

    /// <summary>A hash of the letters and digits up to the first mark; 0 where there are none.</summary>
    private static uint FirstRun(ReadOnlySpan<char> words)
    {
        var start = 0;
        while (start < words.Length && !char.IsLetterOrDigit(words[start]))
            start++;
        var length = start;
        while (length < words.Length && char.IsLetterOrDigit(words[length]))
            length++;
        var run = new Run();
        run.Add(words[start..length]);
        return run.Length == 0 ? 0 : run.Key;
    }

    private struct Run()
    {
        private uint _hash = 2166136261u;

        public int Length { get; private set; }
        public int Capitals { get; private set; }
        public int Lowers { get; private set; }
        public readonly uint Key => Feature.Of(1, _hash);

        public void Add(ReadOnlySpan<char> words)
        {
            foreach (var c in words)
            {
                if (c < '\u0080')
                    AddAscii(c);
                else if (char.IsLetterOrDigit(c))
                    AddLetter(c);
            }
        }

        private void AddAscii(char c)
        {
            if (char.IsAsciiLetterUpper(c))
                Put((char)(c | 0x20), ref this, true, false);
            else if (char.IsAsciiLetterLower(c))
                Put(c, ref this, false, true);
            else if (char.IsAsciiDigit(c))
                Put(c, ref this, false, false);
        }

        private void AddLetter(char c)
        {
            var folded = PlaceName.Fold(c);
            if (char.IsLetterOrDigit(folded) && !char.IsSurrogate(folded))
                Put(folded, ref this, char.IsUpper(c), char.IsLower(c));
        }

        private static void Put(char c, ref Run run, bool capital, bool lower)
        {
            run._hash = (run._hash ^ c) * 16777619u;
            run.Length++;
            run.Capitals += capital ? 1 : 0;
            run.Lowers += lower ? 1 : 0;
        }
    }
}
