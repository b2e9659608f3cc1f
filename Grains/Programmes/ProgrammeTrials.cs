using Orleans;
using Orleans.Concurrency;
using SunGov.GrainInterfaces.Programmes;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Identity;
using SunGov.Grains.Projects;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Programmes;

/// <summary>Tries definitions out; it reads a definition, and has nothing it could write to.</summary>
[StatelessWorker]
public sealed class ProgrammeTrials(
    IGrants grants,
    RoleCatalogue roles,
    CodeTables codes,
    IWorkingCalendars calendars,
    IContents contents,
    TimeProvider clock)
    : Grain, IProgrammeTrials
{
    private const int MostActs = 500;

    /// <inheritdoc/>
    public async Task<Outcome<TrialView>> Try(string programme, TryDefinition command, By by)
    {
        if (await grants.FindAsync(by) is not { } caller)
        {
            return SharedRefusals.IdentityNotHeld;
        }

        if (!caller.MayAny("programme.design") && !caller.MayAny("programme.publish"))
        {
            return SharedRefusals.NotAllowed;
        }

        if (!command.Acts.IsDefault && command.Acts.Length > MostActs)
        {
            return SharedRefusals.Length("acts", 0, MostActs);
        }

        var drafted = command.Definition is null
            ? await GrainFactory.GetGrain<IProgrammeGrain>(programme).ReadDraft(by)
            : null;
        if (drafted is { Succeeded: false })
        {
            return drafted.Refusal;
        }

        var (compiled, findings) = DefinitionFile.Read(
            command.Definition ?? drafted!.Value!.Definition, roles, codes);
        return compiled is null
            ? ProgrammeRefusals.DefinitionInvalid(findings)
            : ProjectTrial.Run(
                compiled with { Calendar = await calendars.NowAsync() }, roles, command, contents.NameOf,
                clock.GetUtcNow());
    }
}
