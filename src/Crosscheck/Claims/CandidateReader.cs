using System.Collections.Immutable;
using Crosscheck.Models;
using Crosscheck.Text;

namespace Crosscheck.Claims;

/// <summary>
/// Finds the claims that a text states: every quantity, time expression and run of words that a model gives a good chance,
/// with its value. Who says it and of which incident is decided later.
/// </summary>
internal sealed class CandidateReader(ClaimModels models, CandidateThresholds thresholds)
{
    /// <summary>The labels of the quantity model, in the order of its classes.</summary>
    public static readonly ImmutableArray<ClaimAttribute> QuantityLabels =
        [ClaimAttribute.Killed, ClaimAttribute.Injured, ClaimAttribute.Abducted, ClaimAttribute.Munitions];

    /// <summary>The labels of the role model, in the order of its classes.</summary>
    public static readonly ImmutableArray<ClaimAttribute> RoleLabels =
        [ClaimAttribute.Weapon, ClaimAttribute.Target, ClaimAttribute.Perpetrator, ClaimAttribute.Responsibility, ClaimAttribute.Place];

    private const int Buffer = 160;
    private const float Unlikely = 0.015f;

    /// <summary>The claims that the text states, in the order of their words.</summary>
    public ImmutableArray<ClaimCandidate> Read(ClaimContext context)
    {
        var found = ImmutableArray.CreateBuilder<ClaimCandidate>();
        var network = models.Network.Read(context);
        ReadQuantities(context, network, found);
        ReadRoles(context, network, found);
        ReadDates(context, network, found);
        AbsenceRules.Shared.Read(context.Text, found);
        ResponsibilityReader.Read(context.Text, found);
        found.Sort((a, b) => a.Tokens.First != b.Tokens.First ? a.Tokens.First.CompareTo(b.Tokens.First) : a.Attribute.CompareTo(b.Attribute));
        return found.DrainToImmutable();
    }

    private void ReadQuantities(ClaimContext context, float[] network, ImmutableArray<ClaimCandidate>.Builder found)
    {
        Span<uint> buffer = stackalloc uint[Buffer];
        Span<float> scores = stackalloc float[QuantityLabels.Length];
        var previous = 0u;
        var sentence = -1;
        for (var q = 0; q < context.Text.Quantities.Length; q++)
        {
            var quantity = context.Text.Quantities[q];
            var here = context.Hashes.Sentence[quantity.Tokens.First];
            if (here != sentence)
                (previous, sentence) = (16, here);
            var sink = new FeatureSink(buffer);
            QuantityFeatures.Fill(ref sink, context, q, previous);
            models.Quantities.Score(sink.Features, scores);
            var labels = 0u;
            var things = CountedThings.Counts(context.Text, quantity);
            for (var label = 0; label < QuantityLabels.Length; label++)
            {
                if (things && QuantityLabels[label] != ClaimAttribute.Munitions)
                    continue;
                var linear = Sigmoid(scores[label]);
                if (linear > 0.5)
                    labels |= 1u << label;
                var other = Highest(network, Evidence(quantity), QuantityLabels[label]);
                var p = (linear + other) / 2;
                if (p >= thresholds.Of(QuantityLabels[label]))
                    found.Add(new ClaimCandidate(QuantityLabels[label], Evidence(quantity), ValueOf(context.Text, quantity), p, "claims-quantities:" + quantity.By) { Quantity = quantity, Linear = linear, Network = other });
            }
            previous = labels;
        }
    }

    private void ReadRoles(ClaimContext context, float[] network, ImmutableArray<ClaimCandidate>.Builder found)
    {
        var text = context.Text;
        var labels = RoleLabels.Length;
        var chances = new float[text.Tokens.Length * labels];
        Span<uint> buffer = stackalloc uint[Buffer];
        for (var t = 0; t < text.Tokens.Length; t++)
        {
            var scores = chances.AsSpan(t * labels, labels);
            if (!Likely(network.AsSpan(t * ClaimNetwork.Labels.Length, ClaimNetwork.Labels.Length), scores))
                continue;
            var sink = new FeatureSink(buffer);
            RoleFeatures.Fill(ref sink, context, t);
            models.Roles.Score(sink.Features, scores);
            for (var k = 0; k < labels; k++)
                scores[k] = (float)(Sigmoid(scores[k]) + network[t * ClaimNetwork.Labels.Length + (int)RoleLabels[k]]) / 2;
        }
        for (var label = 0; label < labels; label++)
        {
            foreach (var sentence in text.Sentences)
                Runs(context, sentence, chances, network, label, found);
        }
    }

