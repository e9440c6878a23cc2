using System.Globalization;
using System.Text;
using Crosscheck.Claims;

namespace Crosscheck.Views;

/// <summary>A reading as a note in Markdown, with the same parts in the same order as <see cref="ReadingText"/>.</summary>
public sealed class ReadingMarkdown
{
    private readonly ReadingParts _parts;
    private readonly bool _explain;
    private readonly StringBuilder _text = new();

    private ReadingMarkdown(Reading reading, bool explain)
    {
        _parts = new ReadingParts(reading);
        _explain = explain;
    }

    public static string Write(Reading reading, bool explain) => new ReadingMarkdown(reading, explain).Write();

    private string Write()
    {
        foreach (var telling in _parts.Main)
            WriteTelling(telling);
        if (_parts.Main.IsEmpty)
            Line("No attack is told here as the matter of the report.").Line();
        WriteStatements("##", _parts.OtherStatements);
        foreach (var telling in _parts.Background)
            WriteBackground(telling);
        WriteDocument(_parts.Reading.Document);
        return _text.ToString().TrimEnd('\n');
    }

    private void WriteTelling(Telling telling)
    {
        Line($"# {Escape(_parts.TitleOf(telling))}").Line();
        Line(Escape(telling.Type)).Line();
        WriteDiscrepancies(telling);
        WriteClaims([.. _parts.ClaimsOf(telling)]);
        foreach (var omission in _parts.OmissionsOf(telling))
            Line($"- {Escape(Wording.Of(omission.Source))} does not mention {Wording.Unsaid(omission.Attribute)}: {Quote(omission.Evidence)}");
        foreach (var link in telling.Links)
            WriteLink(link);
        EndList();
        WriteStatements("##", _parts.StatementsOf(telling));
    }

    private void WriteDiscrepancies(Telling telling)
    {
        var discrepancies = _parts.DiscrepanciesOf(telling).ToList();
        if (discrepancies.Count == 0)
            return;
        Line("## The accounts differ").Line();
        foreach (var discrepancy in discrepancies)
        {
            var positions = _parts.PositionsOf(discrepancy)
                .Select(p => $"**{Escape(string.Join(", ", p.Select(Wording.Of)))}** ({SourceOf(p[0])})");
            Line($"- {ReadingJson.Name(discrepancy.Attribute)}: {string.Join(" against ", positions)}; {Wording.Because(discrepancy.Because)}");
        }
        Line();
    }

    private void WriteClaims(List<Claim> claims)
    {
        if (claims.Count == 0)
            return;
        Line("## What is said").Line();
        Line(_explain ? "| | value | who says so | words | source's words | by |" : "| | value | who says so | words |");
        Line(_explain ? "| --- | --- | --- | --- | --- | --- |" : "| --- | --- | --- | --- |");
        foreach (var claim in claims)
        {
            var row = $"| {ReadingJson.Name(claim.Attribute)} | {Escape(Wording.Of(claim))} | {SourceOf(claim)} | {Quote(claim.Evidence)} |";
            if (_explain)
                row += string.Create(CultureInfo.InvariantCulture, $" {Quote(claim.SourceEvidence)} | `{claim.By}` {claim.Score:0.00} |");
            Line(row);
        }
        Line();
    }

    private void WriteStatements(string level, IEnumerable<Statement> statements)
    {
        var list = statements.ToList();
        if (list.Count == 0)
            return;
        Line($"{level} Statements").Line();
        foreach (var statement in list)
            Line($"- {Escape(Wording.Of(statement.Source))} {(statement.Kind == "other" ? "says" : statement.Kind)}: {Quote(statement.Evidence)}");
        Line();
    }

    private void WriteBackground(Telling telling)
    {
        Line($"## Background: {Escape(_parts.TitleOf(telling))}").Line();
        foreach (var link in telling.Links)
            WriteLink(link);
        foreach (var claim in _parts.ClaimsOf(telling))
            Line($"- {ReadingJson.Name(claim.Attribute)}: {Escape(Wording.Of(claim))} ({SourceOf(claim)})");
        EndList();
    }

    private void WriteLink(IncidentLink link) =>
        Line($"- {Wording.Link(link.Kind)} {Escape(_parts.TitleOf(link.To))}{(link.Evidence is { } evidence ? ": " + Quote(evidence) : "")}");

    private void WriteDocument(Documents.Document document)
    {
        var facts = new[]
        {
            document.Title is { Length: > 0 } title ? $"“{Escape(title)}”" : "",
            Escape(document.Publisher ?? ""),
            document.Published is { } date ? Wording.Date(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) : "no date",
            Escape(document.Path ?? ""),
            document.Id[..Math.Min(document.Id.Length, 19)],
        };
        Line($"Read from {string.Join(", ", facts.Where(f => f.Length > 0))} by {_parts.Reading.Reader}.");
    }

    private static string SourceOf(Claim claim)
    {
        var status = Wording.Of(claim.Status) is { Length: > 0 } s ? $", {s}" : "";
        status += claim.FoundBy.IsEmpty ? "" : "; " + Escape(Wording.FoundBy(claim));
        return Escape(Wording.Of(claim.Source)) + status;
    }

    private static string Quote(Evidence? evidence) => evidence is null ? "" : $"“{Escape(Wording.Short(evidence.Text, 160))}”";

    /// <summary>Text that Markdown takes as text, in a cell of a table too.</summary>
    private static string Escape(string text)
    {
        var result = new StringBuilder();
        foreach (var c in Wording.OneLine(text))
        {
            if (c is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '|' or '#')
                result.Append('\\');
            result.Append(c);
        }
        return result.ToString();
    }

    private void EndList()
    {
        if (_text.Length > 1 && _text[^2] != '\n')
            Line();
    }

    private ReadingMarkdown Line(string text = "")
    {
        _text.Append(text).Append('\n');
        return this;
    }
}
