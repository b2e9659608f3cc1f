using System.Text.Json;
using SunGov.GrainInterfaces.Programmes;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Projects;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Programmes;

/// <summary>One kind of business: its published versions.</summary>
public sealed class ProgrammeGrain(Ground ground, IContents contents)
    : DecidedGrain<ProgrammeState, ProgrammeEvent>(ground), IProgrammeGrain
{
    /// <inheritdoc/>
    protected override Kind<ProgrammeState, ProgrammeEvent> Kind => ProgrammeKind.Kind;

    /// <inheritdoc/>
    public async Task<Outcome<ProgrammeView>> Publish(PublishDefinition command, By by)
    {
        var read = DefinitionFile.Read(command.Definition);
        var bytes = DefinitionFile.Bytes(command.Definition);
        if (read.Programme is { } programme
            && await Ground.Grants.FindAsync(by) is { } publisher
            && ProgrammeRules.MayPublish(programme.Definition.Owner, publisher))
        {
            await contents.PutAsync(bytes);
        }

        var sm3 = contents.NameOf(bytes);
        var outcome = await Decide(
            command,
            by,
            (state, caller, now) => ProgrammeRules.Publish(state, Key, read, sm3, caller, now),
            (state, _) => ProgrammeRules.View(Key, Version, state).Value!);
        return outcome;
    }

    /// <inheritdoc/>
    public Task<Outcome<ProgrammeView>> Read(By by) =>
        Show(by, (state, _) => ProgrammeRules.View(Key, Version, state));

    /// <inheritdoc/>
    public async Task<Outcome<JsonElement>> ReadVersion(int version, By by)
    {
        Leave();
        if (ProgrammeRules.Sm3Of(State, version) is not { } sm3)
        {
            return ProgrammeRefusals.VersionUnknown(version);
        }

        using var json = JsonDocument.Parse((await contents.GetAsync(sm3))
            ?? throw new InvalidOperationException($"the definition {sm3} is not among the contents"));
        return Outcome.Of(json.RootElement.Clone(), Version);
    }
}
