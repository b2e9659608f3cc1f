using System.Collections.Immutable;
using System.Globalization;
using SunGov.GrainInterfaces.Reviews;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Reviews;

/// <summary>Grouping by content, and the draw: gathers teams and candidates, draws, seals.</summary>
public sealed partial class ReviewActivityGrain
{
    private const int AtOnce = 16;

    /// <inheritdoc/>
    public async Task<Outcome<ImmutableArray<ReviewGroupPlan>>> Propose(string? field, int most, By by)
    {
        var caller = await Ground.Grants.FindAsync(by);
        var may = caller is not null && ReviewActivityRules.MayPrepare(State, caller) is null;
        var definition = may ? await services.Definitions.FindAsync(State.Created!.Definition) : null;
        var key = definition is null ? null : ReviewGrouping.FieldOf(definition, field);
        var contents = key is null ? [] : await Materials();
        return await Show(by, (state, asking) => ReviewActivityRules.MayPrepare(state, asking) is { } refusal ? refusal
            : key is null ? ReviewRefusals.FieldUnknown(field ?? "")
            : most is < 1 or > ReviewActivityRules.MostProjects
                ? ReviewRefusals.OutOfRange("most", 1, ReviewActivityRules.MostProjects)
            : Outcome.Of(ReviewGrouping.Propose(definition!, key, contents, most)));
    }

    /// <inheritdoc/>
    public async Task<Outcome<ReviewActivityView>> Draw(DrawExperts command, By by)
    {
        var caller = await Ground.Grants.FindAsync(by);
        var (draws, fault) = caller is not null && ReviewActivityRules.MayDraw(State, command, caller) is null
            ? await DrawAll(command, by)
            : ([], null);
        return await Decide(
            command,
            by,
            (state, asking, now) => ReviewActivityRules.Draw(state, command, draws, fault, asking, now),
            View);
    }

    /// <summary>Group by group; nobody is drawn for two groups, nor is in reserve for another.</summary>
    private async Task<(ImmutableArray<GroupDraw> Draws, Refusal? Fault)> DrawAll(DrawExperts command, By by)
    {
        var recusals = await Recusals();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var draws = ImmutableArray.CreateBuilder<GroupDraw>();
        foreach (var group in State.Groups)
        {
            var eligible = await services.Pool.EligibleAsync(group.Disciplines, Key, by);
            if (!eligible.Succeeded)
            {
                return ([], eligible.Refusal);
            }

            var pool = eligible.Value.Where(expert => !taken.Contains(expert.Expert))
                .ToDictionary(expert => expert.Expert, StringComparer.Ordinal);
            var (draw, drawn, fault) = await DrawOne(
                group, pool, recusals, State.Chosen!.Plan.SheetsPerProject, command.Reserves);
            if (fault is not null)
            {
                return ([], fault);
            }

            taken.UnionWith(drawn);
            draws.Add(draw!);
        }

        return (draws.ToImmutable(), null);
    }

    private async Task<Recusals> Recusals() => new(
        await Teams(),
        State.Chosen!.Plan.GroupRecusal is true ? [.. State.Groups.Select(group => group.Projects)] : []);

    private async Task<(GroupDraw? Draw, ImmutableArray<string> Drawn, Refusal? Fault)> DrawOne(
        ActivityGroup group, Dictionary<string, PoolExpert> pool, Recusals recusals, int sheets, int reserves)
    {
        var seed = Ground.Crypto.Random(Reviews.Draw.SeedLength);
        var reasons = pool.ToDictionary(
            one => one.Key, one => recusals.ReasonsOf(one.Value), StringComparer.Ordinal);
        var experts = pool.ToDictionary(
            one => one.Key, one => SealedOf(one.Value, reasons[one.Key].Keys), StringComparer.Ordinal);
        var candidates = experts.Values.Select(one => new Candidate(one.Expert, [.. one.Recused])).ToImmutableArray();
        var result = Reviews.Draw.Of(seed, candidates, group.Projects, sheets, reserves, Ground.Crypto);
        if (!result.Missing.IsEmpty)
        {
            return (null, [], ReviewRefusals.ExpertsTooFew(group.Name, result.Missing));
        }

        var desks = ImmutableArray.CreateBuilder<SeatedDesk>();
        foreach (var seat in result.Seats)
        {
            var alias = (desks.Count + 1).ToString(CultureInfo.InvariantCulture);
            desks.Add(await services.Seats.SeatAsync(Key, experts[seat.Expert], alias, seat.Projects));
        }

        var kept = ImmutableArray.CreateBuilder<string>();
        foreach (var expert in result.Reserves)
        {
            kept.Add(await services.Seats.ReserveAsync(Key, group.Key, experts[expert]));
        }

        var record = await services.Seats.SealPoolAsync(Key, group.Key, new SealedPool(
            sheets, reserves, [.. candidates.Select(one => new SealedCandidate(one.Expert, [.. one.Recused]))]));
        var recused = reasons.Values
            .Select(own => group.Projects.Select(own.GetValueOrDefault).OfType<string>()
                .OrderBy(why => why == Reviews.Recusals.Rival).FirstOrDefault())
            .OfType<string>().CountBy(why => why).ToImmutableSortedDictionary(StringComparer.Ordinal);
        return (
            new GroupDraw(
                group.Key, Convert.ToHexStringLower(seed), record, candidates.Length, recused.Values.Sum(), desks.Count,
                kept.Count, desks.ToImmutable(), kept.ToImmutable(), recused),
            [.. result.Seats.Select(seat => seat.Expert), .. result.Reserves],
            null);
    }

    private static SealedExpert SealedOf(PoolExpert expert, IEnumerable<string> recused) => new(
        expert.Expert, expert.Person, expert.Name, expert.Entity.Name, expert.Title,
        [.. recused.Order(StringComparer.Ordinal)]);
}
