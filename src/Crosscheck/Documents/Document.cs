using System.Security.Cryptography;
using System.Text;

namespace Crosscheck.Documents;

/// <summary>
/// What was taken in. Its id is the hash of its content. <see cref="Body"/> is the report's text with header and
/// front matter left out; every span of a reading is an offset into it.
/// </summary>
public sealed record Document
{
    /// <summary>"sha256:" and the lower-case hexadecimal SHA-256 of the bytes taken in.</summary>
    public required string Id { get; init; }
    public string? Path { get; init; }
    public string? Url { get; init; }

    /// <summary>Who printed it; never who is cited in it.</summary>
    public string? Publisher { get; init; }
    public string? Title { get; init; }
    public DateOnly? Published { get; init; }

    /// <summary>ISO 639-1, null where it could not be told.</summary>
    public string? Language { get; init; }

    /// <summary>It was marked so: its text is sent to no other program or machine.</summary>
    public bool Confidential { get; init; }

    /// <summary>What all versions of this report have in common where it came from: a feed's guid, a news item's uri, a message's id.</summary>
    public string? Story { get; init; }

    /// <summary>Which version of the story this is, in the sender's words.</summary>
    public string? Revision { get; init; }
    public required string Body { get; init; }

    public static string IdOf(ReadOnlySpan<byte> content) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(content));

    public static string IdOf(string content) => IdOf(Encoding.UTF8.GetBytes(content));
}
