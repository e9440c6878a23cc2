using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Crosscheck.App.Intake;
using Crosscheck.App.Intake.Forms;
using Crosscheck.App.Llm;
using Crosscheck.Claims;
using Crosscheck.Diagnostics;
using Crosscheck.Views;

namespace Crosscheck.App.Cli;

/// <summary><c>crosscheck read PATH...</c>: reads reports without a ledger.</summary>
internal sealed class ReadCommand(Terminal terminal, ReadCommand.Settings settings, Readers readers)
{
    internal enum Format { Text, Json, Jsonl, Markdown }

    internal sealed record Settings(DateOnly? Published, string? Language, Format Format, bool Explain, bool Confidential, FieldMap Map);

    public static Command Create(Terminal terminal)
    {
        var paths = Options.Paths("Files or folders; - is standard input.");
        var published = new Option<DateOnly?>("--published")
        {
            Description = "The publication date of reports that carry none.",
            HelpName = "YYYY-MM-DD",
            CustomParser = Options.Date,
        };
        var language = new Option<string?>("--language") { Description = "The reports' language, where the reader takes it for another.", HelpName = "CODE" };
        var format = new Option<Format>("--format")
        {
            Description = "How to print the readings; json is for one report.",
            HelpName = "text|json|jsonl|markdown",
            CustomParser = Options.Choice<Format>,
        };
        var explain = new Option<bool>("--explain") { Description = "Show for every value its words and the rule or model that read them." };
        var reader = Options.Reader();
        var confidential = Options.Confidential();
        var map = Options.Map();
        var command = new Command("read", "Read reports without a ledger.") { paths, published, language, format, explain, reader, confidential, map };
        command.SetAction(parsed =>
        {
            var settings = new Settings(parsed.GetValue(published), parsed.GetValue(language), parsed.GetValue(format), parsed.GetValue(explain), parsed.GetValue(confidential), parsed.GetValue(map)!);
            return Options.UseReaders(terminal, parsed.GetValue(reader), readers => new ReadCommand(terminal, settings, readers).Run(parsed.GetValue(paths)!));
        });
        return command;
    }

    private int Run(string[] paths)
    {
        var (files, failed) = InputPaths.Expand(paths);
        if (settings.Format == Format.Json && files.Count > 1)
            return NotOne();
        foreach (var input in failed)
            Report(input.Path, input.Diagnostics);
        var allRead = failed.Count == 0;
        var first = true;
        foreach (var (input, answer) in InOrder.Map(files.SelectMany(f => InputReader.Parts(f, terminal.In, settings.Map)), ReadOne))
        {
            Report(input.Path, input.Diagnostics);
            allRead &= !input.IsFailed;
            if (answer is null)
                continue;
            if (!first && settings.Format is Format.Text or Format.Markdown)
                terminal.Out.WriteLine();
            if (!first && settings.Format == Format.Json)
                return NotOne();
            first = false;
            terminal.Out.WriteLine(answer);
        }
        return allRead ? ExitCode.Done : ExitCode.SomeInputsFailed;
    }

    private int NotOne()
    {
        terminal.Error.WriteLine("crosscheck: json is the reading of one report, and these are more; use --format jsonl.");
        return ExitCode.WrongUsage;
    }

    /// <summary>One part to its printed reading; no answer where nothing could be taken in.</summary>
    private (Input Input, string? Answer) ReadOne(Part part)
    {
        var input = part.Read();
        if (input.Document is not { } document)
            return (input, null);
        document = document with
        {
            Published = document.Published ?? settings.Published,
            Language = settings.Language ?? document.Language,
            Confidential = document.Confidential || settings.Confidential,
        };
        ImmutableArray<Reading> readings = input.IsFailed ? [new Reading { Document = document, Reader = ReportReader.Version }] : readers.Read(document);
        var nothing = input.IsFailed || readings.All(Readers.HasFailed);
        var reading = Readers.Shown(readings);
        reading = reading with { Diagnostics = [.. input.Diagnostics, .. reading.Diagnostics] };
        input = input with { Diagnostics = reading.Diagnostics };
        return (input, Print(reading, nothing));
    }

    /// <summary>An input that failed has a reading that says so for programs, and nothing to show to a person.</summary>
    private string? Print(Reading reading, bool failed) => settings.Format switch
    {
        Format.Json => ReadingJson.Write(reading, indented: true),
        Format.Jsonl => ReadingJson.Write(reading, indented: false),
        _ when failed => null,
        Format.Markdown => ReadingMarkdown.Write(reading, settings.Explain),
        _ => ReadingText.Write(reading, new TextOptions(terminal.Width, terminal.Colour, settings.Explain)),
    };

    private void Report(string path, IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var d in diagnostics)
            terminal.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{path}: {ReadingJson.Name(d.Severity)} {d.Code}: {d.Message} {d.Remedy}"));
    }
}
