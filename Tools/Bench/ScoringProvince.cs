using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using SunGov.GrainInterfaces.Calls;
using SunGov.GrainInterfaces.Identity;
using SunGov.GrainInterfaces.Reviews;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Reviews;
using SunGov.Grains.Shared.Due;
using SunGov.Silo.Hosting;
using SunGov.Tools.Load;

namespace SunGov.Tools.Bench;

/// <summary>A throw-away PostgreSQL server with experts whose desks are open, accepted and signed.</summary>
/// <param name="Settings">For a host over it.</param>
/// <param name="Sessions">A session of each expert.</param>
/// <param name="Desks">Desks of each expert.</param>
internal sealed record ScoringProvince(
    HostSettings Settings, ImmutableArray<OpenSession> Sessions, ImmutableArray<ImmutableArray<string>> Desks)
    : IDisposable
{
    /// <summary>Sheets of each desk.</summary>
    public const int Sheets = 20;

    private static readonly ReviewedProject[] Projects =
        [.. Enumerable.Range(1, Sheets).Select(at => new ReviewedProject(Project(at), null, $"项目 {at}"))];

    /// <summary>Id of a project on every desk, 1 to <see cref="Sheets"/>.</summary>
    public static string Project(int at) => string.Create(CultureInfo.InvariantCulture, $"bench-project-{at}");

    /// <summary>Makes it.</summary>
    public static async Task<ScoringProvince> MakeAsync(int experts, int desksOfEach)
    {
        var settings = await BenchServer.StartAsync();
        var (sessions, desks) = (new OpenSession[experts], new ImmutableArray<string>[experts]);
        await LoadProvince.MakeAsync(settings, experts, 1, entityCap: null, async services =>
        {
            var call = (await services.GetRequiredService<IGrainFactory>().GetGrain<ICallGrain>(LoadProvince.Call)
                .Read(By.System(Guid.NewGuid()))).Value!;
            await Parallel.ForAsync(0, experts, async (expert, _) =>
            {
                sessions[expert] = await OpenSession.OfAsync(services, LoadProvince.Leader(expert));
                desks[expert] = await OpenAsync(services, call, LoadProvince.Leader(expert), desksOfEach);
            });
        });
        return new ScoringProvince(settings, [.. sessions], [.. desks]);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Settings.DataFolder, recursive: true);

    private static async Task<ImmutableArray<string>> OpenAsync(
        IServiceProvider services, CallView call, string login, int count)
    {
        var (grains, seats) =
            (services.GetRequiredService<IGrainFactory>(), services.GetRequiredService<ReviewSeats>());
        var person = (await grains.GetGrain<IPersonGrain>(login).Read(By.System(Guid.NewGuid()))).Value!;
        var by = new By(person.Id, person.Identities[0].Id, "bench", Guid.Empty);
        var terms = new ReviewTerms(
            "bench-round", "评审", "bench", "bench", call.Programme, call.DefinitionSm3, "expert-review",
            HasCommitment: true, SheetsPerProject: 5, Blind: true,
            DateOnly.FromDateTime(call.Opens.DateTime), DateOnly.FromDateTime(call.Closes.DateTime));
        var desks = ImmutableArray.CreateBuilder<string>(count);
        for (var at = 0; at < count; at++)
        {
            var seat = await seats.SeatAsync(
                terms.Activity, new SealedExpert(login, person.Id, login, "单位", "教授", []), "1",
                [.. Projects.Select(project => project.Project)]);
            var order = new OpenDesk(
                "bench-round-1", terms, seat, [.. Projects], DateTimeOffset.UnixEpoch.AddYears(200));
            var desk = grains.GetGrain<IReviewDeskGrain>(seat.Desk);
            Must(await desk.OnDue(Message.Of(ReviewOrders.Open, order), Guid.NewGuid()));
            Must(await desk.Accept(new AcceptReview(), by with { Command = Guid.NewGuid() }));
            Must(await desk.Sign(new SignCommitment(true), by with { Command = Guid.NewGuid() }));
            desks.Add(seat.Desk);
        }

        return desks.MoveToImmutable();
    }

    private static void Must<T>(Outcome<T> outcome) => _ = outcome.Succeeded
        ? outcome.Value
        : throw new InvalidOperationException($"a desk was refused: {outcome.Refusal.Code}");
}
