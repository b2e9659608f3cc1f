using System.Globalization;
using SunGov.Grains.Programmes;

namespace SunGov.Grains.Projects;

/// <summary>
/// Forms that are filled again and again: <c>report</c> is the first, <c>report~2</c> the second occurrence, each with
/// its own sections and its own frozen content. Pure.
/// </summary>
public static class FormInstances
{
    /// <summary>The form of the definition.</summary>
    public static string FormOf(string instance) =>
        instance.IndexOf('~', StringComparison.Ordinal) is > 0 and var end ? instance[..end] : instance;

    /// <summary>Which occurrence it is, from 1.</summary>
    public static int NumberOf(string instance) =>
        instance.IndexOf('~', StringComparison.Ordinal) is > 0 and var end
        && int.TryParse(instance.AsSpan(end + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : 1;

    /// <summary>The last occurrence of a form that was filled; the form itself while none was.</summary>
    public static string Last(ProjectState state, string form) =>
        state.Stages.LastOrDefault(stage => stage.Entered.Form is { } filled && FormOf(filled) == form)?.Entered.Form
        ?? form;

    /// <summary>The frozen content of the last occurrence that has one; null for none.</summary>
    public static FrozenForm? LastFrozen(ProjectState state, string form) => state.Frozen
        .Where(frozen => FormOf(frozen.Form) == form)
        .MaxBy(frozen => NumberOf(frozen.Form));

    /// <summary>The occurrence that is filled when a stage begins.</summary>
    public static string? Entering(ProjectState state, StageDefinition stage, bool back)
    {
        if (stage.Kind != StageKind.Fill || stage.Form is not { } form)
        {
            return null;
        }

        var last = Last(state, form);
        return stage.Repeats && !back && state.Frozen.Any(frozen => frozen.Form == last)
            ? string.Create(CultureInfo.InvariantCulture, $"{form}~{NumberOf(last) + 1}")
            : last;
    }

    /// <summary>Whether the caller's form id names an occurrence of a form of this definition.</summary>
    public static CompiledForm? Find(CompiledProgramme programme, ProjectState state, string instance) =>
        programme.Forms.TryGetValue(FormOf(instance), out var form)
        && (instance == form.Definition.Id
            || state.Stages.Any(stage => stage.Entered.Form == instance))
            ? form
            : null;
}
