using System.Collections.Immutable;
using System.Globalization;
using NpgsqlTypes;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Reviews;

/// <summary>The plain columns of an activity's row, and what the journal knows of activities.</summary>
public static class ReviewActivityRows
{
    /// <summary>Wish to open the groups that are left.</summary>
    public const string OpenDue = "open";

    /// <summary>Wish to hand reserves over to their groups.</summary>
    public const string ReservesDue = "reserves";

    /// <summary>Wish to send a reminder.</summary>
    public const string NudgeDue = "nudge";

    /// <summary>Wish to freeze the groups that are left.</summary>
    public const string FreezeDue = "freeze";

    /// <summary>Wish to count, in case the news of the last desk got lost on the way.</summary>
    public const string CountDue = "count";

    /// <summary>Wish to carry out what is left of a release.</summary>
    public const string ReleaseDue = "release";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>The kind.</summary>
    public static Kind<ReviewActivityState, ReviewActivityEvent> Kind { get; } = new(
        ReviewOrders.Activity, ReviewActivityState.Initial, ReviewActivityState.Evolve, Of, Due, Sendings)
    { Live = true };

    private static ImmutableArray<Column> Of(ReviewActivityState state)
    {
        var (created, plan) = (state.Created!, state.Chosen!.Plan);
        return
        [
            new("owner", NpgsqlDbType.Text, created.Owner.Id),
            new("organiser", NpgsqlDbType.Text, created.By.Organisation),
            new("programme", NpgsqlDbType.Text, created.Programme),
            new("call", NpgsqlDbType.Text, created.Call.Id),
            new("call_title", NpgsqlDbType.Text, created.Call.Name),
            new("status", NpgsqlDbType.Text, ReviewActivityRules.StatusOf(state.Status)),
            new("title", NpgsqlDbType.Text, created.Title),
            new("stage_zh", NpgsqlDbType.Text, created.StageName.Zh),
            new("stage_en", NpgsqlDbType.Text, created.StageName.En),
            new("projects", NpgsqlDbType.Integer, created.Projects.Length),
            new("sheets", NpgsqlDbType.Integer, plan.SheetsPerProject),
            new("opens", NpgsqlDbType.Date, plan.Opens),
            new("closes", NpgsqlDbType.Date, plan.Closes),
            new("created_at", NpgsqlDbType.TimestampTz, created.At),
            new("search", NpgsqlDbType.Array | NpgsqlDbType.Text,
                SearchTokens.Of(created.Title, created.Call.Name).ToArray()),
        ];
    }

    /// <summary>Each step has a name of its own, so that the row of the step before can go.</summary>
    private static ImmutableArray<DueWish> Due(ReviewActivityState state)
    {
        var wishes = ImmutableArray.CreateBuilder<DueWish>();
        if (state.Status == ReviewStatus.Open && state.Groups.Count(group => !group.Opened) is > 0 and var left)
        {
            wishes.Add(new DueWish(state.Invited!.At, Name(OpenDue, left)));
        }

        if (state.Status == ReviewStatus.Open && !state.Coming.IsEmpty)
        {
            wishes.Add(new DueWish(state.Coming[0].At, Name(ReservesDue, state.Coming[0].No)));
        }

        if (state is { Status: ReviewStatus.Open, NudgeAt: { } at })
        {
            wishes.Add(new DueWish(at, Name(NudgeDue, state.Nudges)));
        }

        if (state.Status == ReviewStatus.Closing)
        {
            var unfrozen = state.Groups.Count(group => group.Frozen is null);
            wishes.Add(unfrozen > 0
                ? new DueWish(state.ClosingAt!.Value, Name(FreezeDue, unfrozen))
                : new DueWish(state.ClosingAt!.Value + Patience, CountDue));
        }

        if (state.Status == ReviewStatus.Releasing)
        {
            var rows = state.Release.Count(line => !line.Done);
            wishes.Add(new DueWish(
                state.Closed!.At,
                string.Create(CultureInfo.InvariantCulture, $"{ReleaseDue}:{state.Releases}:{rows}")));
        }

        return wishes.ToImmutable();
    }

    private static ImmutableArray<Sending> Sendings(
        ReviewActivityState state, ImmutableArray<ReviewActivityEvent> events) =>
    [
        .. events.OfType<NudgeSent>()
            .SelectMany(sent => sent.Desks.Select(desk => ReviewOrders.NudgeOf(desk, sent.No))),
    ];

    private static string Name(string what, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{what}:{number}");
}
