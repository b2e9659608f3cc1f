using System.Collections.Immutable;
using System.Globalization;
using SunGov.GrainInterfaces.Calls;
using SunGov.GrainInterfaces.Programmes;
using SunGov.GrainInterfaces.Reviews;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Programmes;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Reviews;

/// <summary>What creating needs from elsewhere.</summary>
/// <param name="Projects">Projects that stand in the stage and whose task the caller holds.</param>
public sealed record CreateFacts(
    CallView? Call, ProgrammeView? Programme, CompiledProgramme? Definition, Named Owner,
    ImmutableArray<ActivityProject> Projects);

/// <summary>Who may do what with an activity until its experts are invited; pure. Views use the same guards.</summary>
public static class ReviewActivityRules
{
    /// <summary>Most projects of one activity.</summary>
    public const int MostProjects = 500;

    private const int MostSheets = 21;
    private const int MostReserves = 50;
    private const int LongestName = 60;

    /// <summary>May the caller see the activity?</summary>
    public static bool MayRead(ReviewActivityState state, Caller caller) =>
        state.Created is not null && caller.May("review.read", FactsOf(state));

    /// <summary>The activity's facts.</summary>
    public static IFacts FactsOf(ReviewActivityState state) => state.Created is { } created
        ? ReviewFacts.Of(created.Owner.Id, created.By.Organisation, created.Programme)
        : Facts.None;

    /// <summary>Why the caller cannot manage the activity; null where they can.</summary>
    public static Refusal? MayManage(ReviewActivityState state, Caller caller) =>
        !MayRead(state, caller) ? SharedRefusals.NotFound
        : !caller.May("review.manage", FactsOf(state)) ? SharedRefusals.NotAllowed
        : null;

    /// <summary>Why plan and groups cannot be changed now; null where they can.</summary>
    public static Refusal? MayPrepare(ReviewActivityState state, Caller caller) =>
        MayManage(state, caller) ?? In(state, ReviewStatus.Preparing);

    /// <summary>A refusal unless the activity stands in one of these.</summary>
    public static Refusal? In(ReviewActivityState state, params ReadOnlySpan<ReviewStatus> where) =>
        where.Contains(state.Status) ? null : ReviewRefusals.NotNow(StatusOf(state.Status));

    /// <summary>The status as columns and callers name it.</summary>
    public static string StatusOf(ReviewStatus status) => status switch
    {
        ReviewStatus.Preparing => "preparing",
        ReviewStatus.Open => "open",
        ReviewStatus.Closing => "closing",
        ReviewStatus.Closed => "closed",
        ReviewStatus.Releasing => "releasing",
        ReviewStatus.Released => "released",
        _ => "",
    };

    /// <summary>Creates an activity.</summary>
    public static Decision<ReviewActivityEvent> Create(
        ReviewActivityState state, string id, CreateReviewActivity command, CreateFacts facts, Caller caller,
        DateTimeOffset now)
    {
        if (state.Created is not null)
        {
            return SharedRefusals.Exists;
        }

        if (!caller.MayAny("review.manage"))
        {
            return SharedRefusals.NotAllowed;
        }

        if (facts.Call is not { } call || facts.Programme is not { } programme
            || facts.Definition is not { } definition)
        {
            return ReviewRefusals.CallUnknown;
        }

        var stage = definition.Definition.Stages.FirstOrDefault(known => known.Id == command.Stage);
        var unknown = command.Projects.FirstOrDefault(id => facts.Projects.All(known => known.Project != id));
        var refusal = !caller.May(
                "review.manage", ReviewFacts.Of(programme.Owner, caller.Organisation, programme.Id))
                ? SharedRefusals.NotAllowed
            : command.Title.Trim().Length is < 4 or > 120 ? SharedRefusals.Length("title", 4, 120)
            : stage is null or { Kind: StageKind.End } ? ReviewRefusals.StageUnknown(command.Stage)
            : unknown is not null ? ReviewRefusals.ProjectUnknown(unknown)
            : facts.Projects.IsEmpty ? ReviewRefusals.NoProjects
            : facts.Projects.Length > MostProjects ? ReviewRefusals.TooManyProjects(MostProjects)
            : PlanFault(command.Plan, definition, now);
        return refusal is not null
            ? refusal
            : new ReviewActivityCreated(
                now, id, Actor.Of(caller), command.Title.Trim(), new Named(call.Id, call.Title), programme.Id,
                call.DefinitionSm3, facts.Owner, stage!.Id, stage.Name, Chosen(command.Plan, definition),
                command.Projects.IsEmpty
                    ? facts.Projects
                    : [.. facts.Projects.Where(known => command.Projects.Contains(known.Project))]);
    }

    /// <summary>Changes the plan.</summary>
    public static Decision<ReviewActivityEvent> ChangePlan(
        ReviewActivityState state, ReviewPlan plan, CompiledProgramme? definition, Caller caller, DateTimeOffset now) =>
        (MayPrepare(state, caller) ?? PlanFault(plan, definition!, now)) is { } refusal
            ? refusal
            : new ReviewPlanChanged(now, Actor.Of(caller), Chosen(plan, definition!));

