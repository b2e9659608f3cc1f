using System.Collections.Immutable;
using System.Text.Json;
using SunGov.GrainInterfaces.Projects;
using SunGov.Grains.Programmes;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Projects;

/// <summary>Sections of a form as one caller may see them; pure.</summary>
public static class SectionViews
{
    /// <summary>A section that was saved, or starts prefilled.</summary>
    public static SectionView Of(
        ProjectState state, string form, CompiledSection section, StoredSection? stored, Caller caller,
        Prefills prefills)
    {
        var content = stored is null ? prefills.Of(section.Definition) : Json(stored.Content);
        return new SectionView(
            form,
            section.Definition.Id,
            section.Definition.Name,
            section.Schema,
            section.Ui,
            content,
            stored?.Version ?? 0,
            stored?.SavedAt,
            stored?.SavedBy,
            ProjectRules.MaySave(state, form, section.Definition.Id, caller) is null,
            ProjectRules.SeesDraft(state, caller)
                ? FormContent.Findings(section, content, IsFileOf(state), prefills)
                : [],
            prefills.Differing(section.Definition, content));
    }

    /// <summary>A section as it was submitted; nothing of it can be changed here.</summary>
    public static SectionView Of(
        string form, CompiledSection section, FrozenSection frozen, byte[] content, Prefills prefills) => new(
        form,
        section.Definition.Id,
        section.Definition.Name,
        section.Schema,
        section.Ui,
        Json(content),
        frozen.Version,
        null,
        null,
        false,
        [],
        prefills.Differing(section.Definition, Json(content)));

    /// <summary>
    /// The form as it was submitted; but a section that was saved since, or may be saved now, as it stands for those
    /// who see the draft, and everything so while it was never submitted. What is decided on is what was hashed.
    /// </summary>
    public static FormView Of(
        ProjectState state,
        string id,
        CompiledForm form,
        ImmutableArray<StoredSection> stored,
        ImmutableArray<(FrozenSection Section, byte[] Content)> submitted,
        Caller caller,
        Prefills prefills)
    {
        var draft = ProjectRules.SeesDraft(state, caller);
        return new FormView(
            id,
            form.Definition.Name,
            ProjectViews.IsEditable(state, id, caller),
            [
                .. form.Sections.Select(section =>
                {
                    var name = section.Definition.Id;
                    var saved = stored.FirstOrDefault(known => known.Section == name);
                    var frozen = submitted.FirstOrDefault(known => known.Section.Section == name);
                    return frozen.Section is null || (draft && Changes(state, id, name, saved, frozen.Section, caller))
                        ? Of(state, id, section, saved, caller, prefills)
                        : Of(id, section, frozen.Section, frozen.Content, prefills);
                }),
            ],
            [.. form.Definition.Rules.Select(rule => new FormRule(rule.Id, rule.Field, rule.Holds, rule.Message))],
            null);
    }

    /// <summary>The rule for the sum asked for, where it reads this form and no other; null otherwise.</summary>
    public static JsonElement? RequestedBy(ProgrammeDefinition definition, string form)
    {
        if (definition.Requested is not { } rule)
        {
            return null;
        }

        var read = Variables(rule).Select(path => path.Split('.')[0]).ToHashSet(StringComparer.Ordinal);
        return read.Contains(form)
            && !definition.Forms.Any(other => other.Id != form && read.Contains(other.Id)) ? rule : null;
    }

    private static IEnumerable<string> Variables(JsonElement logic) => logic.ValueKind switch
    {
        JsonValueKind.Array => logic.EnumerateArray().SelectMany(Variables),
        JsonValueKind.Object => logic.EnumerateObject().SelectMany(operation => operation.Name == "var"
            ? Texts(operation.Value)
            : Variables(operation.Value)),
        _ => [],
    };

    private static IEnumerable<string> Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Array => value.EnumerateArray().Take(1).SelectMany(Texts),
        _ => [],
    };

    /// <summary>Ids of the files that the sections of this form show to this caller.</summary>
    public static IEnumerable<string> Files(CompiledForm form, FormView shown) => form.Sections
        .Zip(shown.Sections, (section, view) => FormFiles.In(section.Definition, view.Content))
        .SelectMany(files => files);

    private static bool Changes(
        ProjectState state, string form, string section, StoredSection? saved, FrozenSection frozen, Caller caller) =>
        saved?.Version > frozen.Version || ProjectRules.MaySave(state, form, section, caller) is null;

    /// <summary>Content of every section, prefilled where never saved.</summary>
    public static ImmutableDictionary<string, JsonElement> Contents(
        CompiledForm form, ImmutableArray<StoredSection> stored, Prefills prefills) =>
        form.Sections.ToImmutableDictionary(
            section => section.Definition.Id,
            section => stored.FirstOrDefault(saved => saved.Section == section.Definition.Id) is { } saved
                ? Json(saved.Content)
                : prefills.Of(section.Definition));

    /// <summary>Whether a file arrived at this project.</summary>
    public static Func<string, bool> IsFileOf(ProjectState state) =>
        id => state.Files.Any(file => file.File == id);

    /// <summary>JSON from bytes.</summary>
    public static JsonElement Json(byte[] bytes)
    {
        using var json = JsonDocument.Parse(bytes);
        return json.RootElement.Clone();
    }
}
