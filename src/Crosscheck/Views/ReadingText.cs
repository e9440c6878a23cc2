using System.Collections.Immutable;
using System.Globalization;
using Crosscheck.Claims;

namespace Crosscheck.Views;

/// <summary>How a reading is shown on a terminal.</summary>
/// <param name="Width">Columns of the terminal; lines keep below it down to 60.</param>
/// <param name="Explain">Whether every value shows its words, its source's words, and the rule or model that read it.</param>
public readonly record struct TextOptions(int Width, bool Colour, bool Explain);

/// <summary>
/// A reading for a person at a terminal: each incident in a headline, where the accounts differ first, then the figures
/// with who says each, through whom, how firmly and in which words.
/// </summary>
public sealed class ReadingText
{
    private const int Indent = 2;
    private const int Label = 14;
    private const int WordsBesideFrom = 110;
    private const string NoMark = "\u00A0\u00A0";
    private const string AgainstMark = "≠\u00A0";
    private readonly ReadingParts _parts;
    private readonly InkWriter _writer;
    private readonly int _width;
    private readonly bool _explain;
    private readonly string _body;

    private ReadingText(Reading reading, TextOptions options)
    {
        _parts = new ReadingParts(reading);
        _writer = new InkWriter(options.Colour);
        _width = Math.Clamp(options.Width, 60, 132);
        _explain = options.Explain;
        _body = reading.Document.Body;
    }

    public static string Write(Reading reading, TextOptions options) => new ReadingText(reading, options).Write();

    private string Write()
    {
        WriteDocument(_parts.Reading.Document);
        if (_parts.Main.IsEmpty)
        {
            _writer.Line();
            _writer.Line("No attack is told here as the matter of the report.");
        }
        foreach (var telling in _parts.Main)
            WriteTelling(telling);
        WriteStatements("Statements", _parts.OtherStatements);
        WriteBackground();
        return _writer.ToString();
    }

    private void WriteDocument(Documents.Document document)
    {
        var facts = new List<string>();
        if (document.Publisher is { Length: > 0 } publisher)
            facts.Add(Wording.OneLine(publisher));
        facts.Add(document.Published is { } date ? Wording.Date(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) : "no date");
        if (document.Title is { Length: > 0 } title)
            facts.Insert(0, $"“{Wording.Short(title, 90)}”");
        var path = document.Path is { Length: > 0 } p && p != "-" ? Wording.OneLine(p) + "  " : "";
        Columns.Row(_writer, 0, [_width], [new Piece(path, Ink.Label), new Piece(string.Join(" · ", facts), Ink.Aside)]);
    }

    private void WriteTelling(Telling telling)
    {
        _writer.Line();
        Columns.Row(_writer, 0, [_width], [new Piece(_parts.TitleOf(telling), Ink.Heading)]);
        Columns.Row(_writer, 0, [_width], [new Piece(FactsOf(telling), Ink.Aside)]);
        var claims = _parts.ClaimsOf(telling).ToList();
        var layout = LayoutOf(claims);
        var shown = WriteDiscrepancies(telling, layout);
        claims.RemoveAll(c => shown.Contains(c.Id));
        WriteClaims("Figures", [.. claims.Where(c => c.Attribute <= ClaimAttribute.Munitions)], layout);
        WriteClaims("What, who and where", [.. claims.Where(c => c.Attribute > ClaimAttribute.Munitions)], layout);
        WriteOmissions(telling);
        WriteStatements("Statements", _parts.StatementsOf(telling));
        WriteLinks(telling);
    }

    private string FactsOf(Telling telling)
    {
        var facts = new List<string> { telling.Type };
        if (telling.Place is { } place)
            facts.Add(PlaceOf(place));
        if (_explain && telling.Trigger is { } trigger)
            facts.Add($"first told by “{Wording.OneLine(trigger.Text)}”");
        return string.Join(" · ", facts);
    }

    private static string PlaceOf(IncidentPlace place)
    {
        var country = place.Country is { } c ? $", {c}" : "";
        return place is { Latitude: { } lat, Longitude: { } lon }
            ? string.Create(CultureInfo.InvariantCulture, $"{Wording.OneLine(place.Name)}{country} {lat:0.00}, {lon:0.00}")
            : Wording.OneLine(place.Name) + country;
    }

