namespace Crosscheck.Text;

/// <summary>A half-open span [Start, End) of UTF-16 offsets into a document's body.</summary>
public readonly record struct TextSpan(int Start, int End)
{
    public int Length => End - Start;

    public bool Contains(TextSpan other) => Start <= other.Start && other.End <= End;

    public bool Overlaps(TextSpan other) => Start < other.End && other.Start < End;

    /// <summary>The words that stand in the span.</summary>
    public string Of(string body) => body[Start..End];
}

/// <summary>A half-open range [First, End) of token numbers.</summary>
public readonly record struct TokenRange(int First, int End)
{
    public int Length => End - First;

    public bool Contains(int token) => First <= token && token < End;

    public bool Contains(TokenRange other) => First <= other.First && other.End <= End;

    public bool Overlaps(TokenRange other) => First < other.End && other.First < End;
}
