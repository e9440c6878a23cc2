using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Crosscheck.Text;
using Crosscheck.Text.Coreference;
using Crosscheck.Text.Names;

namespace Crosscheck.Lab.PublicSets;

/// <summary>An argument of an event: its role and the tokens of its short mention; First is -1 where the words are not found.</summary>
internal sealed record WikiArgument(string Role, int First, int End);

/// <summary>An event: its kind (attack, detonation, injury, death), its trigger's tokens, its arguments.</summary>
internal sealed record WikiEvent(string Kind, int First, int End, ImmutableArray<WikiArgument> Arguments);

/// <param name="Annotated">The sentences in which an event of any kind is annotated: elsewhere the training part leaves most events out.</param>
internal sealed record WikiDocument(string Id, AnnotatedText Text, ImmutableArray<WikiEvent> Events, ImmutableHashSet<int> Annotated);

/// <summary>
/// Reads WikiEvents, a document a line, in both of its forms: train.jsonl holds arguments as words and types at two levels (a
/// detonation is an attack there; some triggers are empty and left out), dev.jsonl holds them as entity mentions and types at three.
/// </summary>
internal static class WikiEvents
{
    public static List<WikiDocument> Load(string path)
    {
        var documents = new List<WikiDocument>();
        foreach (var line in File.ReadLines(path).Where(l => l.Length > 0))
        {
            using var json = JsonDocument.Parse(line);
            documents.Add(DocumentOf(json.RootElement));
        }
        return documents;
    }

    private static string KindOf(string type) => type switch
    {
        _ when type.StartsWith("Conflict.Attack.DetonateExplode", StringComparison.Ordinal) => "detonation",
        _ when type.StartsWith("Conflict.Attack", StringComparison.Ordinal) => "attack",
        _ when type.StartsWith("Life.Injure", StringComparison.Ordinal) => "injury",
        _ when type.StartsWith("Life.Die", StringComparison.Ordinal) => "death",
        _ => "",
    };

    private static WikiDocument DocumentOf(JsonElement d)
    {
        var words = d.GetProperty("tokens").EnumerateArray().Select(t => t.GetString() ?? "").ToList();
        var mentions = d.TryGetProperty("entity_mentions", out var entities)
            ? entities.EnumerateArray().ToDictionary(e => e.GetProperty("id").GetString()!, e => (First: e.GetProperty("start").GetInt32(), End: e.GetProperty("end").GetInt32()))
            : [];
        var events = d.GetProperty("event_mentions").EnumerateArray().Select(e => EventOf(e, words, mentions)).Where(e => e.End > e.First).ToList();
        var text = Annotate(words);
        var id = d.TryGetProperty("doc_id", out var name) ? name : d.GetProperty("docid");
        return new WikiDocument(id.GetString()!, text, [.. events.Where(e => e.Kind.Length > 0)], [.. events.Select(e => text.SentenceOf(e.First))]);
    }

    private static WikiEvent EventOf(JsonElement e, List<string> words, Dictionary<string, (int First, int End)> mentions)
    {
        var trigger = e.GetProperty("trigger");
        var (first, end) = trigger.TryGetProperty("start_idx", out var from) ? (from.GetInt32(), trigger.GetProperty("end_idx").GetInt32()) : (trigger.GetProperty("start").GetInt32(), trigger.GetProperty("end").GetInt32());
        var arguments = e.GetProperty("arguments").EnumerateArray().Select(a => ArgumentOf(a, words, mentions, first));
        return new WikiEvent(KindOf(e.GetProperty("event_type").GetString()!), first, end, [.. arguments]);
    }

    private static WikiArgument ArgumentOf(JsonElement a, List<string> words, Dictionary<string, (int First, int End)> mentions, int trigger)
    {
        var role = a.GetProperty("role").GetString()!;
        if (a.TryGetProperty("entity_id", out var id) && mentions.TryGetValue(id.GetString()!, out var mention))
            return new WikiArgument(role, mention.First, mention.End);
        var wanted = a.GetProperty("text").GetString()!.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var best = -1;
        for (var i = 0; i + wanted.Length <= words.Count; i++)
        {
            if ((best < 0 || Math.Abs(i - trigger) < Math.Abs(best - trigger)) && wanted.Select((w, k) => words[i + k] == w).All(x => x))
                best = i;
        }
        return new WikiArgument(role, best, best < 0 ? -1 : best + wanted.Length);
    }

    /// <summary>The set's own tokens, joined by spaces, under the reader's steps.</summary>
    private static AnnotatedText Annotate(List<string> words)
    {
        var body = new StringBuilder();
        var tokens = ImmutableArray.CreateBuilder<Token>();
        foreach (var word in words)
        {
            tokens.Add(new Token(body.Length, body.Length + word.Length));
            body.Append(word).Append(' ');
        }
        var text = new AnnotatedText { Body = body.ToString(), Tokens = tokens.ToImmutable(), Layers = Layers.Tokens };
        foreach (var step in (ITextStep[])[new SentenceSplitter(), new SyntaxReader(), new NameReader(), new CoreferenceReader(), new PlaceReader(), new NumberReader()])
            text = step.Apply(text);
        return text;
    }
}