    /// <summary>The claims that cannot all be true, first; what was shown there is not shown again below.</summary>
    private HashSet<string> WriteDiscrepancies(Telling telling, Layout layout)
    {
        var shown = new HashSet<string>(StringComparer.Ordinal);
        foreach (var discrepancy in _parts.DiscrepanciesOf(telling))
        {
            if (shown.Count == 0)
                Heading("The accounts differ", Ink.Conflict);
            var label = ReadingJson.Name(discrepancy.Attribute);
            var mark = NoMark;
            foreach (var position in _parts.PositionsOf(discrepancy))
            {
                foreach (var claim in position)
                {
                    WriteClaim(claim, layout, label, mark);
                    shown.Add(claim.Id);
                    label = "";
                    mark = NoMark;
                }
                mark = AgainstMark;
            }
            Columns.Row(_writer, Indent + Label + 4, [_width - Indent - Label - 4], [new Piece(Wording.Because(discrepancy.Because), Ink.Aside)]);
        }
        return shown;
    }

    private void WriteClaims(string heading, ImmutableArray<Claim> claims, Layout layout)
    {
        if (claims.IsEmpty)
            return;
        Heading(heading, Ink.Label);
        ClaimAttribute? last = null;
        foreach (var claim in claims)
        {
            WriteClaim(claim, layout, claim.Attribute == last ? "" : ReadingJson.Name(claim.Attribute), NoMark);
            last = claim.Attribute;
        }
    }

    private void WriteClaim(Claim claim, Layout layout, string label, string mark)
    {
        var isCount = claim.Attribute <= ClaimAttribute.Munitions;
        var left = ImmutableArray.Create(new Piece(label, Ink.Label));
        var figure = ImmutableArray.Create(new Piece(mark, Ink.Conflict), new Piece(Wording.Of(claim), isCount ? Ink.Figure : Ink.Plain));
        var source = SourceOf(claim);
        if (layout.Words > 0)
        {
            Columns.Row(_writer, Indent, [Label, layout.Value, layout.Source, layout.Words], left, figure, source, Snippet(claim.Evidence, layout.Words));
            return;
        }
        Columns.Row(_writer, Indent, [Label, layout.Value, layout.Source], left, figure, source);
        if (isCount && !_explain)
            Columns.Row(_writer, Indent + Label + layout.Value + 4, [layout.Source], Snippet(claim.Evidence, layout.Source));
        if (_explain)
            WriteWhy(claim);
    }

    /// <summary>The widths of the columns of a telling's claims; no column of words where there is no room for one.</summary>
    private readonly record struct Layout(int Value, int Source, int Words);

    private Layout LayoutOf(IReadOnlyCollection<Claim> claims)
    {
        var value = 2 + Math.Clamp(claims.Select(c => Wording.Of(c).Length).DefaultIfEmpty(0).Max(), 10, _width >= 100 ? 32 : 24);
        var rest = Rest(value);
        if (_explain || _width < WordsBesideFrom)
            return new Layout(value, rest, 0);
        var source = Math.Clamp(claims.Select(c => SourceOf(c).Sum(p => p.Text.Length)).DefaultIfEmpty(0).Max(), 12, 36);
        return new Layout(value, source, rest - source - 2);
    }

    /// <summary>The words of the value and of its source, and what read them.</summary>
    private void WriteWhy(Claim claim)
    {
        var why = ImmutableArray.CreateBuilder<Piece>();
        AddWords(why, "words ", claim.Evidence.Text);
        AddWords(why, " · source ", claim.SourceEvidence?.Text);
        AddWords(why, " · unnamed ", claim.Source.Ground);
        AddWords(why, " · cue ", claim.Cue?.Text);
        if (claim.Said is { } said)
            why.Add(new Piece($" · said {Wording.Date(said)}", Ink.Aside));
        why.Add(new Piece(string.Create(CultureInfo.InvariantCulture, $" · by {claim.By} {claim.Score:0.00}"), Ink.Aside));
        Columns.Row(_writer, Indent + Label + 4, [_width - Indent - Label - 4], why.ToImmutable());
    }

    private static void AddWords(ImmutableArray<Piece>.Builder pieces, string what, string? words)
    {
        if (words is not null)
            pieces.AddRange(new Piece(what, Ink.Aside), new Piece($"“{Wording.OneLine(words)}”", Ink.Words));
    }

    private void WriteOmissions(Telling telling)
    {
        var groups = _parts.OmissionsOf(telling).GroupBy(o => (Wording.Of(o.Source), o.Evidence)).ToList();
        if (groups.Count == 0)
            return;
        Heading("Left unsaid", Ink.Label);
        foreach (var group in groups)
        {
            var (source, evidence) = group.Key;
            Columns.Row(_writer, Indent, [_width - Indent],
                [new Piece(source, Ink.Source), " does not mention ", string.Join(" or ", group.Select(o => Wording.Unsaid(o.Attribute))), " ", Quote(evidence, 60)]);
        }
    }

