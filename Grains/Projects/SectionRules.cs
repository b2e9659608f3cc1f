using System.Text.Json;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Programmes;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Projects;

/// <summary>What a section and a file field take; pure.</summary>
public static class SectionRules
{
    /// <summary>Most bytes of a section's JSON.</summary>
    public const int MostBytes = 256 * 1024;

    /// <summary>Most files of a project, replaced ones included: they stay in its trail.</summary>
    public const int MostFiles = 300;

    /// <summary>Most bytes of all files of a project.</summary>
    public const long MostFileBytes = 4L * 1024 * 1024 * 1024;

    /// <summary>Why this content cannot be saved; null when it can. It may still be incomplete.</summary>
    public static Refusal? MayTake(
        ProjectState state, SaveSection command, CompiledSection? section, Caller caller, int bytes) =>
        ProjectRules.MaySave(state, command.Form, command.Section, caller)
        ?? (section is null ? ProjectRefusals.SectionUnknown(command.Section)
            : command.Content.ValueKind != JsonValueKind.Object || bytes > MostBytes
                ? ProjectRefusals.SectionTooLarge(MostBytes)
            : null);

    /// <summary>Why this file cannot be taken; null when it can.</summary>
    public static Refusal? MayUpload(
        ProjectState state, OpenUpload command, CompiledSection? section, Caller caller)
    {
        var refusal = ProjectRules.MaySave(state, command.Form, command.Section, caller);
        if (refusal is not null)
        {
            return refusal;
        }

        var field = section is null ? null : FormFiles.FieldAt(section.Definition, command.Field);
        return field is null ? ProjectRefusals.FileNotTaken("field").At("field")
            : command.Name.Length is 0 or > 200 ? SharedRefusals.Length("name", 1, 200)
            : !field.Accept.IsEmpty && !field.Accept.Any(
                ending => command.Name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                ? ProjectRefusals.FileNotTaken(string.Join(" ", field.Accept)).At("name")
            : FileKinds.OfName(command.Name) != command.MediaType
                ? ProjectRefusals.FileNotTaken(FileKinds.OfName(command.Name) ?? "").At("mediaType")
            : command.Size < 1 || command.Size > (field.MaxBytes ?? FormFiles.MostBytes)
                ? ProgrammeRefusals.OutOfRange(
                    "size", "1", (field.MaxBytes ?? FormFiles.MostBytes).ToString(
                        System.Globalization.CultureInfo.InvariantCulture))
            : Full(state, command.Size);
    }

    /// <summary>Why the project takes no further file of this size; null when it does.</summary>
    public static Refusal? Full(ProjectState state, long size) =>
        state.Files.Length >= MostFiles || state.Files.Sum(file => file.Size) + size > MostFileBytes
            ? ProjectRefusals.FilesFull(MostFiles, MostFileBytes)
            : null;

    /// <summary>Records a file that arrived whole.</summary>
    /// <param name="stored">The file; null while it is not whole, or there is no room for it.</param>
    /// <param name="size">Its announced bytes; null where there is no such upload.</param>
    public static Decision<ProjectEvent> Confirm(
        ProjectState state, StoredFile? stored, long? size, Caller caller, DateTimeOffset now) =>
        !ProjectRules.MayRead(state, caller) ? SharedRefusals.NotFound
        : !ProjectViews.IsEditable(state, state.Now?.Entered.Form ?? "", caller) ? ProjectRefusals.SectionClosed
        : Full(state, size ?? 0) is { } full ? full
        : stored is null ? ProjectRefusals.UploadNotWhole
        : state.Files.Any(file => file.File == stored.File) ? SharedRefusals.Exists
        : new FileAdded(
            now, Actor.Of(caller), stored.File, stored.Name, stored.MediaType, stored.Size, stored.Sm3);
}
