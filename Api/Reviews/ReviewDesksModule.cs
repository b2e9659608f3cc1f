using System.Collections.Immutable;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Reviews;

namespace SunGov.Api.Reviews;

/// <summary>The expert's desk; for everybody else it does not exist (R-REV-09).</summary>
public sealed class ReviewDesksModule : ICarterModule
{
    /// <inheritdoc/>
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/me/review-desks", Mine).ForPerson().WithTags("Review desks")
            .Named("listReviewDesks", "One's own review desks");
        var desks = app.MapGroup("/api/v1/review-desks/{id}").WithTags("Review desks");
        desks.MapGet("", Read).ForIdentity()
            .Named("readReviewDesk", "A desk of one's own: terms, sheets, what can be done");
        desks.MapPost("/acceptance", Accept).ForIdentity()
            .Named("acceptReview", "Accepts the invitation");
        desks.MapPost("/refusal", Decline).ForIdentity()
            .Named("declineReview", "Declines; sheets not yet submitted go to another expert");
        desks.MapPost("/commitment", Sign).ForIdentity()
            .Named("signCommitment", "Signs the commitment; before that no material opens");
        desks.MapGet("/projects/{project}/material", Material).ForIdentity()
            .Named("readReviewMaterial", "What was submitted; in a blind review without what identifies the applicant");
        desks.MapGet("/projects/{project}/files/{file}", File).ForIdentity()
            .Named("openReviewFile", "A short-lived ticket to download a file of the material");
        desks.MapPost("/projects/{project}/conflict", Recuse).ForIdentity()
            .Named("declareConflict", "Declares an interest in a project; its sheet goes to another expert");
        desks.MapGet("/sheets/{project}", ReadSheet).ForIdentity()
            .Named("readScoreSheet", "The sheet of a project with its indicators and what is missing");
        desks.MapPut("/sheets/{project}", SaveSheet).ForIdentity().NeedsIfMatch()
            .Named("saveScoreSheet", "Saves the draft of a sheet; If-Match is the draft's version, 0 for none");
        desks.MapPost("/sheets/{project}/submission", SubmitSheet).ForIdentity()
            .Named("submitScoreSheet", "Submits a sheet: complete and final");
    }

    private static async Task<Results<Ok<ImmutableArray<ReviewDeskRow>>, Refused>> Mine(
        Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IReviewQueries>(ReviewResultsModule.Reviews).Mine(acting.By)).Ok(acting);

    private static async Task<Results<Ok<ReviewDeskView>, Refused>> Read(
        string id, Acting acting, IGrainFactory grains) => (await Of(id, grains).Read(acting.By)).Ok(acting);

    private static async Task<Results<Ok<ReviewDeskView>, Refused>> Accept(
        string id, Acting acting, IGrainFactory grains) =>
        (await Of(id, grains).Accept(new AcceptReview(), acting.By)).Ok(acting);

    private static async Task<Results<Ok<ReviewDeskView>, Refused>> Decline(
        string id, DeclineReview command, Acting acting, IGrainFactory grains) =>
        (await Of(id, grains).Decline(command, acting.By)).Ok(acting);

    private static async Task<Results<Ok<ReviewDeskView>, Refused>> Sign(
        string id, SignCommitment command, Acting acting, IGrainFactory grains) =>
        (await Of(id, grains).Sign(command, acting.By)).Ok(acting);

    private static async Task<Results<Ok<ReviewMaterial>, Refused>> Material(
        string id, string project, Acting acting, IGrainFactory grains) =>
        (await Of(id, grains).ReadMaterial(project, acting.By)).Ok(acting);

    private static async Task<Results<Ok<FileTicketView>, Refused>> File(
        string id, string project, string file, Acting acting, IGrainFactory grains) =>
        (await Of(id, grains).OpenFile(project, file, acting.By)).Ok(acting);

    private static async Task<Results<Ok<ReviewDeskView>, Refused>> Recuse(
        string id, string project, GivenReason reason, Acting acting, IGrainFactory grains) =>
        (await Of(id, grains).Recuse(new DeclareConflict(project, reason.Reason), acting.By)).Ok(acting);

    private static async Task<Results<Ok<ScoreSheetView>, Refused>> ReadSheet(
        string id, string project, Acting acting, IGrainFactory grains) =>
        Tagged(await Of(id, grains).ReadSheet(project, acting.By), acting);

    private static async Task<Results<Ok<ScoreSheetView>, Refused>> SaveSheet(
        string id, string project, ScoreSheetContent content, Acting acting, IGrainFactory grains)
    {
        var seen = (int)Math.Min(acting.By.IfVersion ?? int.MaxValue, int.MaxValue);
        return Tagged(
            await Of(id, grains).SaveSheet(
                new SaveScoreSheet(project, content, seen), acting.By with { IfVersion = null }), acting);
    }

    private static async Task<Results<Ok<ScoreSheetView>, Refused>> SubmitSheet(
        string id, string project, ScoreSheetContent content, Acting acting, IGrainFactory grains) =>
        (await Of(id, grains).SubmitSheet(new SubmitScoreSheet(project, content), acting.By)).Ok(acting);

    /// <summary>The draft's own version is its ETag, not the desk's.</summary>
    private static Results<Ok<ScoreSheetView>, Refused> Tagged(Outcome<ScoreSheetView> outcome, Acting acting) =>
        (outcome with { Version = outcome.Value?.Version ?? 0 }).Ok(acting);

    private static IReviewDeskGrain Of(string id, IGrainFactory grains) => grains.GetGrain<IReviewDeskGrain>(id);
}
