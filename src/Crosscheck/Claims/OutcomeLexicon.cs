using Crosscheck.Data;
using Crosscheck.Models;

namespace Crosscheck.Claims;

/// <summary>Word classes of outcomes ("kill" killed, "rocket" munition): evidence for the claim models.</summary>
internal static class OutcomeLexicon
{
    public const byte None = 0;

    private static readonly Dictionary<uint, byte> Classes = Load();

    /// <summary>1 killed, 2 injured, 3 casualty, 4 abducted, 5 munition, 6 attack, 7 actor, 8 person; 0 none.</summary>
    public static byte Of(uint lemmaHash) => Classes.GetValueOrDefault(lemmaHash);

    private static Dictionary<uint, byte> Load()
    {
        string[] names = ["", "killed", "injured", "casualty", "abducted", "munition", "attack", "actor", "person"];
        return DataFile.Rows("lexicons/outcomes.tsv").ToDictionary(
            row => Feature.Hash(row[0]), row => (byte)Array.IndexOf(names, row[1]));
    }
}
