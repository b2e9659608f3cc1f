using System.Collections.Immutable;
using System.Text.Json;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Programmes;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Projects;

/// <summary>Drafts: sections saved in place, read as they stand or as they were submitted.</summary>
public sealed partial class ProjectGrain
{
    /// <inheritdoc/>
    public async Task<Outcome<SectionView>> SaveSection(SaveSection command, By by)
    {
        Leave();
        if (await Ground.Grants.FindAsync(by) is not { } caller)
        {
            return SharedRefusals.IdentityNotHeld;
        }

        var section = await Section(command.Form, command.Section);
        var bytes = command.Content.ValueKind == JsonValueKind.Undefined
            ? []
            : JsonSerializer.SerializeToUtf8Bytes(command.Content, StoredJson.Options);
        var refusal = SectionRules.MayTake(State, command, section, caller, bytes.Length);
        if (refusal is not null)
        {
            Ground.Accesses.Refused(by, Kind.Name, Key, refusal);
            return refusal;
        }

        var kept = await Sealed(command, section!);
        if (!kept.Succeeded)
        {
            return kept.Refusal;
        }

        bytes = JsonSerializer.SerializeToUtf8Bytes(kept.Value, StoredJson.Options);
        var saved = await sections.SaveAsync(
            Key,
            command.Form,
            command.IfSectionVersion,
            new StoredSection(
                command.Section, command.IfSectionVersion + 1, bytes, Now, caller.Name, by.Command));
        if (saved.Command == by.Command && ProjectRules.ShowsDraftSum(State, caller))
        {
            await SaveSum(command.Form);
        }

        return saved.Command == by.Command
            ? Outcome.Of(
                await Saved(command, section!, saved, caller),
                saved.Version)
            : ProjectRefusals.SectionStale(saved.Version);
    }

    /// <inheritdoc/>
    public async Task<Outcome<FormView>> ReadForm(string form, By by)
    {
        if (await Form(form) is not { } compiled)
        {
            return Missing;
        }

        var requested = SectionViews.RequestedBy(
            (await definitions.FindAsync(State.Start!.Definition.Sm3)).Definition, FormInstances.FormOf(form));
        var shown = await Ground.Grants.FindAsync(by) is { } reader && ProjectRules.MayRead(State, reader)
            ? await Shown(form, compiled, reader)
            : null;
        return await Show(by, (state, caller) => shown is null || !ProjectRules.MayRead(state, caller)
            ? SharedRefusals.NotFound
            : Outcome.Of(shown with { Requested = requested }));
    }

    private async Task<FormView> Shown(string id, CompiledForm form, Caller caller)
    {
        var (stored, prefills) = (await sections.AllAsync(Key, id), await PrefillsOf(id));
        var submitted = await Submitted(State.Frozen.FirstOrDefault(frozen => frozen.Form == id)?.Sections ?? []);
        var frozen = SectionViews.Contents(form, [
            .. submitted.Select(one => new StoredSection(one.Section.Section, 0, one.Content, default, "", Guid.Empty)),
        ], Prefills.None);
        return SectionViews.Of(State, id, form, stored, submitted, caller, prefills, new SectionViews.ShownContents(
            await Clear(id, form, stored, prefills), await Opened(id, form, frozen)));
    }

    /// <inheritdoc/>
    public async Task<Outcome<SectionView>> ReadSectionVersion(string form, string section, int version, By by)
    {
        var (compiled, prefills) = (await Section(form, section), await PrefillsOf(form));
        var stored = await sections.VersionAsync(Key, form, section, version);
        var opened = compiled is null || stored is null ? ImmutableDictionary<string, JsonElement>.Empty
            : ImmutableDictionary<string, JsonElement>.Empty.Add(
                section, await Opened(form, compiled, SectionViews.Json(stored.Content)));
        return await Show(by, (state, caller) =>
            !ProjectRules.MayRead(state, caller) || !ProjectRules.SeesDraft(state, caller)
                || compiled is null || stored is null
                ? SharedRefusals.NotFound
                : Outcome.Of(SectionViews.Of(state, form, compiled, stored, caller, prefills, opened)));
    }

    /// <inheritdoc/>
    public async Task<Outcome<ImmutableArray<SectionVersionRow>>> ReadSectionVersions(
        string form, string section, By by)
    {
        var compiled = await Section(form, section);
        var kept = await sections.VersionsAsync(Key, form, section);
        return await Show(by, (state, caller) =>
            !ProjectRules.MayRead(state, caller) || !ProjectRules.SeesDraft(state, caller) || compiled is null
                ? SharedRefusals.NotFound
                : Outcome.Of(kept));
    }

    /// <inheritdoc/>
    public async Task<Outcome<FormBefore>> ReadFormBefore(string form, By by)
    {
        var entries = State.Frozen.Any(frozen => frozen.Form == form)
            ? await Ground.Journal.EntriesAsync(Kind.Name, Key)
            : [];
        var (at, changed) = ProjectSubmissions.Before(entries, form);
        var read = await Submitted(changed);
        var compiled = await Form(form);
        JsonElement Masked(string section, byte[] content) =>
            FormSeals.Masked(compiled!.Section(section)!.Definition, SectionViews.Json(content));
        return await Show(by, (state, caller) => !ProjectRules.MayRead(state, caller)
            ? SharedRefusals.NotFound
            : Outcome.Of(new FormBefore(
                at,
                [
                    .. read.Select(one => new SectionBefore(
                        one.Section.Section, Masked(one.Section.Section, one.Content))),
                ])));
    }

    private async Task SaveSum(string form)
    {
        var programme = await definitions.FindAsync(State.Start!.Definition.Sm3);
        if (programme.Requested is not null && programme.Forms.TryGetValue(form, out var compiled))
        {
            var contents = SectionViews.Contents(
                compiled, await sections.AllAsync(Key, form), await PrefillsOf(form));
            await sections.SaveSumAsync(Key, FormContent.Requested(
                programme, new Dictionary<string, IReadOnlyDictionary<string, JsonElement>> { [form] = contents }));
        }
    }
}
