using System.Collections.Immutable;
using SunGov.GrainInterfaces.Projects;
using SunGov.Grains.Programmes;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Projects;

/// <summary>What an action needs made before it is decided: frozen forms, numbers, seals, documents, the package.
/// </summary>
public sealed partial class ProjectGrain
{
    private async Task<ActFacts> Prepared(ActFacts facts, CompiledAction action, ActOnTask command, Caller caller)
    {
        var (definition, programme) = (action.Definition, facts.Programme);
        var forms = ImmutableArray.CreateBuilder<FormAsIs>();
        foreach (var form in definition.Complete)
        {
            forms.Add(await AsIs(programme.Forms[form], freeze: definition.Submits || definition.Freezes));
        }

        facts = facts with { Forms = forms.ToImmutable() };
        if (ProjectActions.Refused(State, command, action, facts, Now))
        {
            return facts;
        }

        return facts with
        {
            Number = definition.Numbers && State.Number is null ? await Number(programme.Definition) : null,
            Serial = definition.Serial is { } serial
                ? await Number(serial.Format, ThisYear, $"serial {serial.Field}")
                : null,
            Signature = definition.Signs ? Signature(command.Task, caller) : null,
            Documents = await Documents(programme, action, command),
            Package = definition.Archives ? await Package(definition.Archive) : null,
        };
    }

    private int ThisYear => CivilTime.DayOf(Now).Year;

    /// <summary>The platform signs for the caller what they are about to sign.</summary>
    private FormSigned? Signature(string task, Caller caller) =>
        ProjectSignatures.Prepare(State, task, Actor.Of(caller), Now) is not { } prepared ? null
            : ProjectSignatures.Sign(Ground.Crypto, platform, Key, prepared);

    private async Task<ImmutableArray<PreparedDocument>> Documents(
        CompiledProgramme programme, CompiledAction action, ActOnTask command)
    {
        var definition = programme.Definition;
        var told = ProjectInternals.ForApplicants(State, programme);
        var prepared = ImmutableArray.CreateBuilder<PreparedDocument>();
        foreach (var document in definition.Documents.Where(known => action.Definition.Issues.Contains(known.Id)))
        {
            var number = document.Number is { } format
                ? await Number(format, ThisYear, $"document {document.Id}")
                : null;
            var until = ProjectDocuments.Until(State, document, action.Definition.Renews, Now);
            var data = ProjectPackage.DocumentOf(told, document, number, action, command.Input, until);
            await contents.PutAsync(data);
            prepared.Add(new PreparedDocument(document, number, contents.NameOf(data), until));
        }

        return prepared.ToImmutable();
    }

    private async Task<PreparedPackage> Package(ArchiveDefinition? archive)
    {
        var number = archive?.Number is { } format ? await Number(format, ThisYear, "archive") : null;
        var kept = archive is null ? null : ProjectPackage.Kept(archive, number, Now);
        var entries = await Ground.Journal.EntriesAsync(Kind.Name, Key);
        var (list, count) = ProjectPackage.Of(State, entries, kept);
        await contents.PutAsync(list);
        return new PreparedPackage(
            contents.NameOf(list), count, entries.Length, entries.All(entry => entry.Verified), kept);
    }
}
