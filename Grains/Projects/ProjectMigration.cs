using System.Collections.Immutable;
using System.Text.Json;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Programmes;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Projects;

/// <summary>What migrating needs from elsewhere.</summary>
/// <param name="To">The definition it goes on with; null when there is no such version.</param>
/// <param name="Pinned">The same as projects pin it.</param>
/// <param name="Draft">The saved sections of the form that is open; empty for none.</param>
/// <param name="Frozen">Frozen contents by form and section, for facts.</param>
public sealed record MigrationFacts(
    CompiledProgramme? To,
    PinnedDefinition? Pinned,
    ImmutableDictionary<string, JsonElement> Draft,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, JsonElement>> Frozen)
{
    /// <summary>The definition it stands on, to tell fields that became of another kind; null where that does not
    /// matter.</summary>
    public CompiledProgramme? From { get; init; }
}

/// <summary>
/// Taking a running project over to another version of its definition (design section 7); pure. Everything that the
/// project has must have a place there, by its id or by the mapping; frozen content is never touched, open tasks,
/// their holders and their deadline stay as they were resolved.
/// </summary>
public static class ProjectMigration
{
    private const string Decided = "decided";
    private const int LongestNote = 500;

    /// <summary>Why the caller may not migrate projects of this owner; null when they may.</summary>
    public static Refusal? MayMigrate(ProjectState state, Caller caller) =>
        state.Start is not { } start ? SharedRefusals.NotFound
        : !caller.MayAny("programme.publish") ? SharedRefusals.NotAllowed
        : !ProgrammeRules.MayPublish(start.Owner.Id, caller) ? SharedRefusals.NotFound
        : null;

    /// <summary>Migrates, or refuses with everything that has no place.</summary>
    public static Decision<ProjectEvent> Decide(
        ProjectState state, MigrateProject command, MigrationFacts facts, Caller caller, DateTimeOffset now)
    {
        if ((MayMigrate(state, caller) ?? Standing(state, command, facts)) is { } refusal)
        {
            return refusal;
        }

        var unmapped = Unmapped(state, command, facts).ToImmutableArray();
        if (!unmapped.IsEmpty)
        {
            return ProjectRefusals.MigrationUnmapped(unmapped);
        }

        var to = facts.To!;
        return new ProjectMigrated(
            now,
            Actor.Of(caller),
            state.Start!.Definition,
            facts.Pinned!,
            Moved(StagesOf(state), command.Stages),
            Moved(DecidedOf(state), DecidedMap(state, command)),
            state.Now is { } open ? to.Stages[At(command.Stages, open.Entered.Stage)].Definition.Name : null,
            ValuesOf(state, command, facts),
            command.Note.Trim());
    }

    /// <summary>What would stand elsewhere.</summary>
    public static ImmutableArray<MigrationChange> Changes(
        ProjectState state, MigrateProject command, MigrationFacts facts) =>
    [
        .. Moved(StagesOf(state), command.Stages).Select(
            pair => new MigrationChange($"stages/{pair.Key}", $"stages/{pair.Value}")),
        .. Moved(DecidedOf(state), DecidedMap(state, command)).Select(
            pair => new MigrationChange($"{Decided}/{pair.Key}", Prefixed(pair.Value))),
        .. FieldsOf(state, facts).Where(field => command.Fields.ContainsKey(field.Path)).Select(
            field => new MigrationChange(field.Path, command.Fields[field.Path])),
    ];

    /// <summary>The sections of the open form as they stand afterwards; those that change only.</summary>
    public static ImmutableDictionary<string, JsonElement> Drafts(
        ProjectState state, MigrateProject command, MigrationFacts facts)
    {
        var moved = FieldsOf(state, facts).Where(field => command.Fields.ContainsKey(field.Path)).ToList();
        var sections = facts.Draft.ToDictionary(
            section => section.Key,
            section => section.Value.EnumerateObject().ToDictionary(member => member.Name, member => member.Value));
        var changed = new HashSet<string>();
        foreach (var field in moved)
        {
            var (_, section, name) = Split(field.Path);
            sections[section].Remove(name);
            changed.Add(section);
        }

        foreach (var field in moved.Where(field => command.Fields[field.Path].Length > 0))
        {
            var (_, section, name) = Split(command.Fields[field.Path]);
            sections.TryAdd(section, []);
            sections[section][name] = field.Value;
            changed.Add(section);
        }

        return changed.ToImmutableDictionary(
            section => section, section => JsonSerializer.SerializeToElement(sections[section]));
    }