    /// <summary>Puts the projects into groups.</summary>
    public static Decision<ReviewActivityEvent> Arrange(
        ReviewActivityState state, ArrangeReviewGroups command, Caller caller, DateTimeOffset now) =>
        (MayPrepare(state, caller) ?? GroupsFault(state, command.Groups)) is { } refusal
            ? refusal
            : new GroupsArranged(
                now,
                Actor.Of(caller),
                [
                    .. command.Groups.Select((group, at) => new ActivityGroup(
                        KeyOf(state.Created!.Id, at + 1), group.Name.Trim(),
                        [.. group.Disciplines.Distinct().Order(StringComparer.Ordinal)], group.Projects)),
                ]);

    /// <summary>Why experts cannot be drawn now; null where they can.</summary>
    public static Refusal? MayDraw(ReviewActivityState state, DrawExperts command, Caller caller) =>
        MayPrepare(state, caller)
        ?? (state.Groups.IsEmpty ? ReviewRefusals.NotArranged
            : command.Reserves is < 0 or > MostReserves ? ReviewRefusals.OutOfRange("reserves", 0, MostReserves)
            : null);

    /// <summary>Records a draw that was made for every group.</summary>
    /// <param name="fault">Why the draw did not come off, e.g. too few experts; null where it did.</param>
    public static Decision<ReviewActivityEvent> Draw(
        ReviewActivityState state, DrawExperts command, ImmutableArray<GroupDraw> draws, Refusal? fault, Caller caller,
        DateTimeOffset now) =>
        (MayDraw(state, command, caller) ?? fault) is { } refusal
            ? refusal
            : new ExpertsDrawn(now, Actor.Of(caller), draws);

    /// <summary>Why the drawn cannot be invited now; null where they can.</summary>
    public static Refusal? MayInvite(ReviewActivityState state, Caller caller) =>
        MayPrepare(state, caller) ?? (state.Drawn ? null : ReviewRefusals.NotDrawn);

    /// <summary>Invites the drawn.</summary>
    public static Decision<ReviewActivityEvent> Invite(
        ReviewActivityState state, TimeSpan pause, Caller caller, DateTimeOffset now) =>
        MayInvite(state, caller) is { } refusal
            ? refusal
            : new ExpertsInvited(now, Actor.Of(caller), now + pause);

    /// <summary>What the grain of a group is opened with.</summary>
    public static OpenReviewGroup OpeningOf(ReviewActivityState state, ActivityGroup group) => new(
        TermsOf(state),
        group.Name,
        [
            .. state.Created!.Projects.Where(project => group.Projects.Contains(project.Project))
                .Select(project => new ReviewedProject(project.Project, project.Number, project.Title)),
        ],
        group.Draw!.Desks,
        group.Draw.Reserves,
        state.Invited!.MessagesAt);

    private static ReviewTerms TermsOf(ReviewActivityState state)
    {
        var (created, plan) = (state.Created!, state.Chosen!.Plan);
        return new ReviewTerms(
            created.Id, created.Title, created.Owner.Id, created.By.Organisation, created.Programme,
            created.Definition, plan.Sheet, state.Chosen.HasCommitment, plan.SheetsPerProject, plan.Blind, plan.Opens,
            plan.Closes);
    }

    private static string KeyOf(string activity, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{activity}-{number}");

    private static Refusal? PlanFault(ReviewPlan plan, CompiledProgramme definition, DateTimeOffset now) =>
        definition.Definition.Sheets.All(sheet => sheet.Id != plan.Sheet) ? ReviewRefusals.SheetUnknown(plan.Sheet)
        : plan.SheetsPerProject is < 1 or > MostSheets
            ? ReviewRefusals.OutOfRange("plan/sheetsPerProject", 1, MostSheets)
        : plan.Closes < plan.Opens || plan.Closes < CivilTime.DayOf(now) ? ReviewRefusals.PeriodInvalid
        : null;

    private static PlanChosen Chosen(ReviewPlan plan, CompiledProgramme definition)
    {
        var sheet = definition.Definition.Sheets.First(known => known.Id == plan.Sheet);
        return new PlanChosen(
            plan with { GroupRecusal = plan.GroupRecusal ?? true }, sheet.Name, sheet.Commitment is not null);
    }

    private static Refusal? GroupsFault(ReviewActivityState state, ImmutableArray<ReviewGroupPlan> groups)
    {
        if (groups.FirstOrDefault(group => group.Name.Trim().Length is 0 or > LongestName || group.Projects.IsEmpty
            || group.Disciplines.Any(code => code.Length is 0 or > 7 || !code.All(char.IsAsciiDigit))
            || groups.Count(other => other.Name.Trim() == group.Name.Trim()) > 1) is { } invalid)
        {
            return ReviewRefusals.GroupInvalid(invalid.Name);
        }

        var known = state.Created!.Projects.Select(project => project.Project).ToHashSet(StringComparer.Ordinal);
        var placed = groups.SelectMany(group => group.Projects).CountBy(project => project).ToList();
        var wrong = placed.Where(pair => pair.Value > 1 || !known.Contains(pair.Key)).Select(pair => pair.Key)
            .Concat(known.Except(placed.Select(pair => pair.Key))).ToList();
        return wrong.Count > 0 ? ReviewRefusals.ProjectNotInOneGroup(wrong) : null;
    }
}
