using System.Globalization;
using System.Text;
using Crosscheck.Diagnostics;
using Crosscheck.Documents;

namespace Crosscheck.App.Intake.Forms;

/// <summary>A message (RFC 5322 with MIME): its text, its sender as the publisher, its subject as the title.</summary>
internal static class Mail
{
    /// <summary>How deep multiparts may lie in each other.</summary>
    private const int MaxDepth = 16;

    private const int MaxParts = 1000;

    public static Input Parse(string path, byte[] bytes)
    {
        var message = MimeEntity.Of(bytes, 0, bytes.Length);
        var parts = 0;
        var text = TextOf(message, 0, ref parts);
        if (string.IsNullOrWhiteSpace(text))
            return Input.Failed(path, Codes.NoText.With("message", "a part of type text/plain or text/html"));
        var document = new Document
        {
            Id = Document.IdOf(bytes),
            Path = path,
            Body = text.ReplaceLineEndings("\n").Trim(),
            Title = EncodedWords.Decode(message["subject"]),
            Publisher = Sender(EncodedWords.Decode(message["from"])),
            Published = DateText.Parse(DateOf(message["date"])),
            Language = XmlForms.Language(message["content-language"]),
            Story = message["message-id"]?.Trim('<', '>', ' '),
        };
        return new Input(path, document, []);
    }

    /// <summary>The messages of a mailbox, each from its "From " line to the next that stands behind an empty line.</summary>
    public static IEnumerable<Part> Box(string path, ByteReader reader, Limits limits)
    {
        var message = new MemoryStream();
        var blank = true;
        var n = 0;
        while (reader.ReadLine(InputReader.MaxBytes) is { } line)
        {
            if (blank && FormSniffer.IsMailboxLine(line))
            {
                if (message.Length > 0)
                    yield return Message(++n);
            }
            else if (message.Length + line.Length <= InputReader.MaxBytes + 1)
                message.Write(IsQuoted(line) ? line.AsSpan(1) : line);
            blank = line.AsSpan().TrimEnd("\r\n"u8).IsEmpty;
        }
        if (message.Length > 0)
            yield return Message(++n);

        Part Message(int number)
        {
            limits.TakePart();
            var name = string.Create(CultureInfo.InvariantCulture, $"{path}:{number}");
            var bytes = message.ToArray();
            message.SetLength(0);
            return bytes.Length > InputReader.MaxBytes ? Part.Failed(name, Codes.TooLarge.With(InputReader.MaxBytes >> 20)) : new Part(name, bytes, Parse);
        }
    }

    /// <summary>">From " as mailboxes write a line of text that begins with "From ".</summary>
    private static bool IsQuoted(ReadOnlySpan<byte> line) => line.StartsWith(">"u8) && line.TrimStart((byte)'>').StartsWith("From "u8);

    private static string? TextOf(MimeEntity entity, int depth, ref int parts)
    {
        if (depth > MaxDepth || ++parts > MaxParts)
            return null;
        if (entity.Type.StartsWith("multipart/", StringComparison.Ordinal))
        {
            string? html = null;
            foreach (var child in entity.Children())
            {
                var isHtml = child.Type == "text/html";
                if (TextOf(child, depth + 1, ref parts) is not { } text || string.IsNullOrWhiteSpace(text))
                    continue;
                if (!isHtml)
                    return text;
                html ??= text;
            }
            return html;
        }
        if (entity.IsAttachment)
            return null;
        return entity.Type switch
        {
            "text/html" => Fragment.TextOf(entity.Text()),
            "message/rfc822" => TextOf(entity.Inner(), depth + 1, ref parts),
            _ when entity.Type.StartsWith("text/", StringComparison.Ordinal) => entity.Text(),
            _ => null,
        };
    }

    /// <summary>"Nasra Ibrahim" of "Nasra Ibrahim &lt;nasra@example.org>".</summary>
    private static string? Sender(string? from)
    {
        if (from is null)
            return null;
        var at = from.IndexOf('<', StringComparison.Ordinal);
        var name = (at > 0 ? from[..at] : from).Trim(' ', '"', '<', '>');
        return name.Length > 0 ? name : null;
    }

    /// <summary>"Thu, 15 May 2031 06:30:00 +0300 (EAT)" without the comment.</summary>
    private static string? DateOf(string? date) => date?.Split('(')[0].Trim();
}
