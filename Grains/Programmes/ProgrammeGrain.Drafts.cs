using System.Collections.Immutable;
using System.Text.Json;
using SunGov.GrainInterfaces.Programmes;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Programmes;

/// <summary>The draft: saved in place, read with what is wrong with it, given up.</summary>
public sealed partial class ProgrammeGrain
{
    private static readonly TimeSpan Presence = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, DraftReader> _readers = [];

    /// <inheritdoc/>
    public async Task<Outcome<DraftView>> SaveDraft(SaveDraft command, By by)
    {
        var (caller, saved) = (await Ground.Grants.FindAsync(by), await drafts.FindAsync(Key));
        if (caller is null)
        {
            return Refuse(by, SharedRefusals.IdentityNotHeld);
        }

        var bytes = command.Definition.ValueKind == JsonValueKind.Object
            ? DefinitionFile.Bytes(command.Definition)
            : [];
        if (DraftRules.MaySave(State, Key, saved, command, bytes.Length, caller) is { } refusal)
        {
            return Refuse(by, refusal);
        }

        var based = command.BasedOn ?? (saved?.Definition is null ? State.Current?.Number ?? 0 : saved.BasedOn);
        var next = new StoredDraft(command.IfDraft + 1, bytes, based, Now, caller.Name, by.Command);
        var now = await drafts.SaveAsync(Key, command.IfDraft, next, DraftHead.Of(command.Definition));
        return now?.Command == by.Command ? await Shown(now, caller)
            : now is null ? SharedRefusals.Stale(0)
            : ProgrammeRefusals.DraftStale(now);
    }

    /// <inheritdoc/>
    public async Task<Outcome<DraftView>> ReadDraft(By by)
    {
        var (caller, saved) = (await Ground.Grants.FindAsync(by), await drafts.FindAsync(Key));
        if (caller is null)
        {
            return Refuse(by, SharedRefusals.IdentityNotHeld);
        }

        var shown = DraftRules.MayRead(State, DraftHead.Of(saved), caller) is { } hidden
            ? hidden
            : await Shown(saved, caller);
        return shown.Refusal is { } refusal ? Refuse(by, refusal) : shown;
    }

    /// <inheritdoc/>
    public async Task<Outcome<DraftView>> ReadDraftVersion(int version, By by)
    {
        var (kept, latest) = (await drafts.VersionAsync(Key, version), await drafts.FindAsync(Key));
        var rows = await drafts.VersionsAsync(Key);
        return await Show(by, (state, caller) =>
            DraftRules.MayRead(state, DraftHead.Of(latest), caller) is { } hidden ? hidden
            : kept?.Definition is null ? SharedRefusals.NotFound
            : Outcome.Of(View(kept, rows, [])));
    }

    /// <inheritdoc/>
    public async Task<Outcome<Done>> GiveUpDraft(GiveUpDraft command, By by)
    {
        var (caller, saved) = (await Ground.Grants.FindAsync(by), await drafts.FindAsync(Key));
        if (saved?.Command == by.Command)
        {
            return Outcome.Of(Done.It);
        }

        if (caller is null)
        {
            return Refuse(by, SharedRefusals.IdentityNotHeld);
        }

        var refusal = DraftRules.MayDesign(State, DraftHead.Of(saved), null, caller)
            ?? (saved?.Definition is null ? ProgrammeRefusals.NothingDrafted
                : command.IfDraft is { } seen && seen != saved.Version ? ProgrammeRefusals.DraftStale(saved)
                : null);
        if (refusal is not null)
        {
            return Refuse(by, refusal);
        }

        var now = await drafts.SaveAsync(Key, saved!.Version, Ended(saved, caller, by), DraftHead.None);
        return now?.Command == by.Command ? Outcome.Of(Done.It) : ProgrammeRefusals.DraftStale(now!);
    }

    /// <summary>A programme that is only drafted stays in memory for those who work on it, and for nobody else.
    /// </summary>
    private Refusal Refuse(By by, Refusal refusal)
    {
        Leave();
        Ground.Accesses.Refused(by, Kind.Name, Key, refusal);
        return refusal;
    }

    private StoredDraft Ended(StoredDraft draft, Caller caller, By by) =>
        new(draft.Version + 1, null, draft.BasedOn, Now, caller.Name, by.Command);

    /// <summary>The programme once its draft is published: there is no draft any more.</summary>
    private async Task<Outcome<ProgrammeView>> Without(StoredDraft draft, Caller caller, By by) => Outcome.Of(
        View(await drafts.SaveAsync(Key, draft.Version, Ended(draft, caller, by), DraftHead.None))(State, caller),
        Version);

    private async Task<Outcome<DraftView>> Shown(StoredDraft? saved, Caller caller)
    {
        var rows = await drafts.VersionsAsync(Key);
        var others = _readers.Where(reader => reader.Key != caller.By.Person && reader.Value.At > Now - Presence)
            .Select(reader => reader.Value).OrderByDescending(reader => reader.At).ToImmutableArray();
        _readers[caller.By.Person] = new DraftReader(caller.Name, Now);
        if (saved?.Definition is not null)
        {
            return Outcome.Of(View(saved, rows, others), saved.Version);
        }

        return State.Current is { } current && await ReadAsync(current.Number) is { } definition
            ? Outcome.Of(new DraftView(
                Key, saved?.Version ?? 0, current.Number, false, definition, FindingsOf(definition), null, null,
                others, rows))
            : SharedRefusals.NotFound;
    }

    private DraftView View(
        StoredDraft saved, ImmutableArray<DraftVersionRow> rows, ImmutableArray<DraftReader> others)
    {
        var definition = JsonSerializer.Deserialize<JsonElement>(saved.Definition);
        return new DraftView(
            Key, saved.Version, saved.BasedOn, true, definition, FindingsOf(definition), saved.SavedAt, saved.SavedBy,
            others, rows);
    }

    private ImmutableArray<Finding> FindingsOf(JsonElement definition) =>
        DefinitionFile.Findings(definition, Key, roles, codes);
}
