using Crosscheck.Claims;
using Crosscheck.Lab.Neural;
using Crosscheck.Lab.Scoring;
using Crosscheck.Text;

namespace Crosscheck.Lab.ClaimTraining;

/// <summary>Gold claims as labels of tokens, for the network.</summary>
internal static class ClaimWindows
{
    private const uint AllLabels = (1u << 10) - 1;

    /// <summary>The windows of one report, as the reader would cut it.</summary>
    public static IReadOnlyList<TokenWindow> Of(GoldText report)
    {
        var text = report.Context.Text;
        var n = text.Tokens.Length;
        var labels = new uint[n];
        var masks = new uint[n];
        Array.Fill(masks, AllLabels);
        foreach (var claim in report.Claims)
            Mark(report, claim, labels, masks);
        var features = Features(report.Context);
        for (var t = 0; t < n; t++)
            masks[t] |= labels[t];
        return [.. ClaimNetwork.Windows(text).Select(w => new TokenWindow(features[w.First..w.End], report.Context.Hashes.Key[w.First..w.End], labels[w.First..w.End], masks[w.First..w.End]))];
    }

    /// <summary>What the network sees of each token.</summary>
    internal static uint[][] Features(ClaimContext context)
    {
        var features = new uint[context.Text.Tokens.Length][];
        var buffer = new uint[ClaimNetworkInput.Max];
        var input = new ClaimNetworkInput(context);
        for (var t = 0; t < features.Length; t++)
            features[t] = buffer[..input.Fill(t, buffer)];
        return features;
    }

    private static void Mark(GoldText report, GoldClaim claim, uint[] labels, uint[] masks)
    {
        if (!Enum.TryParse<ClaimAttribute>(claim.Attribute, ignoreCase: true, out var attribute))
            return;
        var text = report.Context.Text;
        var bit = 1u << (int)attribute;
        var range = text.TokensIn(GoldText.SpanOf(claim));
        for (var t = range.First; t < range.End; t++)
            labels[t] |= bit;
        if (attribute <= ClaimAttribute.Munitions)
            MaskQuantities(text, claim, bit, masks);
        else if (attribute == ClaimAttribute.Date)
            MaskTimes(text, claim, bit, masks);
        else
            ClaimTrainer.MaskRepeats(text, report.Context, range, bit, masks);
    }

    private static void MaskQuantities(AnnotatedText text, GoldClaim claim, uint bit, uint[] masks)
    {
        if (claim.N is not > 2 && claim.Low is not > 3)
            return;
        foreach (var q in text.Quantities.Where(q => GoldMatch.SameNumber(claim, q.N ?? q.Low, q.N, q.N ?? q.High)))
        {
            for (var t = q.Tokens.First; t < Math.Max(q.Tokens.End, q.Group?.End ?? 0); t++)
                masks[t] &= ~bit;
        }
    }

    private static void MaskTimes(AnnotatedText text, GoldClaim claim, uint bit, uint[] masks)
    {
        foreach (var time in text.Times.Where(x => DateFeatures.DateOf(x) == claim.Value))
        {
            for (var t = time.Tokens.First; t < time.Tokens.End; t++)
                masks[t] &= ~bit;
        }
    }
}
