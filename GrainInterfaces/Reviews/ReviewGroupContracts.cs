using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.GrainInterfaces.Reviews;

/// <summary>
/// Projects reviewed by one panel. Owns the slots (project × place → desk), so that no project gets more sheets than
/// wanted. Key: activity id, '-', number of the group.
/// </summary>
[Alias("SunGov.IReviewGroupGrain")]
public interface IReviewGroupGrain : IGrainWithStringKey
{
    /// <summary>Opens the group with its drawn desks; by the activity alone.</summary>
    [Alias("Open")]
    Task<Outcome<Done>> Open(OpenReviewGroup command, By by);

    /// <summary>No slot is given out any more, every desk is fenced; by the activity alone.</summary>
    [Alias("Freeze")]
    Task<Outcome<FrozenReviewGroup>> Freeze(FreezeReviewGroup command, By by);

    /// <summary>Adds experts to the reserve; slots that nobody fills are given to them at once.</summary>
    [Alias("AddReserves")]
    Task<Outcome<Done>> AddReserves(AddReserves command, By by);

    /// <summary>Who is known to the group, sealed; for its activity alone.</summary>
    [Alias("ReadPanel"), ReadOnly]
    Task<Outcome<ReviewPanel>> ReadPanel(By by);

    /// <summary>Has a desk's open sheets closed and gives their slots to the next in reserve.</summary>
    [Alias("Replace")]
    Task<Outcome<ReviewGroupView>> Replace(ReplaceExpert command, By by);

    /// <summary>The group: its slots by alias.</summary>
    [Alias("Read"), ReadOnly]
    Task<Outcome<ReviewGroupView>> Read(By by);

    /// <summary>News of a desk: sheets of it are closed and their slots vacant.</summary>
    [Alias("OnDue")]
    Task<Outcome<Done>> OnDue(string what, Guid id);
}

/// <summary>Opens a group.</summary>
/// <param name="Desks">The drawn panel.</param>
/// <param name="Reserves">Experts in reserve, in order, each sealed.</param>
[Immutable, Alias("SunGov.OpenReviewGroup")]
public sealed record OpenReviewGroup(
    ReviewTerms Terms,
    string Name,
    ImmutableArray<ReviewedProject> Projects,
    ImmutableArray<SeatedDesk> Desks,
    ImmutableArray<string> Reserves,
    DateTimeOffset MessagesAt);

/// <summary>What holds for every desk of an activity.</summary>
/// <param name="Owner">Organisation in charge of the programme.</param>
/// <param name="Organiser">Organisation that runs the activity.</param>
/// <param name="Definition">Hash of the programme definition with the sheet.</param>
/// <param name="HasCommitment">Whether the sheet has a commitment to be signed.</param>
[Immutable, Alias("SunGov.ReviewTerms")]
public sealed record ReviewTerms(
    string Activity,
    string Title,
    string Owner,
    string Organiser,
    string Programme,
    string Definition,
    string Sheet,
    bool HasCommitment,
    int SheetsPerProject,
    bool Blind,
    DateOnly Opens,
    DateOnly Closes);

/// <summary>A project as its reviewers name it.</summary>
[Immutable, Alias("SunGov.ReviewedProject")]
public sealed record ReviewedProject(string Project, string? Number, string Title);

/// <summary>A desk and the slots it takes. Who sits there is sealed under the key of the round.</summary>
/// <param name="Desk">Its id, random.</param>
/// <param name="Alias">Alias within the group, e.g. <c>2</c> for the second expert.</param>
/// <param name="Person">Person id, sealed.</param>
/// <param name="Expert">What the register said of the expert at the draw, sealed.</param>
/// <param name="Box">Blind index by which the person finds their desks.</param>
/// <param name="Projects">Its projects.</param>
[Immutable, Alias("SunGov.SeatedDesk")]
public sealed record SeatedDesk(
    string Desk, string Alias, string Person, string Expert, string Box, ImmutableArray<string> Projects);

/// <summary>Experts for the end of the reserve, each sealed.</summary>
[Immutable, Alias("SunGov.AddReserves")]
public sealed record AddReserves(ImmutableArray<string> Reserves);

/// <summary>A panel as its activity sees it.</summary>
/// <param name="Desks">Every desk it ever had.</param>
/// <param name="Reserves">Those left in reserve, each sealed.</param>
/// <param name="Vacant">Projects with a slot that nobody fills.</param>
[Immutable, Alias("SunGov.ReviewPanel")]
public sealed record ReviewPanel(
    ImmutableArray<string> Desks, ImmutableArray<string> Reserves, ImmutableArray<string> Vacant);

/// <summary>Freezes a group.</summary>
[Immutable, Alias("SunGov.FreezeReviewGroup")]
public sealed record FreezeReviewGroup;

/// <summary>A frozen group: every desk it ever had, and who holds which slot for good.</summary>
[Immutable, Alias("SunGov.FrozenReviewGroup")]
public sealed record FrozenReviewGroup(ImmutableArray<string> Desks, ImmutableArray<ReviewSlot> Slots);

/// <summary>Replaces an expert.</summary>
/// <param name="Desk">Desk of the one to be replaced; submitted sheets of it stay.</param>
/// <param name="Reason">Why, 4 to 500 characters.</param>
[Immutable, Alias("SunGov.ReplaceExpert")]
public sealed record ReplaceExpert(string Desk, string Reason);

/// <summary>A place for one sheet of one project.</summary>
/// <param name="Place">1 to the number of sheets wanted.</param>
/// <param name="Desk">The desk that fills it; null while vacant.</param>
[Immutable, Alias("SunGov.ReviewSlot")]
public sealed record ReviewSlot(string Project, int Place, string? Desk);

/// <summary>A group as its organisers see it.</summary>
/// <param name="Reserves">How many are left in reserve.</param>
/// <param name="Vacant">Slots for which nobody is left in reserve.</param>
[Immutable, Alias("SunGov.ReviewGroupView")]
public sealed record ReviewGroupView(
    string Id,
    long Version,
    string Activity,
    string Name,
    ImmutableArray<ReviewSlot> Slots,
    ImmutableArray<ReviewDeskName> Desks,
    int Reserves,
    int Vacant,
    bool Frozen,
    ImmutableArray<Allowed> Allowed);

/// <summary>A desk under its alias.</summary>
/// <param name="Replacing">True while it is being replaced.</param>
[Immutable, Alias("SunGov.ReviewDeskName")]
public sealed record ReviewDeskName(string Desk, string Alias, bool Replacing);
