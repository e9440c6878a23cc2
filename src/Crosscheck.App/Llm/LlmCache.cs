using System.Security.Cryptography;
using System.Text;
using Crosscheck.Claims.Llm;

namespace Crosscheck.App.Llm;

/// <summary>
/// Answers that were had before, one file each, named by the hash of everything that was asked: model, instructions with their
/// version, the part of the document, schema. Only the user may read them, for they quote the report.
/// </summary>
public sealed class LlmCache(string? folder)
{
    public string? Find(string reader, LlmRequest request)
    {
        if (folder is null)
            return null;
        try
        {
            return File.ReadAllText(PathOf(reader, request));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Keeps an answer; where that cannot be, it is asked again the next time.</summary>
    public void Keep(string reader, LlmRequest request, string answer)
    {
        if (folder is null)
            return;
        try
        {
            var path = PathOf(reader, request);
            var below = Path.GetDirectoryName(path)!;
            var whole = path + "." + Guid.NewGuid().ToString("N");
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(below);
                File.WriteAllText(whole, answer);
            }
            else
            {
                Directory.CreateDirectory(below, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
                using var file = new FileStream(whole, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite });
                file.Write(Encoding.UTF8.GetBytes(answer));
            }
            File.Move(whole, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
        }
    }

    private string PathOf(string reader, LlmRequest request)
    {
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', reader, request.Instructions, request.Text, request.Schema))));
        return Path.Combine(folder!, key[..2], key + ".json");
    }
}
