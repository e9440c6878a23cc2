using System.Collections.Immutable;
using Crosscheck.Claims;
using Crosscheck.Diagnostics;
using Crosscheck.Documents;

namespace Crosscheck.App.Llm;

/// <summary>Who reads: our own reader, a language model, or both side by side.</summary>
public enum ReaderChoice
{
    Crosscheck, Llm, Both,
}

/// <summary>The readers that a command uses. Nothing of the model's packages is loaded where only ours reads.</summary>
public sealed class Readers : IDisposable
{
    private readonly ReaderChoice _choice;
    private readonly LlmReader? _model;

    private Readers(ReaderChoice choice, LlmReader? model)
    {
        _choice = choice;
        _model = model;
    }

    /// <summary>The readers of a choice; null and what is wrong where the model that it needs is not configured.</summary>
    public static Readers? Of(ReaderChoice choice, Func<string, string?> variable, Action<string> say, out string? wrong)
    {
        wrong = null;
        if (choice == ReaderChoice.Crosscheck)
            return new Readers(choice, null);
        try
        {
            if (LlmSettings.Of(variable) is { } settings)
                return new Readers(choice, new LlmReader(settings, say));
            var code = Codes.ModelNotConfigured.With();
            wrong = $"error {code.Code}: {code.Message} {code.Remedy}";
        }
        catch (LlmSettingsException exception)
        {
            wrong = exception.Message;
        }
        return null;
    }

    /// <summary>
    /// One reading a reader, ours first. A language that ours does not read is no fault where the model reads the report.
    /// </summary>
    public ImmutableArray<Reading> Read(Document document)
    {
        if (_model is null)
            return [ReportReader.Read(document)];
        if (_choice == ReaderChoice.Llm)
            return [_model.Read(document)];
        var model = _model.Read(document);
        var ours = ReportReader.Read(document);
        return HasFailed(model) ? [ours, model] : [ours with { Diagnostics = ours.Diagnostics.RemoveAll(d => d.Code == Codes.OtherLanguage.Code) }, model];
    }

    /// <summary>The readings as the one that is shown: a reading that failed adds only what was wrong.</summary>
    public static Reading Shown(ImmutableArray<Reading> readings)
    {
        if (readings is not [var ours, var model])
            return readings[0];
        if (HasFailed(model))
            return ours with { Diagnostics = [.. ours.Diagnostics, .. Beyond(model, ours)] };
        return ReadingUnion.OfReaders(ours with { Document = model.Document }, model with { Diagnostics = [.. Beyond(model, ours)] });
    }

    public static bool HasFailed(Reading reading) => reading.Diagnostics.Any(d => d.Severity == Severity.Error);

    /// <summary>What the model's answers cost, for people; null where none was asked.</summary>
    public string? Summary() => _model?.Budget.Summary();

    public void Dispose() => _model?.Dispose();

    /// <summary>What one reading says that the other does not say of the same document.</summary>
    private static IEnumerable<Diagnostic> Beyond(Reading reading, Reading other) =>
        reading.Diagnostics.Where(d => !other.Diagnostics.Any(o => o.Code == d.Code && o.Message == d.Message));
}
