namespace Crosscheck.Text;

/// <summary>The words that a reader's lexicons and rules know, case folded, each with its number.</summary>
internal sealed class Vocabulary
{
    private readonly Dictionary<string, int> _ids = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public Vocabulary() => _lookup = _ids.GetAlternateLookup<ReadOnlySpan<char>>();

    public int Count => _ids.Count;

    public int Add(string word)
    {
        if (!_ids.TryGetValue(word, out var id))
            _ids.Add(word, id = _ids.Count);
        return id;
    }

    /// <summary>The word's number, -1 where the vocabulary does not hold it.</summary>
    public int Find(ReadOnlySpan<char> word) => _lookup.TryGetValue(word, out var id) ? id : -1;

    /// <summary>The numbers of a phrase's atoms: words, digits and marks, which need no space between them.</summary>
    public int[] AddPhrase(string phrase)
    {
        var ids = new List<int>();
        for (var i = 0; i < phrase.Length;)
        {
            var start = i++;
            if (phrase[start] == ' ')
                continue;
            while (i < phrase.Length && char.IsLetter(phrase[start]) && char.IsLetter(phrase[i]))
                i++;
            while (i < phrase.Length && char.IsAsciiDigit(phrase[start]) && char.IsAsciiDigit(phrase[i]))
                i++;
            ids.Add(Add(phrase[start..i]));
        }
        return [.. ids];
    }
}

/// <summary>Phrases of one or more words and what each means; the longest that stands at an atom wins.</summary>
internal sealed class PhraseTable<T>(Vocabulary vocabulary) where T : class
{
    private readonly Dictionary<long, int> _next = [];
    private readonly List<T?> _values = [null];
    private bool[] _starts = [];

    public void Add(string phrase, T value)
    {
        var node = 0;
        foreach (var word in vocabulary.AddPhrase(phrase))
        {
            if (node == 0)
                MarkStart(word);
            var key = ((long)node << 32) | (uint)word;
            if (!_next.TryGetValue(key, out var next))
            {
                _next.Add(key, next = _values.Count);
                _values.Add(null);
            }
            node = next;
        }
        _values[node] = value;
    }

    /// <summary>The longest phrase that begins at an atom and ends by <paramref name="limit"/>; null where none does.</summary>
    public T? Match(AtomText text, int at, int limit, out int end)
    {
        end = at;
        if (at >= limit || text.Items[at].Word is var first && (first < 0 || first >= _starts.Length || !_starts[first]))
            return null;
        T? found = null;
        var node = 0;
        for (var i = at; i < limit && text.Items[i].Word is >= 0 and var word; i++)
        {
            if (!_next.TryGetValue(((long)node << 32) | (uint)word, out node))
                break;
            if (_values[node] is { } value)
            {
                found = value;
                end = i + 1;
            }
        }
        return found;
    }

    private void MarkStart(int word)
    {
        if (word >= _starts.Length)
            Array.Resize(ref _starts, Math.Max(64, (word + 1) * 2));
        _starts[word] = true;
    }
}
