using System.Collections.Immutable;
using System.Globalization;
using Crosscheck.Diagnostics;
using Crosscheck.Documents;
using Crosscheck.Text;

namespace Crosscheck.Claims;

/// <summary>
/// Reads a text that is longer than any report in parts, so that time and memory grow with the text alone: what a claim is
/// weighed against stays within its part. Parts end at a blank line where there is one, else at a line or a space.
/// </summary>
internal static class LongText
{
    /// <summary>The most UTF-16 units of a part: some sixty pages. Hardly a report is a tenth of it.</summary>
    public const int Part = 60_000;

    /// <summary>The parts of a body, half-open, in order, without gaps.</summary>
    public static IEnumerable<TextSpan> Parts(string body)
    {
        var start = 0;
        while (body.Length - start > Part)
        {
            var end = End(body, start);
            yield return new TextSpan(start, end);
            start = end;
        }
        yield return new TextSpan(start, body.Length);
    }

    /// <summary>One reading of all parts: spans moved to the whole body, ids made one sequence.</summary>
    public static Reading Join(Document document, string reader, IEnumerable<(int Offset, Reading Reading)> parts)
    {
        var whole = new Reading { Document = document, Reader = reader };
        foreach (var (offset, part) in parts)
            whole = Append(whole, part, offset);
        return whole;
    }

    private static int End(string body, int start)
    {
        var window = body.AsSpan(start, Part);
        var half = window[(Part / 2)..];
        foreach (var mark in (ReadOnlySpan<string>)["\n\n", "\n", ". ", " "])
        {
            if (half.LastIndexOf(mark, StringComparison.Ordinal) is >= 0 and var at)
                return start + Part / 2 + at + mark.Length;
        }
        return start + (char.IsHighSurrogate(window[^1]) ? Part - 1 : Part);
    }

    private static Reading Append(Reading whole, Reading part, int offset)
    {
        int incidents = whole.Incidents.Length, claims = whole.Claims.Length;
        string Incident(string id) => Renumber(id, incidents);
        return whole with
        {
            Incidents = [.. whole.Incidents, .. part.Incidents.Select(i => i with
            {
                Id = Incident(i.Id),
                Trigger = Move(i.Trigger, offset),
                Links = [.. i.Links.Select(l => new IncidentLink(Incident(l.To), l.Kind, Move(l.Evidence, offset)))],
            })],
            Claims = [.. whole.Claims, .. part.Claims.Select(c => c with
            {
                Id = Renumber(c.Id, claims),
                Incident = Incident(c.Incident),
                Evidence = Move(c.Evidence, offset)!,
                SourceEvidence = Move(c.SourceEvidence, offset),
                Cue = Move(c.Cue, offset),
            })],
            Omissions = [.. whole.Omissions, .. part.Omissions.Select(o => o with { Incident = Incident(o.Incident), Evidence = Move(o.Evidence, offset)! })],
            Statements = [.. whole.Statements, .. part.Statements.Select(s => s with { Incident = s.Incident is null ? null : Incident(s.Incident), Evidence = Move(s.Evidence, offset)! })],
            Discrepancies = [.. whole.Discrepancies, .. part.Discrepancies.Select(d => d with { Incident = Incident(d.Incident), Claims = [.. d.Claims.Select(c => Renumber(c, claims))] })],
            Diagnostics = [.. whole.Diagnostics, .. part.Diagnostics.Select(d => Move(d, offset))],
        };
    }

    /// <summary>"i3" after five others is "i8".</summary>
    private static string Renumber(string id, int before) =>
        id[..1] + (int.Parse(id.AsSpan(1), CultureInfo.InvariantCulture) + before).ToString(CultureInfo.InvariantCulture);

    private static Evidence? Move(Evidence? evidence, int offset) =>
        evidence is null ? null : new Evidence(evidence.Start + offset, evidence.End + offset, evidence.Text);

    private static Diagnostic Move(Diagnostic diagnostic, int offset) =>
        diagnostic.Span is { } span ? diagnostic with { Span = new TextSpan(span.Start + offset, span.End + offset) } : diagnostic;
}
