using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Crosscheck.App.Intake;
using Crosscheck.App.Intake.Forms;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Intake;

/// <summary>Each form by samples that are well formed and samples that are not, and by archives made here.</summary>
public class FormsTests
{
    private const string Corpus = "tests/Crosscheck.Tests/Intake/corpus";
    private const string Report = "Two shells hit the market of Novy Brod on Monday and killed four people, the mayor said.";

    internal static List<Input> Open(string name, byte[] bytes, FieldMap? map = null) =>
        [.. Opener.Guarded(name, n => new Opener(map ?? FieldMap.Default, new Limits()).Open(n, new MemoryStream(bytes), 0)).Select(p => p.Read())];

    private static List<Input> Open(string name) => Open(name, File.ReadAllBytes(Repository.PathOf($"{Corpus}/{name}")));

    [Fact]
    public void Corpus_IsReadAsItIsListed()
    {
        var listing = new StringBuilder();
        foreach (var file in Repository.Files(Corpus, "*").Where(f => !f.EndsWith("expected.txt", StringComparison.Ordinal)))
        {
            foreach (var input in Open(Path.GetFileName(file)))
                listing.Append(Line(input));
        }
        Generated.CheckFile(Corpus + "/expected.txt", listing.ToString());
    }

    private static string Line(Input input)
    {
        var text = new StringBuilder(input.Path).Append('\n');
        foreach (var d in input.Diagnostics)
            text.Append($"  {d.Code} {d.Message}\n");
        if (input.Document is { } document)
            text.Append($"  {document.Published:yyyy-MM-dd} | {document.Publisher} | {document.Title} | {document.Url} | {document.Language} | {document.Story} | {document.Revision}\n  {document.Body.ReplaceLineEndings("\\n")}\n");
        return text.ToString();
    }

    [Fact]
    public void Map_NamesTheFields()
    {
        var map = FieldMap.Parse(["text=doc.full,published=meta.when", "publisher=meta.who"], out _)!;
        var document = Open("m.jsonl", File.ReadAllBytes(Repository.PathOf(Corpus + "/mapped.jsonl")), map).ShouldHaveSingleItem().Document!;
        document.Published.ShouldBe(new DateOnly(2031, 5, 12));
        document.Publisher.ShouldBe("Radio Novy Brod");
        FieldMap.Parse(["words=x"], out var wrong).ShouldBeNull();
        wrong.ShouldContain("words=x");
    }

    [Fact]
    public void Zip_OfEverything_IsOpened()
    {
        var inner = Zip(("deep/b.txt", Encoding.UTF8.GetBytes(Report)), (".hidden", [1]), ("README.md", [2]));
        var inputs = Open("all.zip", Zip(("a.txt", Encoding.UTF8.GetBytes(Report + " Two.")), ("inner.zip", inner), ("mail/m.eml", File.ReadAllBytes(Repository.PathOf(Corpus + "/message.eml"))), ("pic.png", [0x89, 0x50, 0x4E, 0x47, 1, 2, 3])));
        inputs.Select(i => i.Path).ShouldBe(["all.zip/a.txt", "all.zip/inner.zip/deep/b.txt", "all.zip/mail/m.eml", "all.zip/pic.png"]);
        inputs.Select(i => i.IsFailed).ShouldBe([false, false, false, true]);
    }

