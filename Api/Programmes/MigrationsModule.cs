using System.Collections.Immutable;
using SunGov.GrainInterfaces.Programmes;
using SunGov.GrainInterfaces.Projects;

namespace SunGov.Api.Programmes;

/// <summary>Taking running projects over to another version of their definition (R-BUS-06).</summary>
public sealed class MigrationsModule : ICarterModule
{
    /// <inheritdoc/>
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var programmes = app.MapGroup("/api/v1/programmes/{id}").WithTags("Programmes");
        programmes.MapGet("/running", Running).Needs("programme.publish")
            .Named("countRunningProjects", "How many projects of each version are on their way");
        programmes.MapPost("/migrations/preview", Preview).Needs("programme.publish").WithoutCommand()
            .Named("previewMigration", "What a migration would change of each project, or why it is refused");
        programmes.MapPost("/migrations", Plan).Needs("programme.publish")
            .Named("planMigration", "Records a migration as it then stands, and begins to carry it out");
        programmes.MapGet("/migrations/{plan}", Read).Needs("programme.publish")
            .Named("readMigration", "How far a migration is, project by project");
    }

    private static async Task<Results<Ok<ImmutableArray<RunningProjects>>, Refused>> Running(
        string id, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IProgrammeQueries>("programmes").Running(id, acting.By)).Ok(acting);

    private static async Task<Results<Ok<MigrationView>, Refused>> Preview(
        string id, MigrateProject command, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IProgrammeMigrationGrain>("preview").Preview(id, command, acting.By)).Ok(acting);

    private static async Task<Results<Created<MigrationView>, Refused>> Plan(
        string id, MigrateProject command, Acting acting, IGrainFactory grains, ISessionKeys keys)
    {
        var plan = acting.NewKey(keys);
        return (await grains.GetGrain<IProgrammeMigrationGrain>(plan).Plan(
            new PlanMigration(id, command), acting.By)).Created(acting, $"/programmes/{id}/migrations/{plan}");
    }

    private static async Task<Results<Ok<MigrationView>, Refused>> Read(
        string id, string plan, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IProgrammeMigrationGrain>(plan).Read(id, acting.By)).Ok(acting);
}