    /// <summary>
    /// Is the token worth the linear model's time? Most are not: the network gives them next to no chance for any role, and
    /// half of it is their chance then.
    /// </summary>
    private static bool Likely(ReadOnlySpan<float> network, Span<float> chances)
    {
        var likely = false;
        for (var k = 0; k < RoleLabels.Length; k++)
        {
            var chance = network[(int)RoleLabels[k]];
            likely |= chance >= Unlikely;
            chances[k] = chance / 2;
        }
        return likely;
    }

    /// <summary>Words in a row that all belong to a role with a fair chance, one of them with a good one.</summary>
    private void Runs(ClaimContext context, Sentence sentence, float[] chances, float[] network, int label, ImmutableArray<ClaimCandidate>.Builder found)
    {
        var text = context.Text;
        var labels = RoleLabels.Length;
        for (var t = sentence.First; t < sentence.End; t++)
        {
            if (chances[t * labels + label] < thresholds.Inside)
                continue;
            var end = t;
            var best = 0f;
            while (end < sentence.End && chances[end * labels + label] >= thresholds.Inside)
                best = MathF.Max(best, chances[end++ * labels + label]);
            var range = Trim(text, new TokenRange(t, end));
            if (best >= thresholds.Of(RoleLabels[label]) && range.Length > 0 && (RoleLabels[label] != ClaimAttribute.Target || IsNamed(text, range)))
            {
                var place = RoleLabels[label] == ClaimAttribute.Place ? context.PlaceIn(range) : null;
                found.Add(new ClaimCandidate(RoleLabels[label], range, new ClaimValue { Text = text.Words(range) }, best, "claims-roles") { Place = place, Network = Highest(network, range, RoleLabels[label]), Linear = best });
            }
            t = end;
        }
    }

    /// <summary>Is there a noun, a name or a pronoun? "Open" is no target.</summary>
    private static bool IsNamed(AnnotatedText text, TokenRange range)
    {
        for (var t = range.First; t < range.End; t++)
        {
            if (text.Tags[t].Upos is Upos.NOUN or Upos.PROPN or Upos.PRON or Upos.NUM or Upos.X)
                return true;
        }
        return false;
    }

    private static TokenRange Trim(AnnotatedText text, TokenRange range)
    {
        int first = range.First, end = range.End;
        while (first < end && text.Tags[first].Upos is Upos.PUNCT or Upos.ADP or Upos.DET or Upos.CCONJ or Upos.PART)
            first++;
        while (end > first && text.Tags[end - 1].Upos is Upos.PUNCT or Upos.ADP or Upos.DET or Upos.CCONJ or Upos.PART)
            end--;
        return first == end ? new TokenRange(first, end) : WholeWords(text, new TokenRange(first, end));
    }

    /// <summary>A run that begins or ends inside a word takes the whole of it: "K-1", not "-1".</summary>
    private static TokenRange WholeWords(AnnotatedText text, TokenRange range)
    {
        int first = range.First, end = range.End;
        while (first > 0 && text.Tokens[first - 1].End == text.Tokens[first].Start && IsInside(text, first - 1) && (text.Form(first)[0] is '-' || text.Form(first - 1)[^1] is '-'))
            first--;
        while (end < text.Tokens.Length && text.Tokens[end].Start == text.Tokens[end - 1].End && IsInside(text, end) && (text.Form(end)[0] is '-' || text.Form(end - 1)[^1] is '-'))
            end++;
        return new TokenRange(first, end);
    }

