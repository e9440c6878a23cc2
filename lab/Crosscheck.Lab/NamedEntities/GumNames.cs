using System.Globalization;
using Crosscheck.Text;

namespace Crosscheck.Lab.NamedEntities;

/// <summary>
/// The names among GUM's mentions: a person, organisation or place whose head is a proper noun, cut to the proper noun phrase.
/// Only genres that are CC BY or public domain.
/// </summary>
internal static class GumNames
{
    private static readonly string[] Genres = ["news", "interview", "bio", "voyage", "textbook", "vlog", "speech", "conversation"];

    private sealed record Row(string Form, string Upos, int Head, string Entity);

    private sealed record Mention(int First, int End, string Type);

    public static List<NameDocument> Load(string path)
    {
        var documents = new List<NameDocument>();
        string? id = null;
        var rows = new List<Row>();
        var sentences = new List<List<string>> { new() };
        foreach (var line in File.ReadLines(path).Append("# newdoc id = "))
        {
            if (line.StartsWith("# newdoc id = ", StringComparison.Ordinal))
            {
                if (id is not null && rows.Count > 0)
                    documents.Add(NameDocument.Of("gum", id, sentences, Names(rows)));
                id = Array.Exists(Genres, g => line.Contains($"_{g}_", StringComparison.Ordinal)) ? line[14..] : null;
                rows.Clear();
                sentences = [[]];
            }
            else if (line.Length == 0)
                sentences.Add([]);
            else if (id is not null && line.Split('\t') is { Length: 10 } f && int.TryParse(f[0], out _))
                AddRow(rows, sentences, f);
        }
        return documents;
    }

    private static void AddRow(List<Row> rows, List<List<string>> sentences, string[] fields)
    {
        var head = int.Parse(fields[6], CultureInfo.InvariantCulture);
        var number = int.Parse(fields[0], CultureInfo.InvariantCulture);
        var misc = fields[9].Split('|').FirstOrDefault(x => x.StartsWith("Entity=", StringComparison.Ordinal));
        rows.Add(new Row(fields[1], fields[3], head == 0 ? -1 : rows.Count + head - number, misc?[7..] ?? ""));
        sentences[^1].Add(fields[1]);
    }

    private static IEnumerable<GoldName> Names(List<Row> rows)
    {
        var taken = new HashSet<int>();
        foreach (var mention in Mentions(rows).OrderBy(m => m.End - m.First).ThenBy(m => m.First))
        {
            var type = mention.Type switch { "person" => "PER", "organization" => "ORG", "place" => "LOC", _ => null };
            var head = HeadOf(rows, mention);
            if (type is null || head < 0 || rows[head].Upos != "PROPN" || taken.Contains(head))
                continue;
            var name = Cut(rows, mention, head);
            for (var i = name.First; i < name.End; i++)
                taken.Add(i);
            yield return new GoldName(name, type);
        }
    }

    private static int HeadOf(List<Row> rows, Mention mention)
    {
        for (var i = mention.First; i < mention.End; i++)
        {
            if (rows[i].Head < mention.First || rows[i].Head >= mention.End)
                return i;
        }
        return -1;
    }

    private static TokenRange Cut(List<Row> rows, Mention mention, int head)
    {
        int first = head, end = head + 1;
        while (first > mention.First && IsPart(rows[first - 1]))
            first--;
        while (end < mention.End)
        {
            if (IsPart(rows[end]) || (rows[end].Upos == "NUM" && end + 1 == mention.End))
                end++;
            else if (Joins(rows, end, mention.End) is var length and > 0)
                end += length;
            else
                break;
        }
        while (first < head && Crosscheck.Text.Names.NameWords.Shared.TryFind(rows[first].Form, out var kind)
            && kind is Crosscheck.Text.Names.NameWord.Title or Crosscheck.Text.Names.NameWord.Rank)
            first++;
        return new TokenRange(first, end);
    }

    private static bool IsPart(Row row) => char.IsUpper(row.Form[0]) && row.Upos is "PROPN" or "ADJ" or "NOUN" or "X" || row.Form is "-" or "al" or "&";

    /// <summary>"of the" and "and" between parts of one name.</summary>
    private static int Joins(List<Row> rows, int at, int end)
    {
        var length = 0;
        while (at + length < end && length < 3 && rows[at + length].Form is "of" or "the" or "and" or "for" or "de" or "la" or "del" or "bin" or "van" or "'s")
            length++;
        return length > 0 && at + length < end && IsPart(rows[at + length]) && char.IsUpper(rows[at + length].Form[0]) ? length + 1 : 0;
    }

    private static IEnumerable<Mention> Mentions(List<Row> rows)
    {
        var open = new Dictionary<string, Stack<(int First, string Type)>>(StringComparer.Ordinal);
        for (var i = 0; i < rows.Count; i++)
        {
            foreach (var (id, type, opens, closes) in Marks(rows[i].Entity))
            {
                if (opens)
                {
                    if (!open.TryGetValue(id, out var stack))
                        open[id] = stack = new();
                    stack.Push((i, type));
                }
                if (closes && open.TryGetValue(id, out var begun) && begun.Count > 0)
                {
                    var (first, begunType) = begun.Pop();
                    yield return new Mention(first, i + 1, begunType);
                }
            }
        }
    }

    /// <summary>"(4-abstract-new...(5-object-new...)" or "4)3)": the parts in order.</summary>
    private static IEnumerable<(string Id, string Type, bool Opens, bool Closes)> Marks(string entity)
    {
        for (var i = 0; i < entity.Length;)
        {
            var opens = entity[i] == '(';
            var start = opens ? i + 1 : i;
            var stop = start;
            while (stop < entity.Length && entity[stop] is not ('(' or ')'))
                stop++;
            var fields = entity[start..stop].Split('-');
            var closes = stop < entity.Length && entity[stop] == ')';
            yield return (fields[0], fields.Length > 1 ? fields[1] : "", opens, closes);
            i = closes ? stop + 1 : stop;
        }
    }
}
