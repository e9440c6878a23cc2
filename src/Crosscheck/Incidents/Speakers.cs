using Crosscheck.Claims;
using Crosscheck.Documents;
using Crosscheck.Text.Names;

namespace Crosscheck.Incidents;

/// <summary>Who stands behind a claim, over all reports.</summary>
public static class Speakers
{
    /// <summary>Words that say in what office somebody speaks, not for whom.</summary>
    private static readonly HashSet<string> Office = new(
        ("spokesman spokeswoman spokesperson spokespeople official statement minister president chief commander source officer authority unnamed anonymous senior local who that told said " +
        "general colonel major lieutenant captain gen col lt maj sgt dr mr mrs sheikh governor mayor deputy vice prime secretary director head chairman adviser aide leader rear admiral adm brig brigadier ambassador inspector").Split(' '),
        StringComparer.Ordinal);

    /// <summary>
    /// One speaker over all reports: a person by surname, another named source by the words of its name, an anonymous one
    /// by name within its publisher, a report's own voice by its relay or publisher. Never empty.
    /// </summary>
    public static string Key(Document document, Source source)
    {
        if (source.Name.Length == 0)
            return source.Via is [.., var relay] ? "via:" + Folded(relay) : "publisher:" + Publisher(document);
        if (source.Anonymous)
            return $"anonymous:{Folded(source.Name)}@{(source.Via is [.., var via] ? Folded(via) : Publisher(document))}";
        return Person(source.Name) is { } surname ? "person:" + surname : "source:" + Folded(source.Name);
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

    /// <summary>The telling words of a name in order, each once, nations by their country, offices left out where something else remains.</summary>
    public static string Folded(string name)
    {
        var known = ActorLexicon.Shared.Find(name)?.Name ?? name;
        var words = Names.Words(known).Select(Fold).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var telling = words.Where(w => !Office.Contains(w)).ToList();
        return string.Join(' ', telling.Count > 0 ? telling : words);
    }

    /// <summary>
    /// The surname of a person named in the source: the last of two or more capitalised words that are no office, nation or
    /// actor. Endings that transcriptions write in several ways are cut.
    /// </summary>
    private static string? Person(string name)
    {
        if (ActorLexicon.Shared.Find(name) is not null)
            return null;
        var run = new List<string>();
        foreach (var word in name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Append(""))
        {
            var bare = word.Trim(',', '.', '(', ')', '"');
            if (bare.Length > 1 && char.IsUpper(bare[0]) && bare.AsSpan(1).ContainsAnyInRange('a', 'z') && !IsOffice(bare))
                run.Add(bare);
            else if (run.Count >= 2)
                break;
            else
                run.Clear();
            if (word.EndsWith(',') && run.Count >= 2)
                break;
        }
        return run.Count is >= 2 and <= 4 ? Surname(run[^1]) : null;
    }

    private static string Surname(string word)
    {
        var folded = WordCounts.Fold(word.EndsWith("'s", StringComparison.Ordinal) || word.EndsWith("’s", StringComparison.Ordinal) ? word.AsSpan(0, word.Length - 2) : word);
        return folded.Length > 4 ? folded.TrimEnd('y', 'i', 'j') : folded;
    }

    private static bool IsOffice(string word)
    {
        var folded = Names.Words(word).FirstOrDefault() ?? "";
        return Office.Contains(folded) || Institution.Contains(folded) || NationalityLexicon.Shared.Find(word) is not null || ActorLexicon.Shared.Find(word) is not null;
    }

    private static readonly HashSet<string> Institution = new(
        "ministry department army military police force forces command agency news service council government hospital office center centre observatory right rights human national state region province district security media cell emergency interior foreign defense defence health united islamic international press television tv radio union city court committee airport university".Split(' '),
        StringComparer.Ordinal);

    private static string Fold(string word) => word switch
    {
        "defence" => "defense",
        _ => NationalityLexicon.Shared.Find(word)?.Country is { } nation ? nation.ToLowerInvariant()
            : ActorLexicon.Shared.Find(word) is { Kind: ActorKind.Government, Country: { } country } ? country.ToLowerInvariant() : word,
    };
}
