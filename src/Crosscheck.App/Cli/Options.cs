using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using Crosscheck.App.Intake.Forms;
using Crosscheck.App.Llm;

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

    /// <summary>Who reads: our reader unless told otherwise.</summary>
    public static Option<ReaderChoice> Reader() => new("--reader")
    {
        Description = "Who reads: crosscheck's own reader, the language model of $CROSSCHECK_LLM_ENDPOINT (docs/llm.md), or both side by side.",
        HelpName = "crosscheck|llm|both",
        CustomParser = Choice<ReaderChoice>,
    };

    public static Option<bool> Confidential() => new("--confidential") { Description = "Mark the reports confidential: their text is never sent to a language model." };

    /// <summary>Opens the readers, does the work, and says what the model's answers cost; wrong usage where no model is configured.</summary>
    public static int UseReaders(Terminal terminal, ReaderChoice choice, Func<Readers, int> work)
    {
        using var readers = Readers.Of(choice, terminal.Variable, terminal.Error.WriteLine, out var wrong);
        if (readers is null)
        {
            terminal.Error.WriteLine("crosscheck: " + wrong);
            return ExitCode.WrongUsage;
        }
        var code = work(readers);
        if (readers.Summary() is { } summary)
            terminal.Error.WriteLine("crosscheck: " + summary);
        return code;
    }

    /// <summary>Networks that a name may lead to although they are not public.</summary>
    public static Option<IPNetwork[]> AllowAddress() => new("--allow-address")
    {
        Description = "A network that addresses may lead to although it is not public, such as 10.0.0.0/8.",
        HelpName = "ADDRESS/BITS",
        DefaultValueFactory = _ => [],
        CustomParser = result =>
        {
            var networks = new List<IPNetwork>();
            foreach (var token in result.Tokens)
            {
                if (IPNetwork.TryParse(token.Value, out var network) || (IPAddress.TryParse(token.Value, out var one) && IPNetwork.TryParse($"{one}/{one.GetAddressBytes().Length * 8}", out network)))
                    networks.Add(network);
                else
                    result.AddError($"'{token.Value}' is not ADDRESS/BITS, such as 10.0.0.0/8.");
            }
            return [.. networks];
        },
    };

    public static Option<FieldMap> Map() => new("--map")
    {
        Description = $"Which fields of JSON hold what, where they are not called as usual: {string.Join(", ", FieldMap.Targets)}.",
        HelpName = "text=FIELD,...",
        AllowMultipleArgumentsPerToken = false,
        DefaultValueFactory = _ => FieldMap.Default,
        CustomParser = result =>
        {
            if (FieldMap.Parse(result.Tokens.Select(t => t.Value), out var wrong) is { } map)
                return map;
            result.AddError(wrong);
            return FieldMap.Default;
        },
    };

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
