using System.Collections.Immutable;
using SunGov.GrainInterfaces.Programmes;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Projects;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Programmes;

/// <summary>A definition about to be published.</summary>
/// <param name="Read">The definition as read, or what is wrong with it.</param>
/// <param name="Sm3">Hash of its content.</param>
/// <param name="Note">What it changes; null for nothing said.</param>
/// <param name="Second">Whether another person must confirm it.</param>
public sealed record Publishing(
    (CompiledProgramme? Programme, ImmutableArray<Refusal> Findings) Read, string Sm3, string? Note, bool Second);

/// <summary>Who may publish what, and who may open and close it; pure.</summary>
public static class ProgrammeRules
{
    private const int LongestReason = 500;

    /// <summary>May the caller publish for this organisation?</summary>
    public static bool MayPublish(string owner, Caller caller) =>
        caller.May("programme.publish", Facts.None.With("owner", owner));

    /// <summary>Publishes a definition as the next version (R-BUS-06), or proposes it (R-BUS-16).</summary>
    /// <param name="key">The programme's id.</param>
    public static Decision<ProgrammeEvent> Publish(
        ProgrammeState state, string key, Publishing command, Caller caller, DateTimeOffset now)
    {
        if (!caller.MayAny("programme.publish"))
        {
            return SharedRefusals.NotAllowed;
        }

        if (command.Read.Programme?.Definition is not { } definition)
        {
            return ProgrammeRefusals.DefinitionInvalid(command.Read.Findings);
        }

        var refusal = definition.Programme != key ? ProgrammeRefusals.OtherProgramme(definition.Programme, key)
            : !MayPublish(definition.Owner, caller) ? SharedRefusals.NotAllowed
            : state.Current is { } current && !MayPublish(current.Owner, caller) ? SharedRefusals.NotAllowed
            : state.Closed == "retired" ? ProgrammeRefusals.Retired
            : state.Proposed is not null ? ProgrammeRefusals.PublicationOpen
            : state.Current?.Sm3 == command.Sm3 ? ProgrammeRefusals.DefinitionUnchanged
            : command.Note?.Length > LongestReason ? SharedRefusals.Length("note", 0, LongestReason)
            : null;
        if (refusal is not null)
        {
            return refusal;
        }

        var (by, note) = (Actor.Of(caller), string.IsNullOrWhiteSpace(command.Note) ? null : command.Note.Trim());
        ImmutableArray<StageName> stages =
        [
            .. definition.Stages.Select(stage =>
                new StageName(stage.Id, ProjectStages.KindOf(stage.Kind), stage.Name)),
        ];
        return command.Second && !caller.By.IsPlatform
            ? new PublicationProposed(
                now, by, command.Sm3, definition.Name, definition.Class, definition.Owner, stages, note)
            : new DefinitionPublished(
                now, by, state.Versions.Length + 1, command.Sm3, definition.Name, definition.Class, definition.Owner,
                stages, note);
    }

    /// <summary>Why the caller cannot confirm what is proposed; null when they can.</summary>
    public static Refusal? MayConfirm(ProgrammeState state, Caller caller) =>
        Published(state, caller)
        ?? (state.Proposed is not { } proposed ? ProgrammeRefusals.NothingProposed
            : !MayPublish(proposed.Owner, caller) ? SharedRefusals.NotAllowed
            : proposed.By.Person == caller.By.Person ? ProgrammeRefusals.SamePerson
            : null);

    /// <summary>A second person confirms: what was proposed is published.</summary>
    public static Decision<ProgrammeEvent> Confirm(
        ProgrammeState state, ConfirmPublication command, Caller caller, DateTimeOffset now) =>
        MayConfirm(state, caller) is { } refusal ? refusal
        : state.Proposed!.Sm3 != command.Sm3 ? ProgrammeRefusals.NothingProposed
        : new DefinitionPublished(
            now, state.Proposed.By, state.Versions.Length + 1, state.Proposed.Sm3, state.Proposed.Name,
            state.Proposed.Class, state.Proposed.Owner, state.Proposed.Stages, state.Proposed.Note, Actor.Of(caller));

