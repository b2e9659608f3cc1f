using SunGov.GrainInterfaces.Calls;

namespace SunGov.Api.Calls;

/// <summary>Calls and their notices: the public portal, and those who manage them (R-BUS-14, R-APP-01).</summary>
public sealed class CallsModule : ICarterModule
{
    private const string Calls = "calls";
    private const string Manage = "call.manage";

    /// <inheritdoc/>
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var calls = app.MapGroup("/api/v1").WithTags("Calls");
        calls.MapGet("/calls", List).ForAnyone()
            .Named("listCalls", "Calls one may read: published ones for anyone, drafts for their managers");
        calls.MapGet("/calls/{id}", Read).ForAnyone()
            .Named("readCall", "A call with guideline, dates and notices");
        calls.MapPost("/calls", Draft).Needs(Manage)
            .Named("draftCall", "Drafts a call");
        calls.MapPut("/calls/{id}", Redraft).Needs(Manage)
            .Named("redraftCall", "Rewrites the draft of a call");
        calls.MapPost("/calls/{id}/publication", Publish).Needs(Manage)
            .Named("publishCall", "Publishes a drafted call");
        calls.MapPost("/calls/{id}/extension", Extend).Needs(Manage)
            .Named("extendCall", "Moves the closing of a published call, with a public reason");
        calls.MapPost("/calls/{id}/notices", Post).Needs(Manage)
            .Named("postNotice", "Posts a public notice under a call");
        calls.MapPut("/calls/{id}/blocks", SetBlocks).Needs(Manage)
            .Named("setCallBlocks", "Sets what recommending units may decide and spend, with a public reason");
        calls.MapGet("/notices", Notices).ForAnyone()
            .Named("listNotices", "Public notices, newest first");
    }

    private static async Task<Results<Ok<Page<CallRow>>, Refused>> List(
        [AsParameters] CallFilter filter, [AsParameters] PageRequest page, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<ICallQueries>(Calls).List(filter, page, acting.By)).Ok(acting);

    private static async Task<Results<Ok<CallView>, Refused>> Read(
        string id, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<ICallGrain>(id).Read(acting.By)).Ok(acting);

    private static async Task<Results<Created<CallView>, Refused>> Draft(
        DraftCall command, Acting acting, IGrainFactory grains, ISessionKeys keys)
    {
        var id = acting.NewKey(keys);
        return (await grains.GetGrain<ICallGrain>(id).Draft(command, acting.By)).Created(acting, $"/calls/{id}");
    }

    private static async Task<Results<Ok<CallView>, Refused>> Redraft(
        string id, DraftCall command, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<ICallGrain>(id).Draft(command, acting.By)).Ok(acting);

    private static async Task<Results<Ok<CallView>, Refused>> Publish(
        string id, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<ICallGrain>(id).Publish(new PublishCall(), acting.By)).Ok(acting);

    private static async Task<Results<Ok<CallView>, Refused>> Extend(
        string id, ExtendCall command, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<ICallGrain>(id).Extend(command, acting.By)).Ok(acting);

    private static async Task<Results<Ok<CallView>, Refused>> SetBlocks(
        string id, SetCallBlocks command, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<ICallGrain>(id).SetBlocks(command, acting.By)).Ok(acting);

    private static async Task<Results<Ok<CallView>, Refused>> Post(
        string id, PostNotice command, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<ICallGrain>(id).Post(command, acting.By)).Ok(acting);

    private static async Task<Results<Ok<Page<NoticeRow>>, Refused>> Notices(
        [AsParameters] PageRequest page, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<ICallQueries>(Calls).Notices(page)).Ok(acting);
}
