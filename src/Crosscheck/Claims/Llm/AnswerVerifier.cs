using System.Collections.Immutable;
using System.Globalization;
using Crosscheck.Diagnostics;
using Crosscheck.Text;

namespace Crosscheck.Claims.Llm;

/// <summary>
/// From a model's answer on one part to a reading that holds nothing but what stands in the text: every value, source and cue
/// letter for letter, every number and date as our own readers make it of those words. What fails is dropped and said so.
/// </summary>
internal sealed class AnswerVerifier
{
    private static readonly ImmutableHashSet<string> Types = ImmutableHashSet.Create(StringComparer.Ordinal,
        "Shelling/artillery/missile attack", "Air/drone strike", "Remote explosive/landmine/IED", "Suicide bomb", "Grenade", "Armed clash",
        "Attack", "Abduction/forced disappearance", "Mob violence", "Violent demonstration", "Looting/property destruction", "Other");

    private static readonly ImmutableHashSet<string> SourceKinds = ImmutableHashSet.Create(StringComparer.Ordinal,
        "armed group", "company", "document", "government", "international", "media", "medical", "military", "monitor", "police", "political", "person", "rescue", "witness");

    private readonly PartText _part;
    private readonly ModelAnswer _answer;
    private readonly string _reader;
    private readonly ImmutableArray<Diagnostic>.Builder _dropped = ImmutableArray.CreateBuilder<Diagnostic>();

    private AnswerVerifier(PartText part, ModelAnswer answer, string reader)
    {
        _part = part;
        _answer = answer;
        _reader = reader;
    }

    /// <summary>The reading of a part; a diagnostic for each thing that was dropped.</summary>
    public static Reading Verify(NumberedText text, SentencePart part, ModelAnswer answer, string reader) =>
        new AnswerVerifier(new PartText(text, part), answer, reader).Run(text.Document);

    private Reading Run(Documents.Document document)
    {
        var ids = _answer.Incidents.Select(t => t.Id).Where(id => id.Length > 0).Distinct(StringComparer.Ordinal)
            .Select((id, i) => (id, New: "i" + (i + 1).ToString(CultureInfo.InvariantCulture))).ToDictionary(x => x.id, x => x.New, StringComparer.Ordinal);
        var claims = ImmutableArray.CreateBuilder<Claim>();
        foreach (var claim in _answer.Claims)
        {
            if (ClaimOf(claim, ids) is { } verified)
                claims.Add(verified with { Id = "c" + (claims.Count + 1).ToString(CultureInfo.InvariantCulture) });
        }
        var told = claims.Select(c => c.Incident).ToHashSet(StringComparer.Ordinal);
        return new Reading
        {
            Document = document,
            Reader = _reader,
            Incidents = [.. _answer.Incidents.DistinctBy(t => t.Id, StringComparer.Ordinal).Where(t => ids.TryGetValue(t.Id, out var id) && told.Contains(id))
                .Select(t => TellingOf(t, ids, told, [.. claims.Where(c => c.Incident == ids[t.Id])]))],
            Claims = claims.ToImmutable(),
            Omissions = [.. _answer.Omissions.Select(o => OmissionOf(o, ids)).OfType<Omission>().Where(o => told.Contains(o.Incident))],
            Statements = [.. _answer.Statements.Select(s => StatementOf(s, ids)).OfType<Statement>()
                .Select(s => s.Incident is { } i && told.Contains(i) ? s : s with { Incident = null })],
            Diagnostics = _dropped.ToImmutable(),
        };
    }

    private Claim? ClaimOf(ModelClaim claim, Dictionary<string, string> ids)
    {
        var what = $"{ValueCheck.Shown(claim.Attribute)} “{ValueCheck.Shown(claim.Evidence)}”";
        if (!TryName<ClaimAttribute>(claim.Attribute, out var attribute) || !TryName<ClaimStatus>(claim.Status, out var status) || !ids.TryGetValue(claim.Incident, out var incident))
            return Drop<Claim>(what, "it names no known attribute, status or incident");
        if (_part.Find(claim.Evidence, _part.Sentence(claim.Sentence)) is not { } evidence)
            return Drop<Claim>(what, "its words do not stand in the text");
        if (ValueCheck.Of(claim, attribute, evidence, _part, out var why) is not { } value)
            return Drop<Claim>(what, why);
        if (SourceOf(claim.Source, evidence, out var sourceEvidence, out why) is not { } source)
            return Drop<Claim>(what, why);
        var cue = string.IsNullOrWhiteSpace(claim.Cue) ? null : _part.Find(claim.Cue, sourceEvidence?.Span ?? evidence.Span);
        if (cue is null && !string.IsNullOrWhiteSpace(claim.Cue))
            return Drop<Claim>(what, $"its cue “{ValueCheck.Shown(claim.Cue)}” does not stand in the text");
        return new Claim
        {
            Id = "",
            Incident = incident,
            Attribute = attribute,
            Value = value,
            Source = source,
            Status = status,
            Said = SaidOf(claim.Said),
            Evidence = evidence,
            SourceEvidence = sourceEvidence,
            Cue = cue,
            By = _reader,
            Score = 0.5,
        };
    }

