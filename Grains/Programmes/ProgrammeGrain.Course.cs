using System.Collections.Immutable;
using System.Text.Json;
using SunGov.GrainInterfaces.Programmes;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Programmes;

/// <summary>Opening and closing a programme, the second person, and what differs between versions.</summary>
public sealed partial class ProgrammeGrain
{
    /// <inheritdoc/>
    public async Task<Outcome<ProgrammeView>> Confirm(ConfirmPublication command, By by)
    {
        var confirmed = await Steer(
            command, by, (state, caller, now) => ProgrammeRules.Confirm(state, command, caller, now));
        var draft = await drafts.FindAsync(Key);
        return confirmed is { Succeeded: true, Repeated: false }
            && draft?.Definition is { } bytes && contents.NameOf(bytes) == command.Sm3
            && await Ground.Grants.FindAsync(by) is { } caller
                ? await Without(draft, caller, by)
                : confirmed;
    }

    /// <inheritdoc/>
    public Task<Outcome<ProgrammeView>> Decline(DeclinePublication command, By by) => Steer(
        command, by, (state, caller, now) => ProgrammeRules.Decline(state, command.Reason, caller, now));

    /// <inheritdoc/>
    public Task<Outcome<ProgrammeView>> Suspend(SuspendProgramme command, By by) => Steer(
        command, by, (state, caller, now) => ProgrammeRules.Suspend(state, command.Reason, caller, now));

    /// <inheritdoc/>
    public Task<Outcome<ProgrammeView>> Resume(ResumeProgramme command, By by) => Steer(
        command, by, (state, caller, now) => ProgrammeRules.Resume(state, command.Reason, caller, now));

    /// <inheritdoc/>
    public Task<Outcome<ProgrammeView>> Retire(RetireProgramme command, By by) => Steer(
        command, by, (state, caller, now) => ProgrammeRules.Retire(state, command.Reason, caller, now));

    /// <inheritdoc/>
    public async Task<Outcome<ImmutableArray<Difference>>> Compare(int from, int? to, By by)
    {
        var draft = to is null ? await drafts.FindAsync(Key) : null;
        var before = await ReadAsync(from);
        JsonElement? after = to is { } number ? await ReadAsync(number)
            : draft?.Definition is { } bytes ? JsonSerializer.Deserialize<JsonElement>(bytes)
            : null;
        return await Show(by, (state, caller) =>
            to is null && DraftRules.MayRead(state, DraftHead.Of(draft), caller) is { } hidden ? hidden
            : before is null ? ProgrammeRefusals.VersionUnknown(from)
            : after is null
                ? to is { } missing ? ProgrammeRefusals.VersionUnknown(missing) : ProgrammeRefusals.NothingDrafted
            : Outcome.Of(DefinitionComparison.Of(before.Value, after.Value)));
    }

    private async Task<Outcome<ProgrammeView>> Steer<TCommand>(
        TCommand command, By by, Func<ProgrammeState, Caller, DateTimeOffset, Decision<ProgrammeEvent>> decide) =>
        await Decide(command, by, decide, View(await drafts.FindAsync(Key)));
}
