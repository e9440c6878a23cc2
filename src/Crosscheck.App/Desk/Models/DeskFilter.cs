using System.Collections.Immutable;
using System.Globalization;
using Crosscheck.App.Storage;
using Crosscheck.Incidents;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Crosscheck.App.Desk.Models;

/// <summary>The filters of a page as its address has them; the names are those of the command line's options.</summary>
public sealed record DeskFilter
{
    public const int PageSize = 50;

    public required IncidentFilter Filter { get; init; }

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>Fields whose text could not be used, with what to write.</summary>
    public ImmutableDictionary<string, string> Errors { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The texts of the fields as they were given.</summary>
    public ImmutableDictionary<string, string> Texts { get; init; } = ImmutableDictionary<string, string>.Empty;

    public static readonly ImmutableArray<string> Names = ["search", "place", "type", "since", "until", "new-since", "as-of", "near", "disputed", "after", "policy"];

    public string this[string name] => Texts.GetValueOrDefault(name, "");

    public bool IsEmpty => Texts.Keys.All(k => k is "policy");

    public static DeskFilter Of(IQueryCollection query)
    {
        var texts = Names.Where(n => !string.IsNullOrWhiteSpace(query[n])).ToImmutableDictionary(n => n, n => query[n].ToString().Trim(), StringComparer.Ordinal);
        var errors = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        DateOnly? Day(string name)
        {
            if (!texts.TryGetValue(name, out var text))
                return null;
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                return day;
            errors[name] = $"“{text}” is not a date; write it as 2031-05-14.";
            return null;
        }
        var page = int.TryParse(query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? Math.Clamp(n, 1, 1_000_000) : 1;
        var filter = new IncidentFilter
        {
            Search = texts.GetValueOrDefault("search"),
            Place = texts.GetValueOrDefault("place"),
            Type = texts.GetValueOrDefault("type"),
            Since = Day("since"),
            Until = Day("until"),
            NewSince = Day("new-since"),
            AsOf = Day("as-of"),
            Near = NearOf(texts, errors),
            Disputed = texts.ContainsKey("disputed"),
            AddedAfter = long.TryParse(texts.GetValueOrDefault("after"), NumberStyles.None, CultureInfo.InvariantCulture, out var entry) ? entry : null,
            Policy = PolicyOf(texts.GetValueOrDefault("policy")),
            NewestFirst = true,
            Limit = PageSize,
            Skip = (page - 1) * PageSize,
        };
        return new DeskFilter { Filter = filter, Page = page, Texts = texts, Errors = errors.ToImmutable() };
    }

    public static string PolicyOf(string? text) => text is not null && Policies.All.Contains(text) ? text : Policies.Range;

    /// <summary>The address of a page with these filters, some of them changed; null or "" takes one out.</summary>
    public string At(string path, params ReadOnlySpan<(string Name, string? Value)> changes)
    {
        var texts = Texts;
        foreach (var (name, value) in changes)
            texts = string.IsNullOrEmpty(value) ? texts.Remove(name) : texts.SetItem(name, value);
        var query = new QueryBuilder();
        foreach (var name in Names.Append("page").Append("to").Where(texts.ContainsKey))
            query.Add(name, texts[name]);
        return path + query.ToQueryString();
    }

    private static Near? NearOf(ImmutableDictionary<string, string> texts, ImmutableDictionary<string, string>.Builder errors)
    {
        if (!texts.TryGetValue("near", out var text))
            return null;
        var numbers = text.Split(',').Select(p => double.TryParse(p, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) ? n : double.NaN).ToArray();
        if (numbers.Length == 3 && Math.Abs(numbers[0]) <= 90 && Math.Abs(numbers[1]) <= 180 && numbers[2] is >= 0 and <= 21_000)
            return new Near(numbers[0], numbers[1], numbers[2]);
        errors["near"] = $"“{text}” is not LAT,LON,KM; write it as 33.5,44.3,25.";
        return null;
    }
}
