using System.ClientModel;
using System.ClientModel.Primitives;
using System.Globalization;
using System.Text;
using Crosscheck.Claims.Llm;
using OpenAI;
using OpenAI.Chat;

namespace Crosscheck.App.Llm;

/// <summary>What a model answered, and the tokens that it counted; counted by us where the server does not say.</summary>
public sealed record LlmAnswer(string Text, long TokensIn, long TokensOut);

/// <summary>A request that failed. May be tried again where it is transient; After is the wait that the server asks for.</summary>
public sealed class LlmException(string message, bool isTransient, TimeSpan? after = null, Exception? inner = null) : Exception(message, inner)
{
    public bool IsTransient { get; } = isTransient;
    public TimeSpan? After { get; } = after;
}

/// <summary>One request to an endpoint that speaks OpenAI's protocol. The only class that knows the OpenAI package.</summary>
public sealed class LlmClient
{
    /// <summary>UTF-16 units that a token may stand for at most: an answer that is longer than its limit allows is broken off.</summary>
    private const int UnitsAToken = 8;

    private readonly ChatClient _chat;
    private readonly LlmSettings _settings;
    private volatile bool _noSchema;
    private volatile bool _noTemperature;

    public LlmClient(LlmSettings settings)
    {
        _settings = settings;
        _chat = new ChatClient(settings.Model, new ApiKeyCredential(settings.Key ?? "none"), new OpenAIClientOptions
        {
            Endpoint = settings.Endpoint,
            NetworkTimeout = TimeSpan.FromSeconds(settings.MaxSeconds),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            UserAgentApplicationId = "crosscheck",
        });
    }

    /// <exception cref="LlmException">No whole answer came.</exception>
    public async Task<LlmAnswer> AskAsync(LlmRequest request, CancellationToken cancel)
    {
        try
        {
            return await StreamAsync(request, cancel).ConfigureAwait(false);
        }
        catch (ClientResultException exception) when (exception.Status == 400 && Adapt(exception.Message))
        {
            return await AskAsync(request, cancel).ConfigureAwait(false);
        }
        catch (ClientResultException exception)
        {
            throw new LlmException($"status {exception.Status.ToString(CultureInfo.InvariantCulture)}{Reason(exception)}", exception.Status is 408 or 409 or 429 or >= 500 or 0, RetryAfter(exception), exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException || (exception is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            throw new LlmException(exception.GetBaseException().Message, isTransient: true, inner: exception);
        }
        catch (Exception exception) when (exception is System.Text.Json.JsonException or FormatException or InvalidOperationException or AggregateException or ArgumentException or KeyNotFoundException)
        {
            throw new LlmException("its answer is not in OpenAI's form: " + exception.GetBaseException().Message, isTransient: true, inner: exception);
        }
    }

    private async Task<LlmAnswer> StreamAsync(LlmRequest request, CancellationToken cancel)
    {
        var text = new StringBuilder();
        ChatTokenUsage? usage = null;
        ChatFinishReason? finished = null;
        var instructions = _noSchema ? $"{request.Instructions}\n\nThe JSON schema of the answer:\n{request.Schema}" : request.Instructions;
        var updates = _chat.CompleteChatStreamingAsync([new SystemChatMessage(instructions), new UserChatMessage(request.Text)], Options(request), cancel);
        await foreach (var update in updates.ConfigureAwait(false))
        {
            foreach (var part in update.ContentUpdate)
                text.Append(part.Text);
            usage = update.Usage ?? usage;
            finished = update.FinishReason ?? finished;
            if (text.Length > (long)_settings.MaxOutput * UnitsAToken)
                throw new LlmException("its answer is longer than CROSSCHECK_LLM_MAX_OUTPUT allows", isTransient: false);
        }
        if (finished == ChatFinishReason.Length)
            throw new LlmException("its answer ended at CROSSCHECK_LLM_MAX_OUTPUT tokens", isTransient: false);
        if (finished is null)
            throw new LlmException("its answer broke off", isTransient: true);
        return new LlmAnswer(text.ToString(), usage?.InputTokenCount ?? LlmBudget.Estimate(instructions, request.Text), usage?.OutputTokenCount ?? LlmBudget.Estimate(text.ToString()));
    }

    private ChatCompletionOptions Options(LlmRequest request)
    {
        var options = new ChatCompletionOptions { MaxOutputTokenCount = _settings.MaxOutput };
        if (!_noTemperature)
            options.Temperature = 0;
        if (!_noSchema)
            options.ResponseFormat = ChatResponseFormat.CreateJsonSchemaFormat("reading", BinaryData.FromString(request.Schema), jsonSchemaIsStrict: true);
        return options;
    }

    /// <summary>Leaves out what a server says that it does not know; false where that was left out already.</summary>
    private bool Adapt(string message)
    {
        if (!_noTemperature && message.Contains("temperature", StringComparison.OrdinalIgnoreCase))
            return _noTemperature = true;
        if (!_noSchema && (message.Contains("response_format", StringComparison.OrdinalIgnoreCase) || message.Contains("schema", StringComparison.OrdinalIgnoreCase)))
            return _noSchema = true;
        return false;
    }

    private static string Reason(ClientResultException exception)
    {
        var line = Views.Wording.OneLine(exception.Message);
        return line.Length == 0 ? "" : ", " + (line.Length <= 200 ? line : line[..199] + "…");
    }

    private static TimeSpan? RetryAfter(ClientResultException exception) =>
        exception.GetRawResponse()?.Headers.TryGetValue("Retry-After", out var value) == true
            && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(Math.Min(seconds, 60)) : null;
}