    [Fact]
    public void Tar_Gzipped_IsOpened()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        using (var tar = new TarWriter(gzip, TarEntryFormat.Pax))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.Directory, "reports/"));
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "./../../etc/passwd.txt") { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(Report)) });
            tar.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, "link") { LinkName = "/etc/hostname" });
        }
        Open("r.tar.gz", packed.ToArray()).ShouldHaveSingleItem().Document!.Body.ShouldBe(Report);
    }

    [Fact]
    public void WebArchive_PagesAreReadWithTheirAddress()
    {
        foreach (var bytes in (byte[][])[Warc(), Gzip(Warc())])
        {
            var inputs = Open("crawl.warc.gz", bytes);
            inputs.Select(i => i.Document!.Url).ShouldBe(["https://x.example/page", "https://x.example/text"]);
            inputs[0].Document!.Body.ShouldStartWith("Two shells");
        }
    }

    [Fact]
    public void WebArchive_CutOff_KeepsWhatStandsBefore()
    {
        var inputs = Open("crawl.warc", Warc()[..^40]);
        inputs[0].IsFailed.ShouldBeFalse();
        inputs[^1].Diagnostics[0].Code.ShouldBe("XC1106");
    }

    [Fact]
    public void Archives_InArchives_AreBounded()
    {
        var bytes = Encoding.UTF8.GetBytes(Report);
        for (var i = 0; i < 6; i++)
            bytes = Zip(("x.zip", bytes));
        Open("deep.zip", bytes).ShouldHaveSingleItem().Diagnostics[0].Code.ShouldBe("XC1008");
    }

    [Fact]
    public void Gzip_Bomb_IsRefused()
    {
        // A tar of zeros: 1 GB that packs to 1 MB.
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            using var tar = new TarWriter(gzip, TarEntryFormat.Ustar, leaveOpen: true);
            tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "a.txt") { DataStream = new Zeros(1L << 30) });
        }
        Open("bomb.tar.gz", packed.ToArray()).Last().Diagnostics[0].Code.ShouldBeOneOf("XC1004", "XC1009");
    }

    [Fact]
    public void Zip_Bomb_IsRefused()
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("a.txt").Open();
            new Zeros(200L << 20).CopyTo(entry);
        }
        Open("bomb.zip", packed.ToArray()).ShouldHaveSingleItem().Diagnostics[0].Code.ShouldBe("XC1004");
    }

    [Fact]
    public void Pdf_IsReadByItsTool()
    {
        var input = Open("r.pdf", Pdf("Two shells hit the market of", "Novy Brod on Mon-", "day and killed four people.")).ShouldHaveSingleItem();
        if (input.Diagnostics is [{ Code: "XC1110" }])
            Assert.Skip("'pdftotext' is not installed, so that no PDF is read here. Install poppler-utils.");
        input.Document!.Body.ShouldBe("Two shells hit the market of Novy Brod on Monday and killed four people.");
        Open("broken.pdf", Encoding.ASCII.GetBytes("%PDF-1.4\nnothing")).ShouldHaveSingleItem().Diagnostics[0].Code.ShouldBe("XC1111");
    }

    [Theory]
    [InlineData("", "XC1003")]
    [InlineData("PK\u0003\u0004rubbish", "XC1106")]
    [InlineData("WARC/1.0\r\nno fields", "XC1106")]
    [InlineData("{\"kind\":\"document/1\",\"subject\":\"sha256:0\",\"version\":\"\",\"body\":{}}", "XC1113")]
    public void Broken_IsSaid(string text, string code)
    {
        var input = Open("x", Encoding.Latin1.GetBytes(text)).ShouldHaveSingleItem();
        var found = input.Diagnostics.Concat(input.Document is { } d ? Crosscheck.Documents.DocumentCheck.Check(d).Diagnostics : []).Select(x => x.Code);
        found.ShouldContain(code);
    }

    private static byte[] Zip(params (string Name, byte[] Bytes)[] files)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        }
        return packed.ToArray();
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        // Two members, as web archives are packed record by record.
        foreach (var half in (byte[][])[bytes[..300], bytes[300..]])
        {
            using var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true);
            gzip.Write(half);
        }
        return packed.ToArray();
    }

    private static byte[] Warc()
    {
        var page = $"<html><body><p>{Report}</p><p>The army said that it was looking into it.</p></body></html>";
        var chunked = $"{page.Length:x}\r\n{page}\r\n0\r\n\r\n";
        return [.. Record("warcinfo", "application/warc-fields", null, "software: none\r\n"),
            .. Record("response", "application/http; msgtype=response", "https://x.example/page", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n" + chunked),
            .. Record("response", "application/http; msgtype=response", "https://x.example/missing", "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n" + page),
            .. Record("response", "application/http; msgtype=response", "https://x.example/p.png", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nabc"),
            .. Record("conversion", "text/plain", "https://x.example/text", " date 2031-05-12 " + Report)];
    }

    private static byte[] Record(string type, string contentType, string? url, string block) => Encoding.UTF8.GetBytes(
        $"WARC/1.1\r\nWARC-Type: {type}\r\n{(url is null ? "" : $"WARC-Target-URI: {url}\r\n")}WARC-Date: 2031-05-12T00:00:00Z\r\nContent-Type: {contentType}\r\nContent-Length: {Encoding.UTF8.GetByteCount(block)}\r\n\r\n{block}\r\n\r\n");

    private static byte[] Pdf(params string[] lines)
    {
        var show = string.Concat(lines.Select(l => $"({l}) Tj 0 -14 Td "));
        var content = $"BT /F1 12 Tf 72 700 Td {show}ET";
        string[] objects =
        [
            "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
            $"<</Length {content.Length}>>stream\n{content}\nendstream", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        ];
        var pdf = new StringBuilder("%PDF-1.4\n");
        var offsets = new List<int>();
        for (var i = 0; i < objects.Length; i++)
        {
            offsets.Add(pdf.Length);
            pdf.Append($"{i + 1} 0 obj{objects[i]}endobj\n");
        }
        var xref = pdf.Length;
        pdf.Append($"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n").AppendJoin("", offsets.Select(o => $"{o:0000000000} 00000 n \n"));
        return Encoding.ASCII.GetBytes(pdf.Append($"trailer<</Size {objects.Length + 1}/Root 1 0 R>>\nstartxref\n{xref}\n%%EOF\n").ToString());
    }

    /// <summary>So many zero bytes.</summary>
    private sealed class Zeros(long length) : Stream
    {
        private readonly long _length = length;
        private long _left = length;

        public override bool CanRead => true;
        public override bool CanSeek => true;
        public override bool CanWrite => false;
        public override long Length => _length;
        public override long Position { get => _length - _left; set => _left = _length - value; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = (int)Math.Min(count, _left);
            Array.Clear(buffer, offset, read);
            _left -= read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
