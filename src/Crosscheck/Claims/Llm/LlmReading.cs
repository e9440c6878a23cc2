using System.Collections.Immutable;
using Crosscheck.Diagnostics;
using Crosscheck.Documents;

namespace Crosscheck.Claims.Llm;

/// <summary>
/// The pure half of the reader that asks a language model: what is to be asked of each part of a document, and what of the
/// answers enters the reading.
/// </summary>
public sealed class LlmReading
{
    private readonly NumberedText _text;
    private readonly string _reader;

    private LlmReading(NumberedText text, ImmutableArray<SentencePart> parts, string model, LlmPrompt prompt)
    {
        _text = text;
        Parts = parts;
        _reader = prompt.ReaderName(model);
        Requests = [.. parts.Select(p => prompt.Build(text, p))];
    }

    public ImmutableArray<SentencePart> Parts { get; }

    /// <summary>One for each part.</summary>
    public ImmutableArray<LlmRequest> Requests { get; }

    /// <summary>What is to be asked about a document, in parts of at most so many UTF-16 units; none for a text without sentences.</summary>
    public static LlmReading Of(Document document, string model, int partLength, LlmPrompt? prompt = null)
    {
        var text = NumberedText.Of(document);
        return new LlmReading(text, text.Parts(partLength), model, prompt ?? LlmPrompt.Default);
    }

    /// <summary>What a document lacks for being read by a model: the language is no matter, and what is confidential is not sent.</summary>
    public static ParsedDocument Check(Document document)
    {
        var (checkedDocument, diagnostics) = DocumentCheck.Check(document);
        diagnostics = diagnostics.RemoveAll(d => d.Code == Codes.OtherLanguage.Code);
        if (checkedDocument.Published is null && diagnostics.IsEmpty)
            diagnostics = [Codes.NoDate.With()];
        return new ParsedDocument(checkedDocument, document.Confidential ? diagnostics.Add(Codes.Confidential.With()) : diagnostics);
    }

    /// <summary>Why an answer cannot be read; null where it can.</summary>
    public static string? Fault(string answer) => ModelAnswer.Parse(answer, out var why) is null ? why : null;

    /// <summary>The reading of the answers to <see cref="Requests"/>, in their order; an answer that is null or unreadable adds nothing.</summary>
    public Reading Read(IReadOnlyList<string?> answers)
    {
        var whole = new Reading { Document = _text.Document, Reader = _reader };
        for (var i = 0; i < Parts.Length; i++)
        {
            if (answers[i] is { } answer && ModelAnswer.Parse(answer, out _) is { } parsed)
                whole = ReadingUnion.OfParts(whole, AnswerVerifier.Verify(_text, Parts[i], parsed, _reader));
        }
        return whole;
    }
}
