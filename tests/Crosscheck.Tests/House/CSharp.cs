using System.Text;
using System.Text.RegularExpressions;

namespace Crosscheck.Tests.House;

/// <summary>As much of C# as the house tests need: code without comments and strings, and the lengths of methods.</summary>
internal static partial class CSharp
{
    public static string WithoutComments(string code) => Comments().Replace(code, m => Blank(m.Value));

    /// <summary>The methods of a file with their lengths in lines, header and braces counted.</summary>
    public static IEnumerable<(string Name, int Lines)> Methods(string code)
    {
        code = Strings().Replace(code, m => m.Value.StartsWith('/') ? Blank(m.Value) : "\"\"" + Blank(m.Value[1..]));
        var open = new Stack<(bool IsType, string Header, int Line)>();
        var header = new StringBuilder();
        int line = 1, headerLine = 1;
        foreach (var c in code)
        {
            if (c == '\n')
                line++;
            if (c is not ('{' or '}' or ';'))
            {
                if (header.Length == 0 && char.IsWhiteSpace(c))
                    continue;
                if (header.Length == 0)
                    headerLine = line;
                header.Append(c);
                continue;
            }
            if (c == '{')
                open.Push((TypeHeader().IsMatch(header.ToString()), header.ToString(), headerLine));
            else if (c == '}' && open.TryPop(out var closed) && !closed.IsType && (open.Count == 0 || open.Peek().IsType) && MethodHeader().Match(closed.Header) is { Success: true } name)
                yield return (name.Groups[1].Value, line - closed.Line + 1);
            header.Clear();
        }
    }

    private static string Blank(string text) => new([.. text.Select(c => c == '\n' ? '\n' : ' ')]);

    [GeneratedRegex(@"//[^\n]*|/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comments();

    [GeneratedRegex("""//[^\n]*|/\*.*?\*/|\"{3}.*?\"{3}|@"(?:[^"]|"")*"|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)+'""", RegexOptions.Singleline)]
    private static partial Regex Strings();

    [GeneratedRegex(@"\b(class|record|struct|interface|enum)\s+\w|^\s*namespace\b")]
    private static partial Regex TypeHeader();

    [GeneratedRegex(@"(\w+)\s*(?:<[^()]*>)?\s*\([^{]*$")]
    private static partial Regex MethodHeader();
}
