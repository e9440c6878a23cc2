namespace Crosscheck.Lab.NamedEntities;

/// <summary>
/// One zone of one sentence: hashed features per token, and per token the labels that its annotation allows, as bits. A corpus
/// that does not mark a type leaves it open.
/// </summary>
internal sealed record SequenceExample(uint[][] Features, uint[] Allowed);
