using System.Text.Json;
using System.Xml;
using Crosscheck.Diagnostics;

namespace Crosscheck.App.Intake.Forms;

/// <summary>Opens what came in and gives its reports one by one, as many as memory need not hold at once.</summary>
internal sealed class Opener(FieldMap map, Limits limits)
{
    public IEnumerable<Part> Open(string path, Stream stream, int depth)
    {
        Limits.Enter(depth);
        var reader = new ByteReader(stream);
        var form = FormSniffer.Of(reader.Peek());
        var archives = new Archives(map, limits);
        return form switch
        {
            Form.Gzip => archives.Gzip(path, reader, depth),
            Form.Tar => archives.Tar(path, reader, depth),
            Form.Zip => archives.Zip(path, Seekable(stream, reader), depth),
            Form.WebArchive => WebArchive.Parts(path, reader, limits),
            Form.Mailbox => Mail.Box(path, reader, limits),
            Form.Json => JsonForms.Lines(path, reader, map, limits),
            _ => Whole(path, form, reader.ReadAll(InputReader.MaxBytes) ?? throw new IntakeException(Codes.TooLarge.With(InputReader.MaxBytes >> 20))),
        };
    }

    /// <summary>The same with everything that can be wrong in a form turned into a part that failed; the parts before it stand.</summary>
    public static IEnumerable<Part> Guarded(string path, Func<string, IEnumerable<Part>> open)
    {
        IEnumerator<Part>? parts = null;
        var found = false;
        try
        {
            while (true)
            {
                Part? part;
                try
                {
                    parts ??= open(path).GetEnumerator();
                    part = parts.MoveNext() ? parts.Current : null;
                }
                catch (Exception exception) when (Explain(exception) is { } diagnostic)
                {
                    part = Part.Failed(path, diagnostic);
                    parts?.Dispose();
                    parts = Enumerable.Empty<Part>().GetEnumerator();
                }
                if (part is null)
                    break;
                found = true;
                yield return part;
            }
            if (!found)
                yield return Part.Failed(path, Codes.NoReportInside.With());
        }
        finally
        {
            parts?.Dispose();
        }
    }

    private IEnumerable<Part> Whole(string path, Form form, byte[] bytes)
    {
        limits.TakePart();
        return form switch
        {
            Form.Xml => XmlForms.Parts(path, bytes),
            Form.JsonArray => JsonForms.Array(path, bytes, map, limits),
            Form.Mail => [new Part(path, bytes, Mail.Parse)],
            Form.Pdf => [new Part(path, bytes, PdfText.Parse)],
            _ => [new Part(path, bytes, InputReader.Parse)],
        };
    }

    /// <summary>The stream itself where nothing was taken from it for good; else a copy in memory.</summary>
    private static Stream Seekable(Stream stream, ByteReader reader)
    {
        if (stream is FileStream { CanSeek: true } file)
        {
            file.Position = 0;
            return file;
        }
        return new MemoryStream(reader.ReadAll(Limits.MaxHeld) ?? throw new IntakeException(Codes.TooLarge.With(Limits.MaxHeld >> 20)));
    }

    private static Diagnostic? Explain(Exception exception) => exception switch
    {
        IntakeException known => known.Diagnostic,
        XmlException => Codes.Broken.With("XML", exception.Message),
        JsonException => Codes.Broken.With("JSON", exception.Message),
        InvalidDataException or EndOfStreamException or FormatException or NotSupportedException or OverflowException or ArgumentException or InvalidOperationException =>
            Codes.Broken.With("an archive", exception.Message),
        IOException or UnauthorizedAccessException => Codes.CannotOpen.With(exception.Message),
        _ => null,
    };
}
