using System.Globalization;

namespace Crosscheck.App.Llm;

/// <summary>Prices per million tokens, in whatever currency the user counts in.</summary>
public sealed record LlmPrice(decimal In, decimal Out)
{
    public decimal Of(long tokensIn, long tokensOut) => ((tokensIn * In) + (tokensOut * Out)) / 1_000_000;
}

/// <summary>
/// Which language model is asked and within what limits, from the environment: off unless CROSSCHECK_LLM_ENDPOINT and
/// CROSSCHECK_LLM_MODEL are set. docs/llm.md has the table.
/// </summary>
public sealed record LlmSettings(Uri Endpoint, string Model)
{
    public const string Prefix = "CROSSCHECK_LLM_";

    /// <summary>Sent as the bearer token; many local servers want none.</summary>
    public string? Key { get; init; }

    /// <summary>The folder of answers that were had before; null for none.</summary>
    public string? Cache { get; init; }

    /// <summary>UTF-16 units of a report that go in one request.</summary>
    public int Part { get; init; } = 12_000;

    /// <summary>Tokens of one answer.</summary>
    public int MaxOutput { get; init; } = 8_000;

    /// <summary>Tokens of one run, in and out.</summary>
    public long MaxTokens { get; init; } = 1_000_000;

    /// <summary>Seconds for one report, retries and waits with them.</summary>
    public int MaxSeconds { get; init; } = 600;

    public LlmPrice? Price { get; init; }

    /// <summary>The most that one run may cost by <see cref="Price"/>.</summary>
    public decimal? MaxCost { get; init; }

    /// <summary>Requests at a time.</summary>
    public int Parallel { get; init; } = 2;

    /// <summary>How often a request is tried in all.</summary>
    public int Attempts { get; init; } = 4;

    /// <summary>The wait before the second try; it doubles with each.</summary>
    public TimeSpan Wait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether the text stays on this machine.</summary>
    public bool IsLocal => Endpoint.IsLoopback;

    /// <summary>The address without what may be secret in it.</summary>
    public string Where => Endpoint.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped).TrimEnd('/');

    /// <summary>The settings of the environment; null where no model is configured.</summary>
    /// <exception cref="LlmSettingsException">A variable has a value that cannot be.</exception>
    public static LlmSettings? Of(Func<string, string?> variable)
    {
        string? Get(string name) => variable(Prefix + name) is { Length: > 0 } value ? value : null;
        if (Get("ENDPOINT") is not { } endpoint || Get("MODEL") is not { } model)
            return null;
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            throw new LlmSettingsException($"{Prefix}ENDPOINT is '{endpoint}', which is no http or https address.");
        var settings = new LlmSettings(uri, model);
        return settings with
        {
            Key = Get("KEY"),
            Cache = Get("CACHE") is { } folder ? (folder == "off" ? null : folder) : DefaultCache(variable),
            Part = Number(Get("PART"), "PART", settings.Part, 500, 200_000),
            MaxOutput = Number(Get("MAX_OUTPUT"), "MAX_OUTPUT", settings.MaxOutput, 100, 200_000),
            MaxTokens = Number(Get("MAX_TOKENS"), "MAX_TOKENS", (int)settings.MaxTokens, 1, int.MaxValue),
            MaxSeconds = Number(Get("MAX_SECONDS"), "MAX_SECONDS", settings.MaxSeconds, 1, 86_400),
            Parallel = Number(Get("PARALLEL"), "PARALLEL", settings.Parallel, 1, 64),
            Price = PriceOf(Get("PRICE")),
            MaxCost = Get("MAX_COST") is { } cost ? Amount(cost, "MAX_COST") : null,
        };
    }

    private static string? DefaultCache(Func<string, string?> variable)
    {
        var folder = variable("XDG_CACHE_HOME") is { Length: > 0 } set ? set : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) is { Length: > 0 } home ? Path.Combine(home, ".cache") : null;
        return folder is null ? null : Path.Combine(folder, "crosscheck", "llm");
    }

    private static int Number(string? text, string name, int otherwise, int least, int most)
    {
        if (text is null)
            return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= least && n <= most
            ? n
            : throw new LlmSettingsException($"{Prefix}{name} is '{text}', which is no number from {least} to {most}.");
    }

    private static LlmPrice? PriceOf(string? text)
    {
        if (text is null)
            return null;
        var parts = text.Split('/');
        return parts.Length == 2 ? new LlmPrice(Amount(parts[0], "PRICE"), Amount(parts[1], "PRICE"))
            : throw new LlmSettingsException($"{Prefix}PRICE is '{text}'; write the prices of a million tokens in and out, such as 0.15/0.60.");
    }

    private static decimal Amount(string text, string name) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) ? amount
            : throw new LlmSettingsException($"{Prefix}{name} is '{text}', which is no amount such as 0.60.");
}

/// <summary>A variable of the environment that cannot be used; the message says which and why.</summary>
public sealed class LlmSettingsException(string message) : Exception(message);
