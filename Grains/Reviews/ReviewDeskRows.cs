using System.Collections.Immutable;
using System.Globalization;
using NpgsqlTypes;
using SunGov.GrainInterfaces.Notifications;
using SunGov.Grains.Notifications;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Reviews;

/// <summary>The plain columns of a desk's row, and what the journal knows of desks; none names an expert.</summary>
public static class ReviewDeskRows
{
    /// <summary>What the due row of the invitation is called.</summary>
    public const string InviteDue = "invite";

    /// <summary>Field of the sealed person id.</summary>
    public const string PersonField = "person";

    private const NpgsqlDbType Texts = NpgsqlDbType.Array | NpgsqlDbType.Text;

    /// <summary>The kind.</summary>
    public static Kind<ReviewDeskState, ReviewDeskEvent> Kind { get; } = new(
        ReviewOrders.Desk, ReviewDeskState.Initial, ReviewDeskState.Evolve, Of, Due, Sendings) { Live = true };

    private static ImmutableArray<Column> Of(ReviewDeskState state)
    {
        var opened = state.Opened!;
        return
        [
            new("owner", NpgsqlDbType.Text, opened.Terms.Owner),
            new("organiser", NpgsqlDbType.Text, opened.Terms.Organiser),
            new("programme", NpgsqlDbType.Text, opened.Terms.Programme),
            new("activity", NpgsqlDbType.Text, opened.Terms.Activity),
            new("panel", NpgsqlDbType.Text, opened.Group),
            new("box", NpgsqlDbType.Text, opened.Box),
            new("alias", NpgsqlDbType.Text, opened.Alias),
            new("title", NpgsqlDbType.Text, opened.Terms.Title),
            new("opens", NpgsqlDbType.Date, opened.Terms.Opens),
            new("closes", NpgsqlDbType.Date, opened.Terms.Closes),
            new("status", NpgsqlDbType.Text, ReviewDeskRules.StatusOf(state)),
            new("projects", Texts, Of(state, sheet => sheet.State != SheetState.Closed)),
            new("submitted", Texts, Of(state, sheet => sheet.State == SheetState.Submitted)),
            new("unfinished", NpgsqlDbType.Boolean, ReviewDeskRules.IsUnfinished(state)),
            new("fenced", NpgsqlDbType.Boolean, state.Fenced is not null),
            new("nudged", NpgsqlDbType.Integer, state.Nudged),
            new("changed_at", NpgsqlDbType.TimestampTz, state.Changed),
        ];
    }

    private static string[] Of(ReviewDeskState state, Func<DeskSheet, bool> which) =>
        [.. state.Sheets.Where(which).Select(sheet => sheet.Project)];

    private static ImmutableArray<DueWish> Due(ReviewDeskState state) =>
        state.Told is null && ReviewDeskRules.IsUnfinished(state)
            ? [new DueWish(state.Opened!.MessagesAt, InviteDue)]
            : [];

    private static ImmutableArray<Sending> Sendings(ReviewDeskState state, ImmutableArray<ReviewDeskEvent> events) =>
        [.. events.SelectMany(happened => Sendings(state, happened))];

    private static ImmutableArray<Sending> Sendings(ReviewDeskState state, ReviewDeskEvent happened)
    {
        var opened = state.Opened!;
        return happened switch
        {
            InvitationSent => [ToExpert(opened, "review-invited")],
            ExpertNudged => [ToExpert(opened, "review-nudged")],
            SheetReturned e => [ToExpert(opened, "review-returned", ("reason", e.Reason))],
            SheetsClosed { Cause: ReviewDeskRules.ReplacedCause } e =>
                [ToExpert(opened, "review-replaced"), Vacated(opened, e.Projects)],
            SheetsClosed e => [Vacated(opened, e.Projects)],
            ReviewDeclined e => [Vacated(opened, e.Projects)],
            DeskFenced => [ReviewOrders.ToActivity(opened.Terms.Activity, opened.Id)],
            _ => [],
        };
    }

    private static Sending Vacated(DeskOpened opened, ImmutableArray<string> projects) =>
        ReviewOrders.ToGroup(opened.Group, new VacatedSlots(opened.Id, projects));

    /// <summary>The receiver stays sealed until the message is delivered, and is then found by a blind index.</summary>
    private static Sending ToExpert(
        DeskOpened opened, string template, params ReadOnlySpan<(string Name, string Value)> more)
    {
        var args = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        args["title"] = opened.Terms.Title;
        args["desk"] = opened.Id;
        args["closes"] = opened.Terms.Closes.ToString("O", CultureInfo.InvariantCulture);
        foreach (var (name, value) in more)
        {
            args[name] = value;
        }

        return MessageDue.Deliver(new NewMessage(
            Guid.Empty, null, null, template, args.ToImmutable(), null,
            new SealedReceiver(ReviewOrders.Desk, opened.Id, PersonField, opened.Person)));
    }
}
