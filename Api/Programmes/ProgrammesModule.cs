using System.Text.Json;
using SunGov.GrainInterfaces.Programmes;

namespace SunGov.Api.Programmes;

/// <summary>Programmes and the versions of their definitions (R-BUS-06).</summary>
public sealed class ProgrammesModule : ICarterModule
{
    private const string Programmes = "programmes";

    /// <inheritdoc/>
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var programmes = app.MapGroup("/api/v1/programmes").WithTags("Programmes");
        programmes.MapGet("", List).ForAnyone()
            .Named("listProgrammes", "Programmes with a published version");
        programmes.MapGet("/{id}", Read).ForAnyone()
            .Named("readProgramme", "A programme with its versions and stages");
        programmes.MapGet("/{id}/versions/{number:int}", ReadVersion).ForIdentity()
            .Named("readDefinition", "The definition of one version as it was published");
        programmes.MapPost("/{id}/versions", Publish).Needs("programme.publish")
            .Named("publishDefinition", "Publishes a definition as the next version, after checking it whole");
    }

    private static async Task<Results<Ok<Page<ProgrammeView>>, Refused>> List(
        [AsParameters] PageRequest page, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IProgrammeQueries>(Programmes).List(page, acting.By)).Ok(acting);

    private static async Task<Results<Ok<ProgrammeView>, Refused>> Read(
        string id, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IProgrammeGrain>(id).Read(acting.By)).Ok(acting);

    private static async Task<Results<Ok<JsonElement>, Refused>> ReadVersion(
        string id, int number, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IProgrammeGrain>(id).ReadVersion(number, acting.By)).Ok(acting);

    private static async Task<Results<Created<ProgrammeView>, Refused>> Publish(
        string id, PublishDefinition command, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IProgrammeGrain>(id).Publish(command, acting.By))
        .Created(acting, $"/programmes/{id}");
}
