using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SunGov.GrainInterfaces.Reviews;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Reviews;

/// <summary>Where an activity stands.</summary>
public enum ReviewStatus
{
    /// <summary>It does not exist.</summary>
    None,

    /// <summary>Plan, groups and experts are being made.</summary>
    Preparing,

    /// <summary>Experts are invited; sheets come in.</summary>
    Open,

    /// <summary>Desks are being fenced.</summary>
    Closing,

    /// <summary>Every sheet that came in before its fence is counted.</summary>
    Closed,

    /// <summary>Projects are being moved on.</summary>
    Releasing,

    /// <summary>The release was carried out.</summary>
    Released,
}

/// <summary>A group of the activity.</summary>
/// <param name="Key">Key of its grain.</param>
/// <param name="Draw">Its draw; null before.</param>
/// <param name="Opened">True once its grain is open.</param>
/// <param name="Frozen">Who holds which slot for good; null before closing has reached it.</param>
public sealed record ActivityGroup(
    string Key,
    string Name,
    ImmutableArray<string> Disciplines,
    ImmutableArray<string> Projects,
    GroupDraw? Draw = null,
    bool Opened = false,
    FrozenReviewGroup? Frozen = null);

/// <summary>A project in a release.</summary>
/// <param name="Done">True once the project was moved on or refused.</param>
/// <param name="Why">Why it was refused; null where it was not.</param>
public sealed record ReleaseLine(PlannedRelease Planned, bool Done, Refusal? Why);

/// <summary>An activity as of its last entry. A stored format: new members need defaults.</summary>
public sealed record ReviewActivityState
{
    /// <summary>Nothing happened yet.</summary>
    public static ReviewActivityState Initial { get; } = new();

    /// <summary>How it began; null while it does not exist.</summary>
    public ReviewActivityCreated? Created { get; init; }

    /// <summary>Where it stands.</summary>
    public ReviewStatus Status { get; init; }

    /// <summary>How it is run.</summary>
    public PlanChosen? Chosen { get; init; }

    /// <summary>Its groups.</summary>
    public ImmutableArray<ActivityGroup> Groups { get; init; } = [];

    /// <summary>When the experts were invited.</summary>
    public ExpertsInvited? Invited { get; init; }

    /// <summary>Counts later draws into reserves.</summary>
    public int LaterDraws { get; init; }

    /// <summary>Reserves on the way to their group, sealed.</summary>
    public ImmutableArray<ReservesDrawn> Coming { get; init; } = [];

    /// <summary>Counts reminders.</summary>
    public int Nudges { get; init; }

    /// <summary>When the waiting reminder leaves; null where none waits.</summary>
    public DateTimeOffset? NudgeAt { get; init; }

    /// <summary>When closing began.</summary>
    public DateTimeOffset? ClosingAt { get; init; }

    /// <summary>How it closed; null before.</summary>
    public ReviewClosed? Closed { get; init; }

    /// <summary>Counts releases.</summary>
    public int Releases { get; init; }

    /// <summary>Who releases; null before.</summary>
    public Actor? Releaser { get; init; }

    /// <summary>The rows of all releases; a project refused before may stand here again.</summary>
    public ImmutableArray<ReleaseLine> Release { get; init; } = [];

    /// <summary>Whether every group has its draw.</summary>
    [JsonIgnore]
    public bool Drawn => !Groups.IsEmpty && Groups.All(group => group.Draw is not null);

    /// <summary>State after an event; an event it does not know throws.</summary>
    public static ReviewActivityState Evolve(ReviewActivityState state, ReviewActivityEvent happened) =>
        happened switch
        {
            ReviewActivityCreated e => state with { Created = e, Status = ReviewStatus.Preparing, Chosen = e.Chosen },
            ReviewPlanChanged e => state with { Chosen = e.Chosen, Groups = WithoutDraw(state.Groups) },
            GroupsArranged e => state with { Groups = e.Groups },
            ExpertsDrawn e => state with
            {
                Groups =
                [
                    .. state.Groups.Select(group => group with
                    {
                        Draw = e.Draws.FirstOrDefault(draw => draw.Group == group.Key) ?? group.Draw,
                    }),
                ],
            },
            ExpertsInvited e => state with { Invited = e, Status = ReviewStatus.Open },
            ReservesDrawn e => Later(state, e),
            ReservesHandedOver e => state with { Coming = [.. state.Coming.Where(coming => coming.No != e.No)] },
            GroupsWereOpened e => state with { Groups = Opened(state.Groups, e.Groups) },
            NudgeOrdered e => state with { Nudges = e.No, NudgeAt = e.SendsAt },
            NudgeWithdrawn or NudgeSent => state with { NudgeAt = null },
            ClosingBegun e => state with { Status = ReviewStatus.Closing, ClosingAt = e.At, NudgeAt = null },
            GroupsWereFrozen e => state with
            {
                Groups =
                [
                    .. state.Groups.Select(group => group with
                    {
                        Frozen = e.Groups.FirstOrDefault(frozen => frozen.Group == group.Key)?.Frozen ?? group.Frozen,
                    }),
                ],
            },
            ReviewClosed e => state with { Status = ReviewStatus.Closed, Closed = e },
            ReleasePlanned e => Plan(state, e),
            ReleaseAdvanced e => Advance(state, e),
            _ => throw new InvalidOperationException($"{happened.GetType().Name} is not an event of an activity"),
        };

    private static ImmutableArray<ActivityGroup> WithoutDraw(ImmutableArray<ActivityGroup> groups) =>
        [.. groups.Select(group => group with { Draw = null })];

    /// <summary>What the group's grain now has, the activity need not keep.</summary>
    private static ImmutableArray<ActivityGroup> Opened(
        ImmutableArray<ActivityGroup> groups, ImmutableArray<string> opened) =>
    [
        .. groups.Select(group => !opened.Contains(group.Key)
            ? group
            : group with { Opened = true, Draw = group.Draw! with { Desks = [], Reserves = [] } }),
    ];

    private static ReviewActivityState Later(ReviewActivityState state, ReservesDrawn e) => state with
    {
        LaterDraws = e.No,
        Coming = state.Coming.Add(e),
        Groups =
        [
            .. state.Groups.Select(group => group.Key != e.Draw.Group
                ? group
                : group with { Draw = group.Draw! with { InReserve = group.Draw.InReserve + e.Draw.InReserve } }),
        ],
    };

    private static ReviewActivityState Plan(ReviewActivityState state, ReleasePlanned e) => state with
    {
        Status = e.Rows.Any(row => row.Why is null) ? ReviewStatus.Releasing : ReviewStatus.Released,
        Releases = e.No,
        Releaser = e.By,
        Release =
        [
            .. state.Release.Where(line => e.Rows.All(row => row.Project != line.Planned.Project)),
            .. e.Rows.Select(row => new ReleaseLine(row, row.Why is not null, row.Why)),
        ],
    };

    private static ReviewActivityState Advance(ReviewActivityState state, ReleaseAdvanced e)
    {
        var lines = state.Release.Select(line =>
            e.Rows.FirstOrDefault(row => row.Project == line.Planned.Project) is { } row && !line.Done
                ? line with { Done = true, Why = row.Why }
                : line).ToImmutableArray();
        return state with
        {
            Release = lines,
            Status = lines.All(line => line.Done) ? ReviewStatus.Released : ReviewStatus.Releasing,
        };
    }
}
