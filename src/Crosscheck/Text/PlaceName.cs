namespace Crosscheck.Text;

/// <summary>
/// The form under which names of places are compared: lower case, no diacritics, apostrophes or full stops; hyphens and
/// slashes are spaces. Letters outside the Latin script stay as they are.
/// </summary>
public static class PlaceName
{
    // The base letters of U+00C0..U+024F and U+1E00..U+1EFF; '_' where there is none.
    private const string Latin =
        "aaaaaaaceeeeiiiidnooooo_ouuuuytsaaaaaaaceeeeiiiidnooooo_ouuuuytyaaaaaaccccccccddddeeeeeeeeeegggg" +
        "gggghhhhiiiiiiiiii__jjkk_llllll__llnnnnnn_nnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzz_" +
        "bb________d___aa__f_____kk______oo_____________uu___y________________________aaiioouuuuuuuuuuaaa" +
        "aa____ggkkoooo__j___gg__nnaa____aaaaeeeeiiiioooorrrruuuusstt__hh______aaeeooooooooyy____________" +
        "________________";
    private const string LatinAdditional =
        "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrr" +
        "ssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy______aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee" +
        "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy______";

    /// <summary>One character folded: '\0' where it is dropped, ' ' where it parts words.</summary>
    public static char Fold(char c) => c switch
    {
        >= 'a' and <= 'z' or >= '0' and <= '9' => c,
        >= 'A' and <= 'Z' => (char)(c | 32),
        '\'' or '`' or '.' or '\u2018' or '\u2019' or '\u02BB' or '\u02BC' or '\u02BE' or '\u02BF' or '\u00B4' or '\u2032' => '\0',
        >= '\u0300' and <= '\u036F' => '\0',
        >= '\u00C0' and <= '\u024F' => Base(Latin[c - 0xC0], c),
        >= '\u1E00' and <= '\u1EFF' => Base(LatinAdditional[c - 0x1E00], c),
        < '\u0080' or '\u2013' or '\u2014' or '\u00A0' => ' ',
        _ => c,
    };

    /// <summary>A whole name folded, one space between words.</summary>
    public static string Fold(string name)
    {
        var folded = new System.Text.StringBuilder(name.Length);
        foreach (var c in name)
        {
            var f = Fold(c);
            if (f == '\0' || (f == ' ' && (folded.Length == 0 || folded[^1] == ' ')))
                continue;
            folded.Append(f);
        }
        if (folded.Length > 0 && folded[^1] == ' ')
            folded.Length--;
        return folded.ToString();
    }

    private static char Base(char letter, char c) => letter == '_' ? c : letter;

    /// <summary>The start of a hash over folded characters.</summary>
    public const ulong Seed = 14695981039346656037;

    /// <summary>Adds one folded character to a hash (FNV-1a, 64 bits).</summary>
    public static ulong Step(ulong hash, char folded) => (hash ^ folded) * 1099511628211;

    /// <summary>The hash of a folded name as the gazetteer's index holds it.</summary>
    public static ulong Hash(ReadOnlySpan<char> folded)
    {
        var hash = Seed;
        foreach (var c in folded)
            hash = Step(hash, c);
        return Finish(hash);
    }

    /// <summary>Mixes a hash so that its top bits can be an index.</summary>
    public static ulong Finish(ulong hash)
    {
        hash ^= hash >> 32;
        hash *= 0xD6E8FEB86659FD93;
        return hash ^ (hash >> 29);
    }
}
