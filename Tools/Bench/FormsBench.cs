using System.Diagnostics;
using SunGov.Tools.Load;

namespace SunGov.Tools.Bench;

/// <summary>
/// `bench forms`: an application of sixty pages and three hundred fields in a headless browser: until its first section
/// can be filled, and from a key to the paint that shows it.
/// </summary>
internal static class FormsBench
{
    public const string Usage = """
        ./sungov bench forms
            open an application of 300 fields in headless Chromium, five times after the first: until its first section
            can be filled; then 200 keys each in a line, a long text and a table: from the key to the paint,
            p50 and p95; on a throw-away PostgreSQL. Needs the built web (./sungov up builds it) and chromium
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        if (Root() is not { } root)
        {
            await Console.Error.WriteLineAsync("sungov: the web is not built; ./sungov up builds it");
            return 1;
        }

        var settings = await BenchServer.StartAsync() with { WebFolder = Path.Combine(root, "Web", "dist") };
        try
        {
            var application = await FormsProvince.MakeAsync(settings);
            await using var silo = new SiloProcess(settings);
            await silo.StartAsync();
            return await BrowseAsync(root, silo.Address, application);
        }
        finally
        {
            Directory.Delete(settings.DataFolder, recursive: true);
        }
    }

    private static async Task<int> BrowseAsync(string root, Uri address, BenchApplication application)
    {
        var start = new ProcessStartInfo(
            "node",
            [
                Path.Combine(root, "Tools", "Bench", "forms.mjs"), Path.Combine(root, "Web"), address.ToString(),
                application.Session.Token, application.Project, FormsProvince.Form,
            ]);
        using var node = Process.Start(start)!;
        await node.WaitForExitAsync();
        return node.ExitCode;
    }

    /// <summary>The folder above this program that holds the built web; null where there is none.</summary>
    private static string? Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Web", "dist", "index.html")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName;
    }
}
