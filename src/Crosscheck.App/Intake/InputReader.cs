using System.Text;
using Crosscheck.Diagnostics;
using Crosscheck.Documents;

namespace Crosscheck.App.Intake;

/// <summary>Takes in one file or standard input: the bytes, their encoding, their form.</summary>
public static class InputReader
{
    /// <summary>The most bytes that are taken in as one report; a larger input is refused before it is read.</summary>
    public const int MaxBytes = 16 << 20;

    private static readonly System.Buffers.SearchValues<char> EndOfName = System.Buffers.SearchValues.Create("\"'>; /");

    public static Input Read(string path, Stream standardInput)
    {
        try
        {
            using var stream = path == InputPaths.StandardInput ? standardInput : File.OpenRead(path);
            return ReadAtMost(stream) is { } bytes
                ? Parse(path, bytes) with { Content = bytes }
                : Input.Failed(path, Codes.TooLarge.With(MaxBytes >> 20));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Input.Failed(path, Codes.CannotOpen.With(exception.Message));
        }
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

    private static byte[]? ReadAtMost(Stream stream)
    {
        if (stream.CanSeek && stream.Length > MaxBytes)
            return null;
        using var memory = new MemoryStream(stream.CanSeek ? (int)stream.Length : 0);
        var block = new byte[1 << 16];
        int read;
        while ((read = stream.Read(block)) > 0)
        {
            if (memory.Length + read > MaxBytes)
                return null;
            memory.Write(block, 0, read);
        }
        return memory.ToArray();
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
