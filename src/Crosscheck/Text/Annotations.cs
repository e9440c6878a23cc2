using System.Collections.Immutable;

namespace Crosscheck.Text;

/// <summary>A word or mark: a half-open span of the body.</summary>
public readonly record struct Token(int Start, int End)
{
    public TextSpan Span => new(Start, End);
}

/// <summary>A half-open range of tokens. <paramref name="Paragraph"/> counts from 0 at blank lines or line breaks.</summary>
public readonly record struct Sentence(int First, int End, int Paragraph)
{
    public TokenRange Tokens => new(First, End);
}

/// <summary>Universal Dependencies' part-of-speech tags (https://universaldependencies.org/u/pos/).</summary>
public enum Upos : byte
{
    X, ADJ, ADP, ADV, AUX, CCONJ, DET, INTJ, NOUN, NUM, PART, PRON, PROPN, PUNCT, SCONJ, SYM, VERB,
}

/// <summary>A token's part of speech, its Penn Treebank tag as UD English writes it in XPOS, and its lemma (lower case but for names).</summary>
public readonly record struct Tag(Upos Upos, string Xpos, string Lemma);

/// <summary>A token's head (a token number, -1 for the root of a sentence) and its UD relation ("nsubj:pass").</summary>
public readonly record struct Arc(int Head, string Relation);

public enum NameType : byte { Person, Organization, Location, Nationality, Weapon, MilitaryPlatform, Other }

/// <summary>A name. <paramref name="By"/> is the model or rule that found it; <paramref name="Score"/> is in 0..1.</summary>
public sealed record NameMention(TokenRange Tokens, NameType Type, string By, double Score);

/// <summary>
/// What a quantity is. Count: an explicit count, "no" and vague ones ("several") too. Singular, Plural, Pronoun, Name: one person
/// or an uncounted plural that might be counted ("a child", "his wife", "civilians", "he"). Unknown: a count that is not known ("how many").
/// The others are numbers that count no people and no munitions.
/// </summary>
public enum QuantityKind : byte
{
    Count, Singular, Plural, Pronoun, Name, Unknown,
    Times, Age, Money, Percent, Measure, Duration, Date, Clock, Ordinal, Calibre, Identifier, Other,
}

/// <summary>
/// A count as the text tells it. N is null for an open range; Low and High are null where open.
/// Tokens covers the number's own words ("at least two", "about a dozen", "no", "several");
/// Group covers what is counted ("Americans", "British service member"), null where nothing is. By names the rule, and for
/// the kinds that are not explicit counts how the words stand ("singular:a", "singular:the", "plural:bare", "zero:negated").
/// </summary>
public sealed record Quantity(TokenRange Tokens, int? Low, int? N, int? High, bool Approximate, TokenRange? Group, string By)
{
    public QuantityKind Kind { get; init; }
}

/// <summary>A TIMEX3 time expression: Type DATE, TIME, DURATION or SET; Value in TIMEX3's form ("2020-03-11", "2020-W11", "P2D").</summary>
public sealed record TimeExpression(TokenRange Tokens, string Type, string Value, string By);

public enum PlacePrecision : byte { Site, Town, District, Province, Country }

/// <summary>A place on the map: WGS84 degrees, ISO 3166-1 alpha-2 country, GeoNames id where it has one.</summary>
public sealed record Place(string Name, double Latitude, double Longitude, string? Country, PlacePrecision Precision, int? Geonames);

/// <summary>A place as the text tells it. Resolved is null where no place on the map is meant or known.
/// Relative places ("27km north of Baghdad") carry the computed coordinates.</summary>
public sealed record PlaceMention(TokenRange Tokens, Place? Resolved, bool Relative, string By, double Score);

/// <summary>A mention and the earlier mention that it means ("he" -> "Taliban spokesman Zabihullah Mujahid").</summary>
public sealed record CoreferenceLink(TokenRange Mention, TokenRange Antecedent, string By, double Score);

/// <summary>
/// Who says what: source, cue and content as in PARC and PolNeAR. Source is null for an unexpressed source.
/// Via is the ordered relay, nearest to the reader first ("Reuters" reported citing "officials").
/// </summary>
public sealed record AttributionMention(
    TokenRange? Source, TokenRange? Cue, ImmutableArray<TokenRange> Content, ImmutableArray<TokenRange> Via, string By, double Score);

public enum EventReality : byte { Happened, Negated, Planned, Threatened, Hypothetical }

/// <summary>A trigger ("hit", "exploded", "strike"), its ACLED sub-event type and whether it is told as having happened.</summary>
public sealed record EventMention(TokenRange Trigger, string Type, EventReality Reality, string By, double Score);
