using SunGov.GrainInterfaces.Documents;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Documents;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Projects;

/// <summary>Documents of a project: forms for paper, each print known by its code.</summary>
public sealed partial class ProjectGrain
{
    /// <inheritdoc/>
    public async Task<Outcome<PrintView>> Print(string form, By by)
    {
        var read = await ReadForm(form, by);
        if (!read.Succeeded)
        {
            return read.Refusal;
        }

        var shown = ProjectPrints.Shown(
            read.Value, State.Frozen.FirstOrDefault(frozen => frozen.Form == form), contents.NameOf);
        var definition = (await Form(form))!.Definition;
        var code = CodeOf(form, shown.Sm3, shown.Draft);
        await Ground.Accesses.DisclosedAsync(by, Kind.Name, Key, "form-print");
        await prints.RememberAsync(code, Key, form, Now);
        var submitted = shown.Draft
            ? null
            : ProjectPrints.Submitted(await Ground.Journal.EntriesAsync(Kind.Name, Key))
                .LastOrDefault(known => known.Frozen.Form == form && known.Frozen.Sm3 == shown.Sm3)?.At;
        return Outcome.Of(ProjectPrints.Of(State, definition, shown, code, submitted), Version);
    }

    /// <inheritdoc/>
    public async Task<Outcome<PackageContents>> ReadPackage(By by)
    {
        if (State.Start is null)
        {
            return SharedRefusals.NotFound;
        }

        var programme = await definitions.FindAsync(State.Start.Definition.Sm3);
        var entries = await Ground.Journal.EntriesAsync(Kind.Name, Key);
        var package = await Show(by, (state, caller) =>
            !ProjectRules.MayRead(state, caller) ? SharedRefusals.NotFound
            : !caller.May("project.export", new ProjectFacts(state)) ? SharedRefusals.NotAllowed
            : Outcome.Of(ProjectPrints.Package(
                state, programme, entries, !ProjectInternals.HiddenFrom(state, caller, programme).IsEmpty)));
        if (package.Succeeded)
        {
            await Ground.Accesses.DisclosedAsync(by, Kind.Name, Key, "project-package");
        }

        return package;
    }

    /// <inheritdoc/>
    public async Task<Outcome<PrintCheck>> CheckPrint(string form, string code, By by)
    {
        if (await Form(form) is not { } compiled)
        {
            return DocumentRefusals.Unknown;
        }

        return Outcome.Of(ProjectPrints.Check(
            State,
            compiled.Definition,
            form,
            code,
            ProjectPrints.Submitted(await Ground.Journal.EntriesAsync(Kind.Name, Key)),
            sm3 => CodeOf(form, sm3, draft: false)));
    }

    private string CodeOf(string form, string sm3, bool draft) =>
        VersionCode.Of(Ground.Crypto, $"{Kind.Name}:{Key}", form, sm3, draft);
}
