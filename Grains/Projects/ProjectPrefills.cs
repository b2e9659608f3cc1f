using System.Collections.Immutable;
using System.Text.Json;
using SunGov.Grains.Programmes;

namespace SunGov.Grains.Projects;

/// <summary>Where the fields of a form start from; pure.</summary>
public static class ProjectPrefills
{
    /// <summary>What follows from the project alone: its facts, what was decided, facts of frozen forms.</summary>
    public static Prefills OfProject(ProjectState state, IEnumerable<FieldDefinition> fields)
    {
        var values = ImmutableDictionary.CreateBuilder<string, JsonElement>(StringComparer.Ordinal);
        foreach (var path in fields.Select(field => field.Prefill).OfType<string>())
        {
            if (ProjectConditions.At(state, path) is { } value)
            {
                values[path] = value;
            }
        }

        return new Prefills(values.ToImmutable());
    }

    /// <summary>Earlier forms that the fields of this form start from, each with the frozen content to be read.
    /// </summary>
    public static ImmutableArray<FrozenForm> Needed(ProjectState state, CompiledForm form) =>
    [
        .. Fields(form).Select(field => FormOf(field.Prefill)).OfType<string>().Distinct()
            .Select(source => FormInstances.LastFrozen(state, source)).OfType<FrozenForm>(),
    ];

    /// <summary>All of it, with the contents of the earlier forms.</summary>
    /// <param name="contents">Frozen contents by form and section.</param>
    public static Prefills Of(
        ProjectState state,
        CompiledForm form,
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, JsonElement>> contents)
    {
        var own = OfProject(state, Fields(form));
        var values = own.Values.ToBuilder();
        foreach (var path in Fields(form).Select(field => field.Prefill).OfType<string>())
        {
            if (FormContent.At(path, contents) is { } value && FormOf(path) is not null)
            {
                values[path] = value;
            }
        }

        return new Prefills(values.ToImmutable());
    }

    /// <summary>Whether a field of the form is fixed after some stage.</summary>
    public static bool Fixes(CompiledForm form) => Fields(form).Any(field => field.FixedAfter is not null);

    /// <summary>The earlier form of a path <c>form/section/field</c>; null for other paths.</summary>
    private static string? FormOf(string? path) =>
        path?.Split('/') is [var form, _, _] && form != "decided" ? form : null;

    private static IEnumerable<FieldDefinition> Fields(CompiledForm form) =>
        form.Definition.Sections.SelectMany(section => section.Whole());
}
