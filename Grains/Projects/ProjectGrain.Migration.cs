using System.Collections.Immutable;
using System.Text.Json;
using SunGov.GrainInterfaces.Programmes;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Projects;

/// <summary>Going on with another version of the definition.</summary>
public sealed partial class ProjectGrain
{
    /// <inheritdoc/>
    public async Task<Outcome<Done>> Migrate(MigrateProject command, By by)
    {
        if (State.Start is null)
        {
            return Missing;
        }

        var (caller, facts) = (await Ground.Grants.FindAsync(by), await MigrationFactsOf(command));
        if (caller is not null && ProjectMigration.Decide(State, command, facts, caller, Now).Refusal is null)
        {
            await Move(command, facts, caller, by);
        }

        return await Decide(
            command,
            by,
            (state, who, now) => ProjectMigration.Decide(state, command, facts, who, now),
            (_, _) => Done.It);
    }

    /// <inheritdoc/>
    public async Task<Outcome<MigrationPreview>> PreviewMigration(MigrateProject command, By by)
    {
        if (State.Start is null)
        {
            return Missing;
        }

        var facts = await MigrationFactsOf(command);
        return await Show(by, (state, caller) =>
        {
            if (ProjectMigration.MayMigrate(state, caller) is { } hidden)
            {
                return hidden;
            }

            var refusal = ProjectMigration.Decide(state, command, facts, caller, Now).Refusal;
            return Outcome.Of(new MigrationPreview(
                Key, state.Number, state.Now?.Entered.Stage,
                facts.To is null ? [] : ProjectMigration.Changes(state, command, facts), refusal));
        });
    }

    private async Task<MigrationFacts> MigrationFactsOf(MigrateProject command)
    {
        var pinned = State.Start!.Definition;
        var programme = (await GrainFactory.GetGrain<IProgrammeGrain>(pinned.Programme).Read(By.System(Guid.Empty)))
            .Value;
        var version = programme?.Versions.FirstOrDefault(known => known.Number == command.To);
        var to = version is null ? null : await definitions.FindAsync(version.Sm3);
        var draft = State.Now?.Entered.Form is { } form ? await sections.AllAsync(Key, form) : [];
        var frozen = new Dictionary<string, IReadOnlyDictionary<string, JsonElement>>();
        foreach (var known in State.Frozen.OrderBy(known => FormInstances.NumberOf(known.Form)))
        {
            frozen[FormInstances.FormOf(known.Form)] = (await Submitted(known.Sections)).ToDictionary(
                section => section.Section.Section, section => SectionViews.Json(section.Content));
        }

        return new MigrationFacts(
            to,
            version is null || to is null ? null : new PinnedDefinition(
                pinned.Programme, version.Number, version.Sm3, to.Definition.Name, to.Definition.Class),
            draft.ToImmutableDictionary(
                section => section.Section, section => SectionViews.Json(section.Content)),
            frozen)
        {
            From = await definitions.FindAsync(pinned.Sm3),
        };
    }

    /// <summary>
    /// The draft is put where the new definition has its fields, before the project goes over: a repetition after a
    /// crash finds them there already.
    /// </summary>
    private async Task Move(MigrateProject command, MigrationFacts facts, Caller caller, By by)
    {
        var moved = ProjectMigration.Drafts(State, command, facts);
        var saved = moved.IsEmpty ? [] : await sections.AllAsync(Key, State.Now!.Entered.Form!);
        foreach (var (section, content) in moved)
        {
            var version = saved.FirstOrDefault(known => known.Section == section)?.Version ?? 0;
            await sections.SaveAsync(
                Key,
                State.Now!.Entered.Form!,
                version,
                new StoredSection(
                    section, version + 1, JsonSerializer.SerializeToUtf8Bytes(content, StoredJson.Options), Now,
                    caller.Name, CommandIds.Derive(Ground.Crypto, by.Command, $"move {section}")));
        }
    }
}
