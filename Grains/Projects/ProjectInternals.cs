using System.Collections.Immutable;
using SunGov.Grains.Programmes;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Projects;

/// <summary>What offices know of a project and applicants do not, as the definition marks it; pure.</summary>
public static class ProjectInternals
{
    /// <summary>The marked fields that the caller must not see, by stage.</summary>
    public static ImmutableHashSet<(string Stage, string Field)> HiddenFrom(
        ProjectState state, Caller caller, CompiledProgramme programme) =>
        caller.By.IsPlatform || caller.May("project.internal", new ProjectFacts(state))
            ? []
            :
            [
                .. programme.Definition.Stages.SelectMany(stage => stage.Actions
                    .SelectMany(action => action.Asks.Where(field => field.Internal))
                    .Select(field => (stage.Id, field.Id))),
            ];

    /// <summary>The project without what the caller must not see, for facts that leave the server.</summary>
    public static ProjectState SeenBy(ProjectState state, Caller caller, CompiledProgramme programme)
    {
        var hidden = HiddenFrom(state, caller, programme);
        return hidden.IsEmpty
            ? state
            : state with
            {
                Decided = state.Decided.ToImmutableDictionary(
                    stage => stage.Key,
                    stage => stage.Value.RemoveRange(
                        hidden.Where(field => field.Stage == stage.Key).Select(field => field.Field))),
            };
    }
}
