using System.Collections.Immutable;
using System.Text.Json;
using SunGov.GrainInterfaces.Calls;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Programmes;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Projects;

/// <summary>A form as it stands, read before an action that needs it complete.</summary>
/// <param name="Form">The form of the definition.</param>
/// <param name="Contents">Content by section.</param>
/// <param name="Frozen">The form as it would be frozen.</param>
public sealed record FormAsIs(
    string Form, IReadOnlyDictionary<string, JsonElement> Contents, FrozenForm Frozen)
{
    /// <summary>What its fields start with.</summary>
    public Prefills Prefills { get; init; } = Prefills.None;
}

/// <summary>A document about to be released, its data already kept.</summary>
public sealed record PreparedDocument(DocumentDefinition Definition, string? Number, string Sm3, DateOnly? Until);

/// <summary>The list of everything, already kept.</summary>
public sealed record PreparedPackage(
    string Sm3, int Contents, long Entries, bool Verified, ArchiveRecord? Kept = null);

/// <summary>What acting needs from elsewhere.</summary>
/// <param name="CallCloses">The call's closing instant as it stands now.</param>
/// <param name="EntityCap">The call's cap per legal entity; null for none.</param>
/// <param name="Forms">The forms the action needs complete.</param>
/// <param name="Number">The number to be given, where the action gives one.</param>
public sealed record ActFacts(
    CompiledProgramme Programme,
    DateTimeOffset CallCloses,
    int? EntityCap,
    ImmutableArray<FormAsIs> Forms,
    string? Number)
{
    /// <summary>What the call gives recommending units; none where it sets nothing.</summary>
    public ImmutableArray<CallBlock> Blocks { get; init; } = [];

    /// <summary>The number of the action's own series; null for none.</summary>
    public string? Serial { get; init; }

    /// <summary>What is signed, with its signature; null where nothing is.</summary>
    public FormSigned? Signature { get; init; }

    /// <summary>Documents to be released.</summary>
    public ImmutableArray<PreparedDocument> Documents { get; init; } = [];

    /// <summary>Identities of the people that the input names, each person's several.</summary>
    public ImmutableArray<Caller> Colleagues { get; init; } = [];

    /// <summary>The package to be closed; null for none.</summary>
    public PreparedPackage? Package { get; init; }
}

/// <summary>Acting on tasks: who, what is checked, what follows; pure.</summary>
public static class ProjectActions
{
    /// <summary>Why the caller cannot take this action now; null when they can, opinion and content aside.</summary>
    public static Refusal? MayAct(
        ProjectState state, Caller caller, CompiledProgramme programme, string task, string action,
        DateTimeOffset callCloses, DateTimeOffset now)
    {
        if (!ProjectRules.MayRead(state, caller))
        {
            return SharedRefusals.NotFound;
        }

        if (state.Status is ProjectStatus.Submitting or ProjectStatus.Suspended)
        {
            return state.Status == ProjectStatus.Submitting
                ? ProjectRefusals.Submitting
                : ProjectRefusals.Suspended;
        }

        if (state.Tasks.FirstOrDefault(open => open.Id == task) is not { } found)
        {
            return ProjectRefusals.TaskNotOpen;
        }

        if (!ProjectRules.Holds(state, found, caller))
        {
            return SharedRefusals.NotAllowed;
        }

        var stage = programme.Stages[state.Now!.Entered.Stage];
        return stage.Action(action) is not { } definition || !definition.IsFor(found.Task)
            ? ProjectRefusals.ActionUnknown(action)
            : !ProjectConditions.Holds(definition.When, state, now) ? ProjectRefusals.ActionNotNow
            : definition.Definition.AfterOthers && Joined.Missing(stage, state.Now, found) is { IsEmpty: false } others
                ? ProjectRefusals.OthersMissing([.. others.Select(other => other.HolderName)])
            : definition.Definition.Signs && ToSign(state) is null ? ProjectRefusals.NothingToSign
            : !ProjectHandling.IsFree(found, caller) ? ProjectRefusals.ClaimedBy(found.Claimed!.Name)
            : ProjectApart.Conflict(state, programme.Definition, found, caller)
            ?? TooLate(definition.Definition, state.Now, callCloses, now);
    }

    /// <summary>Takes the action.</summary>
    public static Decision<ProjectEvent> Act(
        ProjectState state, ActOnTask command, Caller caller, ActFacts facts, DateTimeOffset now)
    {
        var refusal = MayAct(
            state, caller, facts.Programme, command.Task, command.Action, facts.CallCloses, now);
        if (refusal is not null)
        {
            return refusal;
        }

        return Take(state, command, caller, facts, now);
    }

