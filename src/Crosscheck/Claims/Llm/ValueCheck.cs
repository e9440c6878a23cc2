using System.Globalization;
using System.Text;
using Crosscheck.Text;

namespace Crosscheck.Claims.Llm;

/// <summary>Whether a model's value is what our own readers make of the words that it quotes.</summary>
internal static class ValueCheck
{
    /// <summary>The value as our readers give it, or null and why not.</summary>
    public static ClaimValue? Of(ModelClaim claim, ClaimAttribute attribute, Evidence evidence, PartText part, out string why) => attribute switch
    {
        <= ClaimAttribute.Munitions => Count(claim, evidence, part, out why),
        ClaimAttribute.Date => Date(claim, evidence, part, out why),
        _ => Words(claim, attribute, evidence, part, out why),
    };

    private static ClaimValue? Count(ModelClaim claim, Evidence evidence, PartText part, out string why)
    {
        why = "";
        var said = claim.Value;
        if (said.Text is not null)
        {
            why = "its value is no number";
            return null;
        }
        var who = Who(said.Who, evidence, part);
        if (said is { N: null, Low: null, High: null })
        {
            if (claim.Status == "unknown")
                return new ClaimValue { Who = who };
            why = "it has no number";
            return null;
        }
        var counts = Counts(evidence, part);
        if (counts.Count == 0)
        {
            why = $"our number reader finds no count in “{Shown(evidence.Text)}”";
            return null;
        }
        if (counts.Find(q => (said.Low ?? said.N, said.N, said.High ?? said.N) == (q.Low ?? q.N, q.N, q.High ?? q.N)) is not { } ours)
        {
            why = $"our number reader makes {Number(counts[0].Low, counts[0].N, counts[0].High)} of “{Shown(evidence.Text)}”, not {Number(said.Low, said.N, said.High)}";
            return null;
        }
        return new ClaimValue { Low = ours.Low, N = ours.N, High = ours.High, Approximate = ours.Approximate, Who = who };
    }

    /// <summary>
    /// What our number reader makes of the words, by themselves and where they stand ("a soldier" is one). Nothing where it sees
    /// an age, a distance or a date there, and no count beside it.
    /// </summary>
    private static List<Quantity> Counts(Evidence evidence, PartText part)
    {
        var there = part.QuantitiesAt(evidence.Span).ToList();
        var counts = there.Where(q => IsCount(q.Kind)).ToList();
        if (!part.IsEnglish && OtherNumerals.Count(part.Language, evidence.Text) is { } other)
            counts.Insert(0, new Quantity(default, other, other, other, false, null, "other-numerals"));
        if (!there.Exists(q => IsMeasure(q.Kind)) && NumberReader.Parse(AsciiDigits(evidence.Text)) is { } alone && IsCount(alone.Kind))
            counts.Insert(0, alone);
        return counts;
    }

    /// <summary>The group in the text's words; what the text does not hold is left out.</summary>
    private static string? Who(string? who, Evidence evidence, PartText part) =>
        string.IsNullOrWhiteSpace(who) ? null : part.Find(who, evidence.Span)?.Text;

    private static bool IsCount(QuantityKind kind) =>
        kind is QuantityKind.Count or QuantityKind.Singular or QuantityKind.Plural or QuantityKind.Pronoun or QuantityKind.Name or QuantityKind.Other;

    private static bool IsMeasure(QuantityKind kind) => kind is QuantityKind.Age or QuantityKind.Money or QuantityKind.Percent or QuantityKind.Measure
        or QuantityKind.Duration or QuantityKind.Date or QuantityKind.Clock or QuantityKind.Calibre or QuantityKind.Identifier;

    private static ClaimValue? Date(ModelClaim claim, Evidence evidence, PartText part, out string why)
    {
        var said = claim.Value.Text ?? "";
        var ours = part.DatesAt(evidence.Span).Select(Day).OfType<string>().ToList();
        if (!part.IsEnglish && OtherNumerals.Date(part.Language, evidence.Text, part.Published) is { } other)
            ours.Add(other);
        why = ours.Count == 0 ? $"our time reader finds no date in “{Shown(evidence.Text)}”" : $"our time reader makes {string.Join(", ", ours)} of “{Shown(evidence.Text)}”, not {Shown(said)}";
        return ours.Contains(said, StringComparer.Ordinal) ? new ClaimValue { Text = said } : null;
    }

    /// <summary>A TIMEX3 date or time as a claim's date; null where it is no calendar date.</summary>
    internal static string? Day(string value)
    {
        var day = value.Split('T')[0];
        return day.Length is 4 or 7 or 8 or 10 && char.IsAsciiDigit(day[0]) && !day.Contains('X', StringComparison.Ordinal) ? day : null;
    }

    private static ClaimValue? Words(ModelClaim claim, ClaimAttribute attribute, Evidence evidence, PartText part, out string why)
    {
        why = "";
        var said = claim.Value.Text;
        if (said is null)
            why = "its value is no words";
        else if (said.Length == 0 && claim.Status != "unknown")
            why = "its value is empty";
        else if (said.Length == 0 || (said == "none" && attribute == ClaimAttribute.Responsibility))
            return new ClaimValue { Text = said };
        else if ((part.Find(said, evidence.Span) ?? part.Find(OtherCase(said), evidence.Span)) is { } found)
            return new ClaimValue { Text = FoldedText.OneLine(found.Text) };
        else
            why = $"the words “{Shown(said)}” do not stand in the text";
        return null;
    }

    /// <summary>Words with their first letter in the other case: a value may begin a sentence in the text. The text's form is kept.</summary>
    private static string OtherCase(string words) => (char.IsUpper(words[0]) ? char.ToLowerInvariant(words[0]) : char.ToUpperInvariant(words[0])) + words[1..];

    /// <summary>Digits of any script as 0-9, so that they are read alike.</summary>
    internal static string AsciiDigits(string words)
    {
        var text = new StringBuilder(words.Length);
        foreach (var c in words)
            text.Append(char.IsDigit(c) ? (char)('0' + (int)char.GetNumericValue(c)) : c);
        return text.ToString();
    }

    /// <summary>A model's words in a message: on one line, short, without control characters.</summary>
    internal static string Shown(string words)
    {
        var line = new string([.. FoldedText.OneLine(words).Where(c => !char.IsControl(c))]);
        return line.Length <= 80 ? line : line[..79] + "…";
    }

    internal static string Number(int? low, int? n, int? high) => n is { } exact
        ? exact.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{low}..{high}");
}
