namespace SunGov.Tests.Rules.Shared.Tidy;

/// <summary>One file of the tree: its path from the root with forward slashes, and its text.</summary>
internal sealed record SourceFile(string Path, string Text)
{
    private readonly Lazy<string> _code = new(() => SourceText.WithoutCommentsAndStrings(Text));

    public string Name => System.IO.Path.GetFileName(Path);

    public string Folder => System.IO.Path.GetDirectoryName(Path) ?? "";

    public string[] Lines => Text.Split('\n');

    /// <summary>The text with comments and the contents of strings blanked out; lines stay where they are.</summary>
    public string Code => _code.Value;

    public bool IsUnder(params string[] folders) =>
        folders.Any(folder => Path.StartsWith(folder + "/", StringComparison.Ordinal));

    public bool Ends(params string[] endings) => endings.Any(end => Path.EndsWith(end, StringComparison.Ordinal));

    /// <summary>Path and line of a place in the text, as people write it.</summary>
    public string At(int index) => $"{Path}:{Text.AsSpan(0, index).Count('\n') + 1}";
}

/// <summary>Findings of a rule that should have none; a failure lists all of them.</summary>
internal static class Found
{
    public static void Nothing(IEnumerable<string?> findings)
    {
        var all = findings.ToList();
        Assert.True(all.Count == 0, $"{all.Count} found:\n{string.Join('\n', all)}");
    }
}

/// <summary>The sources of the project as they lie on the disk, without what builds leave there.</summary>
internal static class SourceTree
{
    private static readonly string[] NotOurs =
        ["bin", "obj", "node_modules", "dist", "test-results", "TestResults", "coverage"];

    private static readonly string[] Written =
        [".cs", ".ts", ".tsx", ".css", ".sql", ".bash", ".js", ".csproj", ".props", ".md", "/sungov", "/run"];

    private static readonly Lazy<string> RootFolder = new(FindRoot);

    private static readonly Lazy<SourceFile[]> AllFiles = new(
        () => [.. Folders(Root).SelectMany(Directory.GetFiles).Where(IsWritten).Select(Read)]);

    public static string Root => RootFolder.Value;

    /// <summary>Every file a person wrote; what a generator wrote says so in its first lines.</summary>
    public static IEnumerable<SourceFile> Files => AllFiles.Value;

    public static IEnumerable<SourceFile> CSharp => Files.Where(file => file.Ends(".cs"));

    /// <summary>Every folder, from the root down.</summary>
    public static IEnumerable<string> Folders(string from) =>
        Directory.GetDirectories(from)
            .Where(IsOurs)
            .SelectMany(Folders)
            .Prepend(from);

    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static bool IsOurs(string folder)
    {
        var name = Path.GetFileName(folder);
        return !NotOurs.Contains(name) && (!name.StartsWith('.') || name == ".ci");
    }

    private static bool IsWritten(string file) =>
        Written.Any(end => file.EndsWith(end, StringComparison.Ordinal))
        && !File.ReadLines(file).Take(5).Any(line => line.Contains("auto-generated", StringComparison.Ordinal));

    private static SourceFile Read(string file) => new(Relative(file), File.ReadAllText(file));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SunGov.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("SunGov.sln is not above the tests");
    }
}
