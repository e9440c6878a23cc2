using System.Text;
using Crosscheck.Diagnostics;
using Crosscheck.Documents;

namespace Crosscheck.App.Intake;

/// <summary>Takes in one file or standard input: the bytes, their encoding, their form.</summary>
public static class InputReader
{
    /// <summary>The most bytes that are taken in as one report; a larger input is refused before it is read.</summary>
    public const int MaxBytes = 16 << 20;

    public static Input Read(string path, Stream standardInput)
    {
        try
        {
            using var stream = path == InputPaths.StandardInput ? standardInput : File.OpenRead(path);
            return stream.CanSeek && stream.Length > MaxBytes
                ? Input.Failed(path, Codes.TooLarge.With(MaxBytes >> 20))
                : ReadAtMost(stream, path) is { } bytes
                    ? Parse(path, bytes) with { Content = bytes }
                    : Input.Failed(path, Codes.TooLarge.With(MaxBytes >> 20));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Input.Failed(path, Codes.CannotOpen.With(exception.Message));
        }
    }

    private static byte[]? ReadAtMost(Stream stream, string path)
    {
        using var memory = new MemoryStream();
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

    private static Input Parse(string path, byte[] bytes) =>
        new(path, PlainText.Parse(Encoding.UTF8.GetString(bytes), path), []);
}
