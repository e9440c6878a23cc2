using System.Collections.Immutable;
using Crosscheck.Models;
using Crosscheck.Text;
using Crosscheck.Text.Attributions;

namespace Crosscheck.Claims;

/// <summary>What a claim reader asks: which words carry a value of which attribute.</summary>
public readonly record struct ClaimSpan(TokenRange Tokens, ClaimAttribute Attribute);

/// <summary>Who says a claim, how firmly, when, and in which words that stands.</summary>
public sealed record ClaimAttribution(Source Source, ClaimStatus Status, string? Said, Evidence? SourceEvidence, Evidence? Cue, string By, double Score);

/// <summary>
/// Gives every claim of one text its source and status. Candidates are the report's own voice and the phrases that can
/// speak in the claim's sentence and near it; a linear model ranks them (Collins and Koo 2005, discriminative reranking).
/// Build one for each text; it holds the text's tables.
/// </summary>
public sealed class ClaimAttributor
{
    private readonly AttributorModels _models;
    private readonly SourceCandidates _candidates;
    private readonly SourceScan _scan;
    private readonly SourceNames _names;
    private readonly SourcePaths _paths;
    private readonly SourceRelays _relays;
    private readonly SourceGrounds _grounds;
    private readonly Dictionary<int, ClaimStatus?> _early = [];
    private readonly Dictionary<int, string?> _said = [];
    private AttributionRow? _row;
    private SourceRanking? _ranking;
    private StatusRanking? _statuses;

    /// <summary>A candidate whose linear score lies so far below the best one's is not looked at again.</summary>
    private const float Hopeless = 4;

    internal ClaimAttributor(AnnotatedText text, AttributorModels models)
        : this(new SourceScan(text), models)
    {
    }

    internal ClaimAttributor(SourceScan scan, AttributorModels models)
    {
        _models = models;
        _scan = scan;
        _candidates = new SourceCandidates(_scan);
        _names = new SourceNames(_scan);
        _paths = new SourcePaths(_scan);
        _relays = new SourceRelays(_scan, _names);
        _grounds = new SourceGrounds(_scan, _names);
    }

    /// <summary>An attributor for a text that has at least tokens and sentences.</summary>
    public static ClaimAttributor For(AnnotatedText text) => new(text, AttributorModels.Default);

    /// <summary>The same text under other models, for the lab.</summary>
    internal ClaimAttributor With(AttributorModels models) => new(_scan, models);

    internal SourceScan Scan => _scan;
    internal SourceCandidates Candidates => _candidates;
    internal SourceNames Names => _names;
    internal SourcePaths Paths => _paths;

    /// <summary>The attribution of one claim. Never throws on a span inside the text.</summary>
    public ClaimAttribution Attribute(ClaimSpan claim)
    {
        if (claim.Tokens.Length <= 0 || _scan.Text.Sentences.Length == 0)
            return new ClaimAttribution(Source.OwnVoice, ClaimStatus.Asserted, null, null, null, "attribution/empty", 0);
        var (candidate, score) = Choose(claim);
        var status = StatusOf(claim, candidate);
        if (candidate.Phrase is not { } phrase)
            return new ClaimAttribution(Source.OwnVoice, status, null, null, null, "model/attribution", score);
        var name = _names.Resolve(phrase);
        var anonymous = _names.IsAnonymous(name);
        var source = new Source(name.Text, name.Kind, anonymous, _relays.Of(candidate)) { Ground = anonymous ? _grounds.Of(name.Text) : null };
        var text = _scan.Text;
        return new ClaimAttribution(
            source, status, candidate.Link is { } said ? SaidOn(said) : null, Evidence.Of(text.Body, text.SpanOf(phrase.Tokens)),
            candidate.Link is { } link ? Evidence.Of(text.Body, text.SpanOf(link.Cue)) : null,
            candidate.Link is { } cue ? "model/attribution+cue/" + cue.Entry.Id : "model/attribution", score);
    }

    private string? SaidOn(SourceLink link)
    {
        if (!_said.TryGetValue(link.Number, out var date))
            _said[link.Number] = date = SaidDates.Of(_scan, link);
        return date;
    }

    private (SourceCandidate, double) Choose(ClaimSpan claim)
    {
        var candidates = _candidates.For(claim);
        var scores = Ranking.Score(claim, candidates);
        if (_models.Trees is { } trees)
            scores = Boosted(claim, candidates, scores, trees);
        LinearModel.Normalize(scores);
        var best = 0;
        for (var k = 1; k < scores.Length; k++)
        {
            if (scores[k] > scores[best])
                best = k;
        }
        return (candidates[best], scores[best]);
    }

    /// <summary>The candidates that the ranking leaves a chance, by the trees.</summary>
    private float[] Boosted(ClaimSpan claim, IReadOnlyList<SourceCandidate> candidates, float[] linear, BoostedTrees trees)
    {
        var scores = new float[linear.Length];
        var best = linear.Max();
        var hopeful = linear.Count(x => x >= best - Hopeless);
        Span<float> row = stackalloc float[AttributionRow.Count];
        if (hopeful > 1)
            Row.Begin(claim, candidates, row);
        for (var k = 0; k < scores.Length; k++)
        {
            if (linear[k] < best - Hopeless)
            {
                scores[k] = float.NegativeInfinity;
                continue;
            }
            if (hopeful == 1)
                continue;
            Row.Fill(claim, candidates, linear, k, row);
            scores[k] = trees.Score(row);
        }
        return scores;
    }

    /// <summary>The rows for the trees, for the lab.</summary>
    internal float[][] Rows(ClaimSpan claim)
    {
        var candidates = _candidates.For(claim);
        var linear = Ranking.Score(claim, candidates);
        var rows = new float[linear.Length][];
        for (var k = 0; k < rows.Length; k++)
        {
            rows[k] = new float[AttributionRow.Count];
            Row.Begin(claim, candidates, rows[k]);
            Row.Fill(claim, candidates, linear, k, rows[k]);
        }
        return rows;
    }

    private SourceRanking Ranking => _ranking ??= new SourceRanking(_scan, _names, _paths, _models.Ranker);

    private AttributionRow Row => _row ??= new AttributionRow(_scan, _names, _paths);

    private ClaimStatus StatusOf(ClaimSpan claim, SourceCandidate candidate)
    {
        var status = (_statuses ??= new StatusRanking(_scan, _paths, _models.Status)).Of(claim, candidate);
        if (status != ClaimStatus.Asserted)
            return status;
        var sentence = _scan.Text.SentenceOf(claim.Tokens.First);
        if (!_early.TryGetValue(sentence, out var early))
            _early[sentence] = early = EarlyWords.Of(_scan.Text, _scan.Text.Sentences[sentence]);
        return early ?? status;
    }
}
