namespace Crosscheck.Text;

/// <summary>How far a head stands from its dependent, in classes: 0 for the root, then to the left and to the right.</summary>
internal static class TreeDistance
{
    public const int Root = 0;
    public const int Count = 19;

    public static int Of(int dependent, int head)
    {
        var distance = Math.Abs(head - dependent);
        var bucket = distance <= 4 ? distance - 1 : distance <= 6 ? 4 : distance <= 9 ? 5 : distance <= 14 ? 6 : distance <= 22 ? 7 : 8;
        return head < dependent ? 1 + bucket : 10 + bucket;
    }
}