    private static Refusal? Standing(ProjectState state, MigrateProject command, MigrationFacts facts) =>
        state.Start!.Definition.Version != command.From
            ? ProjectRefusals.OtherVersion(state.Start.Definition.Version)
        : state.Status is ProjectStatus.Submitting ? ProjectRefusals.Submitting
        : state.Now is null || state.Status is ProjectStatus.Ended ? ProjectRefusals.NotRunning
        : facts.To is null ? ProgrammeRefusals.VersionUnknown(command.To)
        : command.To == command.From ? ProgrammeRefusals.DefinitionUnchanged
        : command.Note.Trim().Length is 0 or > LongestNote ? SharedRefusals.Length("note", 1, LongestNote)
        : null;

    private static IEnumerable<Refusal> Unmapped(ProjectState state, MigrateProject command, MigrationFacts facts)
    {
        var to = facts.To!;
        foreach (var stage in StagesOf(state).Where(stage => !to.Stages.ContainsKey(At(command.Stages, stage))))
        {
            yield return ProjectRefusals.Unmapped($"stages/{stage}", At(command.Stages, stage));
        }

        foreach (var form in state.Frozen.Select(frozen => frozen.Form)
            .Concat(state.Now!.Entered.Form is { } open ? [open] : [])
            .Select(FormInstances.FormOf).Distinct().Where(form => !to.Forms.ContainsKey(form)))
        {
            yield return ProjectRefusals.Unmapped($"forms/{form}", form);
        }

        foreach (var refusal in OpenStage(state, command, to)
            .Concat(DraftFields(state, command, facts)).Concat(DecidedFields(state, command, to)))
        {
            yield return refusal;
        }
    }

    private static IEnumerable<Refusal> OpenStage(
        ProjectState state, MigrateProject command, CompiledProgramme to)
    {
        var open = state.Now!;
        if (to.Stages.GetValueOrDefault(At(command.Stages, open.Entered.Stage)) is not { } stage)
        {
            yield break;
        }

        var place = $"stages/{open.Entered.Stage}";
        if (ProjectStages.KindOf(stage.Definition.Kind) != open.Entered.Kind
            || (open.Entered.Form is { } form && FormInstances.FormOf(form) != stage.Definition.Form))
        {
            yield return ProjectRefusals.StageDiffers(place, stage.Definition.Id);
        }

        foreach (var task in open.Entered.Tasks.Where(task =>
            stage.Definition.Tasks.All(known => known.Id != task.Task)
            || stage.Actions.All(action => !action.IsFor(task.Task))))
        {
            yield return ProjectRefusals.Unmapped($"{place}/tasks/{task.Task}", task.Task);
        }

        foreach (var done in open.Done.Where(done => stage.Action(done.Action) is null))
        {
            yield return ProjectRefusals.Unmapped($"{place}/actions/{done.Action}", done.Action);
        }
    }

    private static IEnumerable<Refusal> DraftFields(
        ProjectState state, MigrateProject command, MigrationFacts facts) =>
        FieldsOf(state, facts)
            .Select(field => FieldFault(
                field.Path, field.Value, command.Fields.GetValueOrDefault(field.Path, field.Path), facts))
            .OfType<Refusal>();

    private static Refusal? FieldFault(string path, JsonElement value, string target, MigrationFacts facts) =>
        target.Length == 0 ? null
        : FieldAt(facts.To!, target) is not { } found || !SameKind(facts, path, found)
            ? ProjectRefusals.Unmapped(path, target)
        : !SealFits(value, target == path, found) ? ProjectRefusals.SealedField(path)
        : null;

    private static bool SameKind(MigrationFacts facts, string path, FieldDefinition found) =>
        facts.From is null || FieldAt(facts.From, path) is not { } before || before.Kind == found.Kind
        || (IsText(before) && IsText(found));

    private static bool IsText(FieldDefinition field) => field.Kind is FieldKind.Text or FieldKind.LongText;

    /// <summary>A sealed value is sealed for its place, and what is not sealed cannot become so by itself.</summary>
    private static bool SealFits(JsonElement value, bool stays, FieldDefinition found) =>
        IsSealed(value) ? stays && FormSeals.Any([found]) : !found.Sensitive;

    private static bool IsSealed(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => FormSeals.TokenOf(value) is not null
            || value.EnumerateObject().Any(member => IsSealed(member.Value)),
        JsonValueKind.Array => value.EnumerateArray().Any(IsSealed),
        _ => false,
    };

