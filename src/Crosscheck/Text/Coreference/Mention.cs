namespace Crosscheck.Text.Coreference;

internal enum MentionKind : byte { Pronoun, Name, Noun }

/// <summary>What a mention can be; Unknown for things and for what the lexicons do not hold.</summary>
internal enum MentionClass : byte { Unknown, Person, People, Institution, Place, Document }

/// <summary>A noun phrase or pronoun. Gender: 0 unknown, 1 male, 2 female.</summary>
internal sealed record Mention(int Number, TokenRange Span, int Head, int Sentence, MentionKind Kind, MentionClass Class)
{
    public uint HeadWord { get; init; }
    public byte Gender { get; init; }
    public bool Plural { get; init; }
    public bool Definite { get; init; }
    public bool Indefinite { get; init; }
    public bool Subject { get; init; }

    /// <summary>Whether the text makes it say something: subject of a verb of speech, or "according to" it.</summary>
    public bool Speaker { get; init; }

    /// <summary>The name in the phrase, where it holds one.</summary>
    public NameMention? Name { get; init; }

    /// <summary>What a lexicon says of it: the kind of a noun that can speak, or of a known actor.</summary>
    public string Sort { get; init; } = "";

    /// <summary>Hashes of its content words in lower case.</summary>
    public uint[] Words { get; init; } = [];

    /// <summary>The content words of the name alone, where the mention is one; all of them else.</summary>
    public uint[] Core { get; init; } = [];
}
