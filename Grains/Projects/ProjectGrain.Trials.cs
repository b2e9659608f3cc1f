using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Projects;

/// <summary>Rules that a designer tries on this project.</summary>
public sealed partial class ProjectGrain
{
    /// <inheritdoc/>
    public async Task<Outcome<RuleTrial>> TryRule(TryRule command, By by)
    {
        var form = command.Form is { } id ? await ReadForm(id, by) : null;
        if (State.Start is null || form is { Succeeded: false })
        {
            return form?.Refusal ?? SharedRefusals.NotFound;
        }

        var programme = await definitions.FindAsync(State.Start.Definition.Sm3);
        return await Show(by, (state, caller) =>
            !ProjectRules.MayRead(state, caller) ? SharedRefusals.NotFound
            : !caller.MayAny("programme.publish") ? SharedRefusals.NotAllowed
            : RuleTrials.Of(
                command.Rule,
                form is { Value: { } read }
                    ? RuleTrials.Over(read, command.Section)
                    : ProjectConditions.Facts(ProjectInternals.SeenBy(state, caller, programme), Now)));
    }
}
