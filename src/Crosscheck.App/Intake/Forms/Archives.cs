using System.Formats.Tar;
using System.IO.Compression;
using Crosscheck.Diagnostics;

namespace Crosscheck.App.Intake.Forms;

/// <summary>ZIP, tar and gzip: everything in them is opened as if it lay there as a file.</summary>
internal sealed class Archives(FieldMap map, Limits limits)
{
    public IEnumerable<Part> Tar(string path, Stream stream, int depth)
    {
        using var reader = new TarReader(stream, leaveOpen: true);
        while (reader.GetNextEntry() is { } entry)
        {
            if (entry.DataStream is null || InputPaths.IsAboutTheFolder(entry.Name))
                continue;
            foreach (var part in Opener.Guarded(Inside(path, entry.Name), name => new Opener(map, limits).Open(name, entry.DataStream, depth + 1)))
                yield return part;
        }
    }

    public IEnumerable<Part> Zip(string path, Stream stream, int depth)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        if (archive.GetEntry("[Content_Types].xml") is not null || archive.GetEntry("META-INF/manifest.xml") is not null)
            throw new IntakeException(Codes.NotText.With("an office document; save it as plain text"));
        foreach (var entry in archive.Entries.OrderBy(e => e.FullName, StringComparer.Ordinal))
        {
            if (entry.FullName.EndsWith('/') || InputPaths.IsAboutTheFolder(entry.FullName) || entry.FullName.StartsWith("__MACOSX", StringComparison.Ordinal))
                continue;
            foreach (var part in Opener.Guarded(Inside(path, entry.FullName), name => Entry(name, entry, depth + 1)))
                yield return part;
        }
    }

    public IEnumerable<Part> Gzip(string path, Stream stream, int depth)
    {
        var packed = new CountingStream(stream);
        using var unpacked = new UnpackedStream(new GZipStream(packed, CompressionMode.Decompress, leaveOpen: true), () => packed.Count, limits);
        var name = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) && path.Length > 3 ? path[..^3] : path;
        foreach (var part in new Opener(map, limits).Open(path == InputPaths.StandardInput ? path : name, unpacked, depth + 1))
            yield return part;
    }

    private IEnumerable<Part> Entry(string name, ZipArchiveEntry entry, int depth)
    {
        using var unpacked = new UnpackedStream(entry.Open(), () => Math.Max(1, entry.CompressedLength), limits);
        foreach (var part in new Opener(map, limits).Open(name, unpacked, depth))
            yield return part;
    }

    /// <summary>"archive.zip/folder/report.txt". A name is only shown and never opened, so that no name leads out of the archive.</summary>
    private static string Inside(string path, string name) => path + "/" + name.Replace('\\', '/').TrimStart('/');
}
