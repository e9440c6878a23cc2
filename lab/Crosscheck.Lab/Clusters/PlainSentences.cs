using System.Text.Json;
using System.Xml;
using Crosscheck.Text;

namespace Crosscheck.Lab.Clusters;

/// <summary>
/// The sentences of every corpus whose weights may ship, and of gold-train, as words: unlabelled text. Genres of GUM that are
/// not CC BY or public domain, and re3d's BBC and EU parts, are left out.
/// </summary>
internal static class PlainSentences
{
    private static readonly TextPipeline Words = new([new Tokenizer(), new SentenceSplitter()]);

    private static readonly string[] FreeGenres =
        ["news", "interview", "bio", "voyage", "textbook", "vlog", "speech", "conversation"];

    /// <summary>With <paramref name="development"/>, the development part of UD EWT too, as words alone.</summary>
    public static IEnumerable<string[]> Of(string corpora, string gold, bool development = true)
    {
        foreach (var part in development ? new[] { "train", "dev" } : ["train"])
        {
            foreach (var sentence in Conllu(Path.Combine(corpora, $"ud-ewt/en_ewt-ud-{part}.conllu"), _ => true))
                yield return sentence;
        }
        foreach (var sentence in Conllu(Path.Combine(corpora, "ud-gum/en_gum-ud-train.conllu"), d => FreeGenres.Any(g => d.Contains($"_{g}_", StringComparison.Ordinal))))
            yield return sentence;
        foreach (var sentence in Ecb(Path.Combine(corpora, "ecbplus/ECB+")))
            yield return sentence;
        foreach (var sentence in Raw(corpora, gold).SelectMany(Split))
            yield return sentence;
    }

    private static IEnumerable<string> Raw(string corpora, string gold)
    {
        foreach (var path in Directory.GetFiles(corpora + "/re3d", "documents.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            if (!path.Contains("BBC", StringComparison.Ordinal) && !path.Contains("European", StringComparison.Ordinal))
            {
                foreach (var text in Lines(path, "text"))
                    yield return text;
            }
        }
        foreach (var text in Lines(corpora + "/muc4/processed/train.json", "doctext"))
            yield return text;
        foreach (var text in Lines(corpora + "/event-location/labeled_text.jsonl", "text"))
            yield return text;
        foreach (var part in new[] { "train", "dev" })
        {
            foreach (var text in Lines(corpora + $"/wikievents/{part}.jsonl", "tokens"))
                yield return text;
        }
        foreach (var report in GoldCluster.Load(gold).SelectMany(c => c.Reports))
            yield return report.Document.Body;
    }

    private static IEnumerable<string> Lines(string path, string field)
    {
        foreach (var line in File.ReadLines(path).Where(l => l.Length > 2))
        {
            using var json = JsonDocument.Parse(line);
            var value = json.RootElement.GetProperty(field);
            yield return value.ValueKind == JsonValueKind.Array
                ? string.Join(' ', value.EnumerateArray().Select(t => t.GetString()))
                : value.GetString() ?? "";
        }
    }

    private static IEnumerable<string[]> Split(string body)
    {
        var text = Words.Annotate(new AnnotatedText { Body = body });
        foreach (var sentence in text.Sentences)
            yield return [.. Enumerable.Range(sentence.First, sentence.End - sentence.First).Select(i => text.Form(i).ToString())];
    }

    private static IEnumerable<string[]> Conllu(string path, Func<string, bool> document)
    {
        var words = new List<string>();
        var take = false;
        foreach (var line in File.ReadLines(path))
        {
            if (line.StartsWith("# newdoc", StringComparison.Ordinal))
                take = document(line);
            if (line.Length == 0 && words.Count > 0)
            {
                yield return [.. words];
                words.Clear();
            }
            var fields = line.Split('\t');
            if (take && fields.Length == 10 && int.TryParse(fields[0], out _))
                words.Add(fields[1]);
        }
    }

    private static IEnumerable<string[]> Ecb(string folder)
    {
        foreach (var path in Directory.GetFiles(folder, "*.xml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var document = new XmlDocument();
            document.Load(path);
            var tokens = document.SelectNodes("/Document/token")!.Cast<XmlElement>();
            foreach (var sentence in tokens.GroupBy(t => t.GetAttribute("sentence")))
                yield return [.. sentence.Select(t => t.InnerText)];
        }
    }
}
