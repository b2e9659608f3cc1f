using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SunGov.GrainInterfaces.Reviews;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Reviews;

/// <summary>What happened to an activity. Experts and scores stand in it sealed only.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ReviewActivityCreated), "review-activity-created")]
[JsonDerivedType(typeof(ReviewPlanChanged), "review-plan-changed")]
[JsonDerivedType(typeof(GroupsArranged), "review-groups-arranged")]
[JsonDerivedType(typeof(ExpertsDrawn), "review-experts-drawn")]
[JsonDerivedType(typeof(ExpertsInvited), "review-experts-invited")]
[JsonDerivedType(typeof(ReservesDrawn), "review-reserves-drawn")]
[JsonDerivedType(typeof(ReservesHandedOver), "review-reserves-handed-over")]
[JsonDerivedType(typeof(GroupsWereOpened), "review-groups-opened")]
[JsonDerivedType(typeof(NudgeOrdered), "review-nudge-ordered")]
[JsonDerivedType(typeof(NudgeWithdrawn), "review-nudge-withdrawn")]
[JsonDerivedType(typeof(NudgeSent), "review-nudge-sent")]
[JsonDerivedType(typeof(ClosingBegun), "review-closing-begun")]
[JsonDerivedType(typeof(GroupsWereFrozen), "review-groups-frozen")]
[JsonDerivedType(typeof(ReviewClosed), "review-activity-closed")]
[JsonDerivedType(typeof(ReleasePlanned), "review-release-planned")]
[JsonDerivedType(typeof(ReleaseAdvanced), "review-release-advanced")]
public abstract record ReviewActivityEvent;

/// <summary>How a round is run, with what the definition says of it.</summary>
public sealed record PlanChosen(ReviewPlan Plan, Words SheetName, bool HasCommitment);

/// <summary>A project of the activity, named as when it was taken in.</summary>
public sealed record ActivityProject(string Project, string? Number, string Title, string Entity);

/// <summary>An activity was created over these projects.</summary>
/// <param name="Definition">Hash of the definition that the call pins.</param>
/// <param name="Owner">Organisation in charge of the programme.</param>
public sealed record ReviewActivityCreated(
    DateTimeOffset At,
    string Id,
    Actor By,
    string Title,
    Named Call,
    string Programme,
    string Definition,
    Named Owner,
    string Stage,
    Words StageName,
    PlanChosen Chosen,
    ImmutableArray<ActivityProject> Projects) : ReviewActivityEvent;

/// <summary>The plan was changed; a draw before is dropped.</summary>
public sealed record ReviewPlanChanged(DateTimeOffset At, Actor By, PlanChosen Chosen) : ReviewActivityEvent;

/// <summary>The projects were put into groups.</summary>
public sealed record GroupsArranged(DateTimeOffset At, Actor By, ImmutableArray<ActivityGroup> Groups)
    : ReviewActivityEvent;

/// <summary>The draw of one group, complete enough to be replayed by those who may open it.</summary>
/// <param name="Group">Key of the group.</param>
/// <param name="Seed">The random seed, hex.</param>
/// <param name="Pool">Candidates and their recusals as they stood, sealed.</param>
/// <param name="Candidates">How many there were.</param>
/// <param name="Recused">How many of them were recused from at least one project of the group.</param>
/// <param name="Seats">Experts drawn.</param>
/// <param name="InReserve">Experts in reserve.</param>
/// <param name="Desks">The panel, sealed; kept until the group has it.</param>
/// <param name="Reserves">The reserve in order, sealed; kept until the group has it.</param>
/// <param name="Reasons">How many were recused by the first reason that applies; null where it was not kept.</param>
public sealed record GroupDraw(
    string Group,
    string Seed,
    string Pool,
    int Candidates,
    int Recused,
    int Seats,
    int InReserve,
    ImmutableArray<SeatedDesk> Desks,
    ImmutableArray<string> Reserves,
    ImmutableSortedDictionary<string, int>? Reasons = null);

/// <summary>Experts were drawn for every group.</summary>
public sealed record ExpertsDrawn(DateTimeOffset At, Actor By, ImmutableArray<GroupDraw> Draws) : ReviewActivityEvent;

/// <summary>The drawn are invited; groups and desks open, messages leave later.</summary>
public sealed record ExpertsInvited(DateTimeOffset At, Actor By, DateTimeOffset MessagesAt) : ReviewActivityEvent;

/// <summary>More experts were drawn into the reserve of an open group.</summary>
/// <param name="No">Counts such draws.</param>
/// <param name="Draw">The draw; nobody is seated by it.</param>
public sealed record ReservesDrawn(DateTimeOffset At, Actor By, int No, GroupDraw Draw) : ReviewActivityEvent;

/// <summary>The group has them.</summary>
public sealed record ReservesHandedOver(DateTimeOffset At, int No) : ReviewActivityEvent;

/// <summary>Groups were opened.</summary>
public sealed record GroupsWereOpened(DateTimeOffset At, ImmutableArray<string> Groups) : ReviewActivityEvent;

/// <summary>The unfinished are to be reminded.</summary>
public sealed record NudgeOrdered(DateTimeOffset At, Actor By, int No, DateTimeOffset SendsAt) : ReviewActivityEvent;

/// <summary>The reminder was taken back before it left.</summary>
public sealed record NudgeWithdrawn(DateTimeOffset At, Actor By, int No) : ReviewActivityEvent;

/// <summary>The reminder left to these desks.</summary>
public sealed record NudgeSent(DateTimeOffset At, int No, ImmutableArray<string> Desks) : ReviewActivityEvent;

/// <summary>Closing began.</summary>
public sealed record ClosingBegun(DateTimeOffset At, Actor By, bool WithMissing) : ReviewActivityEvent;

/// <summary>A group that closing has reached.</summary>
public sealed record FrozenGroup(string Group, FrozenReviewGroup Frozen);

/// <summary>Groups were frozen.</summary>
public sealed record GroupsWereFrozen(DateTimeOffset At, ImmutableArray<FrozenGroup> Groups) : ReviewActivityEvent;

/// <summary>All desks are fenced and the sheets counted.</summary>
/// <param name="Sheets">How many counted.</param>
/// <param name="Results">Their scores, sealed.</param>
public sealed record ReviewClosed(DateTimeOffset At, int Sheets, string Results) : ReviewActivityEvent;

/// <summary>A project in a release, resolved.</summary>
/// <param name="Task">The open task on which the action is taken; empty where refused.</param>
/// <param name="Why">Why it is refused from the start; null where it is not.</param>
public sealed record PlannedRelease(string Project, string Task, string Action, string? Opinion, Refusal? Why);

/// <summary>What becomes of which project was decided; this plan is the decision.</summary>
public sealed record ReleasePlanned(
    DateTimeOffset At, Actor By, int No, ImmutableArray<PlannedRelease> Rows) : ReviewActivityEvent;

/// <summary>A project of the plan was moved on, or refused to be.</summary>
public sealed record ReleasedRow(string Project, Refusal? Why);

/// <summary>The plan was carried out so far.</summary>
public sealed record ReleaseAdvanced(DateTimeOffset At, ImmutableArray<ReleasedRow> Rows) : ReviewActivityEvent;
