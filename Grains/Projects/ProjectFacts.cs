using System.Collections.Immutable;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Projects;

/// <summary>A project's facts, the same as in its row's columns.</summary>
public sealed class ProjectFacts(ProjectState state) : IFacts
{
    /// <summary>Columns that are facts.</summary>
    public static ImmutableHashSet<string> Columns { get; } =
    [
        "programme", "class", "owner", "call", "stage", "status", "leader", "participants", "entity", "entity_path",
        "recommending_unit", "competent_authority", "region", "holders",
    ];

    /// <inheritdoc/>
    public string? Text(string name) => state.Start is not { } start ? null : name switch
    {
        "programme" => start.Definition.Programme,
        "class" => start.Definition.Class,
        "owner" => start.Owner.Id,
        "call" => start.Call.Id,
        "stage" => StageOf(state),
        "status" => StatusOf(state),
        "leader" => start.By.Person,
        "entity" => start.Entity.Id,
        "entity_path" => start.EntityPath,
        "recommending_unit" => start.RecommendingUnit?.Id,
        "competent_authority" => start.CompetentAuthority?.Id,
        "region" => start.Region,
        _ => null,
    };

    /// <inheritdoc/>
    public ImmutableArray<string> Texts(string name) => name switch
    {
        "participants" => ParticipantsOf(state),
        "holders" => HoldersOf(state),
        _ => [],
    };

    /// <summary>The stage it stands in, or stood in last.</summary>
    public static string StageOf(ProjectState state) => state.Stages is [.., var last] ? last.Entered.Stage : "";

    /// <summary>The status as columns and callers name it.</summary>
    public static string StatusOf(ProjectState state) => state.Status switch
    {
        ProjectStatus.Draft => "draft",
        ProjectStatus.Submitting => "submitting",
        ProjectStatus.Running => "running",
        ProjectStatus.Withdrawn => "withdrawn",
        ProjectStatus.Ended => "ended",
        ProjectStatus.Suspended => "suspended",
        ProjectStatus.Terminated => "terminated",
        _ => "",
    };

    /// <summary>People who make it: its leader.</summary>
    public static ImmutableArray<string> ParticipantsOf(ProjectState state) =>
        state.Start is { } start ? [start.By.Person] : [];

    /// <summary>Holders of the open tasks.</summary>
    public static ImmutableArray<string> HoldersOf(ProjectState state) =>
        [.. state.Tasks.Select(task => task.Holder).Distinct()];
}
