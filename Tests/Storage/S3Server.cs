using System.Diagnostics;
using System.Globalization;
using SunGov.Silo.Files;
using SunGov.Tests.Rules.Shared.Tidy;

namespace SunGov.Tests.Storage;

/// <summary>
/// A server that speaks S3, over a folder of its own: Tests/s3, whose packages are installed when they are missing.
/// </summary>
public sealed class S3Server : IAsyncLifetime
{
    /// <summary>The only account the server knows.</summary>
    private const string Account = "S3RVER";

    private readonly string _folder = Directory.CreateTempSubdirectory("sungov-s3").FullName;
    private Process _server = null!;
    private int _port;

    private static string Home => Path.Combine(SourceTree.Root, "Tests", "s3");

    public async Task InitializeAsync()
    {
        if (!File.Exists(Path.Combine(Home, "node_modules", ".package-lock.json")))
        {
            using var install = Start("npm", "ci", "--no-audit", "--no-fund", "--silent");
            var said = await install.StandardOutput.ReadToEndAsync();
            await install.WaitForExitAsync();
            Assert.True(install.ExitCode == 0, $"npm ci failed in Tests/s3: {said}");
        }

        // It makes the marks between pages of a list with an algorithm that OpenSSL 3 keeps apart.
        _server = Start("node", "--openssl-legacy-provider", "server.mjs", _folder);
        var port = await _server.StandardOutput.ReadLineAsync();
        _port = int.Parse(port ?? "", CultureInfo.InvariantCulture);
    }

    public async Task DisposeAsync()
    {
        _server.StandardInput.Close();
        await _server.WaitForExitAsync();
        _server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A new, empty bucket.</summary>
    internal async Task<S3Settings> BucketAsync()
    {
        var settings = Settings($"b{Guid.NewGuid():n}");
        using var client = settings.Client();
        await client.PutBucketAsync(settings.Bucket);
        return settings;
    }

    /// <summary>A bucket of this name, whether it is there or not.</summary>
    internal S3Settings Settings(string bucket) =>
        new(bucket, new Uri($"http://127.0.0.1:{_port}"), "us-east-1", Account, Account);

    /// <summary>Where the server keeps the bytes of an object.</summary>
    internal string PathOf(string bucket, string key) => Path.Combine(_folder, bucket, $"{key}._S3rver_object");

    private static Process Start(string program, params string[] words) => Process.Start(
        new ProcessStartInfo(program, words)
        {
            WorkingDirectory = Home,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
}
