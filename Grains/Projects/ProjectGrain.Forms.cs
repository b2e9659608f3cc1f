using System.Collections.Immutable;
using System.Text.Json;
using SunGov.Grains.Programmes;

namespace SunGov.Grains.Projects;

/// <summary>Forms of the definition, what their fields start with, and their frozen content.</summary>
public sealed partial class ProjectGrain
{
    private async Task<CompiledSection?> Section(string form, string section) =>
        (await Form(form))?.Section(section);

    private async Task<CompiledForm?> Form(string form) => State.Start is null
        ? null
        : FormInstances.Find(await definitions.FindAsync(State.Start.Definition.Sm3), State, form);

    /// <summary>What the fields of a form start with; reads the earlier forms it names, and none else.</summary>
    private async Task<Prefills> PrefillsOf(string form)
    {
        if (await Form(form) is not { } compiled)
        {
            return Prefills.None;
        }

        var read = new Dictionary<string, IReadOnlyDictionary<string, JsonElement>>();
        foreach (var source in ProjectPrefills.Needed(State, compiled))
        {
            read[FormInstances.FormOf(source.Form)] = (await Submitted(source.Sections)).ToDictionary(
                section => section.Section.Section, section => SectionViews.Json(section.Content));
        }

        return ProjectPrefills.Of(State, compiled, read);
    }

    /// <summary>Frozen sections with their bytes.</summary>
    private async Task<ImmutableArray<(FrozenSection Section, byte[] Content)>> Submitted(
        ImmutableArray<FrozenSection> frozen)
    {
        var read = ImmutableArray.CreateBuilder<(FrozenSection, byte[])>();
        foreach (var section in frozen)
        {
            read.Add((section, await contents.GetAsync(section.Sm3)
                ?? throw new InvalidOperationException($"content {section.Sm3} of project {Key} is missing")));
        }

        return read.ToImmutable();
    }
}
