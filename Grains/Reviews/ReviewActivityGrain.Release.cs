using System.Collections.Immutable;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Reviews;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Reviews;

/// <summary>Release of results: a plan, then one repeatable step per project.</summary>
public sealed partial class ReviewActivityGrain
{
    /// <inheritdoc/>
    public async Task<Outcome<ImmutableArray<ReleaseRowView>>> PreviewRelease(ReleaseReviewResults plan, By by)
    {
        var rows = await Planned(plan, by);
        return await Show(by, (state, caller) =>
            (ReviewRoundRules.MayRelease(state, caller) ?? ReviewRoundRules.RowsFault(state, plan.Rows)) is { } refusal
                ? refusal
                : Outcome.Of(rows.Select(row => new ReleaseRowView(
                    row.Project, row.Action, row.Why is null ? "planned" : "refused", row.Why)).ToImmutableArray()));
    }

    /// <inheritdoc/>
    public async Task<Outcome<ReviewActivityView>> Release(ReleaseReviewResults command, By by)
    {
        var rows = await Planned(command, by);
        return await Decide(
            command,
            by,
            (state, caller, now) => ReviewRoundRules.Release(state, command, rows, caller, now),
            View);
    }

    /// <summary>Finds the open task for each row, as the caller could act on it now.</summary>
    private async Task<ImmutableArray<PlannedRelease>> Planned(ReleaseReviewResults plan, By by)
    {
        if (await Denied(by, ReviewRoundRules.MayRelease) is not null
            || ReviewRoundRules.RowsFault(State, plan.Rows) is not null)
        {
            return [];
        }

        var rows = ImmutableArray.CreateBuilder<PlannedRelease>();
        foreach (var part in plan.Rows.Chunk(AtOnce))
        {
            rows.AddRange(await Task.WhenAll(part.Select(row => Planned(row, by))));
        }

        return rows.ToImmutable();
    }

    private async Task<PlannedRelease> Planned(ReleaseRow row, By by)
    {
        var view = await GrainFactory.GetGrain<IProjectGrain>(row.Project).Read(by with { Command = Guid.Empty });
        var allowed = view.Value?.Allowed.FirstOrDefault(one => one.Action == row.Action && one.Task is not null);
        var why = !view.Succeeded ? view.Refusal
            : allowed is null ? ReviewRefusals.ActionNotOpen(row.Action)
            : allowed.Why.FirstOrDefault();
        return new PlannedRelease(row.Project, allowed?.Task ?? "", row.Action, row.Opinion, why);
    }

    /// <summary>Carries out the next rows under the identity of who decided; each step has an id of its own.</summary>
    private async Task<Outcome<Done>> CarryOut(Guid id)
    {
        var (who, release) = (State.Releaser!, State.Releases);
        var stage = (await services.Definitions.FindAsync(State.Created!.Definition)).Stages[State.Created.Stage];
        var results = (await Ranked()).Projects.ToDictionary(one => one.Project, StringComparer.Ordinal);
        var done = ImmutableArray.CreateBuilder<ReleasedRow>();
        foreach (var row in ReviewRoundRules.NextRows(State, AtOnce))
        {
            var step = CommandIds.Derive(Ground.Crypto, Guid.Empty, $"review {Key} release {release} {row.Project}");
            var outcome = await GrainFactory.GetGrain<IProjectGrain>(row.Project).Act(
                new ActOnTask(
                    row.Task, row.Action, row.Opinion,
                    ReviewHandover.InputOf(stage.Action(row.Action), results.GetValueOrDefault(row.Project))),
                new By(who.Person, who.Identity, "", step));
            if (outcome.Refusal is { Kind: RefusalKind.Unknown } lost)
            {
                return lost;
            }

            done.Add(new ReleasedRow(row.Project, outcome.Refusal));
        }

        return await Record(id, (state, caller, now) =>
            ReviewRoundRules.Advance(state, done.ToImmutable(), caller, now));
    }
}
