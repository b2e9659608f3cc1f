using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using SunGov.GrainInterfaces.Programmes;

namespace SunGov.Api.Programmes;

/// <summary>Drafts of definitions, what is wrong with them, and what differs between versions (R-BUS-16).</summary>
public sealed class DraftsModule : ICarterModule
{
    /// <inheritdoc/>
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var drafts = app.MapGroup("/api/v1/programmes/{id}").WithTags("Programmes");
        drafts.MapGet("/draft", Read).ForIdentity()
            .Named("readDraft", "The draft with what is wrong with it, or the current version to begin with");
        drafts.MapPut("/draft", Save).Needs("programme.design").NeedsIfMatch()
            .Named("saveDraft", "Saves the draft, also with faults; If-Match is the draft's version, 0 for none");
        drafts.MapDelete("/draft", GiveUp).Needs("programme.design")
            .Named("giveUpDraft", "Gives the draft up; If-Match, where sent, is the draft's version");
        drafts.MapGet("/draft/versions/{number:int}", ReadVersion).ForIdentity()
            .Named("readDraftVersion", "An earlier kept version of the draft, to compare or restore");
        drafts.MapPost("/draft/publication", Publish).Needs("programme.publish")
            .Named("publishDraft", "Publishes the draft as the next version; refused with all findings");
        drafts.MapPost("/trial", Try).ForIdentity().WithoutCommand()
            .Named("tryDefinition", "Tries a definition out on a project that exists nowhere; nothing is written");
        drafts.MapGet("/versions/{number:int}/comparison/{other}", Compare).ForIdentity()
            .Named("compareDefinitions", "What differs between two versions, or a version and the draft");
    }

    private static async Task<Results<Ok<DraftView>, Refused>> Read(
        string id, Acting acting, IGrainFactory grains) =>
        Tagged(await grains.GetGrain<IProgrammeGrain>(id).ReadDraft(acting.By), acting);

    private static async Task<Results<Ok<DraftView>, Refused>> Save(
        string id, DraftContent body, Acting acting, IGrainFactory grains) =>
        Tagged(
            await grains.GetGrain<IProgrammeGrain>(id).SaveDraft(
                new SaveDraft(body.Definition, Seen(acting) ?? int.MaxValue - 1, body.BasedOn),
                acting.By with { IfVersion = null }),
            acting);

    private static async Task<Results<NoContent, Refused>> GiveUp(
        string id, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IProgrammeGrain>(id).GiveUpDraft(
            new GiveUpDraft(Seen(acting)), acting.By with { IfVersion = null })).Nothing();

    private static async Task<Results<Ok<DraftView>, Refused>> ReadVersion(
        string id, int number, Acting acting, IGrainFactory grains) =>
        Tagged(await grains.GetGrain<IProgrammeGrain>(id).ReadDraftVersion(number, acting.By), acting);

    private static async Task<Results<Created<ProgrammeView>, Refused>> Publish(
        string id, PublicationNote body, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IProgrammeGrain>(id).PublishDraft(
            new PublishDraft(body.Note, Seen(acting)), acting.By with { IfVersion = null }))
        .Created(acting, $"/programmes/{id}");

    private static async Task<Results<Ok<ImmutableArray<Difference>>, Refused>> Compare(
        string id, int number, string other, Acting acting, IGrainFactory grains)
    {
        var isNumber = int.TryParse(other, NumberStyles.None, CultureInfo.InvariantCulture, out var to);
        return (await grains.GetGrain<IProgrammeGrain>(id).Compare(
            number, other == "draft" ? null : isNumber ? to : -1, acting.By)).Ok(acting);
    }

    private static async Task<Results<Ok<TrialView>, Refused>> Try(
        string id, TryDefinition command, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IProgrammeTrials>("trials").Try(id, command, acting.By)).Ok(acting);

    private static int? Seen(Acting acting) =>
        acting.By.IfVersion is { } version ? (int)Math.Min(version, int.MaxValue - 1) : null;

    /// <summary>The draft's own version is its ETag, not the programme's.</summary>
    private static Results<Ok<DraftView>, Refused> Tagged(Outcome<DraftView> outcome, Acting acting) =>
        (outcome with { Version = outcome.Value?.Version ?? 0 }).Ok(acting);
}

/// <summary>The whole draft.</summary>
/// <param name="Definition">The definition; may still have faults.</param>
/// <param name="BasedOn">Number of the published version it began from; null for as before.</param>
public sealed record DraftContent(JsonElement Definition, int? BasedOn = null);
