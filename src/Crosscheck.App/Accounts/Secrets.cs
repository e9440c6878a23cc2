using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Crosscheck.App.Accounts;

/// <summary>Secrets that are handed out once: 256 random bits. What is kept is their hash, so that a stolen file opens nothing.</summary>
internal static class Secrets
{
    public const string TokenPrefix = "xck_";

    public static string New(string prefix = "") => prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
