using Crosscheck.Claims;
using Crosscheck.Documents;

namespace Crosscheck.Incidents;

/// <summary>Who stands behind a claim, over all reports.</summary>
public static class Speakers
{
    /// <summary>Words that say in what office somebody speaks, not for whom.</summary>
    private static readonly HashSet<string> Office = new(
        "spokesman spokeswoman spokesperson spokespeople official statement minister ministry president chief commander source officer authority unnamed anonymous senior local who that told said".Split(' '),
        StringComparer.Ordinal);

    /// <summary>
    /// One speaker over all reports: a named source by the words of its name, an anonymous one by name within its report,
    /// a report's own voice by its publisher. Never empty.
    /// </summary>
    public static string Key(Document document, Source source)
    {
        if (source.Name.Length == 0)
            return source.Via is [.., var relay] ? "via:" + Folded(relay) : "publisher:" + Publisher(document);
        var name = Folded(source.Name);
        return source.Anonymous ? $"anonymous:{name}@{(source.Via is [.., var via] ? Folded(via) : Publisher(document))}" : "source:" + name;
    }

    /// <summary>The speaker for people.</summary>
    public static string Name(Document document, Source source)
    {
        if (source.Name.Length > 0)
            return source.Name;
        return source.Via is [.., var relay] ? relay : Publisher(document);
    }

    /// <summary>Who printed a document: its publisher, else the host of its address, else its id.</summary>
    public static string Publisher(Document document)
    {
        if (document.Publisher is { Length: > 0 } publisher)
            return publisher;
        if (document.Url is { } url && Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Host.Length > 0)
            return uri.Host.StartsWith("www.", StringComparison.Ordinal) ? uri.Host[4..] : uri.Host;
        return document.Id.Length > 19 ? document.Id[7..19] : document.Id;
    }

    /// <summary>The telling words of a name in order, offices left out where something else remains.</summary>
    public static string Folded(string name)
    {
        var words = Names.Words(ActorAliases.Canonical(name)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var telling = words.Where(w => !Office.Contains(w)).ToList();
        return string.Join(' ', telling.Count > 0 ? telling : words);
    }
}
