using System.Text.Json;
using SunGov.GrainInterfaces.Programmes;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Identity;
using SunGov.Grains.Projects;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Programmes;

/// <summary>One kind of business: its published versions, its draft, whether it can be applied for.</summary>
public sealed partial class ProgrammeGrain(
    Ground ground,
    IContents contents,
    IDefinitionDrafts drafts,
    RoleCatalogue roles,
    CodeTables codes,
    SecondApprovers seconds)
    : DecidedGrain<ProgrammeState, ProgrammeEvent>(ground), IProgrammeGrain
{
    /// <inheritdoc/>
    protected override Kind<ProgrammeState, ProgrammeEvent> Kind => ProgrammeKind.Kind;

    /// <inheritdoc/>
    public async Task<Outcome<ProgrammeView>> Publish(PublishDefinition command, By by) =>
        await Publish(command, command.Definition, command.Note, by);

    /// <inheritdoc/>
    public async Task<Outcome<ProgrammeView>> PublishDraft(PublishDraft command, By by)
    {
        var (caller, draft) = (await Ground.Grants.FindAsync(by), await drafts.FindAsync(Key));
        var refusal = caller is null
            ? SharedRefusals.IdentityNotHeld
            : DraftRules.MayPublish(State, draft, command.IfDraft, caller);
        if (refusal is not null)
        {
            return await Decide(command, by, (_, _, _) => refusal, View(draft));
        }

        var published = await Publish(
            command, JsonSerializer.Deserialize<JsonElement>(draft!.Definition), command.Note, by);
        return published is { Succeeded: true, Repeated: false } && State.Proposed is null
            ? await Without(draft, caller!, by)
            : published;
    }

    /// <inheritdoc/>
    public async Task<Outcome<ProgrammeView>> PublishAgain(PublishAgain command, By by) =>
        await ReadAsync(command.Version) is { } definition
            ? await Publish(command, definition, command.Note, by)
            : ProgrammeRefusals.VersionUnknown(command.Version);

    /// <inheritdoc/>
    public async Task<Outcome<ProgrammeView>> Read(By by)
    {
        var designs = await Ground.Grants.FindAsync(by) is { } reader
            && (reader.MayAny("programme.design") || reader.MayAny("programme.publish"));
        var draft = designs ? await drafts.FindAsync(Key) : null;
        return await Show(by, (state, caller) =>
            ProgrammeViews.Of(Key, Version, state, draft, DraftHead.Of(draft), caller));
    }

    /// <inheritdoc/>
    public async Task<Outcome<JsonElement>> ReadVersion(int version, By by)
    {
        Leave();
        return await ReadAsync(version) is { } definition
            ? Outcome.Of(definition, Version)
            : ProgrammeRefusals.VersionUnknown(version);
    }

    private async Task<Outcome<ProgrammeView>> Publish<TCommand>(
        TCommand command, JsonElement definition, string? note, By by)
    {
        var (read, bytes) = (DefinitionFile.Read(definition, roles, codes), DefinitionFile.Bytes(definition));
        if (read.Programme is { } programme
            && await Ground.Grants.FindAsync(by) is { } publisher
            && ProgrammeRules.MayPublish(programme.Definition.Owner, publisher))
        {
            await contents.PutAsync(bytes);
        }

        var second = read.Programme is { } known && seconds.Needed(known.Definition.Owner);
        var publishing = new Publishing(read, contents.NameOf(bytes), note, second);
        var draft = await drafts.FindAsync(Key);
        return await Decide(
            command,
            by,
            (state, caller, now) => ProgrammeRules.Publish(state, Key, publishing, caller, now),
            View(draft));
    }

    private Func<ProgrammeState, Caller, ProgrammeView> View(StoredDraft? draft) => (state, caller) =>
        ProgrammeViews.Of(Key, Version, state, draft, DraftHead.Of(draft), caller).Value!;

    private async Task<JsonElement?> ReadAsync(int version)
    {
        if (ProgrammeRules.Sm3Of(State, version) is not { } sm3)
        {
            return null;
        }

        using var json = JsonDocument.Parse((await contents.GetAsync(sm3))
            ?? throw new InvalidOperationException($"the definition {sm3} is not among the contents"));
        return json.RootElement.Clone();
    }
}
