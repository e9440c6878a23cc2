namespace Crosscheck.Text.Attributions;

/// <summary>The subjects in the trees of a text.</summary>
internal static class Subjects
{
    /// <summary>Per token the first subject that hangs on it, -1 where none does; empty where the text has no trees.</summary>
    public static int[] Read(AnnotatedText text)
    {
        if (text.Tree.Length != text.Tokens.Length)
            return [];
        var subjects = new int[text.Tokens.Length];
        Array.Fill(subjects, -1);
        for (var t = 0; t < subjects.Length; t++)
        {
            var (head, relation) = text.Tree[t];
            if (head >= 0 && subjects[head] < 0 && relation.StartsWith("nsubj", StringComparison.Ordinal))
                subjects[head] = t;
        }
        return subjects;
    }
}
