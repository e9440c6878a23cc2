using System.Globalization;
using Crosscheck.Models;
using Crosscheck.Text;

namespace Crosscheck.Lab.NamedEntities;

/// <summary>
/// `lab compile-people LIST CONFLICT-NAMES [OUT]`: parts of persons' names with what they are (1 given, 2 family, 4 either).
/// LIST is what people.mjs prints.
/// </summary>
internal static class PeopleCompiler
{
    public static int Run(string[] args)
    {
        var flags = new Dictionary<uint, uint>();
        foreach (var line in File.ReadLines(args[0]))
        {
            var fields = line.Split('\t');
            Add(flags, fields[0], uint.Parse(fields[1], CultureInfo.InvariantCulture));
        }
        foreach (var line in File.ReadLines(args[1]).Where(l => !l.StartsWith('#')))
        {
            foreach (var name in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                Add(flags, name, 8);
        }
        File.WriteAllBytes(args.Length > 2 ? args[2] : "data/lexicons/people.bin", WordTable.Write(flags));
        Console.WriteLine($"{flags.Count} parts of names");
        return 0;
    }

    private static void Add(Dictionary<uint, uint> flags, string name, uint flag)
    {
        foreach (var form in new[] { name, Plain(name) }.Distinct(StringComparer.Ordinal))
            flags[WordTable.Key(form)] = flags.GetValueOrDefault(WordTable.Key(form)) | flag;
    }

    private static string Plain(string name) => string.Concat(name.Select(c => c < '\u0080' || PlaceName.Fold(c) is '\0' or ' ' ? c : PlaceName.Fold(c)));
}
