using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Programmes;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Projects;

/// <summary>Sensitive fields: sealed before they are stored, opened for rules and for those entitled.</summary>
public sealed partial class ProjectGrain
{
    /// <inheritdoc/>
    public async Task<Outcome<DisclosedValue>> Disclose(DiscloseValue command, By by)
    {
        var (compiled, caller) = (await Section(command.Form, command.Section), await Ground.Grants.FindAsync(by));
        if (compiled is null || caller is null || !ProjectRules.MayRead(State, caller))
        {
            return SharedRefusals.NotFound;
        }

        if (!ProjectRules.MayUnmask(State, command.Form, command.Section, caller))
        {
            Ground.Accesses.Refused(by, Kind.Name, Key, SharedRefusals.NotAllowed);
            return SharedRefusals.NotAllowed;
        }

        var known = await Tokens(command.Form, compiled, ProjectRules.SeesDraft(State, caller));
        if (!known.TryGetValue(command.Reference, out var found))
        {
            return ProgrammeRefusals.SealUnknown(command.Section);
        }

        await Ground.Accesses.DisclosedAsync(by, Kind.Name, Key, "sensitive-field");
        var opened = await secrets.OpenAsync(found.Token, Place(command.Form, compiled, found.Place));
        return opened.Text is { } value
            ? Outcome.Of(new DisclosedValue(value), Version)
            : SharedRefusals.NotFound;
    }

    private SecretPlace Place(string form, CompiledSection section, string field) =>
        new(Kind.Name, Key, $"{form}/{section.Definition.Id}/{field}");

    /// <summary>The content as it was typed: what rules, schemas and conditions are over.</summary>
    private async Task<JsonElement> Opened(string form, CompiledSection section, JsonElement content)
    {
        var fields = section.Definition.Whole();
        var plain = new List<JsonNode?>();
        foreach (var (place, value) in FormSeals.Values(fields, content))
        {
            plain.Add(FormSeals.TokenOf(value) is { } token
                ? (await secrets.OpenAsync(token, Place(form, section, place))).Text
                : JsonNode.Parse(value.GetRawText()));
        }

        return plain.Count == 0 ? content : FormSeals.With(fields, content, plain);
    }

    private async Task<ImmutableDictionary<string, JsonElement>> Opened(
        string id, CompiledForm form, ImmutableDictionary<string, JsonElement> contents)
    {
        foreach (var section in form.IsSealed ? form.Sections : [])
        {
            var name = section.Definition.Id;
            contents = contents.SetItem(name, await Opened(id, section, contents[name]));
        }

        return contents;
    }

    /// <summary>What was typed, with its sensitive values sealed; those that stand for a sealed one stay as they were.
    /// </summary>
    private async Task<Outcome<JsonElement>> Sealed(SaveSection command, CompiledSection section)
    {
        var fields = section.Definition.Whole();
        var made = new List<JsonNode?>();
        ImmutableDictionary<string, (string Token, string Place, string Mask)>? known = null;
        foreach (var (place, value) in FormSeals.Values(fields, command.Content))
        {
            if (FormSeals.TokenOf(value) is { } reference)
            {
                known ??= await Tokens(command.Form, section, draft: true);
                if (!known.TryGetValue(reference, out var kept) || kept.Place != place)
                {
                    return ProgrammeRefusals.SealUnknown($"{section.Definition.Id}/{place}");
                }

                made.Add(FormSeals.Sealed(kept.Token, kept.Mask));
            }
            else if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text)
            {
                made.Add(FormSeals.Sealed(
                    await secrets.SealAsync(new SecretOwner("project", Key), Place(command.Form, section, place), text),
                    FormSeals.MaskOf(text)));
            }
            else
            {
                made.Add(null);
            }
        }

        return Outcome.Of(FormSeals.With(fields, command.Content, made));
    }

    /// <summary>Tokens by reference: of the section as submitted and, for those who see it, of its kept versions.
    /// </summary>
    private async Task<ImmutableDictionary<string, (string Token, string Place, string Mask)>> Tokens(
        string form, CompiledSection section, bool draft)
    {
        var name = section.Definition.Id;
        var contents = (await Submitted(
            [.. State.Frozen.Where(frozen => frozen.Form == form)
                .SelectMany(frozen => frozen.Sections.Where(one => one.Section == name))]))
            .Select(one => one.Content).ToList();
        foreach (var kept in draft ? await sections.VersionsAsync(Key, form, name) : [])
        {
            contents.Add((await sections.VersionAsync(Key, form, name, kept.Version))?.Content ?? "{}"u8.ToArray());
        }

        return contents.SelectMany(content => FormSeals.Values(section.Definition.Whole(), SectionViews.Json(content)))
            .Where(one => FormSeals.TokenOf(one.Value) is not null)
            .Select(one => (Token: FormSeals.TokenOf(one.Value)!, one.Place, Mask: FormSeals.MaskOf(one.Value)))
            .DistinctBy(one => one.Token)
            .ToImmutableDictionary(one => FormSeals.ReferenceOf(one.Token));
    }
}
