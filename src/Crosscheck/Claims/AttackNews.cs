using Crosscheck.Models;

namespace Crosscheck.Claims;

/// <summary>
/// Does a report tell of an attack at all? Sport, accidents, quakes, trials, strikes of workers and tests of missiles use the
/// same words, so the words of the whole beginning are weighed together.
/// </summary>
internal static class AttackNews
{
    /// <summary>How many tokens are looked at: the matter of a report stands in its beginning.</summary>
    private const int Window = 300;
    private const int Lead = 70;

    /// <summary>Below this log-odds a report tells of none. To lose an attack costs more than to tell of one too many.</summary>
    public const float Threshold = -3f;

    /// <summary>The length of a row.</summary>
    public static int Count => 3 + 2 * IncidentCues.Count;

    /// <summary>The log-odds that the report tells of an attack; positive where there is no model.</summary>
    public static float Score(IncidentText context, BoostedTrees? model) => model?.Score(Row(context)) ?? 1;

    /// <summary>How many words of each cue stand in the beginning, per hundred words, and in the lead.</summary>
    public static float[] Row(IncidentText context)
    {
        var row = new float[Count];
        var end = Math.Min(context.Word.Length, Window);
        for (var t = 0; t < end; t++)
        {
            var cue = (int)context.Cue[t];
            row[3 + cue] += 100f / end;
            if (t < Lead)
                row[3 + IncidentCues.Count + cue]++;
        }
        for (var c = (int)IncidentCue.Air; c <= (int)IncidentCue.Loot; c++)
        {
            row[0] += row[3 + c];
            row[1] += row[3 + IncidentCues.Count + c];
        }
        for (var c = (int)IncidentCue.Accident; c < IncidentCues.Count; c++)
            row[2] += row[3 + c];
        return row;
    }
}
