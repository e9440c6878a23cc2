using System.Text;
using Crosscheck.App.Intake.Forms;
using Crosscheck.Diagnostics;
using Crosscheck.Documents;

namespace Crosscheck.App.Intake;

/// <summary>Takes in files and standard input: the reports in them, their encoding, their form.</summary>
public static class InputReader
{
    /// <summary>The most bytes that are taken in as one report; a larger input is refused before it is read.</summary>
    public const int MaxBytes = 16 << 20;

    private static readonly System.Buffers.SearchValues<char> EndOfName = System.Buffers.SearchValues.Create("\"'>; /");

    /// <summary>The reports that lie in a file or in standard input, in their order, one by one.</summary>
    internal static IEnumerable<Part> Parts(string path, Stream standardInput, FieldMap map)
    {
        using var stream = path == InputPaths.StandardInput ? standardInput : Open(path);
        foreach (var part in Opener.Guarded(path, name => new Opener(map, new Limits()).Open(name, stream, 0)))
            yield return part;
    }

    /// <summary>The file; where it cannot be opened, a stream whose first read says so.</summary>
    private static Stream Open(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new FailedStream(exception);
        }
    }

    private sealed class FailedStream(Exception why) : ReadOnlyStream
    {
        public override int Read(Span<byte> buffer) => throw new IOException(why.Message, why);
    }

    /// <summary>Bytes to a document: its encoding, its form, its header.</summary>
    public static Input Parse(string path, byte[] bytes)
    {
        var decoded = TextDecoder.Decode(bytes);
        var text = Declared(bytes, decoded) ?? decoded.Text;
        var document = new Document { Id = Document.IdOf(bytes), Path = path, Body = "" };
        if (text is null)
            return new Input(path, document, decoded.Diagnostics);
        var parsed = WebPage.Is(text) ? WebPage.Parse(text, document) : PlainText.ParseWithDiagnostics(text, path);
        return new Input(path, parsed.Document with { Id = document.Id }, [.. decoded.Diagnostics, .. parsed.Diagnostics]);
    }

    /// <summary>A web page in an older encoding says which; null where it says none or needs none.</summary>
    private static string? Declared(byte[] bytes, Decoded decoded)
    {
        if (decoded.Text is not { } text || decoded.Diagnostics.IsEmpty || !WebPage.Is(text))
            return null;
        var head = text.AsSpan(0, Math.Min(text.Length, 2048));
        var at = head.IndexOf("charset=", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return null;
        var name = head[(at + 8)..].TrimStart("\"' ");
        var end = name.IndexOfAny(EndOfName);
        return end > 0 && CodePagesEncodingProvider.Instance.GetEncoding(name[..end].ToString()) is { } encoding ? encoding.GetString(bytes) : null;
    }
}
