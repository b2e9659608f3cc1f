using SunGov.GrainInterfaces.Calls;
using SunGov.GrainInterfaces.Programmes;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Calls;

/// <summary>One opening of a programme.</summary>
public sealed class CallGrain(Ground ground) : DecidedGrain<CallState, CallEvent>(ground), ICallGrain
{
    /// <inheritdoc/>
    protected override Kind<CallState, CallEvent> Kind => CallRows.Kind;

    /// <inheritdoc/>
    public async Task<Outcome<CallView>> Draft(DraftCall command, By by)
    {
        var programme = await Programme(command.Programme, by);
        return await Decide(
            command, by, (state, caller, now) => CallRules.Draft(state, command, programme, caller, now), View);
    }

    /// <inheritdoc/>
    public async Task<Outcome<CallView>> Publish(PublishCall command, By by)
    {
        var programme = State.Draft is { } draft ? await Programme(draft.Programme, by) : null;
        return await Decide(
            command, by, (state, caller, now) => CallRules.Publish(state, programme, caller, now), View);
    }

    /// <inheritdoc/>
    public Task<Outcome<CallView>> Extend(ExtendCall command, By by) =>
        Decide(command, by, (state, caller, now) => CallRules.Extend(state, command, caller, now), View);

    /// <inheritdoc/>
    public Task<Outcome<CallView>> SetBlocks(SetCallBlocks command, By by) =>
        Decide(command, by, (state, caller, now) => CallBlockRules.Set(state, command, caller, now), View);

    /// <inheritdoc/>
    public Task<Outcome<CallView>> Post(PostNotice command, By by) =>
        Decide(command, by, (state, caller, now) => CallRules.Post(state, command, caller, now), View);

    /// <inheritdoc/>
    public async Task<Outcome<CallView>> Read(By by)
    {
        // Projects on their way read it for its dates with every act: for them it does not matter.
        var programme = by.IsPlatform || State.Draft is not { } draft ? null : await Programme(draft.Programme, by);
        return await Show(by, (state, caller) =>
            CallRules.View(Key, Version, state, caller, Now, programme?.State ?? "published"));
    }

    private CallView View(CallState state, Caller caller) =>
        CallRules.View(Key, Version, state, caller, Now).Value!;

    private async Task<ProgrammeView?> Programme(string id, By by) =>
        id.Length == 0 ? null
        : (await GrainFactory.GetGrain<IProgrammeGrain>(id).Read(by)).Value is { Current: > 0 } published ? published
        : null;
}
