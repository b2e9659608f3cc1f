using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SunGov.GrainInterfaces.Reviews;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Reviews;

/// <summary>What happened to a group.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(GroupOpened), "review-group-opened")]
[JsonDerivedType(typeof(ReplacementOrdered), "review-replacement-ordered")]
[JsonDerivedType(typeof(SlotsVacated), "review-slots-vacated")]
[JsonDerivedType(typeof(ReserveSeated), "review-reserve-seated")]
[JsonDerivedType(typeof(ReservesAdded), "review-reserves-added")]
[JsonDerivedType(typeof(GroupFrozen), "review-group-frozen")]
public abstract record ReviewGroupEvent;

/// <summary>The group was opened with its drawn panel.</summary>
/// <param name="Reserves">Experts in reserve in order, each sealed.</param>
public sealed record GroupOpened(
    DateTimeOffset At,
    string Id,
    ReviewTerms Terms,
    string Name,
    ImmutableArray<ReviewedProject> Projects,
    ImmutableArray<SeatedDesk> Desks,
    ImmutableArray<string> Reserves,
    DateTimeOffset MessagesAt) : ReviewGroupEvent;

/// <summary>An organiser replaces an expert; the desk closes its open sheets first.</summary>
public sealed record ReplacementOrdered(DateTimeOffset At, Actor By, string Desk, string Reason) : ReviewGroupEvent;

/// <summary>Sheets of a desk are closed for good; their slots are vacant.</summary>
public sealed record SlotsVacated(DateTimeOffset At, string Desk, ImmutableArray<string> Projects) : ReviewGroupEvent;

/// <summary>The next in reserve takes vacant slots.</summary>
/// <param name="Reserve">Place in the list of reserves, used up by this.</param>
public sealed record ReserveSeated(DateTimeOffset At, int Reserve, SeatedDesk Seat, DateTimeOffset MessagesAt)
    : ReviewGroupEvent;

/// <summary>Experts came to the end of the reserve, each sealed.</summary>
public sealed record ReservesAdded(DateTimeOffset At, ImmutableArray<string> Reserves) : ReviewGroupEvent;

/// <summary>No slot is given out any more; every desk gets its fence.</summary>
public sealed record GroupFrozen(DateTimeOffset At) : ReviewGroupEvent;

/// <summary>A desk of the group.</summary>
/// <param name="Replacing">True once the organiser has it replaced.</param>
public sealed record GroupDesk(string Desk, string Alias, bool Replacing = false);

/// <summary>A group as of its last entry. A stored format: new members need defaults.</summary>
public sealed record ReviewGroupState
{
    /// <summary>Not opened yet.</summary>
    public static ReviewGroupState Initial { get; } = new();

    /// <summary>Its key.</summary>
    public string Id { get; init; } = "";

    /// <summary>What holds for all its desks; null while it does not exist.</summary>
    public ReviewTerms? Terms { get; init; }

    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its projects.</summary>
    public ImmutableArray<ReviewedProject> Projects { get; init; } = [];

    /// <summary>Its slots: project × place.</summary>
    public ImmutableArray<ReviewSlot> Slots { get; init; } = [];

    /// <summary>Every desk it ever had.</summary>
    public ImmutableArray<GroupDesk> Desks { get; init; } = [];

    /// <summary>Experts in reserve, each sealed; empty texts for those used up.</summary>
    public ImmutableArray<string> Reserves { get; init; } = [];

    /// <summary>True once closing has reached it.</summary>
    public bool Frozen { get; init; }

    /// <summary>Places that nobody fills.</summary>
    [JsonIgnore]
    public IEnumerable<ReviewSlot> Vacant => Slots.Where(slot => slot.Desk is null);

    /// <summary>State after an event; an event it does not know throws.</summary>
    public static ReviewGroupState Evolve(ReviewGroupState state, ReviewGroupEvent happened) => happened switch
    {
        GroupOpened e => e.Desks.Aggregate(
            state with
            {
                Id = e.Id,
                Terms = e.Terms,
                Name = e.Name,
                Projects = e.Projects,
                Reserves = e.Reserves,
                Slots =
                [
                    .. e.Projects.SelectMany(project => Enumerable.Range(1, e.Terms.SheetsPerProject)
                        .Select(place => new ReviewSlot(project.Project, place, null))),
                ],
            },
            Seat),
        ReplacementOrdered e => state with
        {
            Desks = [.. state.Desks.Select(desk => desk.Desk == e.Desk ? desk with { Replacing = true } : desk)],
        },
        SlotsVacated e => state with
        {
            Slots =
            [
                .. state.Slots.Select(slot => slot.Desk == e.Desk && e.Projects.Contains(slot.Project)
                    ? slot with { Desk = null }
                    : slot),
            ],
        },
        ReserveSeated e => Seat(state with { Reserves = state.Reserves.SetItem(e.Reserve, "") }, e.Seat),
        ReservesAdded e => state with { Reserves = state.Reserves.AddRange(e.Reserves) },
        GroupFrozen => state with { Frozen = true },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} is not an event of a group"),
    };

    /// <summary>A desk takes the first vacant place of each of its projects.</summary>
    private static ReviewGroupState Seat(ReviewGroupState state, SeatedDesk seat)
    {
        var slots = state.Slots.ToBuilder();
        foreach (var project in seat.Projects)
        {
            var at = state.Slots.IndexOf(
                state.Slots.First(slot => slot.Project == project && slot.Desk is null));
            slots[at] = slots[at] with { Desk = seat.Desk };
        }

        return state with
        {
            Slots = slots.ToImmutable(),
            Desks = state.Desks.Add(new GroupDesk(seat.Desk, seat.Alias)),
        };
    }
}
