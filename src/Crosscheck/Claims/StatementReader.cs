using System.Collections.Immutable;
using Crosscheck.Text;
using Crosscheck.Text.Attributions;

namespace Crosscheck.Claims;

/// <summary>A statement whose incident is still open, and the tokens that make it.</summary>
public sealed record FoundStatement(Statement Statement, TokenRange Tokens);

/// <summary>
/// Reads statements of position: a named party confirms, denies, condemns, threatens, demands or justifies, and gives no figures.
/// </summary>
public static class StatementReader
{
    private const int Furthest = 40;

    /// <summary>The statements of a text in text order, their incident left null. The text must have its tags and attributions.</summary>
    public static ImmutableArray<FoundStatement> Read(AnnotatedText text) => Read(new SourceScan(text));

    internal static ImmutableArray<FoundStatement> Read(SourceScan scan)
    {
        var found = ImmutableArray.CreateBuilder<FoundStatement>();
        var names = new SourceNames(scan);
        var relays = new SourceRelays(scan, names);
        foreach (var link in scan.Links)
        {
            if (link.Source is not { } source || Content(scan, link) is not { Length: > 0 } content || HasFigures(scan, content))
                continue;
            if (RuleFor(scan, link, content) is not { } rule)
                continue;
            var tokens = new TokenRange(Math.Min(source.First, link.Cue.First), Math.Max(content.End, link.Cue.End));
            if (content.First < tokens.First)
                tokens = new TokenRange(content.First, Math.Max(tokens.End, source.Extent));
            if (found.Count > 0 && found[^1].Tokens.Overlaps(tokens) && found[^1].Statement.Kind == rule.Kind)
            {
                // "Ministry: We can confirm ...": the line's speaker tells more than "we" does.
                if (!ReferenceEquals(link.Entry, SpeakerLines.Prefix))
                    continue;
                found.RemoveAt(found.Count - 1);
            }
            var name = names.Resolve(source);
            var who = new Source(name.Text, name.Kind, names.IsAnonymous(name), relays.Of(new SourceCandidate(source, link, 0)));
            found.Add(new FoundStatement(new Statement(who, rule.Kind, null, SaidDates.Of(scan, SourceRelays.Signature(scan, link) ?? link), Evidence.Of(scan.Text.Body, scan.Text.SpanOf(tokens))), tokens));
        }
        return found.DrainToImmutable();
    }

    private static TokenRange Content(SourceScan scan, SourceLink link)
    {
        var content = scan.ContentOf(link);
        return new TokenRange(content.First, Math.Min(content.End, content.First + Furthest));
    }

    private static bool HasFigures(SourceScan scan, TokenRange content)
    {
        foreach (var quantity in scan.Text.Quantities)
        {
            if (quantity.Tokens.First >= content.End)
                break;
            if (content.Contains(quantity.Tokens) && quantity.Group is not null && IsFigure(scan.Words, quantity.Tokens))
                return true;
        }
        return false;
    }

    /// <summary>A number or an open count; "an attack" is neither.</summary>
    private static bool IsFigure(WordTable words, TokenRange tokens)
    {
        for (var t = tokens.First; t < tokens.End; t++)
        {
            if (words.Class[t] == WordClass.Num || words.IsAny(t, ["dozens", "scores", "hundreds", "several", "many"]))
                return true;
        }
        return false;
    }

    private static StatementRule? RuleFor(SourceScan scan, SourceLink link, TokenRange content)
    {
        foreach (var rule in StatementRules.Statements)
        {
            if ((rule.Cues.IsEmpty || rule.Cues.Contains(link.Entry.Id)) && (rule.Words.IsEmpty || Holds(scan.Words, content, rule.Words)))
                return rule;
        }
        return null;
    }

    private static bool Holds(WordTable words, TokenRange content, ImmutableArray<ImmutableArray<string>> phrases)
    {
        for (var t = content.First; t < content.End; t++)
        {
            foreach (var phrase in phrases)
            {
                var k = 0;
                while (k < phrase.Length && words.Is(t + k, phrase[k]))
                    k++;
                if (k == phrase.Length)
                    return true;
            }
        }
        return false;
    }
}
