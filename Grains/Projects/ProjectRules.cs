using System.Collections.Immutable;
using SunGov.GrainInterfaces.Calls;
using SunGov.GrainInterfaces.LegalEntities;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Programmes;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Projects;

/// <summary>What starting needs from elsewhere.</summary>
/// <param name="Owner">The organisation in charge of the programme.</param>
public sealed record StartFacts(
    CallView? Call, LegalEntityView? Entity, Named Owner, CompiledProgramme? Programme, PinnedDefinition? Definition);

/// <summary>Who may see and do what with a project; pure. Views use the same guards.</summary>
public static class ProjectRules
{
    private const int ShortestTitle = 4;
    private const int LongestTitle = 120;
    private const int LongestReason = 500;

    /// <summary>
    /// May the caller see it? A draft only those who make it and those who have or had a task of it; later everybody
    /// in whose scope it is.
    /// </summary>
    public static bool MayRead(ProjectState state, Caller caller) =>
        state.Start is not null
        && (caller.By.IsPlatform
            || IsParticipant(state, caller)
            || state.Readers.Contains(caller.Holder)
            || (state.Submitted is not null && caller.May("project.read", new ProjectFacts(state))));

    /// <summary>Is the caller one of those who make it?</summary>
    public static bool IsParticipant(ProjectState state, Caller caller) =>
        caller.Subject.Length > 0 && ProjectFacts.ParticipantsOf(state).Contains(caller.Subject)
        && (caller.For is null || MayAct(state, caller));

    /// <summary>
    /// Does the caller's acting identity hold this task? A person's own task too is done under an identity that may
    /// act: who supervises changes nothing.
    /// </summary>
    public static bool Holds(ProjectState state, StageTask task, Caller caller) =>
        (task.Holder == caller.Holder || task.Holder == $"person:{caller.Subject}") && MayAct(state, caller);

    /// <summary>
    /// May the caller see what is being changed now, and not only what was submitted? Those who make it, and those
    /// whose task it is.
    /// </summary>
    public static bool SeesDraft(ProjectState state, Caller caller) =>
        IsParticipant(state, caller) || state.Tasks.Any(task => Holds(state, task, caller));

    /// <summary>Is the draft's sum shown to the caller? Only while none was submitted, to those who see the draft.
    /// </summary>
    public static bool ShowsDraftSum(ProjectState state, Caller caller) =>
        state.RequestedFen is null && state.Submitted is null && SeesDraft(state, caller);

    /// <summary>Starts a project (R-APP-01): the call is open, the entity is one's own.</summary>
    public static Decision<ProjectEvent> Start(
        ProjectState state, string id, StartProject command, Caller caller, StartFacts facts, DateTimeOffset now)
    {
        var refusal = state.Start is not null ? SharedRefusals.Exists
            : !caller.MayAny("project.start") ? SharedRefusals.NotAllowed
            : facts.Call is null || facts.Programme is null || facts.Definition is null
                ? ProjectRefusals.CallUnknown
            : facts.Entity is null ? ProjectRefusals.EntityUnknown
            : facts.Entity.Id != caller.Organisation ? ProjectRefusals.EntityNotYours
            : facts.Call.Status != "open" ? ProjectRefusals.CallNotOpen(facts.Call.Status)
            : ProgrammeRefusals.OfState(facts.Call.ProgrammeState) is { } closed ? closed
            : command.Title.Trim().Length is < ShortestTitle or > LongestTitle
                ? SharedRefusals.Length("title", ShortestTitle, LongestTitle)
            : null;
        if (refusal is not null)
        {
            return refusal;
        }

        var (call, entity) = (facts.Call!, facts.Entity!);
        var started = new ProjectStarted(
            id,
            now,
            Actor.Of(caller),
            command.Title.Trim(),
            facts.Definition!,
            facts.Owner,
            new Named(call.Id, call.Title),
            call.Year,
            new Named(entity.Id, entity.Name),
            entity.Path,
            entity.RecommendingUnit,
            entity.CompetentAuthority,
            entity.Region,
            entity.Kind);
        var entered = ProjectStages.Enter(
            ProjectState.Evolve(state, started),
            facts.Programme!,
            facts.Programme!.First.Definition.Id,
            new Entering(call.Closes, null, []),
            now);
        return entered.Refusal is null ? entered with { Events = entered.Events.Insert(0, started) } : entered;
    }

