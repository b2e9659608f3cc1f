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
    /// <param name="opened">Contents of the form in clear, for rules and conditions; this section's at least.</param>
    public static SectionView Of(
        ProjectState state, string form, CompiledSection section, StoredSection? stored, Caller caller,
        Prefills prefills, IReadOnlyDictionary<string, JsonElement> opened)
    {
        var content = stored is null ? prefills.Of(section.Definition) : Json(stored.Content);
        var clear = opened[section.Definition.Id];
        return new SectionView(
            form,
            section.Definition.Id,
            section.Definition.Name,
            section.Schema,
            section.Ui,
            FormSeals.Masked(section.Definition, content),
            stored?.Version ?? 0,
            stored?.SavedAt,
            stored?.SavedBy,
            ProjectRules.MaySave(state, form, section.Definition.Id, caller) is null,
            ProjectRules.SeesDraft(state, caller)
                ? FormContent.Findings(section, clear, IsFileOf(state), prefills, form: opened)
                : [],
            prefills.Differing(section.Definition, content),
            prefills.Fixed(section.Definition),
            [.. FormConditions.Of(section, clear, opened, null).Hidden.Order(StringComparer.Ordinal)],
            ProjectRules.MayUnmask(state, form, section.Definition.Id, caller));
    }

    /// <summary>A section as it was submitted; nothing of it can be changed here.</summary>
    public static SectionView Of(
        ProjectState state, string form, CompiledSection section, FrozenSection frozen, byte[] content, Caller caller,
        Prefills prefills, IReadOnlyDictionary<string, JsonElement> opened) => new(
        form,
        section.Definition.Id,
        section.Definition.Name,
        section.Schema,
        section.Ui,
        FormSeals.Masked(section.Definition, Json(content)),
        frozen.Version,
        null,
        null,
        false,
        [],
        prefills.Differing(section.Definition, Json(content)),
        prefills.Fixed(section.Definition),
        [
            .. FormConditions.Of(section, opened[section.Definition.Id], opened, null).Hidden
                .Order(StringComparer.Ordinal),
        ],
        ProjectRules.MayUnmask(state, form, section.Definition.Id, caller));

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
        Prefills prefills,
        ShownContents opened)
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
                        ? Of(state, id, section, saved, caller, prefills, opened.Draft)
                        : Of(state, id, section, frozen.Section, frozen.Content, caller, prefills, opened.Submitted);
                }),
            ],
            [.. form.Definition.Rules.Select(rule => new FormRule(rule.Id, rule.Field, rule.Holds, rule.Message))],
            null);
    }

    /// <summary>Contents in clear, as drafted and as submitted.</summary>
    /// <param name="Draft">Without what is hidden.</param>
    public sealed record ShownContents(
        IReadOnlyDictionary<string, JsonElement> Draft, IReadOnlyDictionary<string, JsonElement> Submitted);

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
