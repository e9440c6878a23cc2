using System.Collections.Frozen;
using System.Collections.Immutable;
using Crosscheck.Data;
using Crosscheck.Models;

namespace Crosscheck.Claims;

/// <summary>
/// One row of <c>rules/statements.tsv</c>: an attribution with one of the cues, whose content holds one of the words
/// (any content where there are none), is a statement of this kind.
/// </summary>
internal sealed record StatementRule(string Id, ImmutableArray<string> Cues, ImmutableArray<ImmutableArray<string>> Words, string Kind, string Example, string Source);

/// <summary>One row of <c>rules/omissions.tsv</c>: words of not telling, or a word for what is not told.</summary>
internal sealed record OmissionRule(string Id, ImmutableArray<string> Words, ImmutableArray<ClaimAttribute> Attributes, string Example, string Source);

/// <summary>The rules of statements and omissions, in the order in which they are tried.</summary>
internal static class StatementRules
{
    public static ImmutableArray<StatementRule> Statements { get; } =
    [
        .. DataFile.Rows("rules/statements.tsv").Select(r => new StatementRule(
            r[0], Split(r[1]), [.. Split(r[2]).Select(w => w.Split(' ').ToImmutableArray())], r[3], r[4], r[5])),
    ];

    /// <summary>Rows that say that nothing is told ("did not mention").</summary>
    public static ImmutableArray<OmissionRule> Omitting { get; } = [.. Omissions().Where(r => r.Attributes.IsEmpty)];

    /// <summary>The same by the hash of their first word.</summary>
    public static FrozenDictionary<uint, OmissionRule[]> OmittingByFirst { get; } =
        Omitting.GroupBy(r => r.Words[0]).ToFrozenDictionary(g => Feature.Hash(g.Key), g => g.ToArray());

    /// <summary>Rows for what is not told ("casualties": killed and injured).</summary>
    public static ImmutableArray<OmissionRule> Omitted { get; } = [.. Omissions().Where(r => !r.Attributes.IsEmpty)];

    private static IEnumerable<OmissionRule> Omissions() =>
        DataFile.Rows("rules/omissions.tsv").Select(r => new OmissionRule(
            r[0], [.. r[1].Split(' ')], [.. Split(r[2]).Select(a => Enum.Parse<ClaimAttribute>(a, true))], r[3], r[4]));

    private static ImmutableArray<string> Split(string list) => list.Length == 0 ? [] : [.. list.Split('|')];
}
