using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SunGov.Tests.Storage.Shared;

/// <summary>What a newcomer's machine may lack: one clear sentence and an exit code that is not 0.</summary>
public sealed class The_script_says_what_is_wrong : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sungov-script").FullName;

    public The_script_says_what_is_wrong()
    {
        var root = Rules.Shared.Tidy.SourceTree.Root;
        Directory.CreateDirectory(Path.Combine(_folder, "Tests"));
        foreach (var part in (string[])["sungov", "Tests/run.bash"])
        {
            File.Copy(Path.Combine(root, part), Path.Combine(_folder, part));
        }

        Pretend("dotnet", "echo 10.0.100");
        Pretend("node", "echo v20.19.0");
        Pretend("npm", "echo 10.0.0");
        Directory.CreateDirectory(Path.Combine(_folder, "Web"));
        File.WriteAllText(Path.Combine(_folder, "Web", "package.json"), "{}");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_port_that_is_taken()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        Assert.Equal(
            (1, $"sungov: port {port} is taken by another program; choose another one with --port"),
            await RunAsync("up", "--port", port));
    }

    [Theory]
    [InlineData("8o80", "sungov: '8o80' is not a port number")]
    [InlineData("70000", "sungov: 70000 is not a port number (1 to 65535)")]
    public async Task A_port_that_is_none(string port, string sentence) =>
        Assert.Equal((1, sentence), await RunAsync("up", "--port", port));

    [Fact]
    public async Task An_SDK_that_is_too_old()
    {
        Pretend("dotnet", "echo 8.0.404");
        var (code, said) = await RunAsync("up", "--port", FreePort());
        Assert.Equal(1, code);
        Assert.StartsWith("sungov: the .NET SDK is 8.0.404; SunGov needs 10 or later", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Node_that_is_too_old()
    {
        Pretend("node", "echo v18.20.4");
        var (code, said) = await RunAsync("up", "--port", FreePort());
        Assert.Equal(1, code);
        Assert.StartsWith("sungov: Node.js is 18.20.4; SunGov needs 20 or later", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disk_that_is_full()
    {
        Pretend("df", "printf 'Filesystem blocks Used Available\\nx 1 1 204800\\n'");
        var (code, said) = await RunAsync("up", "--port", FreePort());
        Assert.Equal(1, code);
        Assert.StartsWith("sungov: only 200 MiB are free under", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_engine_that_does_not_exist() =>
        Assert.Equal(
            (1, "sungov: there is no engine 'steam'; --engine takes orleans or embedded"),
            await RunAsync("up", "--port", FreePort(), "--engine", "steam"));

    [Theory]
    [InlineData("up")]
    [InlineData("down")]
    [InlineData("reset")]
    [InlineData("test")]
    public async Task Every_subcommand_explains_itself_and_refuses_what_it_does_not_know(string subcommand)
    {
        var (code, said) = await RunAsync(subcommand, "--help");
        Assert.Equal(0, code);
        Assert.StartsWith($"./sungov {subcommand}", said, StringComparison.Ordinal);
        Assert.Equal(2, (await RunAsync(subcommand, "--nonsense")).Code);
    }

    [Fact]
    public async Task Nothing_is_deleted_without_a_yes() =>
        Assert.Equal((1, "sungov: nothing was deleted"), await RunAsync("reset"));

    private void Pretend(string program, string says)
    {
        var file = Path.Combine(_folder, "bin", program);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, $"#!/bin/sh\n{says}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        }
    }

    private async Task<(int Code, string Said)> RunAsync(params string[] words)
    {
        var start = new ProcessStartInfo("bash", ["-c", "exec ./sungov \"$@\" 2>&1 </dev/null", "bash", .. words])
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
        };
        start.Environment["PATH"] = Path.Combine(_folder, "bin") + ":" + start.Environment["PATH"];
        using var script = Process.Start(start)!;
        var said = await script.StandardOutput.ReadToEndAsync();
        await script.WaitForExitAsync();
        return (script.ExitCode, said.Trim());
    }

    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }
}
