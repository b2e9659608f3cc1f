using System.Diagnostics;
using System.Text;
using System.Text.Json;
using SunGov.Tests.Rules.Shared.Tidy;

namespace SunGov.Tests.Rules.Programmes;

/// <summary>Runs the browser's own code in Node.js, with the packages of the web front end.</summary>
internal static class Browser
{
    /// <summary>Gives JSON to a script beside this file and takes what it writes.</summary>
    public static async Task<JsonElement> RunAsync(string script, object input)
    {
        var web = Path.Combine(SourceTree.Root, "Web");
        if (!Directory.Exists(Path.Combine(web, "node_modules")))
        {
            using var install = Start(web, "npm", "ci", "--no-audit", "--no-fund", "--silent");
            install.StandardInput.Close();
            await install.StandardOutput.ReadToEndAsync();
            await install.WaitForExitAsync();
            Assert.Equal(0, install.ExitCode);
        }

        var home = Path.Combine(SourceTree.Root, "Tests", "Rules", "Programmes");
        using var node = Start(home, "node", script, SourceTree.Root);
        var answer = node.StandardOutput.ReadToEndAsync();
        await node.StandardInput.WriteAsync(JsonSerializer.Serialize(input, Definitions.Plain));
        node.StandardInput.Close();
        var json = await answer;
        await node.WaitForExitAsync();
        Assert.Equal(0, node.ExitCode);
        return Definitions.Json(json);
    }

    private static Process Start(string folder, string program, params string[] words)
    {
        var start = new ProcessStartInfo(program, words)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        return Process.Start(start)!;
    }
}
