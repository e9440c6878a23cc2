namespace Crosscheck.Text.Coreference;

/// <summary>What one or more mentions stand for: the mention that tells it most fully, and where it was last spoken of.</summary>
internal sealed class Entity(Mention mention)
{
    public Mention Root { get; private set; } = mention;

    public Mention Last { get; private set; } = mention;

    public int Count { get; private set; } = 1;

    public void See(Mention mention)
    {
        Last = mention;
        Count++;
        if (Root.Kind == MentionKind.Noun && Root.Name is null && mention.Name is not null && mention.Words.Length > Root.Words.Length)
            Root = mention;
    }
}
