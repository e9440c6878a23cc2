namespace Crosscheck.Text;

/// <summary>The dictionary form of a word.</summary>
internal static class Lemmatizer
{
    public static string Lemma(ReadOnlySpan<char> form, Upos upos, string xpos) =>
        upos == Upos.PROPN ? form.ToString() : form.ToString().ToLowerInvariant();
}
