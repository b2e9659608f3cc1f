using System.Collections.Immutable;
using System.Text.Json;
using SunGov.GrainInterfaces.Projects;
using SunGov.Grains.Programmes;
using SunGov.Grains.Shared;

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

        return await Fixed(form, compiled, ProjectPrefills.Of(State, compiled, read));
    }

    /// <summary>With what stays as it was submitted; nothing is read where nothing does.</summary>
    private async Task<Prefills> Fixed(string id, CompiledForm form, Prefills prefills)
    {
        var frozen = State.Frozen.FirstOrDefault(known => known.Form == id);
        if (frozen is null || !ProjectPrefills.Fixes(form))
        {
            return prefills;
        }

        var submitted = ImmutableDictionary.CreateBuilder<string, JsonElement>();
        foreach (var one in await Submitted(frozen.Sections))
        {
            if (form.Section(one.Section.Section) is { } section)
            {
                submitted[one.Section.Section] = await Opened(id, section, SectionViews.Json(one.Content));
            }
        }

        return prefills with
        {
            Submitted = submitted.ToImmutable(),
            Ended = [.. State.Stages.Where(stage => stage.Left is not null).Select(stage => stage.Entered.Stage)],
        };
    }

    private async Task<SectionView> Saved(
        SaveSection command, CompiledSection section, StoredSection saved, Caller caller)
    {
        var (form, prefills) = ((await Form(command.Form))!, await PrefillsOf(command.Form));
        var opened = form.IsConditional || section.ReadsForm
            ? await Clear(command.Form, form, await sections.AllAsync(Key, command.Form), prefills)
            : ImmutableDictionary<string, JsonElement>.Empty;
        var own = await Opened(command.Form, section, SectionViews.Json(saved.Content));
        return SectionViews.Of(
            State, command.Form, section, saved, caller, prefills, opened.SetItem(section.Definition.Id, own));
    }

    /// <summary>A draft in clear, without what is hidden.</summary>
    private async Task<ImmutableDictionary<string, JsonElement>> Clear(
        string id, CompiledForm form, ImmutableArray<StoredSection> stored, Prefills prefills) =>
        FormConditions.Left(form, await Opened(id, form, SectionViews.Contents(form, stored, prefills)));

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
