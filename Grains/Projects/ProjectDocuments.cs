using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using SunGov.GrainInterfaces.Projects;
using SunGov.Grains.Programmes;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Projects;

/// <summary>Documents that a project released, and what they are worth now (R-CER-03); pure.</summary>
public static class ProjectDocuments
{
    /// <summary>Those that are neither void nor replaced by one of the same id.</summary>
    public static IEnumerable<DocumentIssued> Current(ProjectState state) => state.Documents.Where((document, at) =>
        !state.Voided.Contains(document.Sm3) && Replacing(state, at) is null);

    /// <summary>Last day of the validity of the document with this id; null for none and for ever.</summary>
    public static DateOnly? UntilOf(ProjectState state, string id) =>
        Current(state).LastOrDefault(document => document.Id == id)?.Until;

    /// <summary>
    /// Last day of one released now: while an earlier one is valid it goes on until the same day, unless the action
    /// renews it.
    /// </summary>
    public static DateOnly? Until(ProjectState state, DocumentDefinition document, bool renews, DateTimeOffset now)
    {
        var today = CivilTime.DayOf(now);
        return !renews && UntilOf(state, document.Id) is { } kept && kept >= today ? kept
            : document.Validity switch
            {
                { Months: { } months } => today.AddMonths(months).AddDays(-1),
                { Until: { } path } => DateAt(state, path),
                _ => null,
            };
    }

    /// <summary>The documents as they are shown.</summary>
    public static ImmutableArray<DocumentView> Views(ProjectState state, DateTimeOffset now) =>
    [
        .. state.Documents.Select((document, at) => new DocumentView(
            document.Id, document.Name, document.Stage, document.Number, document.At, document.Sm3, document.Until,
            StateOf(state, at, now), Replacing(state, at)?.Number)),
    ];

    /// <summary>What a released document is worth: <c>valid</c>, <c>replaced</c>, <c>void</c> or <c>expired</c>.
    /// </summary>
    public static string StateOf(ProjectState state, int at, DateTimeOffset now) =>
        state.Voided.Contains(state.Documents[at].Sm3) ? "void"
        : Replacing(state, at) is not null ? "replaced"
        : state.Documents[at].Until is { } until && until < CivilTime.DayOf(now) ? "expired"
        : "valid";

    private static DocumentIssued? Replacing(ProjectState state, int at) =>
        state.Documents.Skip(at + 1).FirstOrDefault(later => later.Id == state.Documents[at].Id);

    private static DateOnly? DateAt(ProjectState state, string path) =>
        ProjectConditions.At(state, path) is { ValueKind: JsonValueKind.String } date
        && DateOnly.TryParseExact(
            date.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;
}