    /// <summary>Takes an action that may be taken: judges what was given, then moves.</summary>
    internal static Decision<ProjectEvent> Take(
        ProjectState state, ActOnTask command, Caller caller, ActFacts facts, DateTimeOffset now)
    {
        var action = facts.Programme.Stages[state.Now!.Entered.Stage].Action(command.Action)!;
        var opinion = Trimmed(command.Opinion);
        var (input, fault) = ActionInput.Read(state, facts, action, opinion, command.Input, now);
        if ((fault ?? Incomplete(state, action.Definition, facts)) is { } refusal)
        {
            return refusal;
        }

        var act = new Act(action, Actor.Of(caller), command.Task, opinion, input);
        if (action.Definition.Submits || !action.Definition.Reserves.IsEmpty)
        {
            return ProjectSubmission.Begin(state, act, caller.By.Command, facts, now);
        }

        if (facts.Package is { Verified: false })
        {
            return ProjectRefusals.TrailBroken;
        }

        if (action.Definition.Signs && facts.Signature is null)
        {
            return ProjectRefusals.ActionNotNow;
        }

        act = WithSerial(act, facts.Serial);
        var before = Effects(state, act, facts, now);
        return ProjectMoves.Of(
            before.Aggregate(state, ProjectState.Evolve), facts.Programme, act, facts.CallCloses, now, before);
    }

    /// <summary>Whether opinion, input or forms would refuse the action: then nothing is numbered or sealed for it.
    /// </summary>
    internal static bool Refused(
        ProjectState state, ActOnTask command, CompiledAction action, ActFacts facts, DateTimeOffset now) =>
        (ActionInput.Read(state, facts, action, Trimmed(command.Opinion), command.Input, now).Refusal
            ?? Incomplete(state, action.Definition, facts)) is not null;

    /// <summary>The frozen form that is signed in the open stage; null for none.</summary>
    public static FrozenForm? ToSign(ProjectState state) =>
        state.Now?.Entered.Signs is { } form ? state.Frozen.FirstOrDefault(frozen => frozen.Form == form) : null;

    /// <summary>The facts that a definition takes from these forms.</summary>
    internal static ImmutableDictionary<string, JsonElement> Values(
        CompiledProgramme programme, ImmutableArray<FormAsIs> forms)
    {
        var contents = forms.ToDictionary(form => form.Form, form => form.Contents);
        var values = ImmutableDictionary.CreateBuilder<string, JsonElement>();
        foreach (var (name, paths) in programme.Definition.Facts)
        {
            foreach (var path in paths)
            {
                if (FormContent.At(path, contents) is { } value)
                {
                    values[name] = value;
                }
            }
        }

        return values.ToImmutable();
    }

    private static string? Trimmed(string? opinion) => string.IsNullOrWhiteSpace(opinion) ? null : opinion.Trim();

    private static Act WithSerial(Act act, string? serial) =>
        act.Action.Definition.Serial is not { } given || serial is null ? act : act with
        {
            Input = act.Input with
            {
                Decided = (act.Input.Decided ?? ImmutableDictionary<string, JsonElement>.Empty)
                    .SetItem(given.Field, JsonSerializer.SerializeToElement(serial)),
            },
        };

    /// <summary>What the act does before the project moves: numbers, freezes, signs, releases, closes.</summary>
    private static ImmutableArray<ProjectEvent> Effects(
        ProjectState state, Act act, ActFacts facts, DateTimeOffset now)
    {
        var action = act.Action.Definition;
        var events = ImmutableArray.CreateBuilder<ProjectEvent>();
        if (action.Numbers && state.Number is null && facts.Number is { } number)
        {
            events.Add(new NumberGiven(now, number));
        }

        if (action.Freezes)
        {
            events.Add(new FormsFrozen(
                now, act.By, [.. facts.Forms.Select(form => form.Frozen)], Values(facts.Programme, facts.Forms)));
        }

        if (facts.Signature is { } signature)
        {
            events.Add(signature);
        }

        events.AddRange(facts.Documents.Select(document => new DocumentIssued(
            now, act.By, document.Definition.Id, document.Definition.Name, state.Now!.Entered.Stage, document.Number,
            document.Sm3, document.Until)));
        events.AddRange(ProjectDocuments.Current(state).Where(document => action.Voids.Contains(document.Id))
            .Select(document => new DocumentVoided(
                now, act.By, document.Id, document.Name, document.Number, document.Sm3)));
        if (action.Archives && facts.Package is { } package)
        {
            events.Add(new PackageSealed(
                now, act.By, package.Sm3, package.Contents, package.Entries, package.Kept));
        }

        return events.ToImmutable();
    }

    /// <summary>
    /// Nothing goes forward from a stage of the call after its closing, and nothing is submitted after any deadline;
    /// going back stays possible.
    /// </summary>
    private static Refusal? TooLate(
        ActionDefinition action, StageInstance stage, DateTimeOffset callCloses, DateTimeOffset now) =>
        !action.Returns
        && (action.Submits || stage.Entered.DueOfCall)
        && ProjectStages.DueNow(stage, callCloses) is { } due
        && now > due
            ? ProjectRefusals.DeadlinePassed(due)
            : null;

    private static Refusal? Incomplete(ProjectState state, ActionDefinition action, ActFacts facts)
    {
        foreach (var id in action.Complete)
        {
            var form = facts.Forms.Single(known => known.Form == id);
            var findings = FormContent.Findings(
                facts.Programme.Forms[id], form.Contents, SectionViews.IsFileOf(state), form.Prefills);
            if (!findings.IsEmpty)
            {
                return ProjectRefusals.FormIncomplete(form.Frozen.Form, findings);
            }
        }

        return null;
    }
}