    private void WriteStatements(string heading, IEnumerable<Statement> statements)
    {
        var first = true;
        foreach (var statement in statements)
        {
            if (first)
                Heading(heading, Ink.Label);
            first = false;
            var source = 26;
            Columns.Row(_writer, Indent, [Label, source, Rest(source)],
                [new Piece(statement.Kind == "other" ? "says" : statement.Kind, Ink.Label)],
                [new Piece(Wording.Of(statement.Source), Ink.Source)],
                [Quote(statement.Evidence, 2 * Rest(source) - 8)]);
        }
    }

    private void WriteLinks(Telling telling)
    {
        if (telling.Links.IsDefaultOrEmpty)
            return;
        Heading("Links", Ink.Label);
        foreach (var link in telling.Links)
            Columns.Row(_writer, Indent, [_width - Indent], LinkOf(link));
    }

    private ImmutableArray<Piece> LinkOf(IncidentLink link)
    {
        var pieces = ImmutableArray.Create<Piece>(new Piece(Wording.Link(link.Kind) + " ", Ink.Label), _parts.TitleOf(link.To));
        return link.Evidence is { } evidence ? pieces.Add(" ").Add(Quote(evidence, 60)) : pieces;
    }

    private void WriteBackground()
    {
        if (_parts.Background.IsEmpty)
            return;
        _writer.Line();
        _writer.Line(new Piece("Told as background", Ink.Label));
        foreach (var telling in _parts.Background)
        {
            Columns.Row(_writer, Indent, [_width - Indent], [new Piece(_parts.TitleOf(telling), Ink.Heading)]);
            foreach (var link in telling.Links)
                Columns.Row(_writer, Indent + 2, [_width - Indent - 2], LinkOf(link));
            if (_explain)
                WriteClaims("", [.. _parts.ClaimsOf(telling)], LayoutOf([.. _parts.ClaimsOf(telling)]));
            else
                WriteInPassing(telling);
        }
    }

    /// <summary>The claims of a background telling, one paragraph a source.</summary>
    private void WriteInPassing(Telling telling)
    {
        foreach (var group in _parts.ClaimsOf(telling).GroupBy(c => Wording.Of(c.Source)))
        {
            var pieces = ImmutableArray.CreateBuilder<Piece>();
            foreach (var claim in group)
            {
                if (pieces.Count > 0)
                    pieces.Add(new Piece(" · ", Ink.Aside));
                pieces.Add(new Piece(ReadingJson.Name(claim.Attribute) + " ", Ink.Label));
                pieces.Add(Wording.Of(claim));
                if (Wording.Of(claim.Status) is { Length: > 0 } status)
                    pieces.Add(new Piece($" ({status})", InkOf(claim.Status)));
            }
            if (group.First().Source.Name.Length > 0)
            {
                pieces.Add(new Piece(" · ", Ink.Aside));
                pieces.Add(SourceOf(group.First().Source));
            }
            Columns.Row(_writer, Indent + 2, [_width - Indent - 2], pieces.ToImmutable());
        }
    }

    private void Heading(string heading, Ink ink)
    {
        if (heading.Length == 0)
            return;
        _writer.Line();
        _writer.Line(new Piece(heading, ink));
    }

    private int Rest(int value) => _width - Indent - Label - 2 - value - 2;

    private static ImmutableArray<Piece> SourceOf(Claim claim)
    {
        var pieces = ImmutableArray.Create(SourceOf(claim.Source));
        var status = claim.Attribute == ClaimAttribute.Responsibility && claim.Status == ClaimStatus.Denied ? "" : Wording.Of(claim.Status);
        pieces = status.Length == 0 ? pieces : pieces.Add(new Piece(" · ", Ink.Aside)).Add(new Piece(status, InkOf(claim.Status)));
        return claim.FoundBy.IsEmpty ? pieces : pieces.Add(new Piece(" · " + Wording.FoundBy(claim), Ink.Aside));
    }

    private static Piece SourceOf(Source source) =>
        new(Wording.Of(source), source.Name.Length == 0 ? Ink.Aside : Ink.Source);

    private static Ink InkOf(ClaimStatus status) => status switch
    {
        ClaimStatus.Confirmed => Ink.Firm,
        ClaimStatus.Preliminary or ClaimStatus.Unknown => Ink.Tentative,
        _ => Ink.Refused,
    };

    private static Piece Quote(Evidence evidence, int width) => new($"“{Wording.Short(evidence.Text, Math.Max(20, width))}”", Ink.Words);

    /// <summary>The evidence in its line of the text, as much of it as one line holds; the evidence itself stands out.</summary>
    private ImmutableArray<Piece> Snippet(Evidence evidence, int width)
    {
        var (before, after) = Surroundings.Of(_body, evidence.Span, width - 2);
        return [new Piece("“" + before, Ink.Aside), new Piece(Wording.Short(evidence.Text, width - 2), Ink.Words), new Piece(after + "”", Ink.Aside)];
    }
}
