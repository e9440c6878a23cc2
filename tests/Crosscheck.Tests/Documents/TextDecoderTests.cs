using System.Text;
using Crosscheck.Documents;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Documents;

public class TextDecoderTests
{
    private const string Text = "Two shells hit the caf\u00e9 of Novy Brod \u2014 nobody was hurt.";

    private static readonly byte[] Utf8 = Encoding.UTF8.GetBytes(Text);

    public static TheoryData<string, byte[]> Encodings => new()
    {
        { "UTF-8", Utf8 },
        { "UTF-8 with a mark", [0xEF, 0xBB, 0xBF, .. Utf8] },
        { "UTF-16 little-endian", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Text)] },
        { "UTF-16 big-endian", [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Text)] },
        { "UTF-16 without a mark", Encoding.Unicode.GetBytes(Text) },
        { "UTF-32", [0xFF, 0xFE, 0, 0, .. Encoding.UTF32.GetBytes(Text)] },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Decode_Encoding_IsTold(string name, byte[] bytes)
    {
        var decoded = TextDecoder.Decode(bytes);
        decoded.Text.ShouldBe(Text, name);
        decoded.Diagnostics.ShouldBeEmpty();
    }

    [Fact]
    public void Decode_Windows1252_IsGuessedAndSaid()
    {
        var decoded = TextDecoder.Decode([.. "The mayor\u2019s caf\u00e9"u8.ToArray().AsSpan(0, 9), 0x92, .. "s caf"u8, 0xE9]);
        decoded.Text.ShouldBe("The mayor\u2019s caf\u00e9");
        decoded.Diagnostics.Select(d => d.Code).ShouldBe(["XC1102"]);
    }

    [Fact]
    public void Decode_BrokenUtf8_IsReplacedAndCounted()
    {
        var decoded = TextDecoder.Decode([.. Utf8, 0xC3, .. " and"u8, 0xFF]);
        decoded.Text.ShouldBe(Text + "\uFFFD and\uFFFD");
        decoded.Diagnostics.Single().Message.ShouldStartWith("2 bytes");
    }

    public static TheoryData<string, byte[]> Binaries => new()
    {
        { "PDF", [.. "%PDF-1.7 "u8, 1, 2, 3] },
        { "ZIP", [.. "PK"u8, 3, 4, 0, 0] },
        { "PNG", [0x89, .. "PNG"u8, 13, 10] },
        { "zero bytes", [.. "abc"u8, 0, 0, 0, .. "def"u8] },
        { "control characters", [.. Enumerable.Repeat((byte)1, 50), .. "text"u8] },
        { "noise", [.. Enumerable.Range(0, 4096).Select(i => (byte)(1 + (i * 167 + i * i * 31) % 255))] },
    };

    [Theory]
    [MemberData(nameof(Binaries))]
    public void Decode_Binary_IsNoText(string name, byte[] bytes)
    {
        var decoded = TextDecoder.Decode(bytes);
        decoded.Text.ShouldBeNull(name);
        decoded.Diagnostics.Select(d => d.Code).ShouldBe(["XC1005"]);
    }

    [Fact]
    public void Decode_NoBytes_IsEmptyText() => TextDecoder.Decode([]).Text.ShouldBe("");
}