    /// <summary>A source whose name, words and relays all stand in the text; null and why where one does not.</summary>
    private Source? SourceOf(ModelSource said, Evidence value, out Evidence? evidence, out string why)
    {
        why = "";
        evidence = null;
        if (said.Name.Length == 0 && said.Via.IsEmpty)
            return Source.OwnVoice;
        var words = said.Evidence is { Length: > 0 } given ? given : said.Name;
        evidence = words.Length == 0 ? null : _part.Find(words, value.Span);
        if (words.Length > 0 && evidence is null)
            why = $"the words of its source “{ValueCheck.Shown(words)}” do not stand in the text";
        else if (said.Name.Length > 0 && !_part.Holds(said.Name))
            why = $"its source “{ValueCheck.Shown(said.Name)}” does not stand in the text";
        else if (said.Via.FirstOrDefault(v => !_part.Holds(v)) is { } relay)
            why = $"its relay “{ValueCheck.Shown(relay)}” does not stand in the text";
        return why.Length > 0 ? null : new Source(said.Name, SourceKinds.Contains(said.Kind) ? said.Kind : "unknown", said.Anonymous, said.Via);
    }

    /// <summary>A date of saying that the text tells, or the day of publication; else none.</summary>
    private string? SaidOf(string? said)
    {
        if (said is null || ValueCheck.Day(said) != said)
            return null;
        var published = _part.Published?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return said == published || _part.Dates.Any(d => ValueCheck.Day(d) == said) ? said : null;
    }

    private Telling TellingOf(ModelTelling telling, Dictionary<string, string> ids, HashSet<string> told, ImmutableArray<Claim> claims)
    {
        var trigger = string.IsNullOrWhiteSpace(telling.Trigger) ? null : _part.Find(telling.Trigger, _part.Sentence(telling.Sentence));
        var links = ImmutableArray.CreateBuilder<IncidentLink>();
        foreach (var link in telling.Links)
        {
            if (link.Kind is not ("response_to" or "part_of" or "repeat_at_same_place") || !ids.TryGetValue(link.To, out var to) || to == ids[telling.Id] || !told.Contains(to))
                continue;
            if (_part.Find(link.Evidence, _part.Sentence(telling.Sentence)) is { } evidence)
                links.Add(new IncidentLink(to, link.Kind, evidence));
            else
                Drop<IncidentLink>($"link {link.Kind}", $"the words “{ValueCheck.Shown(link.Evidence)}” do not stand in the text");
        }
        return new Telling
        {
            Id = ids[telling.Id],
            Role = telling.Role == "main" ? "main" : "background",
            Type = Types.Contains(telling.Type) ? telling.Type : "Other",
            Date = DateOf(telling.Role == "main", claims),
            Place = PlaceOf(claims),
            Trigger = trigger,
            Links = links.ToImmutable(),
        };
    }

    /// <summary>The date told most often, days first; what the report is about happened when it was published where it tells none.</summary>
    private IncidentDate? DateOf(bool main, ImmutableArray<Claim> claims)
    {
        var told = claims.Where(c => c.Attribute == ClaimAttribute.Date).Select(c => c.Value.Text!).GroupBy(d => d, StringComparer.Ordinal)
            .OrderByDescending(g => g.Key.Length == 10).ThenByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).FirstOrDefault()?.Key;
        var date = told ?? (main ? _part.Published?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null);
        return date is null ? null : new IncidentDate(date, IncidentDates.PrecisionOf(date));
    }

    /// <summary>The finest place that is claimed, with the coordinates of our gazetteer where it knows it.</summary>
    private IncidentPlace? PlaceOf(ImmutableArray<Claim> claims)
    {
        var places = claims.Where(c => c.Attribute == ClaimAttribute.Place && c.Value.Text is { Length: > 0 })
            .Select(c => (Name: c.Value.Text!, Place: _part.PlaceAt(c.Evidence.Span))).ToList();
        if (places.Count == 0)
            return null;
        var (name, place) = places.Exists(p => p.Place is not null) ? places.Where(p => p.Place is not null).MinBy(p => p.Place!.Precision) : places[0];
        return new IncidentPlace(name, place?.Latitude, place?.Longitude, place?.Country, place?.Precision.ToString().ToLowerInvariant(), place?.Geonames);
    }

    private Omission? OmissionOf(ModelOmission omission, Dictionary<string, string> ids)
    {
        var what = $"omission “{ValueCheck.Shown(omission.Evidence)}”";
        if (!TryName<ClaimAttribute>(omission.Attribute, out var attribute) || !ids.TryGetValue(omission.Incident, out var incident))
            return Drop<Omission>(what, "it names no known attribute or incident");
        if (_part.Find(omission.Evidence, _part.Sentence(omission.Sentence)) is not { } evidence)
            return Drop<Omission>(what, "its words do not stand in the text");
        return SourceOf(omission.Source, evidence, out _, out var why) is { } source ? new Omission(incident, attribute, source, evidence) : Drop<Omission>(what, why);
    }

    private Statement? StatementOf(ModelStatement statement, Dictionary<string, string> ids)
    {
        var what = $"statement “{ValueCheck.Shown(statement.Evidence)}”";
        if (_part.Find(statement.Evidence, _part.Sentence(statement.Sentence)) is not { } evidence)
            return Drop<Statement>(what, "its words do not stand in the text");
        if (SourceOf(statement.Source, evidence, out _, out var why) is not { } source)
            return Drop<Statement>(what, why);
        var kind = statement.Kind is "confirms" or "denies" or "condemns" or "threatens" or "demands" or "justifies" ? statement.Kind : "other";
        return new Statement(source, kind, statement.Incident is { } i ? ids.GetValueOrDefault(i) : null, SaidOf(statement.Said), evidence);
    }

    private T? Drop<T>(string what, string why) where T : class
    {
        _dropped.Add(Codes.ModelDropped.With(what, why));
        return null;
    }

    private static bool TryName<T>(string name, out T value) where T : struct, Enum =>
        Enum.TryParse(name, ignoreCase: true, out value) && Enum.IsDefined(value) && name.All(char.IsAsciiLetter);
}
