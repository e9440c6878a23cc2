using System.Text;

namespace Crosscheck.App.Intake.Forms;

/// <summary>The forms that reports come in.</summary>
internal enum Form
{
    /// <summary>Plain text or a web page: one report.</summary>
    Report,
    Json, JsonArray, Xml, Mail, Mailbox, WebArchive, Pdf, Zip, Tar, Gzip,
}

/// <summary>Tells a form from the first bytes, whatever the file is called.</summary>
internal static class FormSniffer
{
    /// <summary>Where a tar header has its mark.</summary>
    private const int TarMark = 257;

    private static readonly System.Buffers.SearchValues<char> EndOfName = System.Buffers.SearchValues.Create(" \t\r\n/>");

    private static readonly HashSet<string> XmlRoots = new(StringComparer.Ordinal)
    {
        "rss", "RDF", "feed", "opml", "newsItem", "newsMessage", "packageItem", "nitf",
    };

    private static readonly HashSet<string> MailFields = new(StringComparer.OrdinalIgnoreCase)
    {
        "from", "to", "subject", "date", "message-id", "mime-version", "received", "return-path", "delivered-to", "content-type", "reply-to", "dkim-signature",
    };

    public static Form Of(ReadOnlySpan<byte> head)
    {
        switch (head)
        {
            case [(byte)'%', (byte)'P', (byte)'D', (byte)'F', (byte)'-', ..]:
                return Form.Pdf;
            case [(byte)'P', (byte)'K', 3, 4, ..] or [(byte)'P', (byte)'K', 5, 6, ..]:
                return Form.Zip;
            case [0x1F, 0x8B, 8, ..]:
                return Form.Gzip;
        }
        if (head.Length > TarMark + 5 && head.Slice(TarMark, 5).SequenceEqual("ustar"u8))
            return Form.Tar;
        if (head.StartsWith("WARC/"u8))
            return Form.WebArchive;
        if (head.StartsWith("From "u8) && IsMailboxLine(Line(head)))
            return Form.Mailbox;
        return OfText(head);
    }

    private static Form OfText(ReadOnlySpan<byte> head)
    {
        var text = (head is [0xFF, 0xFE, ..] ? Encoding.Unicode : head is [0xFE, 0xFF, ..] ? Encoding.BigEndianUnicode : Encoding.UTF8).GetString(head).AsSpan();
        var start = text.TrimStart('\uFEFF').TrimStart();
        return start switch
        {
            ['{', .. var rest] when rest.TrimStart() is ['"', ..] => Form.Json,
            ['[', .. var rest] when rest.TrimStart() is ['{', ..] => Form.JsonArray,
            ['<', ..] when XmlRoots.Contains(XmlRoot(start)) => Form.Xml,
            _ => IsMail(text) ? Form.Mail : Form.Report,
        };
    }

    /// <summary>The local name of the root element, past declaration, comments and document type.</summary>
    internal static string XmlRoot(ReadOnlySpan<char> text)
    {
        while (text is ['<', ..])
        {
            var end = text.StartsWith("<!--", StringComparison.Ordinal) ? text.IndexOf("-->", StringComparison.Ordinal)
                : text.StartsWith("<?", StringComparison.Ordinal) ? text.IndexOf("?>", StringComparison.Ordinal)
                : text.StartsWith("<!", StringComparison.Ordinal) ? EndOfDoctype(text)
                : -2;
            if (end == -2)
                break;
            var close = end < 0 ? -1 : text[end..].IndexOf('>');
            if (close < 0)
                return "";
            text = text[(end + close + 1)..].TrimStart();
        }
        if (text is not ['<', ..])
            return "";
        var name = text[1..];
        var stop = name.IndexOfAny(EndOfName);
        name = stop < 0 ? name : name[..stop];
        return name[(name.IndexOf(':') + 1)..].ToString();
    }

    private static int EndOfDoctype(ReadOnlySpan<char> text)
    {
        var bracket = text.IndexOf('[');
        var close = text.IndexOf('>');
        return bracket >= 0 && bracket < close ? text.IndexOf("]", StringComparison.Ordinal) : close;
    }

    /// <summary>Header fields up to an empty line, a sender among them and another that only mail has.</summary>
    private static bool IsMail(ReadOnlySpan<char> text)
    {
        int known = 0, fields = 0;
        var from = false;
        foreach (var line in text.EnumerateLines())
        {
            if (line.IsEmpty)
                break;
            if (line[0] is ' ' or '\t' && fields > 0)
                continue;
            var colon = line.IndexOf(':');
            if (colon is <= 0 or > 60 || line[..colon].IndexOfAny(" \t\"<") >= 0)
                return false;
            fields++;
            known += MailFields.Contains(line[..colon].ToString()) ? 1 : 0;
            from |= line[..colon].Equals("from", StringComparison.OrdinalIgnoreCase);
        }
        return from && known >= 3;
    }

    /// <summary>"From sender Thu May 15 06:30:00 2031".</summary>
    internal static bool IsMailboxLine(ReadOnlySpan<byte> line)
    {
        line = line.TrimEnd("\r\n "u8);
        if (!line.StartsWith("From "u8) || line.Length is < 20 or > 300)
            return false;
        var colons = line.Count((byte)':');
        return colons >= 1 && line.ContainsAnyInRange((byte)'0', (byte)'9');
    }

    private static ReadOnlySpan<byte> Line(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf((byte)'\n');
        return end < 0 ? bytes : bytes[..end];
    }
}
