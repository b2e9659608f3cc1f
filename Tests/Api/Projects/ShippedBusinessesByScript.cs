using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans;
using SunGov.GrainInterfaces.Projects;
using SunGov.Grains.Shared;
using SunGov.Silo.Hosting;
using SunGov.Silo.Storage;
using SunGov.Tests.Rules.Shared.Tidy;
using SunGov.Tests.Storage;
using SunGov.Tests.Storage.Shared;
using Xunit.Abstractions;

namespace SunGov.Tests.Api.Projects;

/// <summary>
/// docs/integrators/businesses.mjs: each of the shipped businesses walked from its call to the end by a script that
/// knows the HTTP API alone (R-BUS-02, R-BUS-03, R-BUS-08 to 10, R-BUS-12, R-CHK-05, R-REC-03, R-POL-04, R-GIP-04 to
/// 06, R-PER-01, R-CER-02, R-CER-03).
/// </summary>
public sealed partial class ShippedBusinessesByScript(ShippedBusinessesByScript.Place place, ITestOutputHelper output)
    : IClassFixture<ShippedBusinessesByScript.Place>
{
    private const int MustWait = 75;
    private const int MostWaits = 8;
    private const int MostStages = 60;

    /// <summary>R-BUS-10: small and quick; a study scored below 60 is not awarded.</summary>
    [Fact]
    public Task Soft_science_is_applied_for_reviewed_contracted_and_concluded() => WalkAsync("soft-science");

    /// <summary>R-BUS-10, R-PER-01, R-POL-04: no contract and no acceptance, a report each year.</summary>
    [Fact]
    public Task A_subsidy_is_paid_without_contract_and_tracked_year_by_year() => WalkAsync("post-subsidy");

    /// <summary>R-BUS-02, R-CER-03: three departments conclude; name changed, examined anew, certificates replaced.
    /// </summary>
    [Fact]
    public Task A_high_tech_enterprise_is_recognised_by_three_changed_and_examined_anew() =>
        WalkAsync("high-tech-enterprise");

    /// <summary>R-BUS-03, R-REC-03: the eleventh of ten is refused; withdrawn, the next goes to the Department.
    /// </summary>
    [Fact]
    public Task A_city_decides_within_its_block_until_the_delegation_is_withdrawn() => WalkAsync("city-block");

    /// <summary>R-GIP-04 to 06: a return for cost does not cancel the other opinions.</summary>
    [Fact]
    public Task A_government_project_gathers_opinions_that_outlast_a_return() => WalkAsync("gov-it-city");

    /// <summary>R-CHK-05: what holds is registered by the platform, the rest falls to people with the reasons.
    /// </summary>
    [Fact]
    public Task A_contract_is_registered_at_once_or_examined_by_a_person() => WalkAsync("contract-registration");

    private async Task WalkAsync(string programme)
    {
        var (code, said) = await RunAsync(programme);
        for (var waits = 0; code == MustWait && waits < MostWaits; waits++)
        {
            await place.PassAsync(Until().Match(said).Groups[1].Value, StateFile(programme));
            (code, said) = await RunAsync(programme);
        }

        Assert.Equal(0, code);
        Assert.Contains("stand where they should", said, StringComparison.Ordinal);
        await place.EverythingHoldsAsync();
    }

    private async Task<(int Code, string Said)> RunAsync(string programme)
    {
        var script = Path.Combine(SourceTree.Root, "docs", "integrators", "businesses.mjs");
        var start = new ProcessStartInfo(
            "node",
            [
                script, "--programme", programme, "--base", place.Address, "--state", StateFile(programme),
                "--day", place.Today,
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var complaints = process.StandardError.ReadToEndAsync();
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        output.WriteLine(said);
        output.WriteLine(await complaints);
        return (process.ExitCode, said);
    }

    private string StateFile(string programme) => Path.Combine(place.Folder, "walk", $"{programme}.json");

    [GeneratedRegex(@"Time must pass until (\S+)\.")]
    private static partial Regex Until();

    /// <summary>A host with a small town in it, and a clock that can be put forward.</summary>
    public sealed class Place : IAsyncLifetime
    {
        private readonly ShiftedClock _clock = new();
        private Database _database = null!;
        private WebApplication _app = null!;

        /// <summary>Its data folder.</summary>
        public string Folder { get; } = Path.Combine("/tmp", "sungov-b" + Guid.NewGuid().ToString("n")[..10]);

        /// <summary>The civil day there.</summary>
        public string Today =>
            CivilTime.DayOf(_clock.GetUtcNow()).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        /// <summary>Where it listens.</summary>
        public string Address => _app.Urls.First();

        /// <inheritdoc/>
        public async Task InitializeAsync()
        {
            _database = await Database.CreateAsync();
            Directory.CreateDirectory(Path.Combine(Folder, "walk"));
            _app = await Silo.Hosting.SunGovHost.StartAsync(
                new HostSettings("http://127.0.0.1:0", _database.App, _database.Owner, Folder)
                {
                    Demo = true,
                    LoginsPerMinute = 10_000,
                },
                services =>
                {
                    services.Replace(ServiceDescriptor.Singleton<IDemoLoader, Town>());
                    services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_clock));
                });
            Assert.True(await _app.Services.GetRequiredService<HostReadiness>().Settled);
        }

        /// <inheritdoc/>
        public async Task DisposeAsync()
        {
            await _app.DisposeAsync();
            await _database.DisposeAsync();
            Directory.Delete(Folder, recursive: true);
        }

        /// <summary>Time passes until just after an instant; what fell due is delivered, whoever comes first.</summary>
        public async Task PassAsync(string instant, string stateFile)
        {
            var until = DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture).AddMinutes(1);
            _clock.Shift += until - _clock.GetUtcNow();
            using var state = JsonDocument.Parse(await File.ReadAllBytesAsync(stateFile));
            foreach (var project in state.RootElement.GetProperty("projects").EnumerateObject())
            {
                var grain = _app.Services.GetRequiredService<IGrainFactory>()
                    .GetGrain<IProjectGrain>(project.Value.GetProperty("id").GetString()!);
                for (var no = 1; no <= MostStages; no++)
                {
                    Assert.True((await grain.OnDue($"elapsed:{no}", Guid.NewGuid())).Succeeded);
                }
            }
        }

        /// <summary>Chain, rows, quotas and contents agree with each other.</summary>
        public async Task EverythingHoldsAsync()
        {
            var broken = new StringBuilder();
            await foreach (var check in _app.Services.GetRequiredService<Verification>().RunAsync())
            {
                foreach (var fault in check.Broken)
                {
                    broken.AppendLine(fault.ToString());
                }
            }

            Assert.Equal("", broken.ToString());
        }
    }
}
