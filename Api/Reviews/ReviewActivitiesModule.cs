using System.Collections.Immutable;
using SunGov.GrainInterfaces.Reviews;

namespace SunGov.Api.Reviews;

/// <summary>Review activities from plan to release, for their organisers (R-REV-01 and following).</summary>
public sealed class ReviewActivitiesModule : ICarterModule
{
    private const string Manage = "review.manage";
    private const string ReadReview = "review.read";

    /// <inheritdoc/>
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var reviews = app.MapGroup("/api/v1/review-activities").WithTags("Reviews");
        reviews.MapGet("", List).Needs(ReadReview)
            .Named("listReviewActivities", "Review activities in the scope of the acting identity");
        reviews.MapPost("", Create).Needs(Manage)
            .Named("createReviewActivity", "Creates a review activity over projects that stand in a stage of a call");
        reviews.MapGet("/{id}", Read).Needs(ReadReview)
            .Named("readReviewActivity", "A review activity with its groups and what the caller may do now");
        reviews.MapPut("/{id}/plan", ChangePlan).Needs(Manage)
            .Named("changeReviewPlan", "Changes sheet, number of sheets, period or blindness before inviting");
        reviews.MapGet("/{id}/group-proposal", Propose).Needs(Manage)
            .Named("proposeReviewGroups", "Groups by a field of the form; nothing is changed");
        reviews.MapPut("/{id}/groups", Arrange).Needs(Manage)
            .Named("arrangeReviewGroups", "Puts every project into one group");
        reviews.MapPost("/{id}/draw", Draw).Needs(Manage)
            .Named("drawReviewExperts", "Draws experts for every group at random from the eligible");
        reviews.MapPost("/{id}/reserves", DrawReserves).Needs(Manage)
            .Named("drawReviewReserves", "Draws more experts into the reserve of a group of an open activity");
        reviews.MapPost("/{id}/invitation", Invite).Needs(Manage)
            .Named("inviteReviewExperts", "Opens groups and desks; messages leave after the pause");
        reviews.MapPost("/{id}/nudge", Nudge).Needs(Manage)
            .Named("nudgeReviewExperts", "Reminds all who have not finished, after the pause");
        reviews.MapPost("/{id}/nudge-withdrawal", WithdrawNudge).Needs(Manage)
            .Named("withdrawReviewNudge", "Takes back a reminder that has not left yet");
        reviews.MapPost("/{id}/closing", Close).Needs(Manage)
            .Named("closeReviewActivity", "Begins to close: desks are fenced, then sheets are counted");
    }

    private static async Task<Results<Ok<Page<ReviewActivityRow>>, Refused>> List(
        [AsParameters] ReviewActivityFilter filter, [AsParameters] PageRequest page, Acting acting,
        IGrainFactory grains) =>
        (await grains.GetGrain<IReviewQueries>(ReviewResultsModule.Reviews).List(filter, page, acting.By)).Ok(acting);

    private static async Task<Results<Created<ReviewActivityView>, Refused>> Create(
        CreateReviewActivity command, Acting acting, IGrainFactory grains, ISessionKeys keys)
    {
        var id = acting.NewKey(keys);
        return (await grains.GetGrain<IReviewActivityGrain>(id).Create(command, acting.By))
            .Created(acting, $"/review-activities/{id}");
    }

    private static async Task<Results<Ok<ReviewActivityView>, Refused>> Read(
        string id, Acting acting, IGrainFactory grains) => (await Of(id, grains).Read(acting.By)).Ok(acting);

    private static async Task<Results<Ok<ReviewActivityView>, Refused>> ChangePlan(
        string id, ReviewPlan plan, Acting acting, IGrainFactory grains) =>
        (await Of(id, grains).ChangePlan(plan, acting.By)).Ok(acting);

    private static async Task<Results<Ok<ImmutableArray<ReviewGroupPlan>>, Refused>> Propose(
        string id, Acting acting, IGrainFactory grains, string? field = null, int most = 20) =>
        (await Of(id, grains).Propose(field, most, acting.By)).Ok(acting);

    private static async Task<Results<Ok<ReviewActivityView>, Refused>> Arrange(
        string id, ArrangeReviewGroups command, Acting acting, IGrainFactory grains) =>
        (await Of(id, grains).Arrange(command, acting.By)).Ok(acting);

    private static async Task<Results<Ok<ReviewActivityView>, Refused>> Draw(
        string id, DrawExperts command, Acting acting, IGrainFactory grains) =>
        (await Of(id, grains).Draw(command, acting.By)).Ok(acting);

    private static async Task<Results<Ok<ReviewActivityView>, Refused>> DrawReserves(
        string id, DrawReserves command, Acting acting, IGrainFactory grains) =>
        (await Of(id, grains).DrawReserves(command, acting.By)).Ok(acting);

    private static async Task<Results<Ok<ReviewActivityView>, Refused>> Invite(
        string id, Acting acting, IGrainFactory grains) =>
        (await Of(id, grains).Invite(new InviteExperts(), acting.By)).Ok(acting);

    private static async Task<Results<Ok<ReviewActivityView>, Refused>> Nudge(
        string id, Acting acting, IGrainFactory grains) =>
        (await Of(id, grains).Nudge(new NudgeExperts(), acting.By)).Ok(acting);

    private static async Task<Results<Ok<ReviewActivityView>, Refused>> WithdrawNudge(
        string id, Acting acting, IGrainFactory grains) =>
        (await Of(id, grains).WithdrawNudge(new WithdrawNudge(), acting.By)).Ok(acting);

    private static async Task<Results<Ok<ReviewActivityView>, Refused>> Close(
        string id, CloseReviewActivity command, Acting acting, IGrainFactory grains) =>
        (await Of(id, grains).Close(command, acting.By)).Ok(acting);

    private static IReviewActivityGrain Of(string id, IGrainFactory grains) =>
        grains.GetGrain<IReviewActivityGrain>(id);
}
