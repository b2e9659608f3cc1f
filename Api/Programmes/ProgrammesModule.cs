using System.Collections.Immutable;
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
        app.MapGet("/api/v1/codes/{table}", Codes).WithTags("Programmes").ForAnyone()
            .Named("listCodes", "Codes of a table below one, or found by name or code");
        var programmes = app.MapGroup("/api/v1/programmes").WithTags("Programmes");
        programmes.MapGet("", List).ForAnyone()
            .Named("listProgrammes", "Programmes with a published version; for those who design also the others");
        programmes.MapGet("/{id}", Read).ForAnyone()
            .Named("readProgramme", "A programme with its versions and stages");
        programmes.MapGet("/{id}/versions/{number:int}", ReadVersion).ForIdentity()
            .Named("readDefinition", "The definition of one version as it was published");
        programmes.MapPost("/{id}/versions", Publish).Needs("programme.publish")
            .Named("publishDefinition", "Publishes a definition as the next version, after checking it whole");
        programmes.MapPost("/{id}/versions/{number:int}/publication", PublishAgain).Needs("programme.publish")
            .Named("publishVersionAgain", "Publishes the content of an earlier version as the next one");
        programmes.MapPost("/{id}/confirmation", Confirm).Needs("programme.publish")
            .Named("confirmPublication", "A second person confirms what one proposed to publish");
        programmes.MapPost("/{id}/declination", Decline).Needs("programme.publish")
            .Named("declinePublication", "What was proposed is not published");
        programmes.MapPost("/{id}/suspension", Suspend).Needs("programme.publish")
            .Named("suspendProgramme", "No project starts for now; those on their way go on");
        programmes.MapPost("/{id}/resumption", Resume).Needs("programme.publish")
            .Named("resumeProgramme", "Projects start again");
        programmes.MapPost("/{id}/retirement", Retire).Needs("programme.publish")
            .Named("retireProgramme", "No project starts and no call is published any more; those on their way finish");
    }

    private static async Task<Results<Ok<ImmutableArray<CodeRow>>, Refused>> Codes(
        string table, [AsParameters] CodeFilter filter, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<ICodeQueries>("codes").List(table, filter, acting.By)).Ok(acting);

    private static async Task<Results<Ok<Page<ProgrammeView>>, Refused>> List(
        [AsParameters] ProgrammeFilter filter, [AsParameters] PageRequest page, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IProgrammeQueries>(Programmes).List(filter, page, acting.By)).Ok(acting);

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

    private static async Task<Results<Created<ProgrammeView>, Refused>> PublishAgain(
        string id, int number, PublicationNote body, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IProgrammeGrain>(id).PublishAgain(new PublishAgain(number, body.Note), acting.By))
        .Created(acting, $"/programmes/{id}");

    private static async Task<Results<Ok<ProgrammeView>, Refused>> Confirm(
        string id, ConfirmPublication command, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IProgrammeGrain>(id).Confirm(command, acting.By)).Ok(acting);

    private static async Task<Results<Ok<ProgrammeView>, Refused>> Decline(
        string id, DeclinePublication command, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IProgrammeGrain>(id).Decline(command, acting.By)).Ok(acting);

    private static async Task<Results<Ok<ProgrammeView>, Refused>> Suspend(
        string id, SuspendProgramme command, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IProgrammeGrain>(id).Suspend(command, acting.By)).Ok(acting);

    private static async Task<Results<Ok<ProgrammeView>, Refused>> Resume(
        string id, ResumeProgramme command, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IProgrammeGrain>(id).Resume(command, acting.By)).Ok(acting);

    private static async Task<Results<Ok<ProgrammeView>, Refused>> Retire(
        string id, RetireProgramme command, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IProgrammeGrain>(id).Retire(command, acting.By)).Ok(acting);
}

/// <summary>What a publication changes.</summary>
/// <param name="Note">For those who read the history, at most 500 characters.</param>
public sealed record PublicationNote(string Note);