    /// <summary>Why the caller cannot decline what is proposed; null when they can, also as its author.</summary>
    public static Refusal? MayDecline(ProgrammeState state, Caller caller) =>
        Published(state, caller)
        ?? (state.Proposed is not { } proposed ? ProgrammeRefusals.NothingProposed
            : MayPublish(proposed.Owner, caller) ? null
            : SharedRefusals.NotAllowed);

    /// <summary>What was proposed is not published.</summary>
    public static Decision<ProgrammeEvent> Decline(
        ProgrammeState state, string reason, Caller caller, DateTimeOffset now) =>
        (MayDecline(state, caller) ?? Reason(reason)) is { } refusal
            ? refusal
            : new PublicationDeclined(now, Actor.Of(caller), reason.Trim());

    /// <summary>Why the caller cannot suspend it; null when they can.</summary>
    public static Refusal? MaySuspend(ProgrammeState state, Caller caller) =>
        Governed(state, caller) ?? ProgrammeRefusals.OfState(ProgrammeViews.StateOf(state));

    /// <summary>Why the caller cannot resume it; null when they can.</summary>
    public static Refusal? MayResume(ProgrammeState state, Caller caller) =>
        Governed(state, caller) ?? (state.Closed is null ? ProgrammeRefusals.NotClosed : null);

    /// <summary>Why the caller cannot retire it; null when they can.</summary>
    public static Refusal? MayRetire(ProgrammeState state, Caller caller) =>
        Governed(state, caller) ?? (state.Closed == "retired" ? ProgrammeRefusals.Retired : null);

    /// <summary>No project starts for now.</summary>
    public static Decision<ProgrammeEvent> Suspend(
        ProgrammeState state, string reason, Caller caller, DateTimeOffset now) =>
        (MaySuspend(state, caller) ?? Reason(reason)) is { } refusal
            ? refusal
            : new ProgrammeSuspended(now, Actor.Of(caller), reason.Trim());

    /// <summary>Projects start again, also after a retirement that was a mistake.</summary>
    public static Decision<ProgrammeEvent> Resume(
        ProgrammeState state, string reason, Caller caller, DateTimeOffset now) =>
        (MayResume(state, caller) ?? Reason(reason)) is { } refusal
            ? refusal
            : new ProgrammeResumed(now, Actor.Of(caller), reason.Trim());

    /// <summary>No project starts and no call is published any more.</summary>
    public static Decision<ProgrammeEvent> Retire(
        ProgrammeState state, string reason, Caller caller, DateTimeOffset now) =>
        (MayRetire(state, caller) ?? Reason(reason)) is { } refusal
            ? refusal
            : new ProgrammeRetired(now, Actor.Of(caller), reason.Trim());

    /// <summary>Hash of a version's content; null when there is no such version.</summary>
    public static string? Sm3Of(ProgrammeState state, int version) =>
        state.Versions.FirstOrDefault(published => published.Number == version)?.Sm3;

    private static Refusal? Governed(ProgrammeState state, Caller caller) =>
        Published(state, caller)
        ?? (state.Current is not { } current ? SharedRefusals.NotFound
            : MayPublish(current.Owner, caller) ? null
            : SharedRefusals.NotAllowed);

    private static Refusal? Published(ProgrammeState state, Caller caller) =>
        state.Current is null && state.Proposed is null ? SharedRefusals.NotFound
        : !caller.MayAny("programme.publish") ? SharedRefusals.NotAllowed
        : null;

    private static Refusal? Reason(string reason) =>
        reason.Trim().Length == 0 ? SharedRefusals.Required("reason")
        : reason.Length > LongestReason ? SharedRefusals.Length("reason", 1, LongestReason)
        : null;
}
