using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Crosscheck.Diagnostics;
using Crosscheck.Documents;

namespace Crosscheck.App.Intake.Forms;

/// <summary>
/// The text of a PDF by poppler's <c>pdftotext</c>, where that is installed: a process of its own, bounded in time, memory and
/// output, so that what is wrong in a PDF cannot hurt the reader.
/// </summary>
internal static class PdfText
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Address space of the process, KiB.</summary>
    private const int Memory = 2 << 20;

    public static Input Parse(string path, byte[] bytes)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, bytes);
            if (Run(file, out var output, out var why) is var exit && exit != 0)
                return Input.Failed(path, exit < 0 ? Codes.NoPdfTool.With() : Codes.PdfUnreadable.With(why));
            var text = Unwrap(TextDecoder.Decode(output).Text ?? "");
            if (text.Length == 0)
                return Input.Failed(path, Codes.PdfUnreadable.With("it holds no text, only pictures of it"));
            var parsed = PlainText.ParseWithDiagnostics(text, path);
            return new Input(path, parsed.Document with { Id = Document.IdOf(bytes) }, parsed.Diagnostics);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>The exit code; -1 where the program is not installed.</summary>
    private static int Run(string file, out byte[] output, out string why)
    {
        (output, why) = ([], "");
        string[] command = ["pdftotext", "-q", "-enc", "UTF-8", "-nopgbrk", file, "-"];
        if (!OperatingSystem.IsWindows())
            command = ["/bin/sh", "-c", $"ulimit -v {Memory}; command -v pdftotext >/dev/null || exit 127; exec \"$@\"", "sh", .. command];
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            using var deadline = new Timer(_ => Kill(process), null, Patience, Timeout.InfiniteTimeSpan);
            var errors = process.StandardError.ReadToEndAsync();
            using var reader = new ByteReader(process.StandardOutput.BaseStream);
            var all = reader.ReadAll(InputReader.MaxBytes);
            if (all is null)
                Kill(process);
            process.WaitForExit();
            output = all ?? [];
            why = all is null ? "its text is too large" : errors.GetAwaiter().GetResult().Split('\n')[0].Trim() is { Length: > 0 } line ? line : "pdftotext could not read it";
            return process.ExitCode == 127 ? -1 : all is null ? 1 : process.ExitCode;
        }
        catch (Win32Exception)
        {
            return -1;
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }

    /// <summary>Lines of a column are put together to paragraphs; a word that was parted at a line's end is whole again.</summary>
    internal static string Unwrap(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var paragraph in text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (result.Length > 0)
                result.Append("\n\n");
            foreach (var line in paragraph.Split('\n', StringSplitOptions.TrimEntries))
            {
                if (result.Length > 1 && result[^1] == '-' && char.IsLetter(result[^2]) && line.Length > 0 && char.IsLower(line[0]))
                    result.Length--;
                else if (result.Length > 0 && result[^1] != '\n')
                    result.Append(' ');
                result.Append(line);
            }
        }
        return result.ToString();
    }
}
