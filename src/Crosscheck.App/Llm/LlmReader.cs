using Crosscheck.Claims;
using Crosscheck.Claims.Llm;
using Crosscheck.Diagnostics;
using Crosscheck.Documents;

namespace Crosscheck.App.Llm;

/// <summary>
/// Reads documents by asking a language model, part by part, within the limits of its settings. It never throws over a
/// document: what fails is an error among the reading's diagnostics. Safe to share between threads.
/// </summary>
public sealed class LlmReader : IDisposable
{
    private readonly LlmSettings _settings;
    private readonly LlmCache _cache;
    private readonly SemaphoreSlim _places;
    private readonly Lazy<LlmClient> _client;
    private readonly Action<string> _say;
    private int _warned;

    /// <param name="say">Told once, before the first text leaves the machine.</param>
    public LlmReader(LlmSettings settings, Action<string> say)
    {
        _settings = settings;
        _say = say;
        _cache = new LlmCache(settings.Cache);
        _places = new SemaphoreSlim(settings.Parallel);
        _client = new Lazy<LlmClient>(() => new LlmClient(settings));
        Budget = new LlmBudget(settings);
    }

    public LlmBudget Budget { get; }

    /// <summary>The reader's name in its readings.</summary>
    public string Name => LlmPrompt.Default.ReaderName(_settings.Model);

    public Reading Read(Document document) => ReadAsync(document, CancellationToken.None).GetAwaiter().GetResult();

    public async Task<Reading> ReadAsync(Document document, CancellationToken cancel)
    {
        (document, var diagnostics) = LlmReading.Check(document);
        if (diagnostics.Any(d => d.Severity == Severity.Error))
            return new Reading { Document = document, Reader = Name, Diagnostics = diagnostics };
        var asked = LlmReading.Of(document, _settings.Model, _settings.Part);
        var answers = new string?[asked.Parts.Length];
        Diagnostic? failed = null;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(_settings.MaxSeconds));
        for (var i = 0; i < answers.Length && failed is null; i++)
            (answers[i], failed) = await AnswerAsync(asked, i, limit.Token, cancel).ConfigureAwait(false);
        var reading = asked.Read(answers);
        reading = reading with { Diagnostics = [.. diagnostics, .. reading.Diagnostics] };
        return failed is null ? reading : reading with { Diagnostics = reading.Diagnostics.Add(failed) };
    }

    public void Dispose() => _places.Dispose();

    private async Task<(string? Answer, Diagnostic? Failed)> AnswerAsync(LlmReading asked, int part, CancellationToken limit, CancellationToken cancel)
    {
        var request = asked.Requests[part];
        if (_cache.Find(Name, request) is { } known && LlmReading.Fault(known) is null)
        {
            Budget.FromCache();
            return (known, null);
        }
        try
        {
            await _places.WaitAsync(limit).ConfigureAwait(false);
            try
            {
                return await TryAsync(request, part, asked.Parts.Length, limit).ConfigureAwait(false);
            }
            finally
            {
                _places.Release();
            }
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return (null, Codes.ModelFailed.With(_settings.Where, FormattableString.Invariant($"the report took longer than CROSSCHECK_LLM_MAX_SECONDS ({_settings.MaxSeconds})")));
        }
    }

    private async Task<(string? Answer, Diagnostic? Failed)> TryAsync(LlmRequest request, int part, int parts, CancellationToken limit)
    {
        var reserved = LlmBudget.Estimate(request.Instructions, request.Text);
        var wait = _settings.Wait;
        for (var attempt = 1; ; attempt++)
        {
            if (Budget.Reserve(reserved) is { } exceeded)
                return (null, Codes.ModelBudget.With(exceeded));
            var failed = await AskOnceAsync(request, reserved, part, parts, limit).ConfigureAwait(false);
            if (failed.Diagnostic is null || !failed.IsTransient || attempt >= _settings.Attempts)
                return (failed.Answer, failed.Diagnostic);
            await Task.Delay(failed.After is { } after && after > wait ? after : wait, limit).ConfigureAwait(false);
            wait *= 2;
        }
    }

    private readonly record struct Try(string? Answer, Diagnostic? Diagnostic, bool IsTransient, TimeSpan? After);

    private async Task<Try> AskOnceAsync(LlmRequest request, long reserved, int part, int parts, CancellationToken limit)
    {
        Warn();
        long tokensIn = 0, tokensOut = 0;
        try
        {
            var answer = await _client.Value.AskAsync(request, limit).ConfigureAwait(false);
            (tokensIn, tokensOut) = (answer.TokensIn, answer.TokensOut);
            if (LlmReading.Fault(answer.Text) is { } why)
                return new Try(null, Codes.ModelAnswerUnreadable.With(part + 1, parts, why), true, null);
            _cache.Keep(Name, request, answer.Text);
            return new Try(answer.Text, null, false, null);
        }
        catch (LlmException exception)
        {
            // A request that broke off was read by the server all the same.
            tokensIn = exception.After is null && exception.InnerException is null ? reserved : 0;
            return new Try(null, Codes.ModelFailed.With(_settings.Where, exception.Message), exception.IsTransient, exception.After);
        }
        finally
        {
            Budget.Used(reserved, tokensIn, tokensOut);
        }
    }

    private void Warn()
    {
        if (_settings.IsLocal || Interlocked.Exchange(ref _warned, 1) != 0)
            return;
        var open = _settings.Endpoint.Scheme == "http" ? " over a connection that is not encrypted" : "";
        _say($"crosscheck: warning: the reports' text leaves this machine: it is sent to {_settings.Where} (model {_settings.Model}){open}. Mark a report 'confidential: true' to keep it here; see docs/llm.md.");
    }
}
