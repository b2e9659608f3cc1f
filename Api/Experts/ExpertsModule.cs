using System.Collections.Immutable;
using SunGov.GrainInterfaces.Experts;

namespace SunGov.Api.Experts;

/// <summary>The expert register and its disciplines (R-EXP-01, R-EXP-03).</summary>
public sealed class ExpertsModule : ICarterModule
{
    private const string Experts = "experts";
    private const string Table = "disciplines";

    /// <inheritdoc/>
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/disciplines", Disciplines).WithTags("Experts").ForAnyone()
            .Named("listDisciplines", "Disciplines of GB/T 13745-2009 below one, or found by name or code");
        var experts = app.MapGroup("/api/v1/experts").WithTags("Experts");
        experts.MapGet("", List).Needs("expert.read")
            .Named("listExperts", "Experts in the scope of the acting identity; the look is recorded");
        experts.MapGet("/mine", Mine).ForIdentity()
            .Named("readOwnExpertRecord", "The record of the person who asks");
        experts.MapGet("/{id}", Read).ForIdentity()
            .Named("readExpert", "An expert's record");
        experts.MapPost("", Apply).Needs("expert.apply")
            .Named("applyAsExpert", "Applies to be an expert, for the organisation of the acting identity");
        experts.MapPut("/{id}/application", ApplyAgain).Needs("expert.apply")
            .Named("applyAsExpertAgain", "Applies again after a return or after leaving");
        experts.MapPut("/{id}", Change).ForIdentity()
            .Named("changeExpert", "The expert changes the own record; what is null stays");
        experts.MapPost("/{id}/endorsement", Endorse).Needs("expert.endorse")
            .Named("endorseExpert", "The office of the entity of work confirms the application");
        experts.MapPost("/{id}/return", Return).ForIdentity()
            .Named("returnExpert", "Office or keeper send the application back with the reason");
        experts.MapPost("/{id}/confirmation", Confirm).Needs("expert.keep")
            .Named("confirmExpert", "The keeper takes the expert into the register, or back after a pause");
        experts.MapPost("/{id}/pause", Pause).Needs("expert.keep")
            .Named("pauseExpert", "The keeper pauses the expert with the reason");
        experts.MapPost("/{id}/departure", Leave).ForIdentity()
            .Named("leaveRegister", "The expert leaves the register");
    }

    private static async Task<Results<Ok<ImmutableArray<DisciplineRow>>, Refused>> Disciplines(
        [AsParameters] DisciplineFilter filter, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IDisciplineQueries>(Table).List(filter, acting.By)).Ok(acting);

    private static async Task<Results<Ok<Page<ExpertRow>>, Refused>> List(
        [AsParameters] ExpertFilter filter, [AsParameters] PageRequest page, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IExpertQueries>(Experts).List(filter, page, acting.By)).Ok(acting);

    private static async Task<Results<Ok<ExpertView>, Refused>> Mine(Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IExpertQueries>(Experts).Mine(acting.By)).Ok(acting);

    private static async Task<Results<Ok<ExpertView>, Refused>> Read(
        string id, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IExpertGrain>(id).Read(acting.By)).Ok(acting);

    private static async Task<Results<Created<ExpertView>, Refused>> Apply(
        ApplyAsExpert command, Acting acting, IGrainFactory grains, ISessionKeys keys)
    {
        var id = acting.NewKey(keys);
        return (await grains.GetGrain<IExpertGrain>(id).Apply(command, acting.By)).Created(acting, $"/experts/{id}");
    }

    private static async Task<Results<Ok<ExpertView>, Refused>> ApplyAgain(
        string id, ApplyAsExpert command, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IExpertGrain>(id).Apply(command, acting.By)).Ok(acting);

    private static async Task<Results<Ok<ExpertView>, Refused>> Change(
        string id, ChangeExpert command, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IExpertGrain>(id).Change(command, acting.By)).Ok(acting);

    private static async Task<Results<Ok<ExpertView>, Refused>> Endorse(
        string id, JudgeExpert command, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IExpertGrain>(id).Endorse(command, acting.By)).Ok(acting);

    private static async Task<Results<Ok<ExpertView>, Refused>> Return(
        string id, JudgeExpert command, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IExpertGrain>(id).Return(command, acting.By)).Ok(acting);

    private static async Task<Results<Ok<ExpertView>, Refused>> Confirm(
        string id, JudgeExpert command, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IExpertGrain>(id).Confirm(command, acting.By)).Ok(acting);

    private static async Task<Results<Ok<ExpertView>, Refused>> Pause(
        string id, JudgeExpert command, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IExpertGrain>(id).Pause(command, acting.By)).Ok(acting);

    private static async Task<Results<Ok<ExpertView>, Refused>> Leave(
        string id, JudgeExpert command, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IExpertGrain>(id).Leave(command, acting.By)).Ok(acting);
}
