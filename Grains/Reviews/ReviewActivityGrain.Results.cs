using System.Collections.Immutable;
using SunGov.GrainInterfaces.Reviews;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Reviews;

/// <summary>What is disclosed: ranking and sheets once closed, experts; recorded before it leaves.</summary>
public sealed partial class ReviewActivityGrain
{
    /// <inheritdoc/>
    public async Task<Outcome<ReviewRanking>> ReadRanking(By by)
    {
        if (await Denied(by, ReviewRoundRules.MaySeeResults) is { } denied)
        {
            return await Show<ReviewRanking>(by, (_, _) => denied);
        }

        await Ground.Accesses.DisclosedAsync(by, Kind.Name, Key, "review-ranking");
        var ranking = await Ranked();
        return await Show(by, (_, _) => Outcome.Of(ranking));
    }

    /// <inheritdoc/>
    public async Task<Outcome<ImmutableArray<CountedSheet>>> ReadSheets(string project, By by)
    {
        var denied = await Denied(by, ReviewRoundRules.MaySeeResults)
            ?? (State.Created!.Projects.All(known => known.Project != project) ? SharedRefusals.NotFound : null);
        if (denied is not null)
        {
            return await Show<ImmutableArray<CountedSheet>>(by, (_, _) => denied);
        }

        await Ground.Accesses.DisclosedAsync(by, Kind.Name, Key, "review-sheets");
        var results = (await services.Seats.ResultsAsync(Key, State.Closed!.Results) ?? [])
            .Where(result => result.Project == project).ToList();
        var sheets = ImmutableArray.CreateBuilder<CountedSheet>();
        foreach (var result in results)
        {
            var submitted = (await SubmittedSheets.ReadAsync(Ground.Journal, result.Desk))[project];
            if (await services.Seats.SheetAsync(result.Desk, submitted) is { } content)
            {
                sheets.Add(new CountedSheet(result.Desk, result.Alias, result.Score, content, submitted.At));
            }
        }

        return Outcome.Of(sheets.ToImmutable(), Version);
    }

    /// <inheritdoc/>
    public async Task<Outcome<ImmutableArray<ReviewExpertRow>>> ReadExperts(By by)
    {
        if (await Denied(by, ReviewRoundRules.MaySeeExperts) is { } denied)
        {
            return await Show<ImmutableArray<ReviewExpertRow>>(by, (_, _) => denied);
        }

        await Ground.Accesses.DisclosedAsync(by, Kind.Name, Key, "review-experts");
        var rows = ImmutableArray.CreateBuilder<ReviewExpertRow>();
        foreach (var desk in await services.Table.DesksAsync(Key))
        {
            if (await services.Seats.AtAsync(desk.Desk, desk.Expert) is { } expert)
            {
                var group = State.Groups.FirstOrDefault(known => known.Key == desk.Group)?.Name ?? "";
                rows.Add(new ReviewExpertRow(
                    desk.Desk, desk.Alias, group, expert.Expert, expert.Name, expert.Entity, expert.Title,
                    desk.Status));
            }
        }

        return Outcome.Of(rows.ToImmutable(), Version);
    }

    private async Task<ReviewRanking> Ranked() =>
        await services.Seats.ResultsAsync(Key, State.Closed!.Results) is { } counted
            ? new ReviewRanking(Ranking.Of(Contenders(State), counted, State.Chosen!.Plan.SheetsPerProject), false)
            : new ReviewRanking([], true);

    private async Task<Refusal?> Denied(By by, Func<ReviewActivityState, Caller, Refusal?> may) =>
        await Ground.Grants.FindAsync(by) is { } caller ? may(State, caller) : SharedRefusals.IdentityNotHeld;

    private static ImmutableArray<Contender> Contenders(ReviewActivityState state) =>
    [
        .. state.Created!.Projects.Select(project => new Contender(
            project.Project, project.Number, project.Title, project.Entity,
            state.Groups.First(group => group.Projects.Contains(project.Project)).Name)),
    ];
}
