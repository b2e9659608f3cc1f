using SunGov.GrainInterfaces.Programmes;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Programmes;

/// <summary>One year of the calendar of working days.</summary>
public sealed class WorkingYearGrain(Ground ground)
    : DecidedGrain<WorkingYearState, WorkingYearEvent>(ground), IWorkingYearGrain
{
    /// <inheritdoc/>
    protected override Kind<WorkingYearState, WorkingYearEvent> Kind => WorkingYearKind.Kind;

    /// <inheritdoc/>
    public Task<Outcome<WorkingYearView>> Put(PutWorkingYear command, By by) => Decide(
        command,
        by,
        (_, caller, now) => WorkingYearRules.Put(Key, command, caller, now),
        (state, _) => WorkingYearRules.View(WorkingYearRules.YearOf(Key)!.Value, Version, state.Put!));
}
