namespace Crosscheck.Text.Attributions;

/// <summary>How a source stands to its cue.</summary>
internal enum LinkOrder : byte { Before, Inverted, Behind, Possessor, Continued }

/// <summary>A cue and the phrase that it makes a source; Source is null where none is expressed.</summary>
internal sealed record SourceLink(int Sentence, TokenRange Cue, CueEntry Entry, Phrase? Source, LinkOrder Order, Phrase? Hearer)
{
    /// <summary>Its number among the links of the text.</summary>
    public int Number { get; init; }
}
