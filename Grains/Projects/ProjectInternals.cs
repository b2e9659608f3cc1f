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
            : Marked(programme);

    /// <summary>The project without what the caller must not see, for facts that leave the server.</summary>
    public static ProjectState SeenBy(ProjectState state, Caller caller, CompiledProgramme programme) =>
        Without(state, HiddenFrom(state, caller, programme));

    /// <summary>The project without any marked field, for documents that applicants get.</summary>
    public static ProjectState ForApplicants(ProjectState state, CompiledProgramme programme) =>
        Without(state, Marked(programme));

    /// <summary>All marked fields, by stage.</summary>
    public static ImmutableHashSet<(string Stage, string Field)> Marked(CompiledProgramme programme) =>
    [
        .. programme.Definition.Stages.SelectMany(stage => stage.Actions
            .SelectMany(action => action.Asks.Where(field => field.Internal))
            .Select(field => (stage.Id, field.Id))),
    ];

    private static ProjectState Without(
        ProjectState state, ImmutableHashSet<(string Stage, string Field)> hidden) => hidden.IsEmpty
        ? state
        : state with
        {
            Decided = state.Decided.ToImmutableDictionary(
                stage => stage.Key,
                stage => stage.Value.RemoveRange(
                    hidden.Where(field => field.Stage == stage.Key).Select(field => field.Field))),
        };
}
