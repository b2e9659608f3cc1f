using System.Collections.Immutable;
using SunGov.GrainInterfaces.Reviews;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.Grains.Reviews;

/// <summary>Later draws into the reserve of a group: nobody is drawn who was drawn before.</summary>
public sealed partial class ReviewActivityGrain
{
    /// <inheritdoc/>
    public async Task<Outcome<ReviewActivityView>> DrawReserves(DrawReserves command, By by)
    {
        var caller = await Ground.Grants.FindAsync(by);
        var (draw, fault) = caller is not null && ReviewReserveRules.MayDraw(State, command, caller) is null
            ? await DrawLater(command, by)
            : (null, null);
        return await Decide(
            command,
            by,
            (state, asking, now) => ReviewReserveRules.Draw(state, command, draw, fault, asking, now),
            View);
    }

    /// <summary>Among those who may see a project that lacks an expert; where none lacks one, any project.</summary>
    private async Task<(GroupDraw? Draw, Refusal? Fault)> DrawLater(DrawReserves command, By by)
    {
        var group = State.Groups.First(known => known.Key == command.Group);
        var (taken, vacant) = await Taken(group);
        if (taken is null)
        {
            return (null, ReviewRefusals.DesksOpening);
        }

        var eligible = await services.Pool.EligibleAsync(group.Disciplines, Key, by);
        if (!eligible.Succeeded)
        {
            return (null, eligible.Refusal);
        }

        var pool = eligible.Value.Where(expert => !taken.Contains(expert.Expert))
            .ToDictionary(expert => expert.Expert, StringComparer.Ordinal);
        var wanting = vacant.IsEmpty ? group : group with { Projects = vacant };
        var (draw, _, fault) = await DrawOne(wanting, pool, await Recusals(), 0, command.Count);
        return (draw, fault);
    }

    /// <summary>Everybody drawn before; null while desks are still being opened.</summary>
    private async Task<(HashSet<string>? Experts, ImmutableArray<string> Vacant)> Taken(ActivityGroup asked)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var (desks, vacant) = (await services.Table.DesksAsync(Key), ImmutableArray<string>.Empty);
        foreach (var desk in desks)
        {
            taken.Add((await services.Seats.AtAsync(desk.Desk, desk.Expert))?.Expert ?? "");
        }

        foreach (var group in State.Groups)
        {
            var panel = (await GrainFactory.GetGrain<IReviewGroupGrain>(group.Key).ReadPanel(By.System(Guid.Empty)))
                .Value;
            if (panel is null || panel.Desks.Any(desk => desks.All(known => known.Desk != desk)))
            {
                return (null, []);
            }

            vacant = group.Key == asked.Key ? panel.Vacant : vacant;
            var coming = State.Coming.Where(one => one.Draw.Group == group.Key).SelectMany(one => one.Draw.Reserves);
            foreach (var token in panel.Reserves.Concat(coming))
            {
                taken.Add((await services.Seats.InReserveAsync(group.Key, token))?.Expert ?? "");
            }
        }

        return (taken, vacant);
    }

    private async Task<Outcome<Done>> HandOver(Guid id)
    {
        var coming = State.Coming[0];
        var outcome = await GrainFactory.GetGrain<IReviewGroupGrain>(coming.Draw.Group).AddReserves(
            new AddReserves(coming.Draw.Reserves), Step($"reserves {coming.No}"));
        return !outcome.Succeeded
            ? outcome
            : await Record(id, (state, caller, now) =>
                ReviewReserveRules.HandedOver(state, coming.No, caller, now));
    }
}
