using Crosscheck.Text;

namespace Crosscheck.Claims;

/// <summary>Nouns of attack as the text introduces them: "a bomb" tells of a new incident, "the blast" of one that is known.</summary>
internal static class DefiniteTriggers
{
    /// <summary>How far before the noun its article may stand ("the deadly car bomb").</summary>
    private const int Reach = 3;

    /// <summary>0 no noun of attack, 1 one told as known, 2 one told as new, 3 one with neither mark.</summary>
    public static byte Of(IncidentText context, int t)
    {
        var text = context.Text;
        if (context.Cue[t] is IncidentCue.None or > IncidentCue.Attack || text.Tags.IsEmpty || text.Tags[t].Upos != Upos.NOUN)
            return 0;
        var first = text.Sentences[context.SentenceOf[t]].First;
        for (var d = t - 1; d >= Math.Max(first, t - Reach); d--)
        {
            var form = text.Form(d);
            if (form is "the" or "The" or "this" or "This" or "that" or "That" or "these" or "These" or "those" or "Those" or "its" or "their" or "Its" or "Their")
                return 1;
            if (form is "a" or "A" or "an" or "An" or "another" or "Another" or "other" || text.Tags[d].Upos == Upos.NUM)
                return 2;
            if (text.Tags[d].Upos is Upos.VERB or Upos.PUNCT or Upos.ADP)
                break;
        }
        return 3;
    }
}