    private static IEnumerable<Refusal> DecidedFields(
        ProjectState state, MigrateProject command, CompiledProgramme to)
    {
        var map = DecidedMap(state, command);
        return
            from path in DecidedOf(state)
            let target = At(map, path)
            where target.Length > 0 && !(target.Split('/') is [var stage, var field]
                && to.Stages.GetValueOrDefault(stage) is { } known
                && StageCheck.DecidedBy(known.Definition).Contains(field))
            select ProjectRefusals.Unmapped($"{Decided}/{path}", target);
    }

    /// <summary>Fields of the open form's draft that hold something.</summary>
    private static IEnumerable<(string Path, JsonElement Value)> FieldsOf(ProjectState state, MigrationFacts facts)
    {
        var form = state.Now?.Entered.Form is { } open ? FormInstances.FormOf(open) : "";
        return facts.Draft.Where(section => section.Value.ValueKind == JsonValueKind.Object)
            .OrderBy(section => section.Key, StringComparer.Ordinal)
            .SelectMany(section => section.Value.EnumerateObject().Where(member => IsFilled(member.Value))
                .Select(member => ($"{form}/{section.Key}/{member.Name}", member.Value)));
    }

    private static bool IsFilled(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => false,
        JsonValueKind.String => value.GetString()!.Length > 0,
        JsonValueKind.Array => value.GetArrayLength() > 0,
        _ => true,
    };

    private static FieldDefinition? FieldAt(CompiledProgramme programme, string path)
    {
        var (form, section, field) = Split(path);
        return programme.Forms.GetValueOrDefault(form)?.Section(section)?.Definition.Whole()
            .FirstOrDefault(known => known.Id == field);
    }

    private static (string Form, string Section, string Field) Split(string path) =>
        path.Split('/') is [var form, var section, var field] ? (form, section, field) : ("", "", "");

    private static ImmutableArray<string> StagesOf(ProjectState state) =>
        [.. state.Stages.Select(stage => stage.Entered.Stage).Concat(state.Skipped).Distinct()];

    private static ImmutableArray<string> DecidedOf(ProjectState state) =>
    [
        .. state.Decided.OrderBy(stage => stage.Key, StringComparer.Ordinal).SelectMany(stage =>
            stage.Value.Keys.Order(StringComparer.Ordinal).Select(field => $"{stage.Key}/{field}")),
    ];

    /// <summary>Where decided fields go: as told, else with their stage.</summary>
    private static ImmutableDictionary<string, string> DecidedMap(ProjectState state, MigrateProject command) =>
        DecidedOf(state).ToImmutableDictionary(
            path => path,
            path => command.Fields.GetValueOrDefault($"{Decided}/{path}") is { } told
                ? told.Length == 0 ? "" : told[(told.IndexOf('/', StringComparison.Ordinal) + 1)..]
                : path.Split('/') is [var stage, var field] ? $"{At(command.Stages, stage)}/{field}" : path);

    private static ImmutableDictionary<string, string> Moved(
        ImmutableArray<string> all, ImmutableDictionary<string, string> map) =>
        all.Where(one => At(map, one) != one).ToImmutableDictionary(one => one, one => At(map, one));

    private static string At(ImmutableDictionary<string, string> map, string id) => map.GetValueOrDefault(id, id);

    private static string Prefixed(string path) => path.Length == 0 ? "" : $"{Decided}/{path}";

    /// <summary>The facts of the new definition: read from the frozen forms where it says, else as they were.</summary>
    private static ImmutableDictionary<string, JsonElement> ValuesOf(
        ProjectState state, MigrateProject command, MigrationFacts facts)
    {
        var before = command.Fields.Where(pair => pair.Value.Length > 0).GroupBy(pair => pair.Value)
            .ToDictionary(pair => pair.Key, pair => pair.First().Key);
        var values = ImmutableDictionary.CreateBuilder<string, JsonElement>();
        foreach (var (name, paths) in facts.To!.Definition.Facts)
        {
            if (state.Values.TryGetValue(name, out var old))
            {
                values[name] = old;
            }

            foreach (var path in paths)
            {
                if (FormContent.At(before.GetValueOrDefault(path, path), facts.Frozen) is { } value)
                {
                    values[name] = value;
                }
            }
        }

        return values.ToImmutable();
    }
}
