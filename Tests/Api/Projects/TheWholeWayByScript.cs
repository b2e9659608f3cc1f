using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans;
using SunGov.GrainInterfaces.Projects;
using SunGov.Grains.Shared;
using SunGov.Silo.Demo;
using SunGov.Silo.Storage;
using SunGov.Tests.Rules.Shared.Tidy;
using SunGov.Tests.Storage.Shared;
using SunGov.Tools.Verify;
using Xunit.Abstractions;

namespace SunGov.Tests.Api.Projects;

/// <summary>
/// docs/integrators: three projects walk from the call to their end by a script that knows the HTTP API alone, against
/// the demo as it is shipped (R-BUS-10, R-REV-01 to 15, R-APV-01 to 05, R-CON-01, R-PER-01, R-ACC-04, R-ARC-01).
/// </summary>
public sealed class TheWholeWayByScript(ITestOutputHelper output) : IAsyncLifetime
{
    private const int MustWait = 75;
    private const int LinesBeforeTheKill = 30;
    private const int MostStages = 60;
    private const int Days = 14;

    private readonly ShiftedClock _clock = new();
    private HostPlace _place = null!;
    private WebApplication _app = null!;

    private string StateFile => Path.Combine(_place.Folder, "walk", "state.json");

    public async Task InitializeAsync()
    {
        _place = await HostPlace.OfDemoAsync();
        Directory.CreateDirectory(Path.GetDirectoryName(StateFile)!);
        _app = await _place.StartAsync(
            services: services => services.Replace(ServiceDescriptor.Singleton(new StoryClock(_clock))));
    }

    public async Task DisposeAsync() => await _place.DisposeAsync();

    [Fact]
    public async Task Goes_on_after_a_kill_and_after_the_days_of_publication_to_packages_that_prove_themselves()
    {
        await RunAsync(LinesBeforeTheKill);
        var (code, said) = await RunAsync();
        Assert.Equal(MustWait, code);
        Assert.Contains("Time must pass until", said, StringComparison.Ordinal);
        await PassAsync();
        (code, said) = await RunAsync();
        Assert.Equal(0, code);
        Assert.Contains("All 3 projects have come to their end.", said, StringComparison.Ordinal);

        var before = await EntriesAsync();
        Assert.Equal(0, (await RunAsync()).Code);
        Assert.Equal(before, await EntriesAsync());
        Assert.Equal(3, await ProjectsThatEndedAsync());
        await PackagesHoldAsync();
        await EverythingHoldsAsync();
    }

    private async Task<(int Code, string Said)> RunAsync(int? killAfter = null)
    {
        var script = Path.Combine(SourceTree.Root, "docs", "integrators", "whole-way.mjs");
        var start = new ProcessStartInfo("node", [script, "--base", _app.Urls.First(), "--state", StateFile])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var complaints = process.StandardError.ReadToEndAsync();
        var said = new List<string>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            said.Add(line);
            output.WriteLine(line);
            if (said.Count == killAfter)
            {
                process.Kill();
            }
        }

        await process.WaitForExitAsync();
        output.WriteLine(await complaints);
        return (process.ExitCode, string.Join('\n', said));
    }

    /// <summary>Days pass; what fell due is delivered, whoever of the pollers comes first.</summary>
    private async Task PassAsync()
    {
        _clock.Shift += TimeSpan.FromDays(Days);
        foreach (var project in Projects())
        {
            var grain = _app.Services.GetRequiredService<IGrainFactory>().GetGrain<IProjectGrain>(project);
            for (var no = 1; no <= MostStages; no++)
            {
                Assert.True((await grain.OnDue($"elapsed:{no}", Guid.NewGuid())).Succeeded);
            }
        }
    }

    private string[] Projects()
    {
        using var state = JsonDocument.Parse(File.ReadAllBytes(StateFile));
        return
        [
            .. state.RootElement.GetProperty("projects").EnumerateArray()
                .Select(project => project.GetProperty("id").GetString()!),
        ];
    }

    private async Task<long> EntriesAsync() => await CountAsync("select count(*) from journal where kind = 'project'");

    private async Task<long> ProjectsThatEndedAsync() => await CountAsync(
        $"select count(*) from project where key in ('{string.Join("','", Projects())}') and status = 'ended'");

    private async Task<long> CountAsync(string query)
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(_place.Database.Superuser);
        await using var command = source.CreateCommand(query);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private async Task PackagesHoldAsync()
    {
        var crypto = _app.Services.GetRequiredService<ICrypto>();
        var packages = Directory.GetFiles(Path.GetDirectoryName(StateFile)!, "*.zip");
        Assert.Equal(3, packages.Length);
        foreach (var package in packages)
        {
            await using var stream = File.OpenRead(package);
            Assert.Empty(await PackageCheck.RunAsync(stream, crypto, null, _ => { }));
        }
    }

    private async Task EverythingHoldsAsync()
    {
        await foreach (var check in _app.Services.GetRequiredService<Verification>().RunAsync())
        {
            Assert.Empty(check.Broken.Select(fault => fault.ToString()));
        }
    }
}
