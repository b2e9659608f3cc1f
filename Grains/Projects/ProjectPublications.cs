using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Projects;

/// <summary>What of a project everybody may see, now and later, as its row holds it. A format of rows.</summary>
/// <param name="Id">The publication: call, stage and the civil day it began; projects that share it are one notice.
/// </param>
/// <param name="Until">When the period ends.</param>
public sealed record PublishedProjectRow(
    string Id,
    Words Programme,
    string Stage,
    Words StageName,
    DateTimeOffset From,
    DateTimeOffset Until,
    bool Objections,
    PublicNotice? Notice,
    ImmutableArray<PublicField> Fields);

/// <summary>Publications of a project (R-APV-04); pure.</summary>
public static class ProjectPublications
{
    /// <summary>
    /// What everybody may see: what is shown now, and what was shown to the end of its period. What was taken down
    /// before its end (an objection was upheld, the project was ended) is not told any more.
    /// </summary>
    public static ImmutableArray<PublishedProjectRow> Of(ProjectState state) => state.Submitted is null
        ? []
        : [.. state.Stages.Where(stage => IsShown(state, stage)).Select(stage => Of(state, stage.Entered))];

    /// <summary>The last as its row holds it; null for none.</summary>
    public static string? Json(ImmutableArray<PublishedProjectRow> published) =>
        published.IsEmpty ? null : Encoding.UTF8.GetString(StoredJson.Bytes(published));

    /// <summary>Id of the publication a stage belongs to.</summary>
    public static string IdOf(ProjectState state, StageEntered stage) => string.Create(
        CultureInfo.InvariantCulture, $"{state.Start!.Call.Id}.{stage.Stage}.{CivilTime.DayOf(stage.At):yyyyMMdd}");

    private static PublishedProjectRow Of(ProjectState state, StageEntered stage) => new(
        IdOf(state, stage),
        state.Start!.Definition.Name,
        stage.Stage,
        stage.Name,
        stage.At,
        stage.Due ?? stage.At,
        stage.Objections is true,
        stage.Notice,
        stage.Public!.Value);

    private static bool IsShown(ProjectState state, StageInstance stage) =>
        stage.Entered.Public is not null
        && (stage.Left is null || (stage.Left >= stage.Entered.Due
            && !state.Objections.Any(objection =>
                objection.Raised.No == stage.Entered.No && objection.Answer is { Upheld: true })));
}
