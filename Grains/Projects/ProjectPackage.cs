using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using SunGov.Grains.Programmes;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Projects;

/// <summary>Frozen data of documents, and the list of everything a project holds (R-APV-05, R-ARC-01); pure.</summary>
public static class ProjectPackage
{
    /// <summary>The data a document's file is made from: the project's facts, what was decided so far and now.
    /// </summary>
    /// <param name="input">What the releasing action was given.</param>
    /// <param name="until">Last day of its validity; null for ever.</param>
    public static byte[] DocumentOf(
        ProjectState state, DocumentDefinition document, string? number, CompiledAction action, JsonElement? input,
        DateOnly? until)
    {
        var start = state.Start!;
        return StoredJson.Bytes(new
        {
            document = document.Id,
            name = document.Name,
            number,
            until,
            project = start.Id,
            projectNumber = state.Number,
            title = state.Title,
            programme = start.Definition.Name,
            call = start.Call,
            leader = start.By.Name,
            entity = start.Entity,
            recommendingUnit = start.RecommendingUnit,
            requestedFen = state.RequestedFen,
            facts = Sorted(state.Values),
            decided = state.Decided.OrderBy(stage => stage.Key, StringComparer.Ordinal)
                .ToDictionary(stage => stage.Key, stage => Sorted(stage.Value)),
            action = action.Definition.Id,
            input,
        });
    }

    /// <summary>The list of all contents and entries, and how many contents it names.</summary>
    /// <param name="kept">How the package is kept; null where the definition says nothing.</param>
    public static (byte[] List, int Contents) Of(
        ProjectState state, ImmutableArray<Entry> entries, ArchiveRecord? kept)
    {
        var start = state.Start!;
        var forms = Forms(entries);
        var list = StoredJson.Bytes(new
        {
            project = start.Id,
            number = state.Number,
            title = state.Title,
            definition = start.Definition,
            archive = kept,
            forms,
            files = state.Files.Select(file => new { file.File, file.Name, file.MediaType, file.Size, file.Sm3 }),
            documents = state.Documents.Select(document => new
            {
                document.Id, document.Name, document.Number, document.At, document.Sm3,
            }),
            signatures = state.Signatures.Select(given => new
            {
                given.Form, given.Sm3, given.Party, by = given.By, given.At, given.Seal, given.Key, given.Signature,
            }),
            entries = entries.Select(entry => new
            {
                entry.Version,
                entry.At,
                hash = Convert.ToHexStringLower(entry.Hash),
                sequence = entry.Sequence.ToString(CultureInfo.InvariantCulture),
            }),
        });
        return (list, forms.Sum(form => form.Sections.Length) + state.Files.Length + state.Documents.Length);
    }

    /// <summary>How a package closed now is kept; years count from the end of this one.</summary>
    public static ArchiveRecord Kept(ArchiveDefinition archive, string? number, DateTimeOffset now) => new(
        number,
        archive.Years,
        archive.Years is { } years ? new DateOnly(CivilTime.DayOf(now).Year + years, 12, 31) : null,
        archive.Secrecy);

    /// <summary>Every form that was ever frozen, also those that were replaced by a correction.</summary>
    private static ImmutableArray<FrozenForm> Forms(ImmutableArray<Entry> entries) =>
    [
        .. entries.SelectMany(entry => StoredJson.Events<ProjectEvent>(entry.Body)).SelectMany(happened =>
            happened switch
            {
                SubmissionBegun begun => begun.Frozen,
                FormsFrozen frozen => frozen.Forms,
                _ => [],
            }),
    ];

    private static Dictionary<string, JsonElement> Sorted(ImmutableDictionary<string, JsonElement> values) =>
        values.OrderBy(value => value.Key, StringComparer.Ordinal).ToDictionary();
}
