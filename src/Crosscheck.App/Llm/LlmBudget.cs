using System.Globalization;

namespace Crosscheck.App.Llm;

/// <summary>What a run has used of its tokens and money. Safe to share between threads.</summary>
public sealed class LlmBudget(LlmSettings settings)
{
    private readonly Lock _lock = new();
    private long _in;
    private long _out;
    private long _reserved;
    private int _asked;
    private int _cached;

    public long TokensIn => _in;
    public long TokensOut => _out;

    /// <summary>About how many tokens a text has: four UTF-16 units a token, or two where hardly a letter is Latin.</summary>
    public static long Estimate(params ReadOnlySpan<string> texts)
    {
        long tokens = 0;
        foreach (var text in texts)
        {
            var latin = text.AsSpan(0, Math.Min(text.Length, 4000)).ToArray().Count(c => c < '\u0250');
            tokens += text.Length / (2 * latin >= Math.Min(text.Length, 4000) ? 4 : 2) + 1;
        }
        return tokens;
    }

    /// <summary>Sets tokens aside for a request; what limit it would exceed, or null where they are set aside.</summary>
    public string? Reserve(long tokensIn)
    {
        lock (_lock)
        {
            if (_in + _out + _reserved + tokensIn > settings.MaxTokens)
                return string.Create(CultureInfo.InvariantCulture, $"CROSSCHECK_LLM_MAX_TOKENS ({settings.MaxTokens})");
            if (settings is { Price: { } price, MaxCost: { } most } && price.Of(_in + _reserved + tokensIn, _out) > most)
                return string.Create(CultureInfo.InvariantCulture, $"CROSSCHECK_LLM_MAX_COST ({most})");
            _reserved += tokensIn;
            return null;
        }
    }

    /// <summary>Gives back what was set aside and takes what was used.</summary>
    public void Used(long reserved, long tokensIn, long tokensOut)
    {
        lock (_lock)
        {
            _reserved -= reserved;
            _in += tokensIn;
            _out += tokensOut;
            _asked += tokensIn > 0 ? 1 : 0;
        }
    }

    public void FromCache()
    {
        lock (_lock)
            _cached++;
    }

    /// <summary>One line for people: requests, tokens, cost.</summary>
    public string Summary()
    {
        var cost = settings.Price is { } price ? string.Create(CultureInfo.InvariantCulture, $", cost {price.Of(_in, _out):0.0000} by CROSSCHECK_LLM_PRICE") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{settings.Model}: {_asked} answers, {_cached} from the cache, {_in} tokens in, {_out} out{cost}");
    }
}
