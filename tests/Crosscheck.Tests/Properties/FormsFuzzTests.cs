using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using Crosscheck.App.Intake.Forms;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Properties;

/// <summary>
/// Mutated samples of every form: no crash, no hang, memory bounded. CROSSCHECK_FUZZ sets how many of each (usually 150;
/// 100000 before a release). PDF is left to pdftotext's own process. Seeds are fixed.
/// </summary>
public class FormsFuzzTests
{
    private static int Rounds => int.TryParse(Environment.GetEnvironmentVariable("CROSSCHECK_FUZZ"), out var n) ? n : 150;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    public static TheoryData<string> Files()
    {
        var files = new TheoryData<string> { "tar", "tar.gz", "zip", "warc", "warc.gz", "html" };
        foreach (var file in (string[])["rss.xml", "atom.xml", "rdf.xml", "ninjs-3.1.json", "ninjs-array.json", "newsml-g2.xml", "nitf.xml", "lines.jsonl", "message.eml", "box.mbox", "front.txt", "feeds.opml"])
            files.Add(file);
        return files;
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Open_Mutated_EndsWell(string file)
    {
        var seed = Seed(file);
        var random = new Random(file.Aggregate(17, (h, c) => unchecked(h * 31 + c)));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = Mutate(seed, random);
            var watch = Stopwatch.StartNew();
            foreach (var part in Opener.Guarded(file, n => new Opener(FieldMap.Default, new Limits()).Open(n, new MemoryStream(bytes), 0)))
            {
                if (bytes is not [(byte)'%', ..])
                    part.Read().ShouldNotBeNull();
            }
            watch.Elapsed.ShouldBeLessThan(Longest, $"{file}, round {round}");
        }
        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(64 << 20);
    }

    private static byte[] Mutate(byte[] seed, Random random)
    {
        var bytes = new List<byte>(seed);
        for (var edits = random.Next(1, 12); edits > 0 && bytes.Count > 2; edits--)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, 64), bytes.Count - at);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, length);
                    break;
                case 2:
                    bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, length));
                    break;
                case 3:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 4:
                    bytes.InsertRange(at, Splinters[random.Next(Splinters.Length)]);
                    break;
                default:
                    if (random.Next(4) == 0)
                        bytes.RemoveRange(at, bytes.Count - at);
                    break;
            }
        }
        return [.. bytes];
    }

    private static readonly byte[][] Splinters =
    [
        "<"u8.ToArray(), "</"u8.ToArray(), "&#0;"u8.ToArray(), "]]>"u8.ToArray(), "\r\n\r\n"u8.ToArray(), "--outer"u8.ToArray(), "\\ud800"u8.ToArray(), "\0"u8.ToArray(), "[[[[[["u8.ToArray(),
        "{\"a\":"u8.ToArray(), "Content-Length: 99999999999999"u8.ToArray(), "Content-Length: -1"u8.ToArray(), "=?utf-8?B?====?="u8.ToArray(), "From a Mon May 12 00:00:00 2031\n"u8.ToArray(), [0xFF, 0xFE], [0xC3, 0x28],
    ];

    private static byte[] Seed(string file)
    {
        var html = "<html><head><meta charset=utf-8><title>Shelling</title></head><body><article><p>Two shells hit the market of Novy Brod, the mayor said, and killed four people.</p></article></body></html>"u8.ToArray();
        var page = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"u8.ToArray().Concat(html).ToArray();
        byte[] warc = [.. System.Text.Encoding.ASCII.GetBytes($"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://x.example/\r\nContent-Type: application/http\r\nContent-Length: {page.Length}\r\n\r\n"), .. page, .. "\r\n\r\n"u8];
        return file switch
        {
            "html" => html,
            "warc" => warc,
            "warc.gz" => Gzip(warc),
            "tar" => Tar(html),
            "tar.gz" => Gzip(Tar(html)),
            "zip" => Zip(html),
            _ => File.ReadAllBytes(Repository.PathOf("tests/Crosscheck.Tests/Intake/corpus/" + file)),
        };
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    private static byte[] Tar(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var tar = new TarWriter(packed, TarEntryFormat.Pax, leaveOpen: true))
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "a/report.html") { DataStream = new MemoryStream(bytes) });
        return packed.ToArray();
    }

    private static byte[] Zip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("a/report.html").Open();
            entry.Write(bytes);
        }
        return packed.ToArray();
    }
}
