using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Crosscheck.App.Cli;

/// <summary>How the values of options are read, the same for all commands.</summary>
internal static class Options
{
    /// <summary>One path or more; what looks like an option and is no file is an unknown option.</summary>
    public static Argument<string[]> Paths(string description)
    {
        var paths = new Argument<string[]>("PATH") { Description = description, Arity = ArgumentArity.OneOrMore };
        paths.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
            {
                if (token.Value.StartsWith("--", StringComparison.Ordinal) && !Path.Exists(token.Value))
                    result.AddError($"There is no option '{token.Value}'.");
            }
        });
        return paths;
    }

    public static DateOnly? Date(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return date;
        result.AddError($"'{text}' is not a date; write YYYY-MM-DD.");
        return null;
    }

    /// <summary>One of the names of an enum, in lower case.</summary>
    public static T Choice<T>(ArgumentResult result) where T : struct, Enum
    {
        var text = result.Tokens[0].Value;
        foreach (var value in Enum.GetValues<T>())
        {
            if (string.Equals(value.ToString(), text, StringComparison.OrdinalIgnoreCase))
                return value;
        }
        result.AddError($"'{text}' is none of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}.");
        return default;
    }
}
