using SunGov.Silo.Postgres;
using SunGov.Tests.Storage;
using Xunit.Abstractions;

namespace SunGov.Tests.Faults;

/// <summary>
/// Real commands through the HTTP API, each repeated under its id until it is answered, while something is killed at
/// random moments: nothing acknowledged is lost, nothing happens twice, quotas are exact, the journal verifies.
/// </summary>
public sealed class Nothing_is_lost_or_doubled(ITestOutputHelper output)
{
    [Fact]
    public Task When_the_process_is_killed_3_times() => KillProcessAsync(3);

    [Fact, Trait("speed", "long")]
    public Task When_the_process_is_killed_20_times() => KillProcessAsync(20);

    [Fact]
    public Task When_PostgreSQL_is_restarted_3_times() => RestartPostgresAsync(3);

    [Fact, Trait("speed", "long")]
    public Task When_PostgreSQL_is_restarted_20_times() => RestartPostgresAsync(20);

    [Fact]
    public Task When_the_process_is_killed_3_times_while_projects_go_their_whole_way() => KillWalkAsync(3, walkers: 6);

    [Fact, Trait("speed", "long")]
    public Task When_the_process_is_killed_20_times_while_projects_go_their_whole_way() =>
        KillWalkAsync(20, walkers: 60);

    private async Task KillProcessAsync(int times)
    {
        await using var database = await Database.CreateAsync();
        await using var run = new FaultRun(database.App, database.Owner, database.Superuser, output);
        await run.RunAsync(ledger => new ApplicantsLoad(ledger), times, () => KillAsync(run));
    }

    private async Task KillWalkAsync(int times, int walkers)
    {
        await using var database = await Database.CreateAsync();
        await using var run = new FaultRun(database.App, database.Owner, database.Superuser, output);
        await run.RunAsync(
            ledger => new WalkersLoad(ledger, database.Superuser, walkers), times, () => KillAsync(run));
    }

    private static async Task KillAsync(FaultRun run)
    {
        await run.Silo.KillAsync();
        await run.Silo.StartAsync();
    }

    private async Task RestartPostgresAsync(int times)
    {
        var cluster = await Database.OwnServerAsync();
        await using var run = new FaultRun(
            cluster.ConnectionString(PrivateCluster.AppRole, PrivateCluster.DatabaseName),
            cluster.ConnectionString(PrivateCluster.OwnerRole, PrivateCluster.DatabaseName),
            cluster.Superuser(PrivateCluster.DatabaseName),
            output);
        await run.RunAsync(ledger => new ApplicantsLoad(ledger), times, async () =>
        {
            await cluster.StopAsync(abrupt: true);
            await cluster.StartAsync();
        });
    }
}
