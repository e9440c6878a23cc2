using Crosscheck.Diagnostics;

namespace Crosscheck.App.Intake;

/// <summary>The files that the paths of a command line name.</summary>
public static class InputPaths
{
    /// <summary>The path that stands for standard input.</summary>
    public const string StandardInput = "-";

    private static readonly EnumerationOptions Below = new()
    {
        RecurseSubdirectories = true,
        IgnoreInaccessible = true,
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System,
        MaxRecursionDepth = 64,
    };

    /// <summary>
    /// Every file, each once, in the order of their paths whatever the order they were given in; and what names no file.
    /// Folders are searched with everything below them, but for hidden files and folders, README and LICENSE files.
    /// </summary>
    public static (IReadOnlyList<string> Files, IReadOnlyList<Input> Failed) Expand(IEnumerable<string> paths)
    {
        var files = new SortedSet<string>(StringComparer.Ordinal);
        var failed = new List<Input>();
        foreach (var path in paths)
        {
            if (path == StandardInput || File.Exists(path))
                files.Add(path);
            else if (!Directory.Exists(path))
                failed.Add(Input.Failed(path, Codes.NotFound.With()));
            else if (!AddFolder(path, files))
                failed.Add(Input.Failed(path, Codes.EmptyFolder.With()));
        }
        return ([.. files], failed);
    }

    private static bool AddFolder(string folder, SortedSet<string> files)
    {
        var found = false;
        foreach (var file in Directory.EnumerateFiles(folder, "*", Below))
        {
            if (IsAboutTheFolder(Path.GetRelativePath(folder, file)))
                continue;
            files.Add(file.Replace('\\', '/'));
            found = true;
        }
        return found;
    }

    /// <summary>Whether a path below a folder is left out: hidden, or about the folder.</summary>
    internal static bool IsAboutTheFolder(string relative)
    {
        var name = Path.GetFileNameWithoutExtension(relative);
        return name is "README" or "LICENSE" or "NOTICE" || relative.Split('/', '\\').Any(part => part.StartsWith('.') && part is not ("." or ".."));
    }
}
