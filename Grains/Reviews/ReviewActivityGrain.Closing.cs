using System.Collections.Immutable;
using SunGov.GrainInterfaces.Reviews;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Reviews;

/// <summary>What falls due: groups opened, reminders sent, desks fenced, sheets counted; all repeatable.</summary>
public sealed partial class ReviewActivityGrain
{
    /// <inheritdoc/>
    public async Task<Outcome<ReviewActivityView>> Close(CloseReviewActivity command, By by)
    {
        var missing = State.Status == ReviewStatus.Open ? await MissingSheets() : [];
        return await Decide(
            command,
            by,
            (state, caller, now) => ReviewRoundRules.Close(state, command, missing, caller, now),
            View);
    }

    /// <inheritdoc/>
    public async Task<Outcome<Done>> OnDue(string what, Guid id) =>
        (ReviewOrders.VerbOf(what), State.Status) switch
        {
            (ReviewActivityRows.OpenDue, ReviewStatus.Open) => await OpenGroups(id),
            (ReviewActivityRows.ReservesDue, ReviewStatus.Open) when !State.Coming.IsEmpty => await HandOver(id),
            (ReviewActivityRows.NudgeDue, ReviewStatus.Open) when State.NudgeAt is not null => await SendNudge(id),
            (ReviewActivityRows.FreezeDue, ReviewStatus.Closing) => await FreezeGroups(id),
            (ReviewOrders.Fenced, ReviewStatus.Closing) => await Count(id) is { Refusal.Kind: RefusalKind.Unknown } lost
                ? lost
                : Outcome.Of(Done.It),
            (ReviewActivityRows.CountDue, ReviewStatus.Closing) => await Count(id),
            (ReviewActivityRows.ReleaseDue, ReviewStatus.Releasing) => await CarryOut(id),
            _ => Outcome.Of(Done.It, Version),
        };

    private async Task<Outcome<Done>> OpenGroups(Guid id)
    {
        var opened = ImmutableArray.CreateBuilder<string>();
        foreach (var group in State.Groups.Where(group => !group.Opened).Take(AtOnce))
        {
            var outcome = await GrainFactory.GetGrain<IReviewGroupGrain>(group.Key).Open(
                ReviewActivityRules.OpeningOf(State, group), Step($"open {group.Key}"));
            if (!outcome.Succeeded)
            {
                return outcome;
            }

            opened.Add(group.Key);
        }

        return await Record(id, (state, caller, now) =>
            ReviewRoundRules.GroupsOpened(state, opened.ToImmutable(), caller, now));
    }

    private async Task<Outcome<Done>> SendNudge(Guid id)
    {
        var desks = await services.Table.UnfinishedAsync(Key);
        return await Record(id, (state, caller, now) => ReviewRoundRules.SendNudge(state, desks, caller, now));
    }

    private async Task<Outcome<Done>> FreezeGroups(Guid id)
    {
        var frozen = ImmutableArray.CreateBuilder<FrozenGroup>();
        foreach (var group in State.Groups.Where(group => group.Frozen is null).Take(AtOnce))
        {
            var outcome = await GrainFactory.GetGrain<IReviewGroupGrain>(group.Key).Freeze(
                new FreezeReviewGroup(), Step($"freeze {group.Key}"));
            if (!outcome.Succeeded)
            {
                return outcome.Refusal;
            }

            frozen.Add(new FrozenGroup(group.Key, outcome.Value));
        }

        return await Record(id, (state, caller, now) =>
            ReviewRoundRules.GroupsFrozen(state, frozen.ToImmutable(), caller, now));
    }

    /// <summary>Once every desk is fenced: reads what came in before, and closes.</summary>
    private async Task<Outcome<Done>> Count(Guid id)
    {
        var desks = State.Groups.SelectMany(group => group.Frozen?.Desks ?? []).ToImmutableArray();
        if (State.Groups.Any(group => group.Frozen is null) || await services.Table.FencedAsync(desks) < desks.Length)
        {
            return ReviewRefusals.NotFenced;
        }

        var results = await Results();
        var token = await services.Seats.SealResultsAsync(Key, results);
        return await Record(id, (state, caller, now) =>
            ReviewRoundRules.Closed(state, results.Length, token, caller, now));
    }

    private async Task<ImmutableArray<SheetResult>> Results()
    {
        var definition = await services.Definitions.FindAsync(State.Created!.Definition);
        var sheet = definition.Definition.Sheets.First(known => known.Id == State.Chosen!.Plan.Sheet);
        var results = ImmutableArray.CreateBuilder<SheetResult>();
        foreach (var (desk, alias, submitted) in await CountedSheets(ReviewRoundRules.CountingDesks(State)))
        {
            var content = await services.Seats.SheetAsync(desk, submitted)
                ?? throw new InvalidOperationException($"the key of review {Key} is destroyed before it was counted");
            results.Add(new SheetResult(
                submitted.Project, desk, alias, Scoring.Of(sheet, content), content.Support));
        }

        return results.ToImmutable();
    }

    /// <summary>What counts: submitted at its fence, by the desk that holds the slot.</summary>
    private async Task<ImmutableArray<(string Desk, string Alias, SheetSubmitted Sheet)>> CountedSheets(
        ILookup<string, string> slots)
    {
        var counted = ImmutableArray.CreateBuilder<(string, string, SheetSubmitted)>();
        foreach (var desk in await services.Table.DesksAsync(Key))
        {
            var sheets = await SubmittedSheets.ReadAsync(Ground.Journal, desk.Desk);
            counted.AddRange(sheets.Values
                .Where(sheet => desk.Submitted.Contains(sheet.Project) && slots[desk.Desk].Contains(sheet.Project))
                .Select(sheet => (desk.Desk, desk.Alias, sheet)));
        }

        return counted.ToImmutable();
    }

    private async Task<ImmutableArray<(string Project, int Sheets)>> MissingSheets()
    {
        var come = (await services.Table.DesksAsync(Key)).SelectMany(desk => desk.Submitted)
            .CountBy(project => project).ToDictionary(StringComparer.Ordinal);
        return
        [
            .. State.Created!.Projects
                .Select(project => (project.Project,
                    State.Chosen!.Plan.SheetsPerProject - come.GetValueOrDefault(project.Project)))
                .Where(left => left.Item2 > 0),
        ];
    }

    private Task<Outcome<Done>> Record(
        Guid id, Func<ReviewActivityState, Caller, DateTimeOffset, Decision<ReviewActivityEvent>> decide) =>
        Decide(new DueStep(id), By.System(id), decide, (_, _) => Done.It);

    private By Step(string step) => By.System(CommandIds.Derive(Ground.Crypto, Guid.Empty, $"review {Key} {step}"));

    /// <summary>The command of a due row: what it does follows from the state.</summary>
    private sealed record DueStep(Guid Id);
}
