using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Supervision;
using SunGov.Silo.Crypto;
using SunGov.Silo.Storage;

namespace SunGov.Tools.Verify;

/// <summary>`verify`: proves that what is stored is what was written, or names what is not.</summary>
public static class VerifyCommand
{
    /// <summary>What `--help` prints.</summary>
    public const string Usage = """
        ./sungov verify --package FILE [--key KEY]
            check a package of a project by itself, without database or server; KEY is the platform's public key as it
            publishes it, base64
        ./sungov verify [DATA-FOLDER] [--anchors FILE]
            recompute all chains, rows, seals and the access log of the database SUNGOV_DB, and compare what must agree;
            the master key is SUNGOV_MASTER_KEY_FILE or in DATA-FOLDER (SUNGOV_DATA, else .data/files);
            FILE holds anchors that were kept outside, answers of GET /api/v1/anchors: they find what somebody who has
            the database cut off, or rewrote with all its hashes;
            prints one line per check and one per broken thing, exit code 1 if any is broken
        """;

    private const int MostShown = 100;

    /// <summary>Takes the words after the name, gives the exit code.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        if (args is ["--package", var package, .. var more] && more is [] or ["--key", _])
        {
            return await PackageAsync(package, more.LastOrDefault());
        }

        if (Kept(ref args) is not { } kept || Installation.Of(args.FirstOrDefault()) is not { } installation)
        {
            return CommandTable.Misused;
        }

        if (AnchorKey.PathOf(installation.Folder) is var anchors && !File.Exists(anchors))
        {
            Console.Error.WriteLine(
                $"sungov: there is no anchor key at {anchors}; without it no anchor can be checked");
            return CommandTable.Misused;
        }

        await using var provider = installation.Services("sungov verify");
        await provider.GetRequiredService<IFileStore>().CheckAsync();
        return await ReportAsync(provider.GetRequiredService<Verification>(), Console.Out, kept) ? 0 : 1;
    }

    private static async Task<int> PackageAsync(string path, string? key)
    {
        List<string> broken;
        try
        {
            await using var file = File.OpenRead(path);
            broken = await PackageCheck.RunAsync(
                file, OpenSslCrypto.Instance, key, line => Console.WriteLine($"        {line}"));
        }
        catch (Exception failure)
            when (failure is IOException or InvalidDataException or FormatException or JsonException)
        {
            broken = [$"it cannot be read: {failure.Message}"];
        }

        broken.ForEach(found => Console.WriteLine($"BROKEN  {found}"));
        Console.WriteLine(broken.Count == 0 ? "verified: the package holds" : $"verified: {broken.Count} broken");
        return broken.Count == 0 ? 0 : 1;
    }

    /// <summary>Takes the file of kept anchors out of the words; null when it cannot be used.</summary>
    private static List<Anchor>? Kept(ref string[] args)
    {
        if (Array.IndexOf(args, "--anchors") is var at && at < 0)
        {
            return [];
        }

        var path = args.ElementAtOrDefault(at + 1);
        args = [.. args[..at], .. args.Skip(at + 2)];
        try
        {
            return KeptAnchors.Read(path ?? "");
        }
        catch (Exception failure) when (failure is IOException or ArgumentException or FormatException or JsonException)
        {
            Console.Error.WriteLine($"sungov: '{path}' holds no anchors: {failure.Message}");
            return null;
        }
    }

    /// <summary>Runs all checks and writes one line for each; false if anything is broken.</summary>
    /// <param name="kept">Anchors that were kept outside.</param>
    public static async Task<bool> ReportAsync(
        Verification verification, TextWriter output, IReadOnlyList<Anchor>? kept = null)
    {
        var broken = 0;
        await foreach (var check in verification.RunAsync(kept))
        {
            broken += check.Broken.Count;
            var seen = check.Seen.Length > 0 ? $": {check.Seen}" : "";
            await output.WriteLineAsync($"{(check.Broken.Count == 0 ? "ok    " : "BROKEN")}  {check.Name}{seen}");
            foreach (var found in check.Broken.Take(MostShown))
            {
                await output.WriteLineAsync($"        {found.Kind} {found.Key} version {found.Version}: {found.Fault}");
            }

            if (check.Broken.Count > MostShown)
            {
                await output.WriteLineAsync($"        and {check.Broken.Count - MostShown} more");
            }
        }

        await output.WriteLineAsync(broken == 0 ? "verified: everything holds" : $"verified: {broken} broken");
        return broken == 0;
    }
}
