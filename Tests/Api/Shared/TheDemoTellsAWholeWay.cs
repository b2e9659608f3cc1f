using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SunGov.Grains.Shared;
using SunGov.Silo.Demo;
using SunGov.Silo.Hosting;
using SunGov.Silo.Storage;
using SunGov.Tests.Rules.Shared.Tidy;

namespace SunGov.Tests.Api.Shared;

/// <summary>
/// The demo province: loaded by a host that was stopped in the middle and by the next one that went on; no step of it
/// twice, none missing.
/// </summary>
public sealed class TheDemoTellsAWholeWay : IAsyncLifetime
{
    private const int Broken = 900;

    private HostPlace _place = null!;
    private WebApplication _app = null!;

    public async Task InitializeAsync()
    {
        _place = await HostPlace.CreateAsync();
        await BreakOffAsync();
        _app = await _place.StartAsync();
    }

    public async Task DisposeAsync() => await _place.DisposeAsync();

    [Fact]
    public async Task And_there_is_work_at_every_stage_and_for_everybody_whom_the_login_page_names()
    {
        await EveryStageHasAProjectAsync();
        await EveryBusinessHasProjectsAsync();
        await RoundsStandInEachOfTheirPhasesAsync();
        await EverybodyShownFindsWorkAsync();
        await NothingHappenedTwiceNorInTheFutureAsync();
        await TheRecordHoldsAsync();
    }

    /// <summary>R-BUS-10: the shipped way, stage by stage, and the ways out of it.</summary>
    private async Task EveryStageHasAProjectAsync()
    {
        using var definition = JsonDocument.Parse(
            await File.ReadAllBytesAsync(Path.Combine(SourceTree.Root, "Programmes", "key-rnd.json")));
        var stages = definition.RootElement.GetProperty("stages").EnumerateArray()
            .Select(stage => stage.GetProperty("id").GetString()!).Order(StringComparer.Ordinal);
        Assert.Equal(stages, await ListAsync(
            "select distinct stage from project where stage <> '' and programme = 'key-rnd' order by 1"));
        Assert.Equal(
            ["draft", "ended", "running", "suspended", "terminated", "withdrawn"],
            await ListAsync("select distinct status from project order by 1"));
        Assert.Equal(["80"], await ListAsync("select count(*)::text from project where programme = 'key-rnd'"));
        Assert.NotEmpty(await ListAsync("select key from project where stage = 'fill' and returned"));
        Assert.Equal(["9"], await ListAsync("select count(*)::text from call"));
    }

    /// <summary>R-BUS-01: the other businesses, each with projects in several stages.</summary>
    private async Task EveryBusinessHasProjectsAsync() => Assert.Equal(
        [
            "city-block 4 4", "contract-registration 4 3", "gov-it-city 3 2", "high-tech-enterprise 4 4",
            "post-subsidy 4 4", "soft-science 5 5",
        ],
        await ListAsync(
            "select programme || ' ' || count(*) || ' ' || count(distinct stage) from project"
            + " where programme <> 'key-rnd' group by programme order by 1"));

    private async Task RoundsStandInEachOfTheirPhasesAsync()
    {
        Assert.Equal(
            ["closed", "open", "preparing", "released", "released"],
            await ListAsync("select status from review_activity order by 1"));
        Assert.Equal(
            ["declined", "working"],
            await ListAsync("select distinct status from review_desk where not fenced order by 1"));
    }

    private async Task EverybodyShownFindsWorkAsync()
    {
        foreach (var shown in _app.Services.GetRequiredService<SunGov.Api.Shared.IDemoLogins>().All!)
        {
            using var client = new ApiClient(new Uri(_app.Urls.First()));
            Assert.Equal(200, (await client.LogInAsync(shown.Login, DemoLoader.Password)).Status);
            var work = shown.Login switch
            {
                "admin" => "people",
                "audit1" => "projects",
                "keeper1" => "experts?status=endorsed",
                "expert001" => "me/review-desks",
                "designer1" => "programmes",
                _ => "me/tasks",
            };
            var found = (await client.GetAsync(work)).Body;
            var items = found.ValueKind == JsonValueKind.Array ? found : found.GetProperty("items");
            Assert.True(items.GetArrayLength() > 0, $"{shown.Login} finds nothing at {work}");
            if (shown.Login == "expert001")
            {
                Assert.InRange(items[0].GetProperty("submitted").GetInt32(), 1, 3);
            }
        }
    }

    private async Task NothingHappenedTwiceNorInTheFutureAsync()
    {
        Assert.Empty(await ListAsync(
            "select kind || ' ' || key from journal where at > now() - interval '1 hour' and kind <> 'person'"));
        Assert.Empty(await ListAsync("select what from due where stuck or error is not null"));
        Assert.Equal(
            DemoProvince.Shipped().People.Length.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Assert.Single(await ListAsync("select count(*)::text from person")));
        Assert.Equal(
            ["9"],
            await ListAsync(
                "select count(*)::text from journal"
                + " where kind = 'call' and convert_from(body, 'UTF8') like '%publish%'"));
    }

    private async Task TheRecordHoldsAsync()
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

    /// <summary>A host that is stopped while it loads, somewhere after so many commits.</summary>
    private async Task BreakOffAsync()
    {
        var app = await _place.StartAsync(settled: false);
        var (commits, far) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        app.Services.GetRequiredService<ILiveChanges>().Changed += _ =>
        {
            if (Interlocked.Increment(ref commits) == Broken)
            {
                far.SetResult();
            }
        };
        await far.Task;
        await app.StopAsync();
        Assert.False(app.Services.GetRequiredService<HostReadiness>().Now.Ready);
        await app.DisposeAsync();
    }

    private async Task<List<string>> ListAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_place.Database.Superuser + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var found = new List<string>();
        while (await reader.ReadAsync())
        {
            found.Add(reader.GetString(0));
        }

        return found;
    }
}