    private static bool IsInside(AnnotatedText text, int token) => char.IsLetterOrDigit(text.Form(token)[0]) || text.Form(token)[0] is '-';

    private void ReadDates(ClaimContext context, float[] network, ImmutableArray<ClaimCandidate>.Builder found)
    {
        Span<uint> buffer = stackalloc uint[Buffer];
        Span<float> scores = stackalloc float[1];
        for (var i = 0; i < context.Text.Times.Length; i++)
        {
            var time = context.Text.Times[i];
            if (DateFeatures.DateOf(time) is not { } value)
                continue;
            var sink = new FeatureSink(buffer);
            DateFeatures.Fill(ref sink, context, i);
            models.Dates.Score(sink.Features, scores);
            var linear = Sigmoid(scores[0]);
            var other = Highest(network, time.Tokens, ClaimAttribute.Date);
            var p = (linear + other) / 2;
            if (p >= thresholds.Date)
                found.Add(new ClaimCandidate(ClaimAttribute.Date, time.Tokens, new ClaimValue { Text = value }, p, "claims-dates:" + time.By) { Linear = linear, Network = other });
        }
    }

    private static double Highest(float[] network, TokenRange range, ClaimAttribute attribute)
    {
        var best = 0f;
        for (var t = range.First; t < range.End; t++)
            best = MathF.Max(best, network[t * ClaimNetwork.Labels.Length + (int)attribute]);
        return best;
    }

    private static TokenRange Evidence(Quantity q) =>
        q.Group is { } g ? new TokenRange(Math.Min(q.Tokens.First, g.First), Math.Max(q.Tokens.End, g.End)) : q.Tokens;

    private static ClaimValue ValueOf(AnnotatedText text, Quantity q) => new()
    {
        N = q.N,
        Low = q.N ?? q.Low,
        High = q.N ?? q.High,
        Approximate = q.Approximate,
        Who = CountedGroup.Of(text, q),
    };

    internal static double Sigmoid(float x) => 1 / (1 + Math.Exp(-x));
}

/// <summary>How good a chance a claim must have to be stated, by attribute.</summary>
public sealed record CandidateThresholds
{
    public double Killed { get; init; } = 0.46;
    public double Injured { get; init; } = 0.42;
    public double Abducted { get; init; } = 0.22;
    public double Munitions { get; init; } = 0.44;
    public double Date { get; init; } = 0.4;
    public double Inside { get; init; } = 0.3;
    public double Weapon { get; init; } = 0.38;
    public double Target { get; init; } = 0.36;
    public double Perpetrator { get; init; } = 0.33;
    public double Responsibility { get; init; } = 0.46;
    public double Place { get; init; } = 0.4;

    /// <summary>Low: what the decision model is to choose from.</summary>
    public static CandidateThresholds Proposing { get; } = new()
    {
        Killed = 0.08,
        Injured = 0.08,
        Abducted = 0.08,
        Munitions = 0.08,
        Date = 0.08,
        Inside = 0.15,
        Weapon = 0.15,
        Target = 0.15,
        Perpetrator = 0.15,
        Responsibility = 0.15,
        Place = 0.15,
    };

    /// <summary>One threshold for all attributes, for the lab.</summary>
    public static CandidateThresholds All(double chance) => new()
    {
        Killed = chance,
        Injured = chance,
        Abducted = chance,
        Munitions = chance,
        Date = chance,
        Weapon = chance,
        Target = chance,
        Perpetrator = chance,
        Responsibility = chance,
        Place = chance,
    };

    public double Of(ClaimAttribute attribute) => attribute switch
    {
        ClaimAttribute.Killed => Killed,
        ClaimAttribute.Injured => Injured,
        ClaimAttribute.Abducted => Abducted,
        ClaimAttribute.Munitions => Munitions,
        ClaimAttribute.Weapon => Weapon,
        ClaimAttribute.Target => Target,
        ClaimAttribute.Perpetrator => Perpetrator,
        ClaimAttribute.Responsibility => Responsibility,
        ClaimAttribute.Place => Place,
        ClaimAttribute.Date => Date,
        _ => 0.5,
    };
}
