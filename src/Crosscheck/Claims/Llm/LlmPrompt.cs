using System.Globalization;
using System.Text;
using Crosscheck.Data;
using Crosscheck.Documents;

namespace Crosscheck.Claims.Llm;

/// <summary>What is asked of a language model: instructions, the report's text, the schema of the answer.</summary>
public sealed record LlmRequest(string Instructions, string Text, string Schema);

/// <summary>
/// The prompt of <c>data/prompts/reader.txt</c>: its version, the instructions, and the form of the text, between lines of "---".
/// </summary>
public sealed record LlmPrompt(string Version, string Instructions, string Form, string Schema)
{
    public static LlmPrompt Default => Shared.Value;

    private static readonly Lazy<LlmPrompt> Shared = new(() =>
        Parse(Encoding.UTF8.GetString(DataFile.Bytes("prompts/reader.txt")), Encoding.UTF8.GetString(DataFile.Bytes("prompts/reader.schema.json"))));

    /// <exception cref="InvalidOperationException">It has not the three parts.</exception>
    public static LlmPrompt Parse(string text, string schema)
    {
        var parts = text.Replace("\r\n", "\n", StringComparison.Ordinal).Split("\n---\n");
        return parts is [var head, var instructions, var form] && head.StartsWith("version: ", StringComparison.Ordinal)
            ? new LlmPrompt(head["version: ".Length..].Trim(), instructions.Trim(), form.Trim(), schema)
            : throw new InvalidOperationException("A prompt has a version, instructions and a form, parted by lines of '---'.");
    }

    /// <summary>The reader's name in a reading: "llm/MODEL/prompt-VERSION", without white space.</summary>
    public string ReaderName(string model) =>
        $"{Prefix}{string.Join('_', model.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))}/prompt-{Version}";

    /// <summary>What the names of readers that ask a language model begin with.</summary>
    public const string Prefix = "llm/";

    /// <summary>The request for one part, its sentences numbered as in the whole text.</summary>
    public LlmRequest Build(NumberedText text, SentencePart part)
    {
        var mark = Mark(text.Document);
        var body = new StringBuilder();
        for (var s = part.First; s < part.End; s++)
            body.Append(CultureInfo.InvariantCulture, $"[{s + 1}] ").Append(FoldedText.OneLine(text.Sentences[s].Of(text.Document.Body))).Append('\n');
        return new LlmRequest(
            Instructions.Replace("{mark}", mark, StringComparison.Ordinal),
            Fill(Form, text.Document, part, mark, body.ToString().TrimEnd('\n')),
            Schema);
    }

    /// <summary>Fills the form in one pass, so that a report that holds "{text}" is not filled itself.</summary>
    private static string Fill(string form, Document document, SentencePart part, string mark, string body)
    {
        var filled = new StringBuilder(form.Length + body.Length);
        for (var at = 0; at < form.Length;)
        {
            var open = form.IndexOf('{', at);
            var close = open < 0 ? -1 : form.IndexOf('}', open);
            if (close < 0)
                return filled.Append(form, at, form.Length - at).ToString();
            filled.Append(form, at, open - at).Append(form[(open + 1)..close] switch
            {
                "published" => document.Published?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "unknown",
                "title" => FoldedText.OneLine(document.Title ?? "none"),
                "language" => document.Language ?? "unknown",
                "part" => part.Number.ToString(CultureInfo.InvariantCulture),
                "parts" => part.Of.ToString(CultureInfo.InvariantCulture),
                "mark" => mark,
                "text" => body,
                var other => "{" + other + "}",
            });
            at = close + 1;
        }
        return filled.ToString();
    }

    /// <summary>A line that no report can hold: digits of the hash of the report itself.</summary>
    private static string Mark(Document document) =>
        "=== report " + (document.Id.StartsWith("sha256:", StringComparison.Ordinal) && document.Id.Length >= 23 ? document.Id[7..23] : Document.IdOf(document.Body)[7..23]) + " ===";
}
