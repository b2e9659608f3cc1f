using System.Collections.Immutable;
using SunGov.GrainInterfaces.Reviews;

namespace SunGov.Api.Reviews;

/// <summary>Progress, results and release of review activities; panels and replacements (R-REV-07, R-REV-15).</summary>
public sealed class ReviewResultsModule : ICarterModule
{
    /// <summary>Key of the query grain.</summary>
    internal const string Reviews = "reviews";

    private const string Manage = "review.manage";
    private const string ReadReview = "review.read";
    private const string ReadResults = "review.results";

    /// <inheritdoc/>
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var reviews = app.MapGroup("/api/v1").WithTags("Reviews");
        reviews.MapGet("/review-activities/{id}/projects", Projects).Needs(ReadReview)
            .Named("listReviewProjects", "Projects of an activity with how many sheets have come in; no scores");
        reviews.MapGet("/review-activities/{id}/progress", Progress).Needs(ReadReview)
            .Named("readReviewProgress", "Progress desk by desk under aliases; no names, no scores");
        reviews.MapGet("/review-activities/{id}/ranking", Ranking).Needs(ReadResults)
            .Named("readReviewRanking", "The ranked list, once closed; the disclosure is recorded");
        reviews.MapGet("/review-activities/{id}/projects/{project}/sheets", Sheets).Needs(ReadResults)
            .Named("readReviewSheets", "The counted sheets of a project, once closed; the disclosure is recorded");
        reviews.MapGet("/review-activities/{id}/experts", Experts).Needs("review.experts")
            .Named("readReviewExperts", "Who reviews; the disclosure is recorded");
        reviews.MapPost("/review-activities/{id}/release-preview", Preview).Needs(Manage).WithoutCommand()
            .Named("previewReviewRelease", "What a release would do, project by project; nothing is changed");
        reviews.MapPost("/review-activities/{id}/release", Release).Needs(Manage)
            .Named("releaseReviewResults", "Moves projects on by a recorded plan; progress stands in the activity");
        reviews.MapGet("/review-groups/{id}", Group).Needs(ReadReview)
            .Named("readReviewGroup", "A panel: its slots under aliases, who is left in reserve");
        reviews.MapPost("/review-groups/{id}/desks/{desk}/replacement", Replace).Needs(Manage)
            .Named("replaceReviewExpert", "Closes a desk's open sheets and gives their slots to the next in reserve");
        reviews.MapPost("/review-desks/{id}/sheets/{project}/return", Return).Needs(Manage)
            .Named("returnScoreSheet", "Gives a submitted sheet back to its expert before closing");
    }

    private static async Task<Results<Ok<ImmutableArray<ReviewProjectRow>>, Refused>> Projects(
        string id, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IReviewQueries>(Reviews).Projects(id, acting.By)).Ok(acting);

    private static async Task<Results<Ok<ReviewProgress>, Refused>> Progress(
        string id, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IReviewQueries>(Reviews).Progress(id, acting.By)).Ok(acting);

    private static async Task<Results<Ok<ReviewRanking>, Refused>> Ranking(
        string id, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IReviewActivityGrain>(id).ReadRanking(acting.By)).Ok(acting);

    private static async Task<Results<Ok<ImmutableArray<CountedSheet>>, Refused>> Sheets(
        string id, string project, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IReviewActivityGrain>(id).ReadSheets(project, acting.By)).Ok(acting);

    private static async Task<Results<Ok<ImmutableArray<ReviewExpertRow>>, Refused>> Experts(
        string id, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IReviewActivityGrain>(id).ReadExperts(acting.By)).Ok(acting);

    private static async Task<Results<Ok<ImmutableArray<ReleaseRowView>>, Refused>> Preview(
        string id, ReleaseReviewResults plan, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IReviewActivityGrain>(id).PreviewRelease(plan, acting.By)).Ok(acting);

    private static async Task<Results<Ok<ReviewActivityView>, Refused>> Release(
        string id, ReleaseReviewResults command, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IReviewActivityGrain>(id).Release(command, acting.By)).Ok(acting);

    private static async Task<Results<Ok<ReviewGroupView>, Refused>> Group(
        string id, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IReviewGroupGrain>(id).Read(acting.By)).Ok(acting);

    private static async Task<Results<Ok<ReviewGroupView>, Refused>> Replace(
        string id, string desk, GivenReason reason, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IReviewGroupGrain>(id)
            .Replace(new ReplaceExpert(desk, reason.Reason), acting.By)).Ok(acting);

    private static async Task<Results<NoContent, Refused>> Return(
        string id, string project, GivenReason reason, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IReviewDeskGrain>(id)
            .ReturnSheet(new ReturnScoreSheet(project, reason.Reason), acting.By)).Nothing();
}

/// <summary>A reason; what it is for stands in the path.</summary>
/// <param name="Reason">At most 500 characters.</param>
public sealed record GivenReason(string Reason);
