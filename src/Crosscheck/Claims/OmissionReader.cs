using System.Collections.Immutable;
using Crosscheck.Text;
using Crosscheck.Text.Attributions;

namespace Crosscheck.Claims;

/// <summary>An omission whose incident is still open, and the tokens that tell it.</summary>
public sealed record FoundOmission(Omission Omission, TokenRange Tokens);

/// <summary>
/// Reads omissions: the text says that a source did not tell a value ("did not mention any casualties").
/// That is neither zero nor a denial. Only attributes that the words name are given.
/// </summary>
public static class OmissionReader
{
    private const int Reach = 10;

    /// <summary>The omissions of a text in text order, one for each attribute, their incident left empty.</summary>
    public static ImmutableArray<FoundOmission> Read(AnnotatedText text) => Read(new SourceScan(text));

    internal static ImmutableArray<FoundOmission> Read(SourceScan scan)
    {
        var found = ImmutableArray.CreateBuilder<FoundOmission>();
        var names = new SourceNames(scan);
        for (var s = 0; s < scan.Text.Sentences.Length; s++)
        {
            var sentence = scan.Text.Sentences[s];
            for (var t = sentence.First; t < sentence.End; t++)
            {
                if (Cue(scan.Words, t, sentence.End) is { } cue)
                    Add(scan, names, s, cue, found);
            }
        }
        return found.DrainToImmutable();
    }

    private static void Add(SourceScan scan, SourceNames names, int number, TokenRange cue, ImmutableArray<FoundOmission>.Builder found)
    {
        var sentence = scan.Text.Sentences[number];
        if (Subject(scan, number, cue) is not { } subject)
            return;
        var name = names.Resolve(subject);
        var source = new Source(name.Text, name.Kind, names.IsAnonymous(name), []);
        var given = new HashSet<ClaimAttribute>();
        for (var t = cue.End; t < Math.Min(sentence.End, cue.End + Reach) && scan.Words.Class[t] is not (WordClass.Stop or WordClass.Comma); t++)
        {
            foreach (var rule in StatementRules.Omitted)
            {
                if (!Matches(scan.Words, t, rule.Words))
                    continue;
                var tokens = new TokenRange(cue.First, t + rule.Words.Length);
                var evidence = Evidence.Of(scan.Text.Body, scan.Text.SpanOf(tokens));
                foreach (var attribute in rule.Attributes)
                {
                    if (given.Add(attribute))
                        found.Add(new FoundOmission(new Omission("", attribute, source, evidence), tokens));
                }
            }
        }
    }

    /// <summary>The subject of the cue's verb or, where that cannot speak, the source that the sentence has cited last ("X reported ..., and did not mention").</summary>
    private static Phrase? Subject(SourceScan scan, int number, TokenRange cue)
    {
        if (scan.SubjectOf(number, cue.First, Math.Min(cue.End - 1, cue.First + 2)) is { CanSpeak: true } subject)
            return subject;
        Phrase? cited = null;
        foreach (var link in scan.LinksNear(number, cue.First))
            cited = link.Cue.End <= cue.First && link.Source is { } source ? source : cited;
        return cited;
    }

    private static TokenRange? Cue(WordTable words, int token, int end)
    {
        if (!StatementRules.OmittingByFirst.TryGetValue(words.Lower[token], out var rules))
            return null;
        foreach (var rule in rules)
        {
            if (token + rule.Words.Length <= end && Matches(words, token, rule.Words))
                return new TokenRange(token, token + rule.Words.Length);
        }
        return null;
    }

    private static bool Matches(WordTable words, int token, ImmutableArray<string> parts)
    {
        for (var k = 0; k < parts.Length; k++)
        {
            if (!words.Is(token + k, parts[k]))
                return false;
        }
        return true;
    }
}