    /// <summary>Why this section cannot be saved by this caller now; null when it can.</summary>
    public static Refusal? MaySave(ProjectState state, string form, string section, Caller caller) =>
        !MayRead(state, caller) ? SharedRefusals.NotFound
        : state.Status == ProjectStatus.Submitting ? ProjectRefusals.Submitting
        : state.Status == ProjectStatus.Suspended ? ProjectRefusals.Suspended
        : state.Now is not { Entered.Form: { } open } || open != form ? ProjectRefusals.SectionClosed
        : !state.Tasks.Any(task => Holds(state, task, caller)) ? SharedRefusals.NotAllowed
        : state.Now.Entered.OpenSections is { } sections && !sections.Contains($"{form}/{section}")
            ? ProjectRefusals.SectionClosed
        : null;

    /// <summary>Whether the caller may read what is masked: their own draft, or as <c>project.unmask</c> says.
    /// </summary>
    public static bool MayUnmask(ProjectState state, string form, string section, Caller caller) =>
        MaySave(state, form, section, caller) is null || caller.May("project.unmask", new ProjectFacts(state));

    /// <summary>The withdrawal that the definition allows in this stage at this time; null for none.</summary>
    public static WithdrawalDefinition? WithdrawalOf(
        ProjectState state, ProgrammeDefinition definition, DateTimeOffset callCloses, DateTimeOffset now) =>
        state.Now is { } stage
            ? definition.Withdrawals.FirstOrDefault(withdrawal =>
                withdrawal.Stages.Contains(stage.Entered.Stage) && (withdrawal.Target is null || now <= callCloses))
            : null;

    /// <summary>Why the caller cannot take the project back now; null when they can (R-APP-04).</summary>
    public static Refusal? MayWithdraw(
        ProjectState state, Caller caller, ProgrammeDefinition definition, DateTimeOffset callCloses,
        DateTimeOffset now) =>
        !MayRead(state, caller) ? SharedRefusals.NotFound
        : state.Start!.By.Person != caller.By.Person || !MayAct(state, caller) ? SharedRefusals.NotAllowed
        : state.Status == ProjectStatus.Submitting ? ProjectRefusals.Submitting
        : state.Status == ProjectStatus.Suspended ? ProjectRefusals.Suspended
        : WithdrawalOf(state, definition, callCloses, now) is null ? ProjectRefusals.NotWithdrawable
        : null;

    /// <summary>Takes the project back; places held against quotas are released.</summary>
    public static Decision<ProjectEvent> Withdraw(
        ProjectState state, WithdrawProject command, Caller caller, CompiledProgramme programme,
        DateTimeOffset callCloses, DateTimeOffset now)
    {
        var refusal = MayWithdraw(state, caller, programme.Definition, callCloses, now)
            ?? (command.Reason.Trim().Length is 0 ? SharedRefusals.Required("reason")
                : command.Reason.Length > LongestReason ? SharedRefusals.Length("reason", 1, LongestReason)
                : null);
        if (refusal is not null)
        {
            return refusal;
        }

        var (stage, rule) = (state.Now!.Entered, WithdrawalOf(state, programme.Definition, callCloses, now)!);
        var events = ImmutableArray.Create<ProjectEvent>(new ProjectWithdrawn(
            now, Actor.Of(caller), stage.No, stage.Stage, stage.Name, rule.Name, command.Reason.Trim(),
            Final: rule.Target is null));
        events = Released(state, events, now, "withdrawn");
        if (rule.Target is null)
        {
            return new Decision<ProjectEvent>(null, events);
        }

        var entered = ProjectStages.Enter(
            events.Aggregate(state, ProjectState.Evolve), programme, rule.Target,
            new Entering(callCloses, null, [], Back: true), now);
        return entered.Refusal is null ? entered with { Events = [.. events, .. entered.Events] } : entered;
    }

    /// <summary>What falls due: a stage not done in time is marked, once.</summary>
    public static Decision<ProjectEvent> Overdue(ProjectState state, int no, DateTimeOffset now) =>
        state.Now is { Overdue: false, Entered: { Elapses: null, Due: { } due } entered }
            && entered.No == no && now >= due
            ? new DeadlinePassed(now, no, due)
            : ProjectRefusals.TaskNotOpen;

    private static bool MayAct(ProjectState state, Caller caller) =>
        caller.May("project.act", new ProjectFacts(state));

    internal static ImmutableArray<ProjectEvent> Released(
        ProjectState state, ImmutableArray<ProjectEvent> events, DateTimeOffset now, string reason) =>
        state.Quotas.IsEmpty
            ? events
            : events.Add(new QuotasReleased(
                now, [.. state.Quotas.Select(quota => quota.Holder)], state.Attempts, reason));
}
